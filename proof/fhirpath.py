"""Every unsided selection of marks, through the npm engine that browsers use: the rule's pattern, and the rule's questions for sides."""

import json
import subprocess
from pathlib import Path

from screener.documents.fhir import names
from screener.documents.fhir.sides import side_matters
from screener.dystonia import DYSTONIA
from screener.dystonia.sides import SIDE_QUESTIONS
from screener.rules import parts_whose_side_matters
from tests.documents.fhir.evaluating import expression_of, items, made
from tests.rules.selections import every_unsided, marks_in

HERE = Path(__file__).parent


def main() -> None:
    """Compare all 65,536; print how many, or stop at the first that differs."""
    calculated = {item["linkId"]: item for item in items(made()) if item.get("readOnly")}
    asked = {
        "variables": [
            each["valueExpression"] for each in made()["extension"] if each["url"] == names.VARIABLE
        ],
        "distribution": expression_of(calculated["distribution"], names.CALCULATED),
        "generalized": expression_of(calculated["generalized"], names.CALCULATED),
        "sides": [side_matters(part, "%marks") for part, _ in SIDE_QUESTIONS.values()],
        "selections": [marks_in(mask) for mask in range(2**16)],
    }
    ran = subprocess.run(
        ["node", "fhirpath.mjs"],
        cwd=HERE,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    for mask, (found, said) in enumerate(zip(json.loads(ran.stdout), every_unsided(), strict=True)):
        needed = parts_whose_side_matters(frozenset(marks_in(mask)))
        sides = [[part in needed] for part, _ in SIDE_QUESTIONS.values()]
        expected = [[said.distribution] if said.distribution else [], [said.generalized], *sides]
        assert found == expected, (marks_in(mask), found, expected)
    print(
        f"questionnaire {DYSTONIA.version}: {2**16} selections, the same pattern and the same sides asked in each"
    )


if __name__ == "__main__":
    main()
