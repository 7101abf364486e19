"""Submissions in the order in which they last changed for others: they came, or their content went. By keys, never by number."""

from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Column, Connection, Select, func, or_, select

from screener.storage.tables.submission import submission as table
from screener.submissions.submission import Status


class Place(NamedTuple):
    """Where a submission stands in that order."""

    at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which submissions: changed from ``since`` on (with it) and before ``until``, behind ``after``; live, gone or both."""

    since: datetime | None = None
    until: datetime | None = None
    live: bool = True
    gone: bool = True
    id: str | None = None
    reference: str | None = None
    after: Place | None = None


def places(connection: Connection, wanted: Wanted, limit: int) -> list[Place]:
    """Return the places of up to ``limit`` submissions that are wanted, in order."""
    found = [
        [Place(row.at, row.id) for row in connection.execute(statement.limit(limit))]
        for statement in statements(wanted)
    ]
    return list(islice(merge(*found), limit))


def count(connection: Connection, wanted: Wanted) -> int:
    """Return how many submissions are wanted."""
    found = (statement.order_by(None).subquery() for statement in statements(wanted))
    return sum(connection.scalar(select(func.count()).select_from(one)) or 0 for one in found)


def statements(wanted: Wanted) -> list[Select[tuple[datetime, str]]]:
    """Return the statements of ``places``: what is live by its arrival, what is gone by when it went, each in an index."""
    made = []
    if wanted.live:
        made.append(_in_order(table.c.received_at, wanted).where(table.c.status != Status.WITHDRAWN.value))
    if wanted.gone:
        made.append(_in_order(table.c.withdrawn_at, wanted).where(table.c.withdrawn_at.is_not(None)))
    return made


def _in_order(column: Column[datetime], wanted: Wanted) -> Select[tuple[datetime, str]]:
    found = select(column.label("at"), table.c.id)
    if wanted.id is not None:
        found = found.where(table.c.id == wanted.id)
    if wanted.reference is not None:
        found = found.where(table.c.reference == wanted.reference)
    if wanted.since is not None:
        found = found.where(column >= wanted.since)
    if wanted.until is not None:
        found = found.where(column < wanted.until)
    if (after := wanted.after) is not None:
        # The first condition is one that both databases find the place in the index by.
        found = found.where(column >= after.at, or_(column > after.at, table.c.id > after.id))
    return found.order_by(column, table.c.id)


def behind(wanted: Wanted, place: Place) -> Wanted:
    """Return the same with what stands behind ``place``."""
    return replace(wanted, after=place)
