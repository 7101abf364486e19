"""What a program of others extracts from responses by our templates: the pattern and the red flags that we say."""

import json
import subprocess
from pathlib import Path

from screener.documents.fhir import names, own_codes
from tests.documents.fhir.evaluating import ADDRESSES, made
from tests.documents.fhir.submissions import sent
from tests.documents.fhir.test_response import FINISHED, as_response

HERE = Path(__file__).parent


def main() -> None:
    """Compare for everybody of the tests; print how many, or stop at the first that differs."""
    people = [sent(**changes) for changes in FINISHED.values()]
    people += [
        sent(new_or_worse=frozenset({"swallowing", "breathing"})),
        sent(onset_when="last-week", onset_pace="days"),
    ]
    assert len({flag for each in people for flag in each.submission.flags}) > 1, "of too few flags"
    asked = {"questionnaire": made(), "responses": [as_response(each) for each in people]}
    ran = subprocess.run(
        ["node", "extraction.mjs"],
        cwd=HERE,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    for opened, found in zip(people, json.loads(ran.stdout), strict=True):
        submission = opened.submission
        # Where there is no pattern, its template has no item to begin at, and a warning says so.
        assert found["issues"] is None or submission.distribution is None, found["issues"]
        by_code = {each["code"]["coding"][0]["code"]: each for each in found["resources"]}
        flags = by_code[own_codes.RED_FLAG]
        raised = [each["code"]["coding"][0] for each in flags.get("component", [])]
        assert [each["code"] for each in raised] == list(submission.flags), (raised, submission.flags)
        assert {each["system"] for each in raised} <= {ADDRESSES.code_system(names.FLAGS)}
        assert flags["valueInteger"] == len(submission.flags)
        pattern = by_code.get(own_codes.PATTERN)
        said = pattern["valueCodeableConcept"]["coding"][0]["code"] if pattern else None
        assert said == submission.distribution, (said, submission.distribution)
    print(f"{len(people)} responses, the same pattern and red flags extracted from each")


if __name__ == "__main__":
    main()
