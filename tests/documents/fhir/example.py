"""The worked example of docs/interoperability.md; run as a module it writes the file anew."""

import json
from pathlib import Path

from screener.documents.fhir.bundle import Belongings, bundle
from screener.questionnaire.answers import SKIPPED
from screener.submissions.content import Contact
from tests.documents.fhir.evaluating import ADDRESSES, made
from tests.documents.fhir.submissions import sent
from tests.valid import valid

FILE = Path(__file__).parents[3] / "docs" / "examples" / "submission.fhir.json"


def example() -> str:
    """Return the Bundle of somebody who is nobody, without the sheet, which is long."""
    contact = Contact(name="Ada Example", phone="+19135550123", language="en")
    opened = sent(
        contact=contact, synthetic=True, new_or_worse=frozenset({"swallowing"}), told=SKIPPED, task="writing"
    )
    made_of = valid(bundle(opened, made(), ADDRESSES, Belongings("0.0.0")))
    return json.dumps(made_of, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(example(), encoding="utf-8")
