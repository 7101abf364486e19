import re
from dataclasses import asdict
from typing import Any

import pytest

from screener.dystonia import visit, voice
from screener.dystonia.advice import FEELING_LOW, NOT_A_DIAGNOSIS
from screener.dystonia.result import result_of
from screener.dystonia.visit import Letterhead, Passage, VisitSheet, visit_sheet
from screener.questionnaire.answers import SKIPPED, Value
from screener.questionnaire.summary import summary
from screener.questionnaire.wording import Voice
from tests.person import NOTE, way

LETTERHEAD = Letterhead("en", "March 1, 2026", "The clinic", "913-588-1227", "")


def _sheet(**changes: Value) -> VisitSheet:
    return visit_sheet(way(**changes), LETTERHEAD, str)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = [item for name, item in value.items() if name not in {"page_id", "question_id"}]
    return [text for item in value or () for text in _texts(item)]


def test_the_sheet_says_what_the_result_says_and_every_answer() -> None:
    sheet = _sheet()
    assert sheet.urgent is None
    assert sheet.pattern.lines == result_of(way()).sentences()
    assert NOT_A_DIAGNOSIS in sheet.pattern.lines
    assert sheet.marked == Passage("You marked", ("Neck", "Left hand"))
    assert sheet.sections == summary(way(), voice(way().answers), str)
    assert NOTE in _texts(asdict(sheet))


def test_a_midline_part_on_one_side_is_told_with_its_side() -> None:
    marked = _sheet(body_parts=frozenset({"upper_face"}), side_upper_face="left").marked
    assert marked is not None
    assert marked.lines == ("Eyes, eyelids or forehead (left side only)",)


def test_nothing_marked_leaves_the_list_of_parts_out() -> None:
    sheet = _sheet(body_parts=frozenset({"none"}))
    assert sheet.marked is None
    assert "We could not describe a pattern. You can still call." in sheet.pattern.lines


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"new_or_worse": frozenset({"coughing"})}, visit.TODAY),
        ({"happened": frozenset({"stroke-recent"})}, visit.SOON),
    ],
)
def test_red_flags_stand_apart_and_are_not_said_twice(changes: dict[str, Value], title: str) -> None:
    sheet = _sheet(**changes)
    flags = tuple(flag.for_patient.you for flag in result_of(way(**changes)).flags)
    assert sheet.urgent == Passage(title, flags)
    assert not set(flags) & set(sheet.pattern.lines)


def test_the_sheet_speaks_to_the_one_who_reads() -> None:
    own, other = _sheet(), _sheet(respondent="parent")
    assert (own.title, other.title) == ("Bring this to your visit", "Bring this to the visit")
    assert "Which tests does your child need, and why?" in other.ask.lines
    assert other.watch.lines[-1] == FEELING_LOW[0].said(Voice.CHILD, str)
    assert not any(re.search(r"\byour\b", text) for text in (other.title, other.made_from, other.answers))


def test_what_would_help_stands_on_the_sheet_where_something_was_ticked() -> None:
    sheet = _sheet(help=frozenset({"wheelchair", "interpreter"}), respondent="parent")
    assert sheet.needs == Passage(
        "What would help at the visit?", ("An interpreter: Vietnamese", "Room for a wheelchair")
    )
    assert _sheet(help=frozenset({"interpreter"}), help_language="").needs == Passage(
        "What would help at the visit?", ("An interpreter",)
    )
    assert _sheet(help=frozenset({"none"})).needs is _sheet(help=SKIPPED).needs is None


def test_every_word_is_translated_once_but_what_was_typed_and_the_letterhead() -> None:
    finished = way(new_or_worse=frozenset({"coughing"}))
    sheet = visit_sheet(finished, LETTERHEAD, lambda text: f"<{text}>")
    given = {
        *asdict(LETTERHEAD).values(),
        NOTE,
        "43",
        "44",
        "chin",
        "Vietnamese",
        "<An interpreter>: Vietnamese",
    }
    whole = r"<[^<>]+>( \(<[^<>]+>\))?|<[^<>]*(<[^<>]+>[^<>]*)+>"
    bare = {text for text in _texts(asdict(sheet)) if not re.fullmatch(whole, text)}
    assert bare == given


def test_the_phone_number_stands_in_the_words_that_say_to_call() -> None:
    assert _sheet().call == "Call 913-588-1227"
