"""When the clinic is open, by its own clock."""

# ruff: noqa: DTZ001 - what a clock on a wall shows has no zone

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.clinic.opening import NEVER, Holiday, Hours, Opening, Week, alike, check_week, near, opening

MORNING, AFTERNOON = Hours(time(8), time(12)), Hours(time(13), time(17))
DAY = Hours(time(8), time(17))
WEEK: Week = ((DAY,), (DAY,), (MORNING, AFTERNOON), (DAY,), (MORNING,), (), ())
CHRISTMAS = Holiday(date(2026, 12, 25), {"en": "Christmas", "es": "Navidad"})  # a Friday


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 12, 21, 8), Opening(until=datetime(2026, 12, 21, 17))),
        (datetime(2026, 12, 21, 7, 59), Opening(opens=datetime(2026, 12, 21, 8))),
        (datetime(2026, 12, 21, 16, 59), Opening(until=datetime(2026, 12, 21, 17))),
        (datetime(2026, 12, 21, 17), Opening(opens=datetime(2026, 12, 22, 8))),
        (datetime(2026, 12, 23, 12, 30), Opening(opens=datetime(2026, 12, 23, 13))),
        (datetime(2026, 12, 23, 9), Opening(until=datetime(2026, 12, 23, 12))),
        (datetime(2026, 12, 24, 18), Opening(opens=datetime(2026, 12, 28, 8))),
        (datetime(2026, 12, 25, 9), Opening(opens=datetime(2026, 12, 28, 8))),
    ],
)
def test_it_is_open_or_says_when_it_opens_next(moment: datetime, expected: Opening) -> None:
    assert opening(WEEK, [CHRISTMAS], moment) == expected


NIGHT, MIDNIGHT, WHOLE = Hours(time(20), time(2)), Hours(time(18), time()), Hours(time(), time())


@pytest.mark.parametrize(
    ("week", "moment", "expected"),
    [
        # Friday night goes on into Saturday, which has hours of its own later.
        ((*NEVER[:4], (NIGHT,), (DAY,), ()), datetime(2026, 12, 19, 1), Opening(until=datetime(2026, 12, 19, 2))),
        ((*NEVER[:4], (NIGHT,), (DAY,), ()), datetime(2026, 12, 19, 2), Opening(opens=datetime(2026, 12, 19, 8))),
        ((*NEVER[:4], (NIGHT,), (DAY,), ()), datetime(2026, 12, 18, 23), Opening(until=datetime(2026, 12, 19, 2))),
        # The night of Sunday is the morning of Monday.
        ((*NEVER[:6], (NIGHT,)), datetime(2026, 12, 21, 0, 30), Opening(until=datetime(2026, 12, 21, 2))),
        # To midnight, and on after it without a break.
        (((MIDNIGHT,), *NEVER[1:]), datetime(2026, 12, 21, 23, 59), Opening(until=datetime(2026, 12, 22))),
        (((MIDNIGHT,), (WHOLE,), *NEVER[2:]), datetime(2026, 12, 21, 20), Opening(until=datetime(2026, 12, 23))),
        # A holiday ends what is open on and on at its midnight.
        (((WHOLE,),) * 7, datetime(2026, 12, 24, 20), Opening(until=datetime(2026, 12, 25))),
        (((WHOLE,),) * 7, datetime(2026, 12, 25, 20), Opening(opens=datetime(2026, 12, 26))),
        # What began before a holiday goes on into it.
        (((NIGHT,),) * 7, datetime(2026, 12, 25, 1), Opening(until=datetime(2026, 12, 25, 2))),
        (((NIGHT,),) * 7, datetime(2026, 12, 26, 1), Opening(opens=datetime(2026, 12, 26, 20))),
    ],
)  # fmt: skip
def test_hours_may_go_on_through_midnight(week: Week, moment: datetime, expected: Opening) -> None:
    check_week(week)
    assert opening(week, [CHRISTMAS], moment) == expected


def test_what_never_closes_is_open_for_as_long_as_anybody_looks() -> None:
    found = opening(((WHOLE,),) * 7, [], datetime(2026, 12, 21, 3))
    assert found
    assert found.until == datetime(2027, 1, 20)
    assert (WHOLE.whole_day, NIGHT.whole_day) == (True, False)


def test_a_holiday_of_several_days_is_closed_on_each() -> None:
    break_ = Holiday(date(2026, 12, 24), {}, date(2027, 1, 1))
    assert opening(WEEK, [break_], datetime(2026, 12, 23, 18)) == Opening(opens=datetime(2027, 1, 4, 8))
    assert opening(WEEK, [break_], datetime(2026, 12, 30, 9)) == Opening(opens=datetime(2027, 1, 4, 8))
    for day, is_near in ((date(2026, 12, 17), False), (date(2026, 12, 18), True), (date(2027, 1, 1), True), (date(2027, 1, 2), False)):  # fmt: skip
        assert near([break_], day) == ((break_,) if is_near else ())
    assert break_.overlaps(CHRISTMAS) and CHRISTMAS.overlaps(break_)  # noqa: PT018 - both ways
    assert not CHRISTMAS.overlaps(Holiday(date(2026, 12, 26), {}))
    for last in (date(2026, 12, 24), date(2026, 12, 23), date(2027, 3, 1)):
        with pytest.raises(ValueError, match="ends before"):
            Holiday(date(2026, 12, 24), {}, last)


def test_without_hours_nothing_is_said_and_after_a_month_of_holidays_no_day_is_promised() -> None:
    monday = datetime(2026, 12, 21, 9)
    assert opening(NEVER, [CHRISTMAS], monday) is None
    closed = [Holiday(monday.date() + timedelta(days=ahead), {}) for ahead in range(31)]
    assert opening(WEEK, closed, monday) == Opening()


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.lists(st.dates(), max_size=5))
def test_it_is_open_in_the_hours_of_a_day_that_is_no_holiday_and_never_else(
    moment: datetime, days: list[date]
) -> None:
    found = opening(WEEK, [Holiday(day, {}) for day in days], moment)
    assert found
    inside = any(one.opens <= moment.time() < one.closes for one in WEEK[moment.weekday()])
    assert bool(found.until) == (inside and moment.date() not in days)
    assert found.opens is None or found.opens > moment


def test_holidays_of_the_next_seven_days_are_near() -> None:
    eve, next_year = Holiday(date(2026, 12, 24), {}), Holiday(date(2027, 1, 1), {})
    holidays = [next_year, CHRISTMAS, eve]
    assert near(holidays, date(2026, 12, 19)) == (eve, CHRISTMAS)
    assert near(holidays, date(2026, 12, 25)) == (CHRISTMAS,)
    assert near(holidays, date(2026, 12, 26)) == (next_year,)
    assert near(holidays, date(2026, 12, 18)) == (eve,)


def test_days_that_are_alike_are_said_together() -> None:
    assert [*alike(WEEK)] == [
        (0, 1, (DAY,)),
        (2, 2, (MORNING, AFTERNOON)),
        (3, 3, (DAY,)),
        (4, 4, (MORNING,)),
    ]
    assert [*alike(NEVER)] == []


def test_hours_that_cannot_be_are_refused() -> None:
    for opens, closes in ((8, 8), (17, 8), (8, 5), (8, 2), (13, 12), (20, 7)):
        with pytest.raises(ValueError, match="closes before"):
            Hours(time(opens), time(closes))
    for week in (
        ((NIGHT,), (Hours(time(1), time(5)),), *NEVER[2:]),
        ((Hours(time(1), time(5)),), *NEVER[1:6], (NIGHT,)),
        ((NIGHT, Hours(time(22), time(23))), *NEVER[1:]),
        ((DAY, Hours(time(17), time(18))), *NEVER[1:]),
    ):
        with pytest.raises(ValueError, match="overlap"):
            check_week(week)
    check_week(((NIGHT,), (Hours(time(2), time(5)),), *NEVER[2:]))
    with pytest.raises(ValueError, match="overlap"):
        check_week(((DAY, AFTERNOON), *NEVER[1:]))
    with pytest.raises(ValueError, match="seven days"):
        check_week(NEVER[1:])
    check_week(WEEK)
