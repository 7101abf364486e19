"""Every page reads as easily as its language states in its folder (English: Flesch-Kincaid; Spanish: Fernández-Huerta).

The tables of all pages are printed with `pytest -s`.
"""

from typing import Any

import pytest

from screener.adapters.languages import OFFERED
from screener.dystonia.visit import Letterhead, visit_sheet
from screener.questionnaire.wording import ENGLISH
from screener.web.language import LANGUAGES
from tests.answering import ANSWERS, CONTACT, arrive_at, receipt_code
from tests.person import way
from tests.strict import Page, StrictClient
from tests.web.reading import MEASURED, figure, is_hard, sentences

BLOCKS = {"h1", "h2", "h3", "p", "li", "label", "dt", "dd", "legend", "button"}

pytestmark = pytest.mark.usefixtures("syllables_from_a_package")


def words_of(page: Page) -> str:
    """Return the text of a page as sentences, each block one of its own."""
    return sentences([text for tag in BLOCKS for _, text in page.all(tag)])


def _pages(client: StrictClient, respondent: str, prefix: str = "") -> dict[str, Page]:
    everything = [
        "upper_face",
        "lower_face",
        "jaw_tongue",
        "neck",
        "trunk",
        "right_arm",
        "right_foot",
    ]
    changes: dict[str, dict[str, Any]] = {
        "body-parts": {"body-parts": everything},
        "respondent": {"respondent": respondent},
    }
    arrive_at(client, "check", changes, prefix=prefix)
    names = [
        "/",
        *(f"/screen/{page_id}" for page_id in ANSWERS),
        "/screen/more",
        "/screen/check",
        "/screen/result",
    ]
    names += ["/privacy", "/accessibility", "/language-help", "/feedback"]
    names += ["/about", "/screen/share", "/screen/clear", "/receipt", "/nothing"]
    names += ["/screen/save", "/screen/saved", "/saved", "/saved/delete"]
    client.submit(f"{prefix}/screen/save", {})
    pages = {name: Page(client.get(f"{prefix}{name}").text) for name in names}
    client.submit(f"{prefix}/screen/share", CONTACT)
    pages["/screen/sent"] = client.page(f"{prefix}/screen/sent")
    client.set_cookie("screener-kiosk", "any")
    pages["/screen/sent on a tablet"] = client.page(f"{prefix}/screen/sent")
    client.delete_cookie("screener-kiosk")
    code = receipt_code(pages["/screen/sent"])
    pages["/receipt/..."] = client.page(f"{prefix}/receipt/{code}")
    pages["/receipt/.../withdraw"] = client.page(f"{prefix}/receipt/{code}/withdraw")
    return pages


def _table(measured: dict[str, float]) -> None:
    for name, reached in sorted(measured.items(), key=lambda entry: -entry[1]):
        print(f"{reached:5.1f}  {name}")  # noqa: T201 - the table


@pytest.mark.parametrize("code", MEASURED)
@pytest.mark.parametrize("respondent", ["self", "parent"])
def test_every_page_is_as_easy_as_its_language_states(
    client: StrictClient, respondent: str, code: str
) -> None:
    pages = _pages(client, respondent, LANGUAGES[code])
    figures = {name: figure(words_of(page), code) for name, page in pages.items()}
    _table(figures)
    assert {name: one for name, one in figures.items() if is_hard(one, OFFERED[code].reading)} == {}


def test_the_bounds_of_the_two_languages_are_those_that_were_promised() -> None:
    assert (OFFERED["en"].reading.at_most, OFFERED["es"].reading.at_least) == (6.0, 70.0)
    assert is_hard(6.1, OFFERED["en"].reading)
    assert is_hard(69.9, OFFERED["es"].reading)
    assert not is_hard(6.0, OFFERED["en"].reading)
    assert not is_hard(70.0, OFFERED["es"].reading)


@pytest.mark.parametrize("respondent", ["self", "parent"])
def test_the_sheet_for_the_first_visit_reads_at_grade_six_or_lower(respondent: str) -> None:
    finished = way(respondent=respondent, new_or_worse=frozenset({"coughing"}))
    sheet = visit_sheet(finished, Letterhead("en", "", "", "913-588-1227", ""), str)
    blocks = [sheet.title, sheet.made_from, sheet.medicines, sheet.answers, sheet.call, sheet.emergency]
    for passage in filter(None, (sheet.urgent, sheet.pattern, sheet.marked, sheet.ask, sheet.watch)):
        blocks += [passage.title, *passage.lines]
    for section in sheet.sections:
        blocks += [
            section.title,
            *(text for line in section.lines for text in (line.question, *line.answers)),
        ]
    assert not is_hard(figure(sentences(blocks), ENGLISH), OFFERED[ENGLISH].reading)
