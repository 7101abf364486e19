"""When the clinic is open: its hours of the week and its holidays, all as the clock on its own wall shows them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

DAYS = 7
_DAY = timedelta(days=1)
_NOON, _NIGHT_ENDS = time(12), time(6)
_LOOKS_AHEAD = timedelta(days=30)
_SOON = timedelta(days=7)
LONGEST_HOLIDAY = timedelta(days=60)
"""From the first day of a holiday to its last one."""


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A time in which the clinic is open, from a moment of one day to a later one of that day, or into the night after it.

    From midnight to midnight is the whole day. Raises ``ValueError`` where it closes before it opens: what begins in the afternoon
    may end by six in the morning; 5 pm to 8 am is rather 8 am to 5 pm in the wrong order.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        into_the_night = self.closes <= _NIGHT_ENDS and self.opens >= _NOON
        if self.closes <= self.opens and not into_the_night and self.closes != time():
            raise ValueError("closes before it opens")

    @property
    def whole_day(self) -> bool:
        """Whether it is open from midnight to midnight."""
        return self.opens == self.closes

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Return from when to when it is open on ``day``; the end may be on the next one."""
        after = _DAY if self.closes <= self.opens else timedelta()
        return datetime.combine(day, self.opens), datetime.combine(day, self.closes) + after


Week = tuple[tuple[Hours, ...], ...]
"""The hours of each day, Monday first, in order."""
NEVER: Week = ((),) * DAYS


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the clinic is closed, or the first of several, with its name by language; a name may be missing.

    Raises ``ValueError`` where ``last`` is not after ``day``, or too long after it.
    """

    day: date
    names: Mapping[str, str]
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and not timedelta() < self.last - self.day <= LONGEST_HOLIDAY:
            raise ValueError("ends before it begins")

    @property
    def end(self) -> date:
        """Its last day."""
        return self.last or self.day

    def overlaps(self, other: "Holiday") -> bool:
        """Tell whether a day is in both."""
        return self.day <= other.end and other.day <= self.end


@dataclass(frozen=True, slots=True)
class Opening:
    """``until`` is when the clinic closes, where it is open; else ``opens`` is when it opens next, if that is known.

    An ``until`` of more than a day ahead may be as far as was looked.
    """

    until: datetime | None = None
    opens: datetime | None = None


def check_week(week: Week) -> None:
    """Raise ``ValueError`` unless there are seven days, and no hours overlap, those of a night and of the morning after it neither."""
    if len(week) != DAYS:
        raise ValueError("a week has seven days")
    for day, hours in enumerate(week):
        if any(not after.opens > before.closes > before.opens for before, after in pairwise(hours)):
            raise ValueError("hours overlap")
        tomorrow = week[(day + 1) % DAYS]
        if (
            hours
            and tomorrow
            and hours[-1].closes <= hours[-1].opens
            and tomorrow[0].opens < hours[-1].closes
        ):
            raise ValueError("hours overlap")


def opening(week: Week, holidays: Sequence[Holiday], moment: datetime) -> Opening | None:
    """Return whether the clinic is open at ``moment``, a time of its own wall clock; ``None`` where no hours are known."""
    if not any(week):
        return None
    for start, end in _times(week, holidays, moment.date()):
        if end > moment:
            return Opening(until=end) if start <= moment else Opening(opens=start)
    return Opening()


def near(holidays: Sequence[Holiday], day: date) -> tuple[Holiday, ...]:
    """Return the holidays of the seven days from ``day`` on, in order; one that began before may go on."""
    soon = (one for one in holidays if one.day < day + _SOON and day <= one.end)
    return tuple(sorted(soon, key=lambda holiday: holiday.day))


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


def _times(week: Week, holidays: Sequence[Holiday], today: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the times in which it is open, from last night on; what follows without a break is one time."""
    open_since: tuple[datetime, datetime] | None = None
    for ahead in range(-1, _LOOKS_AHEAD.days):
        day = today + timedelta(days=ahead)
        if any(holiday.day <= day <= holiday.end for holiday in holidays):
            continue
        for start, end in (hours.on(day) for hours in week[day.weekday()]):
            if open_since is not None and open_since[1] == start:
                open_since = open_since[0], end
                continue
            if open_since is not None:
                yield open_since
            open_since = start, end
    if open_since is not None:
        yield open_since
