"""The result as a browser prints it: on two pages of Letter, with a line for the name, and no page almost empty."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from tests.browser.answered import has_marked_every_part, has_marked_one_hand
from tests.browser.person import Person

MARGIN = "0.5in"


@pytest.mark.parametrize(
    ("language", "name", "every_part"),
    [("", "Name:", False), ("/es", "Nombre:", False), ("/es", "Nombre:", True)],
)
def test_a_result_prints_on_two_pages(
    someone: Callable[..., Person], language: str, name: str, *, every_part: bool
) -> None:
    person = (has_marked_every_part if every_part else has_marked_one_hand)(someone())
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
    assert all(len(page) > 400 for page in pages)
    headings = set(person.page.locator("h2").all_inner_texts())
    for page in pages:
        assert page.strip().splitlines()[-1].strip() not in headings
