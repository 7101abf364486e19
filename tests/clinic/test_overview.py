from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.body.anatomy import Region
from screener.clinic.overview import (
    LENGTHS,
    PURGED,
    WEEKS,
    WITHDRAWN,
    Counted,
    Tally,
    Waits,
    Week,
    mondays,
    overview,
    percentile,
)
from screener.clinic.targets import Wait, Work
from screener.clinic.worklist import NONE
from screener.dystonia.red_flags import EVERY_FLAG
from screener.dystonia.urgency import Urgency
from screener.submissions.submission import Status
from tests.drawing import steadily

TODAY = date(2026, 4, 28)
BEGINS = mondays(TODAY)
DAY = timedelta(days=1)
WAITS = st.lists(st.timedeltas(timedelta(), timedelta(days=400)), min_size=1, max_size=60)


def _tally(number: int = 1, **changes: Any) -> Tally:
    plain = Tally(
        week=WEEKS - 1,
        status=Status.NEW,
        distribution="focal",
        generalized=False,
        language="en",
        reached=False,
        number=number,
    )
    return replace(plain, **changes)


def _days(*days: float) -> list[timedelta]:
    return [timedelta(days=day) for day in days]


def _waits(reached: Sequence[timedelta], waiting: Sequence[timedelta]) -> list[Wait]:
    return [Wait(length, among is reached) for among in (reached, waiting) for length in among]


@given(st.dates(date(1970, 1, 1), date(2200, 1, 1)))
@steadily(200)
def test_weeks_begin_on_monday_follow_each_other_and_hold_a_whole_year(today: date) -> None:
    begins = mondays(today)
    assert len(begins) == WEEKS
    assert {monday.weekday() for monday in begins} == {0}
    assert all(later - earlier == 7 * DAY for earlier, later in pairwise(begins))
    assert begins[-1] <= today < begins[-1] + 7 * DAY
    assert begins[0] <= today - 364 * DAY


@pytest.mark.parametrize(
    ("waits", "percent", "found"),
    [
        ([1], 50, 1),
        ([1], 90, 1),
        ([1, 2], 50, 1),
        ([1, 2, 3], 50, 2),
        (range(1, 11), 90, 9),
        (range(1, 12), 90, 10),
        (range(1, 101), 1, 1),
        (range(1, 101), 100, 100),
    ],
)
def test_a_percentile_is_the_nearest_rank(waits: Sequence[int], percent: int, found: int) -> None:
    assert percentile(_days(*waits), percent) == found * DAY


@given(WAITS, st.integers(1, 100))
@steadily(200)
def test_a_percentile_is_the_shortest_wait_that_so_many_do_not_exceed(
    waits: list[timedelta], percent: int
) -> None:
    found = percentile(sorted(waits), percent)
    assert found in waits
    assert 100 * sum(wait <= found for wait in waits) >= percent * len(waits)
    assert 100 * sum(wait < found for wait in waits) < percent * len(waits)


@given(WAITS)
@steadily(100)
def test_each_wait_is_counted_in_one_group(waits: list[timedelta]) -> None:
    assert sum(Waits.of(waits).by_length) == len(waits)


def test_a_wait_as_long_as_a_group_allows_is_in_it() -> None:
    moment = timedelta(microseconds=1)
    assert Waits.of(LENGTHS).by_length == (1, 1, 1, 1, 1, 0)
    assert Waits.of([length + moment for length in LENGTHS]).by_length == (0, 1, 1, 1, 1, 1)


def test_without_a_wait_there_is_no_figure() -> None:
    assert Waits.of([]) == Waits(0, None, None, None, (0, 0, 0, 0, 0, 0))


def test_with_nothing_received_everything_is_zero() -> None:
    found = overview(Counted(BEGINS))
    assert (found.total, found.generalized, found.unreached, found.by_language) == (0, 0, 0, {})
    assert found.weeks == tuple(Week(monday, 0, 0, 0) for monday in BEGINS)
    assert set(found.by_status.values()) | set(found.by_region.values()) == {0}
    assert found.by_pattern == dict.fromkeys(
        ("focal", "segmental", "multifocal", "hemidystonia", NONE, WITHDRAWN, PURGED), 0
    )


def test_each_submission_is_counted_once_in_each_list_and_a_withdrawn_one_as_such() -> None:
    tallies = [
        _tally(3, week=0),
        _tally(2, distribution="multifocal", generalized=True, language="es"),
        _tally(1, distribution=None, status=Status.IN_REVIEW),
        _tally(4, distribution=None, status=Status.WITHDRAWN, reached=True),
        _tally(5, distribution=None, status=Status.WITHDRAWN, reached=True, purged=True),
    ]
    found = overview(Counted(BEGINS, tallies))
    assert found.total == 15
    assert found.weeks[0] == Week(date(2025, 4, 28), 3, 0, 0)
    assert found.weeks[-1] == Week(date(2026, 4, 27), 12, 4, 5)
    assert {name: number for name, number in found.by_pattern.items() if number} == {
        "focal": 3,
        "multifocal": 2,
        NONE: 1,
        WITHDRAWN: 4,
        PURGED: 5,
    }
    assert found.generalized == 2
    assert found.by_language == {"en": 13, "es": 2}
    assert found.by_status[Status.WITHDRAWN] == 4
    assert (sum(found.by_status.values()) + found.purged, found.purged) == (found.total, 5)


def test_every_region_is_listed_in_the_order_of_the_body() -> None:
    found = overview(Counted(BEGINS, regions={"trunk": 2}))
    assert list(found.by_region) == list(Region)
    assert (found.by_region[Region.TRUNK], found.by_region[Region.LARYNX]) == (2, 0)


def test_those_who_still_wait_are_counted_with_what_they_waited_so_far() -> None:
    found = overview(Counted(BEGINS, waits=_waits(reached=_days(2, 1, 3), waiting=_days(30, 0.5))))
    assert (found.reached.number, found.reached.median, found.reached.longest) == (3, 2 * DAY, 3 * DAY)
    assert (found.waiting.number, found.waiting.median) == (2, DAY / 2)
    assert (found.together.number, found.together.median, found.together.ninetieth) == (5, 2 * DAY, 30 * DAY)
    assert found.together.by_length == (2, 2, 0, 0, 0, 1)


def test_what_was_closed_without_reaching_anybody_is_told_apart() -> None:
    tallies = [
        _tally(5, status=Status.CLOSED),
        _tally(2, status=Status.CLOSED, reached=True),
        _tally(1, status=Status.WITHDRAWN),
    ]
    assert overview(Counted(BEGINS, tallies)).unreached == 5


def test_flags_are_told_the_most_urgent_first_and_those_that_nobody_has_not_at_all() -> None:
    soon, today = (
        next(flag.id for flag in EVERY_FLAG if flag.urgency is urgency)
        for urgency in (Urgency.SOON, Urgency.TODAY)
    )
    found = overview(Counted(BEGINS, flags={soon: 7, today: 1}))
    assert list(found.by_flag.items()) == [(today, 1), (soon, 7)]


def test_whoever_has_the_most_open_is_told_first_then_whoever_tried_most() -> None:
    work = [Work("c", tries=1), Work("b", open=1), Work("a", tries=2), Work("d", open=1)]
    found = overview(Counted(BEGINS, work=work, left_out=3))
    assert "".join(one.staff_id for one in found.work) == "bdac"
    assert found.left_out == 3
