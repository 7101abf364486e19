"""What programs are told of this interface is what it has."""

import re
from collections.abc import Iterator

import pytest
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from flask import Flask

from screener.accounts.client import Scope
from screener.documents.fhir.capability import RESULTS, SEARCHED_BY
from screener.settings import Settings
from screener.web.fhir.access import ROUTES
from screener.web.use_cases import use_cases
from tests.strict import new_browser
from tests.web.fhir.programs import BASE, HOST, application, let_in


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application of a clinic that has programs."""
    made = application(settings)
    yield made
    use_cases(made).database.engine.dispose()


def test_the_capability_statement_names_what_can_be_asked(app: Flask) -> None:
    answer = new_browser(app).get("/fhir/metadata", headers=HOST)
    said = CapabilityStatement.model_validate_json(answer.data)
    assert said.implementation is not None
    assert said.implementation.url == f"{BASE}/fhir"
    told = answer.json or {}
    assert told["fhirVersion"] == "4.0.1"
    resources = {each["type"]: each for each in told["rest"][0]["resource"]}
    assert resources.keys() == {"Questionnaire", "CodeSystem", "QuestionnaireResponse", "Bundle"}
    params = {each["name"] for each in resources["QuestionnaireResponse"]["searchParam"]}
    assert params == SEARCHED_BY.keys() - RESULTS
    reader = let_in(app, Scope.READ_RESPONSES)
    asked = {"_id": "x", "_lastUpdated": "ge2026", "_count": "1", "_summary": "count", "status": "completed"}
    assert asked.keys() == SEARCHED_BY.keys()
    for name, value in asked.items():
        assert reader.get(f"/fhir/QuestionnaireResponse?{name}={value}").status_code == 200


def test_openapi_names_every_route_with_its_scope(app: Flask) -> None:
    told = new_browser(app).get("/fhir/openapi.json", headers=HOST).json or {}
    described = {
        (
            re.sub(r"/es$", "/<language>", path.format(id="<uuid:submission_id>", system_id="<system_id>")),
            method,
        ): operation
        for path, operations in told["paths"].items()
        for method, operation in operations.items()
    }
    elsewhere = {"fhir.openapi", "fhir.smart_configuration", "fhir.token"}
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/fhir") or rule.endpoint in elsewhere:
            continue
        (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        operation = described.pop((rule.rule.removeprefix("/fhir"), method.lower()))
        scope = ROUTES[rule.endpoint]
        assert operation["security"] == ([{"bearer": [scope.value]}] if scope else [])
    assert described == {}


def test_openapi_says_in_what_form_something_is_posted_and_that_another_is_refused(app: Flask) -> None:
    told = new_browser(app).get("/fhir/openapi.json", headers=HOST).json or {}
    program = let_in(app, Scope.READ_RESPONSES, Scope.SEND_RESPONSES)
    headers = {"Authorization": f"Bearer {program.token}", **HOST}
    posted = {path: each["post"] for path, each in told["paths"].items() if "post" in each}
    assert posted.keys() == {"/QuestionnaireResponse", "/QuestionnaireResponse/_search"}
    for path, operation in posted.items():
        (form,) = operation["requestBody"]["content"]
        for kind, refused in ((form, False), ("text/plain", True)):
            answer = new_browser(app).post(f"/fhir{path}", data=b"a=b", content_type=kind, headers=headers)
            assert (answer.status_code == 415) is refused
            assert str(answer.status_code) in operation["responses"]
            assert not refused or form in answer.text
