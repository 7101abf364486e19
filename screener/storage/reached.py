"""How long people waited until they were reached, counted: the nearer somebody asks, the smaller is what is read of it."""

from bisect import bisect_right
from collections import Counter
from itertools import accumulate

from sqlalchemy import Connection, func, select

from screener.clinic.lengths import DAY, HOUR, length_of
from screener.dystonia.urgency import Urgency
from screener.storage.overview_counts import Span, between
from screener.storage.past_index import PastIndex
from screener.storage.tables.overview_count import overview_count as kept
from screener.storage.tables.submission import submission as table
from screener.submissions.submission import Status

_LEVELS = ("reached_day", DAY), ("reached_hour", HOUR), ("reached_tenth", 1)
_NUMBER = func.sum(kept.c.number).label("number")


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
