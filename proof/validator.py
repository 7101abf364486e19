"""Every resource that leaves the program, and that any test makes or fetches, through Medplum's validator: nothing is wrong with any."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from screener.documents.fhir import capability, own_codes
from screener.documents.fhir.bundle import bundle
from screener.documents.fhir.code_system import code_system
from screener.documents.fhir.exchanged import operation_outcome, search_set
from screener.dystonia import DYSTONIA
from tests.documents.fhir.evaluating import ADDRESSES, TRANSLATIONS, made
from tests.documents.fhir.test_bundle import EVERYTHING

HERE = Path(__file__).parent
TESTS = (
    "tests/documents/fhir",
    "tests/web/fhir",
    "tests/web/clinic/test_clients.py",
    "tests/commands/test_export.py",
)
# The type of what a Bundle's own identifiers lead to is not looked up by this validator.
UNKNOWN_TYPE = 'Invalid reference: got "urn:uuid:'


def resources() -> list[dict[str, Any]]:
    """Return the resources of every test of a Bundle, the questionnaires, the codes, and what goes over the wire."""
    bundles = [
        bundle(opened, made(opened.submission.language), ADDRESSES, belongings)
        for opened, belongings in EVERYTHING.values()
    ]
    single = [entry["resource"] for each in bundles for entry in each["entry"]]
    responses = [each for each in single if each["resourceType"] == "QuestionnaireResponse"]
    return [
        *bundles,
        *single,
        *(made(language) for language in TRANSLATIONS),
        *(own_codes.own_code_system(system, "1.0.0", ADDRESSES) for system in own_codes.CODES),
        *(
            code_system(question, DYSTONIA.version, ADDRESSES, TRANSLATIONS)
            for question in DYSTONIA.questions.values()
            if question.choices
        ),
        capability.capability_statement(ADDRESSES, "1.0.0", {"en": "English", "es": "Spanish"}),
        search_set(responses[:1], ADDRESSES.base, {"self": f"{ADDRESSES.base}/fhir/QuestionnaireResponse"}),
        operation_outcome(422, "What was sent does not fit.", element="QuestionnaireResponse.item[0]"),
    ]


def of_tests() -> list[dict[str, Any]]:
    """Return what the tests make and fetch, each once."""
    with tempfile.TemporaryDirectory() as folder:
        kept = os.environ | {"SCREENER_RESOURCES": folder}
        subprocess.run([sys.executable, "-m", "pytest", "-q", *TESTS], cwd=HERE.parent, env=kept, check=True)
        return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(Path(folder).iterdir())]


def main() -> None:
    """Print how many are valid, or stop at the first that is not."""
    checked = [*resources(), *of_tests()]
    ran = subprocess.run(
        ["node", "validator.mjs"],
        cwd=HERE,
        input=json.dumps(checked),
        capture_output=True,
        text=True,
        check=True,
    )
    for resource, issues in zip(checked, json.loads(ran.stdout), strict=True):
        wrong = [issue for issue in issues if UNKNOWN_TYPE not in issue.get("details", {}).get("text", "")]
        assert not wrong, (resource["resourceType"], resource.get("id"), wrong)
    print(f"{len(checked)} resources, all valid")


if __name__ == "__main__":
    main()
