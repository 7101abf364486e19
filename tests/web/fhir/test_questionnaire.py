"""The questionnaire as other programs fetch it."""

from dataclasses import replace

import pytest
from fhir.resources.R4B.codesystem import CodeSystem
from fhir.resources.R4B.questionnaire import Questionnaire

from screener import create_app
from screener.dystonia import DYSTONIA
from screener.questionnaire.question import Question
from screener.settings import Settings
from tests.strict import StrictClient, new_browser

ADDRESS = "/fhir/Questionnaire/dystonia-self-screen"


@pytest.mark.parametrize(("address", "language"), [(ADDRESS, "en"), (f"{ADDRESS}/es", "es")])
def test_anybody_gets_it_in_a_language(client: StrictClient, address: str, language: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response.content_type == "application/fhir+json; charset=utf-8"
    read = Questionnaire.model_validate_json(response.data)
    assert (read.language, read.version) == (language, DYSTONIA.version)


def test_it_may_be_kept_and_is_not_sent_twice(client: StrictClient) -> None:
    first = client.get(ADDRESS)
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in first.headers
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(f"{ADDRESS}/es").headers["ETag"] != first.headers["ETag"]


def test_its_address_is_the_configured_one_and_never_what_a_request_claims(
    settings: Settings, client: StrictClient
) -> None:
    claimed = client.get(ADDRESS, headers={"Host": "evil.example"})
    assert claimed.json is not None
    assert claimed.json["url"] == f"urn:dystonia-self-screen{ADDRESS}"
    assert "evil" not in claimed.text
    app = create_app(replace(settings, base_url="https://screen.example"))
    app.test_client_class = StrictClient
    configured = new_browser(app).get(ADDRESS, headers={"Host": "screen.example"})
    assert configured.json is not None
    assert configured.json["url"] == f"https://screen.example{ADDRESS}"


def test_a_language_that_nobody_wrote_is_not_found(client: StrictClient) -> None:
    assert client.get(f"{ADDRESS}/xx").status_code == 404


@pytest.mark.parametrize("question", [each for each in DYSTONIA.questions.values() if each.choices])
def test_the_codes_of_a_question_can_be_looked_up(client: StrictClient, question: Question) -> None:
    response = client.get(f"/fhir/CodeSystem/{question.id}")
    read = CodeSystem.model_validate_json(response.data)
    assert read.url == f"urn:dystonia-self-screen/fhir/CodeSystem/{question.id}"
    assert [concept.code for concept in read.concept or ()] == [choice.id for choice in question.choices]
    assert response.headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize("question_id", ["onset-age", "nothing"])
def test_what_has_no_choices_has_no_codes(client: StrictClient, question_id: str) -> None:
    assert client.get(f"/fhir/CodeSystem/{question_id}").status_code == 404
