"""Every word on a page passes through gettext once: with a language that puts brackets around each text, all have them."""

import re
from collections.abc import Iterator

import pytest
from babel.support import NullTranslations
from flask import Flask
from flask.testing import FlaskClient

from screener.web.language import WrittenCatalogues
from tests.answering import ANSWERS, CONTACT, FIRST, SECOND
from tests.strict import Page

NOT_OURS = re.compile(
    r"[A-Z][a-z]+ \d+, \d{4}|The University of Kansas Health System|913-\d{3}-\d{4}"
    r"|[A-Z0-9]{4}(-[A-Z0-9]{4})+|[\d:.,·–\s()/-]"
)
"""What no catalogue translates: the clinic's name and number, dates, figures, codes."""


NAMES = {"Ann", "Example", "writing", "chin", "Vietnamese", "Español"}
"""What the person typed, and the other language in its own words."""


class Brackets(NullTranslations):
    """Puts every text into brackets."""

    def gettext(self, message: str) -> str:
        """Return the text in brackets."""
        return f"⟦{message}⟧"

    ugettext = gettext

    def upgettext(self, _: str, message: str) -> str:
        """Return the text in brackets, whatever tells it from others of the same words."""
        return self.gettext(message)


@pytest.fixture
def bracketed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A browser whose language puts brackets around everything."""
    monkeypatch.setattr(WrittenCatalogues, "get_translations", lambda _: Brackets())
    monkeypatch.setattr("screener.web.facts.catalogue", lambda _: Brackets())
    app.test_client_class = FlaskClient
    return app.test_client()


def _bare_words(page: Page) -> list[str]:
    body = page.text.partition("<body>")[2]
    text = re.sub(
        r"<(script|style)[^>]*>.*?</\1>|<(?:p|li)[^>]* translate=\"no\">[^<]*|<[^>]+>",
        " ",
        body,
        flags=re.DOTALL,
    )
    outside = re.sub(r"⟦[^⟦⟧]*⟧", " ", re.sub(r"⟦[^⟦⟧]*⟧", " ", text))
    return [word for word in NOT_OURS.sub(" ", outside).split() if word not in NAMES]


def _first_and_second_part(browser: FlaskClient) -> Iterator[str]:
    """Yield the address of each page of the way, the next one when the one before was answered."""
    while not (address := browser.get("/screen").location).endswith("/result"):
        yield address
    for page_id in SECOND:
        address = f"/screen/{page_id}"
        if browser.get(address).status_code == 200:
            yield address


def test_every_word_of_every_page_is_translated_once(bracketed: FlaskClient) -> None:
    pages = {
        address: Page(bracketed.get(address).text)
        for address in (
            "/",
            "/about",
            "/privacy",
            "/accessibility",
            "/language-help",
            "/feedback",
            "/receipt",
            "/nothing",
            "/screen/clear",
        )
    }
    for address in _first_and_second_part(bracketed):
        page_id = address.rpartition("/")[2]
        pages[address] = Page(bracketed.get(address).text)
        token = pages[address].token
        if page_id in FIRST:
            pages[f"{address} with errors"] = Page(bracketed.post(address, data={"csrf_token": token}).text)
        known = {
            attributes.get("name") for tag in ("input", "button") for attributes, _ in pages[address].all(tag)
        }
        fields = {name: value for name, value in ANSWERS[page_id].items() if name in known}
        bracketed.post(address, data={"csrf_token": token, **fields})
    saving = {"csrf_token": Page(bracketed.get("/screen/save").text).token}
    pages["/saved with errors"] = Page(bracketed.post("/saved", data=saving).text)
    pages["/saved/delete with errors"] = Page(bracketed.post("/saved/delete", data=saving).text)
    pages["/screen/save"] = Page(bracketed.get("/screen/save").text)
    bracketed.post("/screen/save", data=saving)
    for address in (
        "/screen/more",
        "/screen/check",
        "/screen/result",
        "/screen/share",
        "/screen/saved",
        "/screen/clear",
    ):
        pages[address] = Page(bracketed.get(address).text)
    token = pages["/screen/share"].token
    pages["share with errors"] = Page(bracketed.post("/screen/share", data={"csrf_token": token}).text)
    assert bracketed.post("/screen/share", data={"csrf_token": token, **CONTACT}).status_code == 303
    pages["/screen/sent"] = Page(bracketed.get("/screen/sent").text)
    bracketed.set_cookie("screener-kiosk", "any")
    pages["/screen/sent on a tablet"] = Page(bracketed.get("/screen/sent").text)
    assert {address: words for address, page in pages.items() if (words := _bare_words(page))} == {}
    assert not any("⟦⟦" in page.text for page in pages.values()), "translated twice"
