"""The questionnaire as other programs fetch it."""

from dataclasses import replace

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from screener import create_app
from screener.dystonia import DYSTONIA
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
