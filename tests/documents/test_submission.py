"""The staff's sheet of a submission: tagged, its summary on one page, and every word as it was typed."""

from dataclasses import replace

import pytest

from screener.clinic.derived import Fact
from screener.documents.submission import Cited, Found, SubmissionSheet, submission_pdf
from screener.submissions.content import SeenAnswer
from tests.documents.test_visit import HOSTILE, PICTURE, _kinds, _read, _root, _words

PATTERN = Found(
    "Segmental",
    "Neighbours.",
    "Neck, Left hand",
    "Cervical",
    ("Two regions.",),
    (Cited("Cervical next to left upper limb: a source names this pair.", "Someone 2017"),),
    (Cited("They differ.", "Someone 2013"),),
)
ANSWER = SeenAnswer("task", "¿Qué tarea?", "coser", "Which task?", "sewing")
SHEET = SubmissionSheet(
    language="es",
    reference="2345-BCDF",
    heading="Zoë Example",
    notices=("Synthetic: nobody sent this.",),
    needs=("Interpreter: Vietnamese", "Wheelchair"),
    about=(Fact("Received", "Mar 1, 2026, 9:00 AM"), Fact("Status", "New")),
    flags=(Cited("Trouble swallowing.", "Someone 2019", "Today"),),
    contact=(Fact("Phone", "(913) 555-0123"), Fact("Best time", "Morning")),
    pattern=PATTERN,
    history=(Fact("Age at onset", "43"), Fact("Worse with", "")),
    sections=(("La historia", (ANSWER,)),),
    left_out=("Daily life: skipped",),
    colophon="Questionnaire 1.0.0. Consent: Yes.",
    made="Made today by Ann.",
    clinic="Plains Clinic",
)
LONG = replace(
    SHEET,
    flags=SHEET.flags * 6,
    pattern=replace(PATTERN, caveats=PATTERN.caveats * 8, reasons=PATTERN.reasons * 5),
    contact=(*SHEET.contact, Fact("Message", "A long message. " * 60)),
    history=tuple(Fact(f"Line {number}", "much was answered here; " * 5) for number in range(13)),
)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in _texts(one)]
    return [text for name in getattr(value, "__slots__", ()) for text in _texts(getattr(value, name))]


def test_it_is_a_tagged_pdf_with_every_word_and_names_nobody_in_its_title() -> None:
    content = submission_pdf(SHEET, PICTURE)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in _root(content)["/Metadata"].get_data()
    kinds = _kinds(_root(content)["/StructTreeRoot"])
    assert {"/H1", "/H2", "/L", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
    metadata = _read(content).metadata
    assert metadata is not None
    assert metadata.title == "Submission 2345-BCDF – Dystonia self-screen"
    words = _words(content)
    seen = replace(SHEET, language="", sections=())
    expected = [
        *_texts(seen),
        "La historia",
        "¿Qué tarea?",
        "coser",
        "Which task?",
        "sewing",
        "1 / 2",
        "2 / 2",
    ]
    assert [text for text in expected if text not in words] == []


@pytest.mark.parametrize("sheet", [SHEET, LONG], ids=["short", "long"])
def test_the_summary_stands_on_one_page_and_the_answers_begin_on_the_next(sheet: SubmissionSheet) -> None:
    summary, answers = (page.extract_text() for page in _read(submission_pdf(sheet, PICTURE)).pages)
    assert sheet.history[-1].label in summary
    assert "¿Qué tarea?" in answers


def test_typed_text_comes_out_as_it_was_typed_and_a_tombstone_is_one_page() -> None:
    typed = tuple(replace(ANSWER, answer=text, answer_in_english=text) for text in HOSTILE)
    words = _words(submission_pdf(replace(SHEET, heading=HOSTILE[0], sections=(("Typed", typed),)), PICTURE))
    assert [text for text in HOSTILE if text not in words] == []
    gone = replace(SHEET, flags=(), contact=(), pattern=None, history=(), sections=())
    content = submission_pdf(gone, PICTURE)
    assert len(_read(content).pages) == 1
    assert "/Figure" not in _kinds(_root(content)["/StructTreeRoot"])
