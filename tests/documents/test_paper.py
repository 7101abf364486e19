"""The blank questionnaire as a PDF: tagged, in each language, with every word in its text."""

import io
from dataclasses import asdict
from typing import Any

import pytest
from pypdf import PdfReader

from screener.adapters.catalogue import catalogue
from screener.documents.paper import paper_pdf
from screener.dystonia.paper import paper
from screener.dystonia.visit import Letterhead

PICTURE = '<svg viewBox="0 0 10 10"><path class="part" d="M0 0H10V10Z"/></svg>'


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [
            text
            for name, each in value.items()
            if name not in {"picture", "unprintable", "language"}
            for text in _texts(each)
        ]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) and value else []


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_choice_flag_line_and_the_card_are_on_it(language: str) -> None:
    made = paper(
        Letterhead(language, "", "The clinic", "913-588-1227", "Mon to Fri"), catalogue(language).gettext
    )
    read = PdfReader(io.BytesIO(paper_pdf(made, PICTURE, "https://screen.example/")), strict=True)
    root: Any = read.trailer["/Root"]
    words = "".join("".join(page.extract_text() for page in read.pages).split())
    assert [text for text in _texts(asdict(made)) if "".join(text.split()) not in words] == []
    assert root["/Lang"] == language
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    first = "".join(read.pages[0].extract_text().split())
    assert "".join(made.emergency.title.split()) in first
    assert "".join(made.emergency.lines[-1].split()) in first
    assert len(read.pages) <= 20
