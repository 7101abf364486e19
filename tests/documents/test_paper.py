"""The blank questionnaire as a PDF: tagged, in each language, with every word in its text."""

import io
from collections import Counter
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


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_large_print_and_the_parts_of_the_body_stand_on_one_page(language: str) -> None:
    words = catalogue(language).gettext
    made = paper(Letterhead(language, "", "The clinic", "913-588-1227", "Mon to Fri"), words)
    pages = PdfReader(io.BytesIO(paper_pdf(made, PICTURE, "https://screen.example/"))).pages
    letters: Counter[float] = Counter()
    for page in pages:
        page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: letters.update({size: len(text)}))
    large = sum(count for size, count in letters.items() if size >= 14)
    assert large > 0.8 * letters.total(), letters
    parts = next(question for each in made.pages for question in each.questions if question.picture)
    wanted = ["".join(text.split()) for text in (parts.words, *(choice.label for choice in parts.choices))]
    texts = ["".join(page.extract_text().split()) for page in pages]
    assert any(all(each in text for each in wanted) for text in texts)
