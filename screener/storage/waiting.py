"""How long people have waited whom nobody reached yet, counted: the nearer somebody asks, the smaller is what is read of it."""

from bisect import bisect_left
from collections import Counter
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import ColumnElement, Connection, func, select

from screener.clinic.lengths import DAY, HALF_STEP, length_of
from screener.dystonia.urgency import Urgency
from screener.storage.overview_counts import WEEK, Span, between, hour_of, moment_of
from screener.storage.past_index import PastIndex
from screener.storage.tables.overview_count import overview_count as kept
from screener.storage.tables.submission import submission as table
from screener.submissions.priority import WAITING

_NUMBER = func.sum(kept.c.number).label("number")
_MOMENT = timedelta(microseconds=1)


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
