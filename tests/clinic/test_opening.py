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
    with pytest.raises(ValueError, match="closes before"):
        Hours(time(8), time(8))
    with pytest.raises(ValueError, match="overlap"):
        check_week(((DAY, AFTERNOON), *NEVER[1:]))
    with pytest.raises(ValueError, match="seven days"):
        check_week(NEVER[1:])
    check_week(WEEK)
