"""The poster: one page, tagged, every word in its language, and a code that leads to the address."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from screener.adapters.catalogue import catalogue
from screener.documents.poster import poster_pdf
from screener.dystonia.poster import Poster, Spoken, poster
from tests.pseudo_language import CODE, in_pseudo
from tests.strict import PHONE

LONG = "https://self-screen.movement-disorders.neurology.the-health-system.example:8443/"


def _poster(address: str = "https://screen.example/") -> Poster:
    languages = [Spoken(code, "ltr", catalogue(code).gettext, str) for code in ("en", "es")]
    return poster("The clinic #1 *", "913-588-1227", address, languages)


def test_more_languages_stand_on_the_same_page_in_smaller_letters() -> None:
    languages = [Spoken(code, "ltr", catalogue(code).gettext, str) for code in ("en", "es")]
    pseudo = Spoken(CODE, "rtl", in_pseudo, str)
    made = poster("The clinic", PHONE, "https://screen.example/", [*languages, pseudo])
    (page,) = PdfReader(io.BytesIO(poster_pdf(made))).pages
    assert all(words.call.strip("«»")[:4] in page.extract_text() for words in made.words)


def _languages(node: Any) -> list[tuple[str, str]]:
    node = node.get_object()
    if isinstance(node, list):
        return [found for child in node for found in _languages(child)]
    if not isinstance(node, dict):
        return []
    own = [(str(node["/S"]), str(node["/Lang"]))] if "/Lang" in node else []
    return own + (_languages(node["/K"]) if "/K" in node else [])


@pytest.mark.parametrize("address", ["https://screen.example/", LONG, "http://127.0.0.1:8000/"])
def test_it_is_one_tagged_page_with_every_word_in_its_language(address: str) -> None:
    made = _poster(address)
    content = poster_pdf(made)
    read = PdfReader(io.BytesIO(content), strict=True)
    root: Any = read.trailer["/Root"]
    (page,) = read.pages
    shown = "".join(page.extract_text().split())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert root["/Lang"] == "en"
    assert ("/H1", "es") in _languages(root["/StructTreeRoot"])
    for words in made.words:
        for text in (words.heading, words.lead, words.scan, *words.notes, words.call, words.emergency):
            assert "".join(text.split()) in shown, text
    assert "".join(made.shown.split()) in shown
    assert "Theclinic#1*" in shown
    assert "Thisisnotadiagnosis." in shown
    assert "Estonoesundiagnóstico." in shown
    assert read.metadata is not None
    assert set(read.metadata) == {"/Title", "/Creator"}
    assert content == poster_pdf(made)
