from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.body.anatomy import Region
from screener.clinic.lengths import Together, length_of, wait_of
from screener.clinic.overview import (
    LENGTHS,
    PURGED,
    WEEKS,
    WITHDRAWN,
    Counted,
    Overview,
    Waits,
    Week,
    mondays,
    nearest_rank,
    overview,
)
from screener.clinic.targets import Work
from screener.clinic.worklist import NONE
from screener.dystonia.red_flags import EVERY_FLAG
from screener.dystonia.urgency import Urgency
from screener.submissions.submission import Status
from tests.clinic.waited import Waited
from tests.drawing import steadily

TODAY = date(2026, 4, 28)
BEGINS = mondays(TODAY)
DAY = timedelta(days=1)
WAITS = st.lists(st.timedeltas(timedelta(), timedelta(days=400)), min_size=1, max_size=60)


def _overview(weeks: Mapping[int, Mapping[str, int]] | None = None, **counted: Any) -> Overview:
    nothing = Waits.of(Waited())
    by_week: list[Mapping[str, int]] = [(weeks or {}).get(place, {}) for place in range(WEEKS)]
    return overview(
        Counted(BEGINS, by_week, **{"reached": nothing, "waiting": nothing, "together": nothing, **counted})
    )


def _days(*days: float) -> list[timedelta]:
    return [timedelta(days=day) for day in days]


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
    ("number", "percent", "found"),
    [(1, 50, 1), (1, 90, 1), (2, 50, 1), (3, 50, 2), (10, 90, 9), (11, 90, 10), (100, 1, 1), (100, 100, 100)],
)
def test_a_percentile_is_the_nearest_rank(number: int, percent: int, found: int) -> None:
    assert nearest_rank(number, percent) == found


@given(WAITS)
@steadily(200)
def test_a_figure_is_that_of_the_shortest_wait_that_so_many_do_not_exceed(waits: list[timedelta]) -> None:
    found = Waits.of(Waited(waits))
    for percent, figure in ((50, found.median), (90, found.ninetieth), (100, found.longest)):
        assert figure is not None
        lengths = Counter(wait_of(length_of(wait)) for wait in waits)
        assert figure in lengths
        assert 100 * sum(n for wait, n in lengths.items() if wait <= figure) >= percent * len(waits)
        assert 100 * sum(n for wait, n in lengths.items() if wait < figure) < percent * len(waits)


@given(WAITS)
@steadily(100)
def test_each_wait_is_counted_in_one_group(waits: list[timedelta]) -> None:
    assert sum(Waits.of(Waited(waits)).by_length) == len(waits)


def test_a_wait_as_long_as_a_group_allows_is_in_it() -> None:
    moment = timedelta(microseconds=1)
    assert Waits.of(Waited(LENGTHS)).by_length == (1, 1, 1, 1, 1, 0)
    assert Waits.of(Waited(length + moment for length in LENGTHS)).by_length == (0, 1, 1, 1, 1, 1)


def test_without_a_wait_there_is_no_figure() -> None:
    assert Waits.of(Waited()) == Waits(0, None, None, None, (0, 0, 0, 0, 0, 0))


def test_with_nothing_received_everything_is_zero() -> None:
    found = _overview()
    assert (found.total, found.generalized, found.unreached, found.by_language) == (0, 0, 0, {})
    assert found.weeks == tuple(Week(monday, 0, 0, 0) for monday in BEGINS)
    assert set(found.by_status.values()) | set(found.by_region.values()) == {0}
    assert found.by_pattern == dict.fromkeys(
        ("focal", "segmental", "multifocal", "hemidystonia", NONE, WITHDRAWN, PURGED), 0
    )


def test_each_week_is_told_with_what_was_withdrawn_and_purged_apart() -> None:
    found = _overview({0: {"": 3}, WEEKS - 1: {"": 3, WITHDRAWN: 4, PURGED: 5}})
    assert found.total == 15
    assert found.weeks[0] == Week(date(2025, 4, 28), 3, 0, 0)
    assert found.weeks[-1] == Week(date(2026, 4, 27), 12, 4, 5)
    assert sum(week.received for week in found.weeks[1:-1]) == 0


def test_what_is_counted_by_its_name_is_told_under_it_and_what_was_purged_is_in_no_status() -> None:
    found = _overview(
        patterns={"focal": 3, "multifocal": 2, "": 1, WITHDRAWN: 4, PURGED: 5},
        statuses={"new": 5, "in_review": 1, "withdrawn": 4, PURGED: 5},
        languages={"es": 2, "en": 13},
        generalized=2,
        unreached=6,
    )
    assert {name: number for name, number in found.by_pattern.items() if number} == {
        "focal": 3,
        "multifocal": 2,
        NONE: 1,
        WITHDRAWN: 4,
        PURGED: 5,
    }
    assert (found.generalized, found.unreached, found.purged) == (2, 6, 5)
    assert list(found.by_language.items()) == [("en", 13), ("es", 2)]
    assert {status: number for status, number in found.by_status.items() if number} == {
        Status.NEW: 5,
        Status.IN_REVIEW: 1,
        Status.WITHDRAWN: 4,
    }


def test_every_region_is_listed_in_the_order_of_the_body() -> None:
    found = _overview(regions={"trunk": 2})
    assert list(found.by_region) == list(Region)
    assert (found.by_region[Region.TRUNK], found.by_region[Region.LARYNX]) == (2, 0)


def test_those_who_still_wait_are_counted_with_what_they_waited_so_far() -> None:
    together = Waits.of(Together(Waited(_days(2, 1, 3)), Waited(_days(30, 0.5))))
    assert (together.number, together.median, together.ninetieth) == (5, 2 * DAY, 30 * DAY)
    assert together.by_length == (2, 2, 0, 0, 0, 1)


@given(st.lists(st.timedeltas(timedelta(days=-3), timedelta(days=400)), max_size=40), WAITS)
@steadily(100)
def test_two_kinds_together_are_measured_as_one(some: list[timedelta], others: list[timedelta]) -> None:
    assert Waits.of(Together(Waited(some), Waited(others))) == Waits.of(Waited([*some, *others]))


def test_flags_are_told_the_most_urgent_first_and_those_that_nobody_has_not_at_all() -> None:
    soon, today = (
        next(flag.id for flag in EVERY_FLAG if flag.urgency is urgency)
        for urgency in (Urgency.SOON, Urgency.TODAY)
    )
    found = _overview(flags={soon: 7, today: 1})
    assert list(found.by_flag.items()) == [(today, 1), (soon, 7)]


def test_whoever_has_the_most_open_is_told_first_then_whoever_tried_most() -> None:
    work = [Work("c", tries=1), Work("b", open=1), Work("a", tries=2), Work("d", open=1)]
    found = _overview(work=work, left_out=3)
    assert "".join(one.staff_id for one in found.work) == "bdac"
    assert found.left_out == 3
