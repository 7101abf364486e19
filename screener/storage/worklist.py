"""The worklist as the database finds it: which submissions, in which order, and how many. It opens nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Select, func, select

from screener.clinic.tabs import Tab
from screener.clinic.worklist import NONE, Cursor
from screener.storage.submission_counts import counted_like, covers
from screener.storage.tables.submission import submission as table
from screener.storage.worklist_filter import DONE, OPEN, Wanted, one_by_one
from screener.storage.worklist_order import places, some
from screener.submissions.submission import Status

MOST = 4000
"""So far is counted what came on some days: a clinic that has ten a day learns the number of a year."""


def first(
    connection: Connection, wanted: Wanted, *, after: Cursor | None, limit: int | None, back: bool = False
) -> list[Cursor]:
    """Return the place of each submission that is wanted, in order, from behind ``after``: up to ``limit`` or all.

    ``back`` returns those just before ``after`` instead.
    """
    rows = connection.execute(places(wanted, after=after, limit=limit, back=back))
    found = [Cursor(*row) for row in rows]
    return found[::-1] if back else found


@dataclass(frozen=True, slots=True)
class Counts:
    """How many a query finds, and how many it would find in each tab, were it not for its own and for its assignee.

    ``statuses`` are those of what it finds. There may be more than ``total`` where it is ``at_least`` so many, and more in the tabs
    that ``more`` has.
    """

    total: int
    by_tab: Mapping[Tab, int]
    statuses: frozenset[Status]
    at_least: bool = False
    more: frozenset[Tab] = frozenset()


def counts(connection: Connection, wanted: Wanted, me: str, *, most: int = MOST) -> Counts:
    """Count what is wanted: from the counts that are kept, or else, with days, row by row and up to ``most``."""
    query = wanted.query
    by_tab, total, statuses = dict.fromkeys(Tab, 0), 0, set[Status]()
    numbers, beyond = _numbers(connection, wanted, most)
    for (status, assignee), number in numbers.items():
        for tab in Tab:
            by_tab[tab] += number if _is_in(tab, status, assignee, me) else 0
        if query.assignee in {None, assignee or NONE} and _is_in(query.tab, status, assignee, me):
            total += number
            statuses.add(status)
    more = frozenset(tab for tab in Tab if tab.statuses & beyond)
    if query.tab not in more:
        return Counts(total, by_tab, frozenset(statuses), more=more)
    if total < most:  # those of one person, or of one tab, were not all among these
        total = total_up_to(connection, wanted, at_most=most)
        if query.assignee is None or query.tab is Tab.MINE:
            by_tab[query.tab] = total
    return Counts(total, by_tab, frozenset(statuses | (beyond & wanted.asked)), total == most, more)


def _numbers(
    connection: Connection, wanted: Wanted, most: int
) -> tuple[Counter[tuple[Status, str | None]], frozenset[Status]]:
    """Return how many there are of each status and assignee, and the statuses of which there may be more."""
    everybodys = replace(wanted, query=replace(wanted.query, tab=Tab.ALL, assignee=None))
    numbers = Counter[tuple[Status, str | None]]()
    if wanted.by_rows or _is_kept(everybodys):
        for row in connection.execute(counted(everybodys)):
            numbers[Status(row.status), row.assignee or None] += row.number
        return numbers, frozenset()
    beyond = frozenset[Status]()
    for part in (OPEN, DONE):
        within = replace(everybodys, among=part)
        left = most - numbers.total()
        if within.priorities and left:
            for row in connection.execute(counted(within, at_most=left)):
                numbers[Status(row.status), row.assignee or None] += row.number
        if numbers.total() == most:
            beyond |= part & everybodys.asked
    return numbers, beyond


def _is_in(tab: Tab, status: Status, assignee: str | None, me: str) -> bool:
    if (tab is Tab.MINE and assignee != me) or (tab is Tab.UNASSIGNED and assignee is not None):
        return False
    return status in tab.statuses


def total_up_to(connection: Connection, wanted: Wanted, *, at_most: int) -> int:
    """Count what is wanted, up to ``at_most``."""
    if _is_kept(wanted):
        kept = counted_like(wanted.query).subquery()
        return min(at_most, connection.scalar(select(func.sum(kept.c.number))) or 0)
    found = some(wanted, table.c.id, limit=at_most)
    return connection.execute(select(func.count()).select_from(found)).scalar_one()


def arrived(connection: Connection, since: datetime, *, at_most: int) -> int:
    """Count what was received after ``since``, up to ``at_most``."""
    newest = select(table.c.received_at).where(table.c.received_at > since).limit(at_most).subquery()
    return connection.execute(select(func.count()).select_from(newest)).scalar_one()


def counted(wanted: Wanted, *, at_most: int | None = None) -> Select[tuple[str, str | None, int]]:
    """Return the statement that counts what is wanted, or ``at_most`` so many of it, by status and assignee."""
    if at_most is not None:
        few = some(wanted, table.c.status, table.c.assignee, limit=at_most)
        by = few.c.status, few.c.assignee
        return select(*by, func.count().label("number")).group_by(*by)
    if _is_kept(wanted):
        return counted_like(wanted.query)
    by = table.c.status, table.c.assignee
    return select(*by, func.count().label("number")).where(*one_by_one(wanted)).group_by(*by)


def _is_kept(wanted: Wanted) -> bool:
    return wanted.sought is None and covers(wanted.query)
