"""What docs/interoperability.md says is so: its example, its addresses, its scopes, its parameters."""

import re
from pathlib import Path

from screener.accounts.client import Scope
from screener.documents.fhir.capability import SEARCHED_BY
from screener.documents.fhir.own_codes import CODES
from screener.web.fhir.access import ROUTES
from tests.documents.fhir.example import FILE, example

TEXT = (Path(__file__).parents[2] / "docs" / "interoperability.md").read_text(encoding="utf-8")


def test_the_example_is_what_the_program_makes() -> None:
    assert FILE.read_text(encoding="utf-8") == example(), "python -m tests.documents.fhir.example"


def test_every_scope_parameter_and_code_system_is_documented() -> None:
    named = {*Scope, *SEARCHED_BY, *CODES}
    assert [name for name in named if f"`{name}`" not in TEXT] == []


def test_there_are_as_many_addresses_as_endpoints() -> None:
    table = TEXT.partition("## Addresses")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(?:GET|POST) /fhir/", table, re.MULTILINE)
    assert len(rows) == len(ROUTES)
