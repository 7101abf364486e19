"""A database that is away is told to programs in their own words, at every address that needs one."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from screener.accounts.client import Scope
from screener.settings import Settings
from screener.web.use_cases import use_cases
from tests.strict import new_browser
from tests.valid import valid
from tests.web.fhir.programs import HOST, Program, application, let_in, send

ASKED = {
    "search": ("GET", "/fhir/QuestionnaireResponse", None),
    "search by post": ("POST", "/fhir/QuestionnaireResponse/_search", {"_count": "1"}),
    "count": ("GET", "/fhir/QuestionnaireResponse?_summary=count", None),
    "read": ("GET", "/fhir/QuestionnaireResponse/%s", None),
    "bundle": ("GET", "/fhir/Bundle/%s", None),
    "create": ("POST", "/fhir/QuestionnaireResponse", "{}"),
}
WITHOUT_ONE = ("metadata", "openapi.json", "Questionnaire/dystonia-self-screen", "CodeSystem/red-flag")


@pytest.fixture
def program(settings: Settings) -> Iterator[Program]:
    """A program that may do everything, of a clinic whose database goes away after one submission."""
    app = application(settings)
    made = let_in(app, *Scope)
    send(app)
    yield made
    use_cases(app).database.engine.dispose()


def _take_away(app: Flask) -> None:
    file = Path(str(use_cases(app).database.engine.url.database))
    use_cases(app).database.engine.dispose()
    file.rename(file.with_name("away"))


@pytest.mark.parametrize("asked", ASKED)
def test_it_is_an_outcome_that_says_when_to_come_again(program: Program, asked: str) -> None:
    (entry,) = program.resource("/fhir/QuestionnaireResponse")["entry"]
    _take_away(program.app)
    method, address, data = ASKED[asked]
    answer = new_browser(program.app).open(
        address.replace("%s", entry["resource"]["id"]),
        method=method,
        data=data,
        content_type="application/fhir+json" if isinstance(data, str) else None,
        headers={"Authorization": f"Bearer {program.token}"} | HOST,
    )
    assert (answer.status_code, answer.mimetype) == (503, "application/fhir+json")
    assert answer.headers["Retry-After"] == "60"
    said = valid(json.loads(answer.text))
    assert (said["resourceType"], said["issue"][0]["code"]) == ("OperationOutcome", "transient")


@pytest.mark.parametrize("address", WITHOUT_ONE)
def test_what_needs_no_database_is_given(program: Program, address: str) -> None:
    _take_away(program.app)
    assert program.get(f"/fhir/{address}").status_code == 200
