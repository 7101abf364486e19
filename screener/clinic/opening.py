"""When the clinic is open: its hours of the week and its holidays, all as the clock on its own wall shows them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

DAYS = 7
_LOOKS_AHEAD = timedelta(days=30)
_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A time of one day in which the clinic is open. Raises ``ValueError`` where it closes before it opens."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError("closes before it opens")


Week = tuple[tuple[Hours, ...], ...]
"""The hours of each day, Monday first, in order."""
NEVER: Week = ((),) * DAYS


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the clinic is closed, with its name by language; a name may be missing."""

    day: date
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Opening:
    """``until`` is when the clinic closes, where it is open; else ``opens`` is when it opens next, if that is known."""

    until: datetime | None = None
    opens: datetime | None = None


def check_week(week: Week) -> None:
    """Raise ``ValueError`` unless there are seven days, and the hours of each do not overlap."""
    if len(week) != DAYS:
        raise ValueError("a week has seven days")
    for hours in week:
        if any(after.opens <= before.closes for before, after in pairwise(hours)):
            raise ValueError("hours overlap")


def opening(week: Week, holidays: Sequence[Holiday], moment: datetime) -> Opening | None:
    """Return whether the clinic is open at ``moment``, a time of its own wall clock; ``None`` where no hours are known."""
    if not any(week):
        return None
    closed = {holiday.day for holiday in holidays}
    for start, end in _times(week, moment.date()):
        if start.date() in closed or end <= moment:
            continue
        return Opening(until=end) if start <= moment else Opening(opens=start)
    return Opening()


def near(holidays: Sequence[Holiday], day: date) -> tuple[Holiday, ...]:
    """Return the holidays of the seven days from ``day`` on, in order."""
    return tuple(
        sorted((one for one in holidays if day <= one.day < day + _SOON), key=lambda holiday: holiday.day)
    )


def alike(week: Week) -> Iterator[tuple[int, int, tuple[Hours, ...]]]:
    """Yield runs of days with the same hours as (first day, last day, hours); days on which it is closed are left out."""
    first = 0
    while first < DAYS:
        last = first
        while last + 1 < DAYS and week[last + 1] == week[first]:
            last += 1
        if week[first]:
            yield first, last, week[first]
        first = last + 1


def _times(week: Week, first: date) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range(_LOOKS_AHEAD.days):
        day = first + timedelta(days=ahead)
        for hours in week[day.weekday()]:
            yield datetime.combine(day, hours.opens), datetime.combine(day, hours.closes)
