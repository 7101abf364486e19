"""What triggers keep for the overview, by week and by hour of UTC, and how that leads to the weeks of the clinic's own midnight."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, select, union_all

from screener.clinic.overview import PURGED, WITHDRAWN
from screener.storage.past_index import PastIndex
from screener.storage.tables.overview_count import overview_count as table
from screener.storage.tables.submission import submission
from screener.submissions.submission import Status

LIKE = [table.c.kind, table.c.since, table.c.length, table.c.name, table.c.synthetic]
WEEK = 7 * 24
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONDAY = -3 * 24  # 1970 began on a Thursday
_HOUR = timedelta(hours=1)

GONE = case(
    (submission.c.status != Status.WITHDRAWN.value, ""),
    (submission.c.purged.is_(True), PURGED),
    else_=WITHDRAWN,
)
"""Whether a row is of what was taken back or purged: what else was not is not looked at behind the sealed columns."""


def hour_of(moment: datetime) -> int:
    """Return how many hours from 1970 on were full."""
    return (moment - _EPOCH) // _HOUR


def moment_of(hour: int) -> datetime:
    """Return when so many hours from 1970 on were full."""
    return _EPOCH + hour * _HOUR


@dataclass(frozen=True, slots=True)
class Rim:
    """What lies between the begin of a week, which may be at the midnight of any place, and the next one of UTC.

    Who counts the weeks of UTC from ``monday`` on counts it ``times`` too few.
    """

    monday: int
    since: datetime
    until: datetime
    times: int

    @classmethod
    def of(cls, begin: datetime) -> "Rim":
        """Return the rim of a week."""
        monday = round(((begin - _EPOCH) / _HOUR - _MONDAY) / WEEK) * WEEK + _MONDAY
        midnight = moment_of(monday)
        return cls(monday, *((begin, midnight, 1) if begin < midnight else (midnight, begin, -1)))

    @property
    def is_empty(self) -> bool:
        """Tell whether the week begins at the midnight of UTC."""
        return self.since == self.until

    @property
    def hours(self) -> range:
        """The hours that lie in it as a whole."""
        return range(-((_EPOCH - self.since) // _HOUR), hour_of(self.until))

    @property
    def parts(self) -> list[tuple[datetime, datetime]]:
        """What lies in it beside these: where the begin is at no full hour of UTC."""
        hours = self.hours
        both = (self.since, moment_of(hours.start)), (moment_of(hours.stop), self.until)
        return [part for part in both if part[0] < part[1]]


@dataclass(frozen=True)
class Span:
    """What is counted: what came since the first of ``begins``, when each week begins, with synthetic ones or without."""

    begins: Sequence[datetime]
    synthetic: bool

    @cached_property
    def rim(self) -> Rim:
        """What lies between its begin and that of a week of UTC."""
        return Rim.of(self.begins[0])

    def kept(self, *kinds: str) -> list[ColumnElement[bool]]:
        """Return which rows of the counts by week are of these kinds."""
        return [table.c.kind.in_(kinds), table.c.since >= self.rim.monday, *self.among(table.c.synthetic)]

    def among(self, synthetic: ColumnElement[bool]) -> list[ColumnElement[bool]]:
        """Return the condition that leaves synthetic ones out, where they are."""
        return [] if self.synthetic else [synthetic.is_(False)]


def weeks(connection: Connection, span: Span) -> list[Counter[str]]:
    """Count what came in each week: what is there under no name, what was withdrawn, and what was purged."""
    number = func.sum(table.c.number).label("number")
    rows = connection.execute(
        select(table.c.since, table.c.name, number)
        .where(*span.kept("status"), table.c.length == 0)
        .group_by(table.c.since, table.c.name)
    )
    found: list[Counter[str]] = [Counter() for _ in span.begins]
    for row in rows:
        name = row.name if row.name in {WITHDRAWN, PURGED} else ""
        found[min((row.since - span.rim.monday) // WEEK, len(found) - 1)][name] += row.number
    rims = [Rim.of(begin) for begin in span.begins]
    for place, name, inside in (*_by_hour(connection, span, rims), *_in_parts(connection, span, rims)):
        found[place][name] += rims[place].times * inside
        if place:
            found[place - 1][name] -= rims[place].times * inside
    return found


def _by_hour(connection: Connection, span: Span, rims: Sequence[Rim]) -> Iterable[tuple[int, str, int]]:
    places = {hour: place for place, rim in enumerate(rims) for hour in rim.hours}
    if not places:
        return []
    rows = connection.execute(
        select(table.c.since, table.c.name, func.sum(table.c.number).label("number"))
        .where(table.c.kind == "arrived", table.c.length == 0, table.c.since.in_(places))
        .where(*span.among(table.c.synthetic))
        .group_by(table.c.since, table.c.name)
    )
    return [(places[row.since], row.name, row.number) for row in rows]


def _in_parts(connection: Connection, span: Span, rims: Sequence[Rim]) -> Iterable[tuple[int, str, int]]:
    parts = [(place, part) for place, rim in enumerate(rims) for part in rim.parts]
    if not parts:
        return []
    each = [
        select(literal(place).label("place"), GONE.label("name"))
        .select_from(submission)
        .where(between(submission.c.received_at, *part), *span.among(PastIndex(submission.c.synthetic)))
        for place, part in parts
    ]
    rows = union_all(*each).subquery()
    counted = select(*rows.c, func.count().label("number")).group_by(*rows.c)
    return [(row.place, row.name, row.number) for row in connection.execute(counted)]


def between(column: ColumnElement[datetime], since: datetime, until: datetime) -> ColumnElement[bool]:
    """Return the condition that a time is from one on and before another."""
    return and_(column >= since, column < until)
