"""How long people waited, counted: the nearer somebody asks, the smaller is what is read of it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from datetime import datetime, timedelta
from functools import cached_property
from itertools import accumulate

from sqlalchemy import ColumnElement, Connection, func, select

from screener.clinic.lengths import DAY, HALF_STEP, HOUR, length_of
from screener.dystonia.urgency import Urgency
from screener.storage.overview_counts import WEEK, Span, between, hour_of, moment_of
from screener.storage.past_index import PastIndex
from screener.storage.tables.overview_count import overview_count as kept
from screener.storage.tables.submission import submission as table
from screener.submissions.priority import WAITING
from screener.submissions.submission import Status

_LEVELS = ("reached_day", DAY), ("reached_hour", HOUR), ("reached_tenth", 1)
_NUMBER = func.sum(kept.c.number).label("number")
_MOMENT = timedelta(microseconds=1)


class _Block:
    """How many waits fit into each of some days, hours or tenths; by urgency too, but for tenths."""

    def __init__(self, numbers: Counter[tuple[int, str]]) -> None:
        self.numbers = {place: number for place, number in numbers.items() if number}
        by_place: Counter[int] = Counter()
        for (place, _), number in self.numbers.items():
            by_place[place] += number
        self.places = sorted(by_place)
        self._up_to = [0, *accumulate(by_place[place] for place in self.places)]

    def at_most(self, place: int) -> int:
        return self._up_to[bisect_right(self.places, place)]

    def of(self, urgency: str, place: int) -> int:
        return sum(
            number for (each, name), number in self.numbers.items() if name == urgency and each <= place
        )


class Reached:
    """How long those waited who were reached, of the span: also where the work has ended since."""

    def __init__(self, connection: Connection, span: Span) -> None:
        self._connection = connection
        self._span = span
        self._blocks: dict[tuple[int, int], _Block] = {}
        self._rim = _reached_between(connection, span)
        self._days = self._block(0, 0)

    @property
    def number(self) -> int:
        """How many were reached."""
        return self._days.at_most(self.days.stop)

    @property
    def days(self) -> range:
        """Days, of which the longest waits fit into the last."""
        places = self._days.places
        return range(places[0], places[-1] + 1) if places else range(0)

    def at_most(self, length: int, level: int) -> tuple[int, int]:
        """Return the fewest and the most who can have waited no longer."""
        below = inside = 0
        for each, (_, size) in enumerate(_LEVELS):
            whole, rest = divmod(length, size)
            block = self._block(each, inside)
            fewest, most = (below + block.at_most(place) for place in (whole, whole + bool(rest)))
            if each == level or fewest == most:
                return fewest, most
            below, inside = fewest, whole + 1
        raise ValueError(level)

    def number_of(self, urgency: Urgency | None, at_most: int | None = None) -> int:
        """Return how many of this urgency were reached, or within this length, which is whole hours."""
        name = urgency.value if urgency else ""
        if at_most is None:
            return self._days.of(name, self.days.stop)
        day, rest = divmod(at_most, DAY)
        within = self._days.of(name, day)
        return within + self._block(1, day + 1).of(name, at_most // HOUR) if rest else within

    def _block(self, level: int, inside: int) -> _Block:
        """Return the block of a level that lies inside a place of the level above."""
        if (level, inside) not in self._blocks:
            self._blocks[level, inside] = _Block(self._numbers(level, inside))
        return self._blocks[level, inside]

    def _numbers(self, level: int, inside: int) -> Counter[tuple[int, str]]:
        kind, size = _LEVELS[level]
        statement = select(kept.c.length, kept.c.name, _NUMBER).where(*self._span.kept(kind))
        places = range(0)
        if level:
            many = _LEVELS[level - 1][1] // size
            places = range((inside - 1) * many + 1, inside * many + 1)
            statement = statement.where(kept.c.length.in_(places))
        # In the order of its lengths SQLite would read those of all years.
        rows = self._connection.execute(statement.group_by(PastIndex(kept.c.length), kept.c.name))
        numbers = Counter({(row.length, row.name): row.number for row in rows})
        for (length, urgency), number in self._rim.items():
            place = -(-length // size)
            if not level or place in places:
                numbers[place, urgency if size > 1 else ""] += number
        return numbers


def _reached_between(connection: Connection, span: Span) -> Counter[tuple[int, str]]:
    """Count the lengths and urgencies of what lies in the rim of the span: so many times as they are to be counted."""
    numbers: Counter[tuple[int, str]] = Counter()
    if span.rim.is_empty:
        return numbers
    rows = connection.execute(
        select(table.c.received_at, table.c.first_contact_at, table.c.urgency).where(
            between(table.c.received_at, span.rim.since, span.rim.until),
            *span.among(PastIndex(table.c.synthetic)),
            table.c.status != Status.WITHDRAWN.value,
            table.c.first_contact_at.is_not(None),
        )
    )
    for row in rows:
        numbers[length_of(row.first_contact_at - row.received_at), row.urgency or ""] += span.rim.times
    return numbers


class Waiting:
    """How long those have waited until now whom nobody reached yet, of the span."""

    def __init__(self, connection: Connection, span: Span, now: datetime) -> None:
        self._connection = connection
        self._span = span
        self._now = now
        self._begin = span.begins[0]
        self._by_urgency: dict[datetime, Counter[str]] = {}
        self._read_hours: dict[int, Counter[int]] = {}
        self._read_moments: dict[int, list[datetime]] = {}
        # The week before the first one of UTC may hold some hours of the span.
        since = kept.c.kind == "waiting", kept.c.length == 0, kept.c.since >= span.rim.monday - WEEK
        rows = connection.execute(
            select(kept.c.since, kept.c.name, _NUMBER)
            .where(*since, *span.among(kept.c.synthetic))
            .group_by(kept.c.since, kept.c.name)
        )
        self._weeks: dict[int, Counter[str]] = {}
        for row in rows:
            self._weeks.setdefault(row.since, Counter())[row.name] += row.number

    @cached_property
    def number(self) -> int:
        """How many wait."""
        return self._since(self._begin, 2)[0]

    @property
    def days(self) -> range:
        """Days, of which the longest waits fit into the last."""
        weeks = [week for week, numbers in self._weeks.items() if numbers.total()]
        if not weeks:
            return range(0)
        shortest = length_of(self._now - moment_of(max(weeks) + WEEK))
        longest = length_of(self._now - moment_of(min(weeks)))
        return range(shortest // DAY, -(-longest // DAY) + 1)

    def at_most(self, length: int, level: int) -> tuple[int, int]:
        """Return the fewest and the most who can have waited no longer."""
        return self._since(self._come_since(length), level)

    def number_of(self, urgency: Urgency | None, at_most: int | None = None) -> int:
        """Return how many of this urgency wait, or no longer than this length."""
        since = self._begin if at_most is None else self._come_since(at_most)
        if since not in self._by_urgency:
            self._by_urgency[since] = self._each_urgency(since)
        return self._by_urgency[since][urgency.value if urgency else ""]

    def _come_since(self, length: int) -> datetime:
        """Return from when on those came who have waited no longer."""
        ago = self._now - (length + length % 2) * HALF_STEP
        return max(self._begin, ago + _MOMENT if length % 2 else ago)

    def _places(self, since: datetime) -> tuple[int, int]:
        hour = hour_of(since)
        return hour - (hour - self._span.rim.monday) % WEEK, hour

    def _since(self, since: datetime, level: int) -> tuple[int, int]:
        """Return the fewest and the most who can have come since a moment."""
        week, hour = self._places(since)
        fewest = sum(numbers.total() for each, numbers in self._weeks.items() if each > week)
        inside = self._weeks.get(week, Counter()).total()
        if level and inside and since != moment_of(week):
            hours = self._hours(week)
            fewest += sum(number for each, number in hours.items() if each > hour)
            inside = hours[hour]
            if level > 1 and inside and since != moment_of(hour):
                moments = self._moments(hour)
                fewest, inside = fewest + len(moments) - bisect_left(moments, since), 0
        elif since == moment_of(week):
            fewest, inside = fewest + inside, 0
        if level > 1:
            return fewest + inside, fewest + inside
        return fewest, fewest + inside

    def _hours(self, week: int) -> Counter[int]:
        if week not in self._read_hours:
            rows = self._connection.execute(
                select(kept.c.since, _NUMBER)
                .where(*self._kept_between(week, week + WEEK - 1))
                .group_by(kept.c.since)
            )
            self._read_hours[week] = Counter({row.since: row.number for row in rows})
        return self._read_hours[week]

    def _moments(self, hour: int) -> list[datetime]:
        if hour not in self._read_moments:
            rows = select(table.c.received_at).where(*self._rows_between(moment_of(hour), hour))
            self._read_moments[hour] = sorted(self._connection.scalars(rows))
        return self._read_moments[hour]

    def _each_urgency(self, since: datetime) -> Counter[str]:
        week, hour = self._places(since)
        found: Counter[str] = Counter()
        for each, numbers in self._weeks.items():
            if each > week:
                found.update(numbers)
        hours = (
            select(kept.c.name, _NUMBER)
            .where(*self._kept_between(hour + 1, week + WEEK - 1))
            .group_by(kept.c.name)
        )
        found.update({row.name: row.number for row in self._connection.execute(hours)})
        name = func.coalesce(table.c.urgency, "").label("name")
        part = select(name, func.count().label("number")).where(*self._rows_between(since, hour))
        rows = self._connection.execute(part.group_by(table.c.urgency))
        found.update({row.name: row.number for row in rows})
        return found

    def _kept_between(self, first: int, last: int) -> list[ColumnElement[bool]]:
        hours = kept.c.kind == "waiting_hour", kept.c.length == 0, kept.c.since.between(first, last)
        return [*hours, *self._span.among(kept.c.synthetic)]

    def _rows_between(self, since: datetime, hour: int) -> list[ColumnElement[bool]]:
        return [
            between(table.c.received_at, since, moment_of(hour + 1)),
            *self._span.among(PastIndex(table.c.synthetic)),
            table.c.status.in_(sorted(WAITING)),
        ]
