"""The worklist as the database finds it: which submissions, in which order, and how many. It opens nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    func,
    literal,
    select,
    tuple_,
)

from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import NONE, Cursor, Query
from screener.storage.past_index import PastIndex
from screener.storage.search_terms import Sought, found
from screener.storage.submission_counts import Tag, counted_like, covers, number_of, tags
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag as tag_table
from screener.submissions.priority import WAITING
from screener.submissions.submission import Status

FEW = 2000
"""So many submissions are fetched faster than the order is walked past all that are not wanted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query made ready for the database: ``ME`` is a staff id already, and days begin in ``zone``.

    ``rare`` are the tags of the query that few submissions have: these are fetched, where else the order is walked.
    ``among`` are the statuses of what it finds, where these are known: what is open comes before all that is done, and who
    looks for one of them need not walk past all of the other.
    """

    query: Query
    zone: tzinfo
    sought: Sought | None = None
    rare: frozenset[Tag] = frozenset()
    among: frozenset[Status] = frozenset(Status)


def first(
    connection: Connection, wanted: Wanted, *, after: Cursor | None, limit: int | None, back: bool = False
) -> list[Cursor]:
    """Return the place of each submission that is wanted, in order, from behind ``after``: up to ``limit`` or all.

    ``back`` returns those just before ``after`` instead.
    """
    rare = frozenset(tag for tag in tags(wanted.query) if number_of(connection, tag) <= FEW)
    rows = connection.execute(places(replace(wanted, rare=rare), after=after, limit=limit, back=back))
    found = [Cursor(*row) for row in rows]
    return found[::-1] if back else found


@dataclass(frozen=True, slots=True)
class Counts:
    """How many a query finds, and how many it would find in each tab, were it not for its own and for its assignee.

    ``statuses`` are those of what it finds.
    """

    total: int
    by_tab: Mapping[Tab, int]
    statuses: frozenset[Status]


def counts(connection: Connection, wanted: Wanted, me: str) -> Counts:
    """Count what is wanted: from the counts that are kept, or else row by row inside an index."""
    query = wanted.query
    by_tab, total, statuses = dict.fromkeys(Tab, 0), 0, set[Status]()
    for row in connection.execute(counted(wanted)):
        status, assignee = Status(row.status), row.assignee or None
        for tab in Tab:
            by_tab[tab] += row.number if _is_in(tab, status, assignee, me) else 0
        if query.assignee in {None, assignee or NONE} and _is_in(query.tab, status, assignee, me):
            total += row.number
            statuses.add(status)
    return Counts(total, by_tab, frozenset(statuses))


def _is_in(tab: Tab, status: Status, assignee: str | None, me: str) -> bool:
    if (tab is Tab.MINE and assignee != me) or (tab is Tab.UNASSIGNED and assignee is not None):
        return False
    return status in tab.statuses


def total_up_to(connection: Connection, wanted: Wanted, *, at_most: int) -> int:
    """Count what is wanted, up to ``at_most``."""
    if _is_kept(wanted):
        kept = counted_like(wanted.query).subquery()
        return min(at_most, connection.scalar(select(func.sum(kept.c.number))) or 0)
    some = select(table.c.id).where(*_conditions(wanted)).limit(at_most).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def arrived(connection: Connection, since: datetime, *, at_most: int) -> int:
    """Count what was received after ``since``, up to ``at_most``."""
    newest = select(table.c.received_at).where(table.c.received_at > since).limit(at_most).subquery()
    return connection.execute(select(func.count()).select_from(newest)).scalar_one()


def places(wanted: Wanted, *, after: Cursor | None, limit: int | None, back: bool = False) -> Select[Any]:
    """Return the statement of ``first``.

    It reads the columns of one index, never a row; but for the few who are to be called back, by when that is.
    """
    query = wanted.query
    shown: tuple[Column[Any], ...] = (table.c.priority, table.c.received_at, table.c.id)
    columns = shown[query.sort is not Sort.PRIORITY :]
    if query.sort is Sort.CALL_BACK:
        shown, columns = (*shown, table.c.call_back_at), (table.c.call_back_at, table.c.id)
    found = select(*shown).where(*_conditions(wanted))
    down = query.sort.newest_first is not back
    if after is not None:
        place = tuple_(*(literal(getattr(after, column.name), column.type) for column in columns))
        found = found.where(tuple_(*columns) < place if down else tuple_(*columns) > place)
    order = [column.desc() if down else column.asc() for column in columns]
    return found.order_by(*order).limit(limit)


def counted(wanted: Wanted) -> Select[tuple[str, str | None, int]]:
    """Return the statement of ``counts``: one row for each status and each assignee."""
    everybodys = replace(wanted, query=replace(wanted.query, tab=Tab.ALL, assignee=None))
    if _is_kept(everybodys):
        return counted_like(everybodys.query)
    return (
        select(table.c.status, table.c.assignee, func.count().label("number"))
        .where(*_conditions(everybodys))
        .group_by(table.c.status, table.c.assignee)
    )


def _is_kept(wanted: Wanted) -> bool:
    return wanted.sought is None and covers(wanted.query)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    query = wanted.query
    conditions = [
        *_equal(table.c.distribution, query.pattern),
        *_equal(table.c.urgency, query.urgency),
        *_equal(table.c.assignee, query.assignee),
        *_equal(table.c.language, query.language),
        *_equal(table.c.respondent, query.respondent),
        *(_tagged(tag, rare=tag in wanted.rare) for tag in tags(query)),
    ]
    conditions += _of_tab(query)
    if query.sort is Sort.PRIORITY and not wanted.among & Tab.OPEN.statuses:
        conditions.append(table.c.priority == 0)
    elif query.sort is Sort.PRIORITY and wanted.among <= Tab.OPEN.statuses:
        conditions.append(table.c.priority > 0)
    if query.generalized is not None:
        conditions.append(table.c.generalized.is_(query.generalized))
    if query.unread is not None:
        viewed = table.c.first_viewed_at
        conditions.append(viewed.is_(None) if query.unread else viewed.is_not(None))
    if query.received_from is not None:
        conditions.append(table.c.received_at >= _midnight(query.received_from, wanted.zone))
    if query.received_to is not None:
        conditions.append(table.c.received_at < _midnight(query.received_to + timedelta(days=1), wanted.zone))
    if query.sort is Sort.LONGEST_WAITING:
        conditions.append(table.c.status.in_(sorted(WAITING)))
    if wanted.sought is not None:
        conditions.append(table.c.id.in_(found(wanted.sought)))
    return conditions


def _of_tab(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.tab is not Tab.ALL:
        yield table.c.status.in_(sorted(query.tab.statuses))
    if query.tab is Tab.UNASSIGNED:
        yield table.c.assignee.is_(None)
    if query.statuses:
        yield table.c.status.in_(sorted(query.statuses))
    if query.sort is Sort.CALL_BACK:
        yield table.c.call_back_at.is_not(None)
    elif query.call_back:
        other = table.alias()
        # By the plain id SQLite would fetch every row that is to be called back, with its sealed columns, then sort them.
        yield PastIndex(table.c.id).in_(select(other.c.id).where(other.c.call_back_at.is_not(None)))


def _equal(column: ColumnElement[str], value: str | None) -> Sequence[ColumnElement[bool]]:
    if value is None:
        return ()
    return (column.is_(None) if value == NONE else column == value,)


def _tagged(tag: Tag, *, rare: bool) -> ColumnElement[bool]:
    has = tag_table.c.kind == tag.kind, tag_table.c.name == tag.name
    if rare:
        return table.c.id.in_(select(tag_table.c.submission_id).where(*has))
    return select(tag_table.c.name).where(tag_table.c.submission_id == table.c.id, *has).exists()


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
