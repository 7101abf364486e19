"""The pages that the footer leads to, and how long it is said that answers are kept."""

import pytest
from flask import Flask

from screener.dystonia.information import INFORMATION
from tests.answering import arrive_at
from tests.strict import StrictClient, new_browser

TITLES = {
    "": {
        "privacy": "Your privacy",
        "accessibility": "Accessibility",
        "language-help": "Language help and equal treatment",
        "feedback": "Tell us what you think",
    },
    "/es": {
        "privacy": "Su privacidad",
        "accessibility": "Accesibilidad",
        "language-help": "Ayuda con el idioma y trato igual",
        "feedback": "Díganos qué piensa",
    },
}


@pytest.mark.parametrize("prefix", TITLES)
def test_the_footer_of_every_page_leads_to_each_of_them(client: StrictClient, prefix: str) -> None:
    arrive_at(client, "result", prefix=prefix)
    for address in (
        "/",
        "/about",
        "/screen/onset",
        "/screen/result",
        "/screen/share",
        "/receipt",
        "/nothing",
    ):
        page = client.page(prefix + address, 404 if address == "/nothing" else 200)
        links = [attributes["href"] for attributes, _ in page.all("a")]
        assert [page_id for page_id in INFORMATION if f"{prefix}/{page_id}" not in links] == [], address
    for page_id in INFORMATION:
        page = client.page(f"{prefix}/{page_id}")
        assert page.heading == TITLES[prefix][page_id]
        assert "913-588-1227" in page.text


def test_they_bear_the_facts_of_the_clinic(app: Flask) -> None:
    client = new_browser(app)
    said = client.page("/privacy").text
    assert "The University of Kansas Health System gets your answers" in said
    assert "after 3 years at the latest" in said
    assert "30 days" in said
    help_in = client.page("/language-help").text
    assert '<li lang="vi" dir="auto" translate="no">Tiếng Việt</li>' in help_in
    assert "1-800-368-1019" in help_in


@pytest.mark.parametrize(
    ("prefix", "said"), [("", "after 3 years at the latest"), ("/es", "después de 3 años, a más tardar")]
)
def test_before_send_it_is_said_how_long_answers_are_kept(
    client: StrictClient, prefix: str, said: str
) -> None:
    arrive_at(client, "result", prefix=prefix)
    assert said in client.page(f"{prefix}/screen/share").text


def test_the_answers_stay_while_one_of_them_is_read(client: StrictClient) -> None:
    arrive_at(client, "medicines")
    (link,) = (
        attributes["href"]
        for attributes, text in client.page("/privacy").all("a")
        if text == "Go on with my answers"
    )
    assert client.get(link).location == "/screen/medicines"
