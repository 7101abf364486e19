"""What the worklist is asked for, as conditions on the rows of submissions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import Column, ColumnElement, select

from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import NONE, Query
from screener.storage.past_index import PastIndex
from screener.storage.search_terms import Sought, found
from screener.storage.submission_counts import Tags
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag as tag_table
from screener.submissions.priority import WAITING, Priority
from screener.submissions.submission import Status

OPEN = Tab.OPEN.statuses
DONE = frozenset(Status) - OPEN
"""A submission has the place of what is done in these, and in no other."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query made ready for the database: ``ME`` is a staff id already, and days begin in ``zone``.

    ``among`` are the statuses of what it finds, where these are known: what is open comes before all that is done, and who
    looks for one of them need not walk past all of the other. Where it asks for days and finds ``few``, these are read and sorted.
    """

    query: Query
    zone: tzinfo
    sought: Sought | None = None
    among: frozenset[Status] = frozenset(Status)
    few: bool = False

    @property
    def asked(self) -> frozenset[Status]:
        """The statuses that it asks for."""
        query = self.query
        asked = query.tab.statuses & (query.statuses or frozenset(Status))
        return asked & WAITING if query.sort is Sort.LONGEST_WAITING else asked

    @property
    def priorities(self) -> list[Priority]:
        """The places in the order of the worklist that what it finds may have, the first one first."""
        found = self.asked & self.among & (OPEN if self.query.to_call_back else frozenset(Status))
        open_ones = sorted(set(Priority) - {Priority.DONE}, reverse=True)
        return [*(open_ones if found & OPEN else []), *([Priority.DONE] if found & DONE else [])]

    @property
    def has_days(self) -> bool:
        """Tell whether it asks for days."""
        return self.query.received_from is not None or self.query.received_to is not None

    @property
    def by_rows(self) -> bool:
        """Tell whether it finds few by themselves: those who are sought, or those who are to be called back."""
        return self.sought is not None or self.query.sort is Sort.CALL_BACK


def on_rows(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what rows have to be, beside their tags, when they came, and their place where that tells all of their status."""
    query = wanted.query
    conditions = [
        *_equal(table.c.distribution, query.pattern),
        *_equal(table.c.urgency, query.urgency),
        *_equal(table.c.assignee, query.assignee),
        *_equal(table.c.language, query.language),
        *_equal(table.c.respondent, query.respondent),
    ]
    if wanted.asked not in {frozenset(Status), OPEN, DONE}:
        conditions.append(table.c.status.in_(sorted(wanted.asked)))
    if query.tab is Tab.UNASSIGNED:
        conditions.append(table.c.assignee.is_(None))
    if query.generalized is not None:
        conditions.append(table.c.generalized.is_(query.generalized))
    if query.unread is not None:
        viewed = table.c.first_viewed_at
        conditions.append(viewed.is_(None) if query.unread else viewed.is_not(None))
    if query.sort is Sort.CALL_BACK:
        conditions.append(table.c.call_back_at.is_not(None))
    elif query.call_back:
        other = table.alias()
        # By the plain id SQLite would fetch every row that is to be called back, with its sealed columns, then sort them.
        conditions.append(
            PastIndex(table.c.id).in_(select(other.c.id).where(other.c.call_back_at.is_not(None)))
        )
    return conditions


def in_place(wanted: Wanted, priority: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    """Yield the condition on the place in the order, where not every place is wanted."""
    places = wanted.priorities
    if Priority.DONE not in places:
        yield priority > Priority.DONE.value
    elif len(places) == 1:
        yield priority == Priority.DONE.value


def in_days(wanted: Wanted, received_at: ColumnElement[datetime]) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on when it came."""
    query = wanted.query
    if query.received_from is not None:
        yield received_at >= _midnight(query.received_from, wanted.zone)
    if query.received_to is not None:
        yield received_at < _midnight(query.received_to + timedelta(days=1), wanted.zone)


def one_by_one(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return all conditions, on rows that are looked at one by one."""
    conditions = [*on_rows(wanted), *(_tagged(*tag) for tag in Tags.of(wanted.query).each.items())]
    conditions += in_days(wanted, table.c.received_at)
    if wanted.query.sort is Sort.PRIORITY:
        conditions += in_place(wanted, table.c.priority)
    elif wanted.asked in {OPEN, DONE}:
        conditions.append(table.c.status.in_(sorted(wanted.asked)))
    if wanted.sought is not None:
        conditions.append(table.c.id.in_(found(wanted.sought)))
    return conditions


def _tagged(kind: str, name: str) -> ColumnElement[bool]:
    has = tag_table.c.kind == kind, tag_table.c.name == name
    return select(tag_table.c.name).where(tag_table.c.submission_id == table.c.id, *has).exists()


def _equal(column: Column[Any], value: str | None) -> list[ColumnElement[bool]]:
    if value is None:
        return []
    return [column.is_(None) if value == NONE else column == value]


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
