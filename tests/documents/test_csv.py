"""The table that a spreadsheet opens: nothing in it is a formula, and no line is lost or split."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from screener.documents.csv import HEADER, lines
from screener.dystonia import DYSTONIA
from screener.submissions.content import Contact, Content, Seen, SeenAnswer
from screener.submissions.opened import Opened
from screener.submissions.submission import (
    ClosedReason,
    HoldReason,
    LastAttempt,
    Outcome,
    Status,
    withdraw,
)
from screener.web.clinic import words
from tests.clinic.reviews import LATER, SENT

SPOKEN = words.spoken(ZoneInfo("America/Chicago"), {"staff-1": "Ann Nurse"})
FORMULAS = ["=1+1", "+19135550123", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


def _content(answer: str = "Yes", **contact: str) -> Content:
    seen = (
        SeenAnswer("spells", "¿Viene por ratos?", "Sí", "In spells?", answer),
        SeenAnswer("asked-long-ago", "¿?", "Sí", "Once asked?", "Sometimes"),
    )
    return Content(Contact(**contact), {"spells": "yes"}, ("neck", "left_hand"), Seen((("Start", seen),), ()))


def _table(*submissions: Opened) -> list[dict[str, str]]:
    text = "".join(lines(submissions, SPOKEN))
    assert text.startswith("\ufeffreference,")
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    header = next(rows)
    assert tuple(header) == HEADER
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_caveat_of_adults_alone_is_not_in_the_row_of_a_child() -> None:
    leg = replace(SENT, caveats=("cranial", "one_leg"))
    child, adult = (replace(_content(), answers={"onset-age": age}) for age in (8, 40))
    rows = _table(Opened(leg, child), Opened(leg, adult))
    assert [row["caveats"] for row in rows] == ["cranial", "cranial; one leg"]


def test_a_row_says_in_words_what_is_known_of_a_submission() -> None:
    sent = replace(
        SENT,
        status=Status.CLOSED,
        closed_reason=ClosedReason.DECLINED,
        hold=HoldReason.LEGAL,
        assignee="staff-1",
        entered_by="staff-9",
        first_contact_at=LATER,
        attempts=2,
        last_attempt=LastAttempt(LATER, "staff-1", Outcome.NO_ANSWER),
        flags=("swallowing", "child_foot"),
        synthetic=True,
    )
    content = _content(name="Zoë", date_of_birth="1956-04-28", phone="+19135550123", wishes="mornings")
    (row,) = _table(Opened(sent, content))
    assert {name: value for name, value in row.items() if value} == {
        "reference": "2345BCDF",
        "synthetic": "yes",
        "received": "2026-04-28 07:00",
        "status": "Closed",
        "closed because": "Declined",
        "on hold": "Legal matter",
        "assigned to": "Ann Nurse",
        "first contact": "2026-04-28 09:00",
        "tries to reach": "2",
        "last try": "2026-04-28 09:00",
        "last try by": "Ann Nurse",
        "last try was": "No answer",
        "times are those of": "America/Chicago",
        "language": "Spanish",
        "answered by": "Parent or guardian",
        "entered by phone by": "a former colleague",
        "pattern": "Focal",
        "generalized": "no",
        "red flags": "Swallowing; Child foot",
        "regions": "Cervical",
        "questionnaire version": "1.0.0",
        "rules version": "1.0.0",
        "contact: name": "Zoë",
        "contact: date of birth": "1956-04-28",
        "contact: phone": "913-555-0123",
        "contact: for a visit": "Mornings",
        "contact: leave a message": "not answered: do not",
        "parts": "Neck; Left hand",
        "answer: spells": "Yes",
        "other answers": "asked-long-ago: Sometimes",
    }


@pytest.mark.parametrize(
    ("stored", "dialled"),
    [
        ("+19135550123", "913-555-0123"),
        ("+19135550123;ext=45", "913-555-0123 ext. 45"),
        ("+523312345678", "011 52 33 1234 5678"),
        ("+442079460018", "011 44 20 7946 0018"),
    ],
)
def test_a_phone_number_can_be_dialled_as_it_stands_and_is_no_formula(stored: str, dialled: str) -> None:
    (row,) = _table(Opened(SENT, _content(phone=stored)))
    assert row["contact: phone"] == dialled


@pytest.mark.parametrize(
    ("authored", "told"),
    [("2026-04-21T04:30:00Z", "2026-04-20 23:30"), ("2026-04-20", "2026-04-20"), ("2025", "2025"), ("", "")],
)
def test_when_it_was_answered_in_another_system_is_in_the_row(authored: str, told: str) -> None:
    (row,) = _table(Opened(SENT, replace(_content(), answered_at=authored)))
    assert row["answered in another system"] == told


def test_every_question_has_a_column_and_no_column_is_there_twice() -> None:
    assert {f"answer: {name}" for name in DYSTONIA.questions} < set(HEADER)
    assert len(set(HEADER)) == len(HEADER)


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_could_be_a_formula_is_a_text(formula: str) -> None:
    (row,) = _table(Opened(SENT, _content(formula, name=formula, message=formula)))
    for name in ("contact: name", "contact: message", "answer: spells"):
        assert row[name].startswith("'")
        assert row[name].replace("'", "") == formula


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ann;=1+1", "Ann;'=1+1"),
        ("Ann; -1", "Ann; '-1"),
        ("  =1", "  '=1"),
        ("a\n@b", "a\n'@b"),
        ("\uff1d1", "'\uff1d1"),
        ('Ann;"=1+1"', 'Ann;"\'=1+1"'),
        ('"" =1', '"" \'=1'),
        ("well-known; a+b", "well-known; a+b"),
    ],
)
def test_nor_is_what_stands_behind_a_semicolon_or_a_space(typed: str, written: str) -> None:
    (row,) = _table(Opened(SENT, _content("Yes", name=typed, message=typed)))
    assert row["contact: name"] == written


def test_a_withdrawn_and_a_damaged_submission_say_so_in_as_many_cells() -> None:
    gone, damaged, kept = _table(
        Opened(withdraw(SENT, datetime(2026, 4, 29, tzinfo=UTC))[0], None),
        Opened(replace(SENT, generalized=True), None),
        Opened(SENT, _content()),
    )
    assert (gone["content"], damaged["content"], kept["content"]) == ("taken back", "cannot be opened", "")
    assert (gone["answers gone since"], damaged["generalized"]) == ("2026-04-28 19:00", "yes")
    assert (kept["pattern"], kept["generalized"], kept["tries to reach"]) == ("Focal", "no", "0")
    assert [gone[name] for name in ("pattern", "generalized", "tries to reach")] == ["", "", ""], (
        "what went with the answers is not known any more, and is no pattern of none"
    )


def _unguarded(text: str) -> str:
    """Take away every apostrophe that stands before what could be taken for a formula, whoever put it there."""
    text = re.sub(r"^'(?=[\t\r\n])", "", text)
    return re.sub(r"(^|[;\t\r\n])([\s\x22]*)'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])", r"\1\2", text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
@example("\r@")
@example("\n\n=")
@example("'\n=")
@example("''=")
@example(";'=;=")
@example("'\t'@")
def test_any_text_comes_back_from_its_cell_but_for_the_apostrophes_before_formulas(typed: str) -> None:
    (row,) = _table(Opened(SENT, _content(message=typed)))
    shown = row["contact: message"]
    assert _unguarded(shown) == _unguarded(typed)
    assert not shown.startswith(tuple(formula[0] for formula in FORMULAS))


def test_a_line_is_given_before_the_next_submission_is_asked_for() -> None:
    asked = []

    def submissions() -> Iterator[Opened]:
        for number in range(3):
            asked.append(number)
            yield Opened(SENT, _content())

    given_ = lines(submissions(), SPOKEN)
    next(given_)
    assert asked == []
    next(given_)
    assert asked == [0]
