"""What staff print for people is offered in each language that those are offered, whichever they are."""

import re
from collections.abc import Sequence

import pytest
from flask import Flask

from screener.adapters.languages import OFFERED
from tests.strict import new_browser
from tests.web.clinic.staff import Person, administrator

ENGLISH, SPANISH = OFFERED["en"], OFFERED["es"]


@pytest.mark.parametrize(
    ("offered", "papers", "poster"),
    [
        ((ENGLISH, SPANISH), "in English or in Spanish", "English and Spanish"),
        ((ENGLISH,), "in English", "English"),
        ((ENGLISH, SPANISH, SPANISH), "in English, in Spanish or in Spanish", "English, Spanish and Spanish"),
    ],
    ids=["two", "one", "three"],
)
def test_the_paper_and_the_poster_are_named_in_each_language(
    app: Flask, nurse: Person, offered: Sequence[object], papers: str, poster: str
) -> None:
    app.jinja_env.globals["offered"] = offered
    for person, address in ((administrator(app), "/clinic/kiosk"), (nurse, "/clinic/overview")):
        text = re.sub(r"<[^>]+>", "", person.browser.get(address).text)
        assert f"on paper, {papers} (PDF" in text
        assert f"(PDF, one page, {poster})" in text


def test_the_paper_is_behind_each_link(app: Flask, nurse: Person) -> None:
    linked = [
        each["href"] for each, _ in nurse.browser.page("/clinic/overview").all("a") if "download" in each
    ]
    assert linked == ["/paper.pdf", "/es/paper.pdf"]
    assert [new_browser(app).get(address).mimetype for address in linked] == ["application/pdf"] * 2
