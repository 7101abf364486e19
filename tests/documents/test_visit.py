"""The sheet as a PDF: tagged, named, in its language, and every word as it was typed."""

import io
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from screener.adapters.catalogue import catalogue
from screener.body.anatomy import UNSIDED_MARKS
from screener.documents.visit import visit_pdf
from screener.dystonia import DYSTONIA
from screener.dystonia.visit import Letterhead, VisitSheet, visit_sheet
from screener.questionnaire.answers import Answers, Value
from screener.questionnaire.flow import walk
from screener.questionnaire.summary import Line, Section
from tests.person import answers, way

LETTERHEAD = Letterhead("en", "March 1, 2026", "The clinic", "913-588-1227", "Monday to Friday")
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 270"><path class="part is-marked" d="M0 0H300V270Z"/></svg>'

HOSTILE = (
    '#eval("1 + 1") #read("/etc/passwd")',
    "*bold* _low_ `raw` $x^2$ @cite <label>",
    "\\ \\n \"quoted\" 'single' // no comment /* nor this */",
    "= not a heading",
    "- not a list",
    '{"sheet": null} #sys.inputs',
    "<svg onload=alert(1)> &amp; --- ~ ... \N{EN DASH}",
)


def _sheet(**changes: Value) -> VisitSheet:
    return visit_sheet(way(**changes), LETTERHEAD, str)


def _typed(*texts: str) -> VisitSheet:
    lines = tuple(
        Line("course", f"task-{number}", "Which task?", (text,)) for number, text in enumerate(texts)
    )
    return replace(_sheet(), sections=(Section("Typed", lines),))


def _read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def _root(content: bytes) -> Any:
    return _read(content).trailer["/Root"]


def _words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in _read(content).pages).split())


def _kinds(node: Any) -> list[str]:
    """Return the structure types of a tag tree in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        return [kind for child in node for kind in _kinds(child)]
    if not isinstance(node, dict):
        return []
    return [*([str(node["/S"])] if "/S" in node else []), *(_kinds(node["/K"]) if "/K" in node else [])]


def test_it_is_a_tagged_pdf_that_claims_universal_access() -> None:
    content = visit_pdf(_sheet(), PICTURE)
    root = _root(content)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/L", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
    assert kinds.count("/H1") == 1
    assert kinds.index("/H1") < kinds.index("/H2")


def test_it_has_its_title_and_its_language() -> None:
    letterhead = replace(LETTERHEAD, language="es")
    spanish = replace(_sheet(), letterhead=letterhead, title="Lleve esto a su cita: ¿señales? áéíóúüñ¡")
    content = visit_pdf(spanish, PICTURE)
    assert _root(content)["/Lang"] == "es"
    metadata = _read(content).metadata
    assert metadata is not None
    assert metadata.title == "Lleve esto a su cita: ¿señales? áéíóúüñ¡ – Dystonia self-screen"
    assert "¿señales? áéíóúüñ¡" in _words(content)


def test_it_names_nobody_and_no_time() -> None:
    metadata = _read(visit_pdf(_sheet(), PICTURE)).metadata
    assert metadata is not None
    assert set(metadata) == {"/Title", "/Creator"}


def test_every_word_of_the_sheet_is_in_its_text() -> None:
    sheet = _sheet(new_or_worse=frozenset({"coughing"}))
    words = _words(visit_pdf(sheet, PICTURE))
    assert sheet.urgent is not None
    assert sheet.marked is not None
    passages = (sheet.urgent, sheet.pattern, sheet.marked, sheet.ask, sheet.watch)
    expected = [text for passage in passages for text in (passage.title, *passage.lines)]
    expected += [sheet.title, sheet.made_from, sheet.medicines, sheet.notes, sheet.answers, sheet.call]
    expected += [LETTERHEAD.date, LETTERHEAD.clinic, LETTERHEAD.hours, sheet.emergency]
    for section in sheet.sections:
        expected.append(section.title)
        for line in section.lines:
            expected += [line.question, *(line.answers or (sheet.not_provided,))]
    assert [text for text in expected if " ".join(text.split()) not in words] == []


def test_typed_text_comes_out_as_it_was_typed() -> None:
    words = _words(visit_pdf(_typed(*HOSTILE), PICTURE))
    assert [text for text in HOSTILE if text not in words] == []


def test_a_word_that_no_line_can_hold_goes_on_in_the_next_line() -> None:
    words = _read(visit_pdf(_typed("W" * 200), PICTURE)).pages[1].extract_text()
    lines = [line for line in words.splitlines() if "WW" in line]
    lines[0] = lines[0].removeprefix("Which task? ")
    assert max(map(len, lines)) <= 21, "as many as the column holds"
    assert "".join(lines) == "W" * 200


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\U0010fffd", "[signs that cannot be printed]"),
        ("a \U0010fffd\U0010ffff b", "a [signs that cannot be printed] b"),
        ("Zoë \U0010fffd ŵ", "Zoë [signs that cannot be printed] ŵ"),
    ],
)
def test_where_no_font_has_a_letter_a_word_says_so(typed: str, shown: str) -> None:
    assert shown in _words(visit_pdf(_typed(typed), PICTURE))


@pytest.mark.parametrize(
    "typed",
    [
        "漢字 and more",
        "\U0001fae8",
        "ไทย",
        "中文 عربي ਪੰਜਾਬੀ မြန်မာ አማርኛ 한국어",
        "👨\u200d👩\u200d👧 👍🏽 ❤\ufe0f",
        "\U0010fffd",
        "call 1\ufe0f\u20e3",
        "ٱلْعَرَبِيَّة",
        "Z\u0338\u0322a\u0337 \U0010fffd\u0301\u20e3",
    ],
)
def test_letters_that_no_font_has_leave_a_tagged_sheet_with_its_claim(typed: str) -> None:
    content = visit_pdf(_typed(typed), PICTURE)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in _root(content)["/Metadata"].get_data()
    assert "/TH" in _kinds(_root(content)["/StructTreeRoot"])
    assert "Questions to ask" in _words(content)


@pytest.mark.parametrize("word", ["नमस्ते", "ٱلْعَرَبِيَّة", "שָׁלוֹם", "สวัสดี"])
def test_a_picture_that_no_font_has_takes_no_mark_from_a_word_beside_it(word: str) -> None:
    words = _words(visit_pdf(_typed(f"{word} \U0010fffd"), PICTURE))
    alone = _words(visit_pdf(_typed(word), PICTURE))
    unprintable = "[signs that cannot be printed]"
    assert words.count(unprintable) == alone.count(unprintable) + 1


def test_a_long_address_is_copied_as_it_was_typed() -> None:
    address = "maria.guadalupe.de.la.cruz@example.com"
    text = _read(visit_pdf(_typed(address), PICTURE)).pages[1].extract_text()
    assert "\u200b" not in text
    assert address in "".join(text.split())


def test_a_picture_that_cannot_be_drawn_is_an_error() -> None:
    with pytest.raises(typst.TypstError):
        visit_pdf(_sheet(), "<path")


def test_without_marks_there_is_no_picture() -> None:
    assert "/Figure" not in _kinds(
        _root(visit_pdf(_sheet(body_parts=frozenset({"none"})), PICTURE))["/StructTreeRoot"]
    )


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert visit_pdf(_sheet(), PICTURE) == visit_pdf(_sheet(), PICTURE)


def test_many_threads_each_get_their_own_sheet() -> None:
    sheets = [replace(_sheet(), title=f"Sheet number {number}") for number in range(8)]
    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(lambda sheet: visit_pdf(sheet, PICTURE), sheets))
    assert [sheet.title in _words(content) for sheet, content in zip(sheets, made, strict=True)] == [True] * 8


FIRST_PART = {question.id for page in DYSTONIA.pages for question in page.questions}
SIXTEEN = frozenset(UNSIDED_MARKS)


def _sheet_in(language: str, *, whole: bool, **changes: Value) -> VisitSheet:
    given = answers(**changes)
    if not whole:
        given = Answers({name: value for name, value in given.items() if name in FIRST_PART})
    walked = walk(DYSTONIA, given)
    assert walked.complete
    words = catalogue(language).gettext if language != "en" else str
    return visit_sheet(walked, replace(LETTERHEAD, language=language), words)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("whole", "most", "changes"),
    [
        (False, 2, {}),
        (False, 2, {"new_or_worse": frozenset({"coughing", "swallowing"})}),
        (False, 2, {"body_parts": SIXTEEN}),
        (True, 3, {}),
        (True, 3, {"body_parts": SIXTEEN}),
        (False, 2, {"body_parts": SIXTEEN, "respondent": "carer", "new_or_worse": frozenset({"coughing"})}),
        (True, 3, {"body_parts": SIXTEEN, "respondent": "carer"}),
    ],
)
def test_a_result_takes_two_pages_and_every_answer_three_and_none_is_almost_empty(
    language: str, *, whole: bool, most: int, changes: dict[str, Any]
) -> None:
    sheet = _sheet_in(language, whole=whole, **changes)
    pages = [page.extract_text() for page in _read(visit_pdf(sheet, PICTURE)).pages]
    assert len(pages) == most
    assert all(len(page) > 600 for page in pages)
    assert not _headings_alone(sheet, pages)
    assert f"{sheet.name}:" in pages[0]
    assert f"{sheet.born}:" in pages[0]


def test_a_first_page_that_is_too_long_goes_on_and_the_rest_follows_at_once() -> None:
    urgent = {"new_or_worse": frozenset({"coughing"})}
    sheet = _sheet_in("es", whole=True, body_parts=SIXTEEN, respondent="carer", **urgent)
    assert sheet.urgent
    sheet = replace(sheet, urgent=replace(sheet.urgent, lines=sheet.urgent.lines * 9))
    pages = [page.extract_text() for page in _read(visit_pdf(sheet, PICTURE)).pages]
    assert len(pages) == 4
    assert all(len(page) > 600 for page in pages)
    assert [sheet.notes in page for page in pages] == [False, False, False, True]
    assert sheet.watch.title in pages[1]
    assert not _headings_alone(sheet, pages)


def _headings_alone(sheet: VisitSheet, pages: Sequence[str]) -> list[str]:
    """Return each title that stands at the foot of its page with nothing below it."""
    titles = {sheet.answers, sheet.ask.title, sheet.watch.title, sheet.pattern.title}
    titles |= {section.title for section in sheet.sections}
    last = []
    for page in pages:
        lines = [line.strip() for line in page.splitlines()]
        told = [
            line
            for line in lines
            if line and sheet.emergency not in line and not re.fullmatch(r"\d / \d", line)
        ]
        last.append(told[-1])
    return [line for line in last if line in titles]
