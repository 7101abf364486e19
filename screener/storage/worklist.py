"""The worklist as the database finds it: which submissions, in which order, and how many. It opens nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Select, func, select

from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import NONE, Cursor
from screener.storage.submission_counts import counted_like, covers
from screener.storage.tables.submission import submission as table
from screener.storage.worklist_filter import DONE, OPEN, Wanted
from screener.storage.worklist_order import some, walks
from screener.submissions.submission import Status

_BY = table.c.status, table.c.assignee
_Numbers = Counter[tuple[Status, str | None]]
"""How many there are of each status and each assignee."""


def first(
    connection: Connection, wanted: Wanted, *, after: Cursor | None, limit: int | None, back: bool = False
) -> list[Cursor]:
    """Return the place of each submission that is wanted, in order, from behind ``after``: up to ``limit`` or all.

    ``back`` returns those just before ``after`` instead.
    """
    sort, found = wanted.query.sort, list[Cursor]()
    statements = list(walks(wanted, after=after, limit=limit, back=back))
    for statement in statements:
        found += [Cursor(*row) for row in connection.execute(statement)]
        if sort is Sort.PRIORITY and limit is not None and len(found) >= limit:
            break
    if sort is not Sort.PRIORITY and len(statements) > 1:
        found.sort(key=lambda place: (place.received_at, place.id), reverse=sort.newest_first is not back)
    found = found[:limit]
    return found[::-1] if back else found


@dataclass(frozen=True, slots=True)
class Counts:
    """How many a query finds, and how many it would find in each tab, were it not for its own and for its assignee.

    ``statuses`` are those that what it finds may have. There may be more than ``total`` where it is ``at_least`` so many, and
    more in the tabs that ``more`` has.
    """

    total: int
    by_tab: Mapping[Tab, int]
    statuses: frozenset[Status]
    at_least: bool = False
    more: frozenset[Tab] = frozenset()


def counts(connection: Connection, wanted: Wanted, me: str, *, most: int) -> Counts:
    """Count what is wanted: from the counts that are kept, or else, with days, row by row and up to ``most``."""
    query = wanted.query
    everybodys = replace(wanted, query=replace(query, tab=Tab.ALL, assignee=None))
    numbers, beyond = _numbers(connection, everybodys, most)
    by_tab, total, statuses = dict.fromkeys(Tab, 0), 0, set[Status]()
    for (status, assignee), number in numbers.items():
        for tab in Tab:
            by_tab[tab] += number if _is_in(tab, status, assignee, me) else 0
        if query.assignee in {None, assignee or NONE} and _is_in(query.tab, status, assignee, me):
            total += number
            statuses.add(status)
    if wanted.by_rows or _is_kept(wanted):
        return Counts(total, by_tab, frozenset(statuses))
    by_tab = {tab: min(number, most) for tab, number in by_tab.items()}
    more = {tab for tab in Tab if tab.statuses & beyond or by_tab[tab] == most}
    # Whose those are that are done was not counted, nor all that are open where these are very many.
    total = by_tab[query.tab]
    if (query.assignee is not None and query.tab is not Tab.MINE) or (query.tab in more and total < most):
        total = total_up_to(connection, wanted, at_most=most)
    if query.assignee is None or query.tab is Tab.MINE:
        by_tab[query.tab] = total
        more -= {query.tab} if total < most else set()
    return Counts(total, by_tab, wanted.asked, total == most, frozenset(more))


def _numbers(connection: Connection, wanted: Wanted, most: int) -> tuple[_Numbers, frozenset[Status]]:
    """Count by status and assignee, and return of which statuses there may be more; with days only those that are open.

    What is done is most of what came on some days: of it no assignee is read, and it is counted past its rows.
    """
    numbers, beyond = _Numbers(), frozenset[Status]()
    if _is_kept(wanted):
        _add(connection, numbers, counted_like(wanted.query))
    elif wanted.by_rows:
        _add(connection, numbers, _counted(some(wanted, *_BY)))
    else:
        open_ones, done = replace(wanted, among=OPEN), replace(wanted, among=DONE)
        if open_ones.priorities:
            _add(connection, numbers, _counted(some(open_ones, *_BY).limit(most)))
            beyond |= OPEN if numbers.total() == most else frozenset()
        if done.priorities:
            number = total_up_to(connection, done, at_most=most)
            only_closed = replace(done, query=replace(done.query, statuses=done.asked & {Status.CLOSED}))
            closed = total_up_to(connection, only_closed, at_most=most) if only_closed.query.statuses else 0
            numbers[Status.CLOSED, None], numbers[Status.WITHDRAWN, None] = closed, number - closed
            beyond |= DONE if number == most else frozenset()
    return numbers, beyond


def _counted(rows: Select[tuple[str, str | None]]) -> Select[tuple[str, str | None, int]]:
    each = rows.subquery()
    by = each.c.status, each.c.assignee
    return select(*by, func.count().label("number")).group_by(*by)


def _add(connection: Connection, numbers: _Numbers, statement: Select[tuple[str, str | None, int]]) -> None:
    for row in connection.execute(statement):
        numbers[Status(row.status), row.assignee or None] += row.number


def _is_in(tab: Tab, status: Status, assignee: str | None, me: str) -> bool:
    if (tab is Tab.MINE and assignee != me) or (tab is Tab.UNASSIGNED and assignee is not None):
        return False
    return status in tab.statuses


def total_up_to(connection: Connection, wanted: Wanted, *, at_most: int) -> int:
    """Count what is wanted, up to ``at_most``."""
    if _is_kept(wanted):
        kept = counted_like(wanted.query).subquery()
        return min(at_most, connection.scalar(select(func.sum(kept.c.number))) or 0)
    few = some(wanted, table.c.id).limit(at_most).subquery()
    return connection.execute(select(func.count()).select_from(few)).scalar_one()


def arrived(connection: Connection, since: datetime, *, at_most: int) -> int:
    """Count what was received after ``since``, up to ``at_most``."""
    newest = select(table.c.received_at).where(table.c.received_at > since).limit(at_most).subquery()
    return connection.execute(select(func.count()).select_from(newest)).scalar_one()


def _is_kept(wanted: Wanted) -> bool:
    return wanted.sought is None and covers(wanted.query)
