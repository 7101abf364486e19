"""The result as a browser prints it: on two pages of Letter, with a line for the name, and no page almost empty."""

import io
import unicodedata
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from tests.answering import CONTACT, answer_until
from tests.browser.answered import Undrawn, has_marked_every_part, has_marked_one_hand
from tests.browser.person import Person

MARGIN = "0.5in"
SHEETS = {
    "/": 1,
    "/language-help": 1,
    "/privacy": 1,
    "/screen/emergency": 1,
    "/screen/check": 1,
}
"""How many sheets of Letter a page is printed on."""


@pytest.mark.parametrize(
    ("language", "name", "every_part", "urgent"),
    [
        ("", "Name:", False, False),
        ("/es", "Nombre:", False, False),
        ("/es", "Nombre:", True, False),
        ("/es", "Nombre:", True, True),
    ],
)
def test_a_result_prints_whole_on_two_pages(
    someone: Callable[..., Person], language: str, name: str, *, every_part: bool, urgent: bool
) -> None:
    person = (has_marked_every_part if every_part else has_marked_one_hand)(someone())
    if urgent:
        browser = Undrawn(person.page.context.request)
        browser.submit("/screen/new-or-worse", {"new-or-worse": ["coughing", "weight"]})
    person.goes_to(f"{language}/screen/result")
    printed = PdfReader(
        io.BytesIO(
            person.page.pdf(
                format="Letter", margin={"top": MARGIN, "bottom": MARGIN, "left": MARGIN, "right": MARGIN}
            )
        )
    )
    pages = [page.extract_text() for page in printed.pages]
    assert len(pages) == 2
    assert name in pages[0]
    assert "913-588-1227" in "".join(pages)
    whole = "".join(unicodedata.normalize("NFKC", "".join(pages)).split())
    told = person.page.locator(".letter :is(p, li)").all_inner_texts()
    hidden = set(person.page.locator(".no-print").locator("a, button").all_inner_texts())
    assert [text for text in told if text not in hidden and "".join(text.split()) not in whole] == []
    assert all(len(page) > 400 for page in pages)
    headings = set(person.page.locator("h2").all_inner_texts())
    for page in pages:
        assert page.strip().splitlines()[-1].strip() not in headings


@pytest.mark.parametrize(("language", "title"), [("", "Your own copy"), ("/es", "Su propia copia")])
def test_a_receipt_prints_with_its_words_on_one_page_and_the_copy_on_the_next(
    someone: Callable[..., Person], language: str, title: str
) -> None:
    person = has_marked_one_hand(someone())
    browser = Undrawn(person.page.context.request)
    browser.submit(f"{language}/screen/share", CONTACT | {"date-of-birth": "April 28, 1956"})
    person.goes_to(f"{language}/screen/sent")
    words = person.page.locator(".saved-words li").all_inner_texts()
    pdf = person.page.pdf(
        format="Letter", margin={"top": MARGIN, "bottom": MARGIN, "left": MARGIN, "right": MARGIN}
    )
    printed = PdfReader(io.BytesIO(pdf))
    pages = [page.extract_text() for page in printed.pages]
    assert len(pages) == 2
    assert [word for word in words if word not in pages[0]] == []
    assert "913-588-1227" in pages[0]
    assert pages[1].strip().startswith(title)


@pytest.mark.parametrize("language", ["", "/es"])
def test_no_page_prints_a_last_sheet_almost_empty(someone: Callable[..., Person], language: str) -> None:
    person = has_marked_one_hand(someone())
    sheets = {}
    for address in SHEETS:
        person.page.goto(f"{language}{address}")
        pdf = person.page.pdf(
            format="Letter", margin={"top": MARGIN, "bottom": MARGIN, "left": MARGIN, "right": MARGIN}
        )
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
        sheets[address] = len(pages)
        assert all(len(page) > 300 for page in pages), address
    assert sheets == SHEETS


@pytest.mark.parametrize("language", ["", "/es"])
def test_a_receipt_that_was_opened_prints_on_one_sheet(someone: Callable[..., Person], language: str) -> None:
    person = has_marked_one_hand(someone())
    Undrawn(person.page.context.request).submit(f"{language}/screen/share", CONTACT)
    person.goes_to(f"{language}/screen/sent")
    words = person.page.locator(".saved-words li").all_inner_texts()
    person.page.goto(f"{language}/receipt/{'-'.join(words)}")
    person.sees({"": "Where it stands", "/es": "Cómo va todo"}[language])
    pdf = person.page.pdf(
        format="Letter", margin={"top": MARGIN, "bottom": MARGIN, "left": MARGIN, "right": MARGIN}
    )
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


@pytest.mark.parametrize("language", ["", "/es"])
@pytest.mark.parametrize("page", ["result", "receipt"])
def test_no_sheet_holds_the_foot_of_the_page_alone(
    someone: Callable[..., Person], page: str, language: str
) -> None:
    person = someone()
    if page == "result":
        answer_until(Undrawn(person.page.context.request), "result", {"body-parts": {"body-parts": ["none"]}})
        person.goes_to(f"{language}/screen/result")
    else:
        has_marked_every_part(person)
        browser = Undrawn(person.page.context.request)
        browser.submit("/screen/new-or-worse", {"new-or-worse": ["coughing", "weight"]})
        browser.submit(f"{language}/screen/share", CONTACT)
        person.goes_to(f"{language}/screen/sent")
        person.goes_to(person.page.locator("main a[href*='/receipt/']").get_attribute("href") or "")
    pdf = person.page.pdf(
        format="Letter", margin={"top": MARGIN, "bottom": MARGIN, "left": MARGIN, "right": MARGIN}
    )
    foot = sum(len(text) for text in person.page.locator(".site-footer p").all_inner_texts())
    pages = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) == 2
    assert len(pages[1]) > foot + 80
