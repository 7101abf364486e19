from dataclasses import replace
from datetime import timedelta

import pytest

from screener.clinic.needs import in_short
from screener.clinic.worklist_page import LATE_AFTER, PAGE_SIZE, Row, WorklistPage, is_due, is_late
from screener.dystonia.urgency import Urgency
from screener.submissions.needs import ANOTHER_LANGUAGE
from screener.submissions.submission import LastAttempt, Outcome, Status
from tests.clinic.reviews import NOON, SENT, in_status

FLAGGED = replace(SENT, urgency=Urgency.TODAY)
AFTER = timedelta(seconds=1)


@pytest.mark.parametrize("urgency", Urgency)
def test_who_was_flagged_is_late_once_nobody_took_them_for_as_long(urgency: Urgency) -> None:
    flagged = replace(SENT, urgency=urgency)
    assert not is_late(flagged, NOON + LATE_AFTER[urgency])
    assert is_late(flagged, NOON + LATE_AFTER[urgency] + AFTER)
    assert not is_late(flagged, NOON - LATE_AFTER[urgency])
    assert is_late(flagged, NOON - LATE_AFTER[urgency] - AFTER), (
        "received by a clock that was ahead: nobody knows when"
    )


def test_whoever_was_taken_tried_or_reached_is_not_late_and_nor_is_who_has_no_flag() -> None:
    later = NOON + timedelta(days=30)
    tried = replace(FLAGGED, attempts=1, last_attempt=LastAttempt(NOON, "staff-1", Outcome.NO_ANSWER))
    reached = replace(in_status(Status.CONTACTED), urgency=Urgency.TODAY)
    for submission in (SENT, replace(FLAGGED, assignee="staff-1"), tried, reached):
        assert not is_late(submission, later)
    assert is_late(FLAGGED, later)


def test_a_call_back_is_due_from_its_minute_on() -> None:
    waits = replace(SENT, call_back_at=NOON)
    assert [is_due(waits, NOON + by) for by in (-AFTER, timedelta(), AFTER)] == [False, True, True]
    assert not is_due(SENT, NOON)


def test_a_row_names_what_would_help_and_the_interpreters_language() -> None:
    row = Row(replace(SENT, needs=("interpreter", "wheelchair")), interpreter="Vietnamese")
    assert row.needs == ("Interpreter: Vietnamese", "Wheelchair")
    assert row.needs_in_short == in_short(("interpreter", "wheelchair"), "Vietnamese")


@pytest.mark.parametrize(
    ("asked_for", "spoken"), [("", "en"), ("en", "en"), ("es", "es"), (ANOTHER_LANGUAGE, "en")]
)
def test_a_row_tells_the_language_to_call_in_and_not_that_of_whoever_typed(
    asked_for: str, spoken: str
) -> None:
    assert Row(replace(SENT, language="en"), asked_for=asked_for).spoken == spoken


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2)])
def test_a_list_of_nothing_is_a_page_too(total: int, pages: int) -> None:
    assert WorklistPage((), total, {}, None).pages == pages
