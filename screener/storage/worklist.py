"""The worklist as the database finds it: which submissions, in which order, and how many. It opens nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, UnaryExpression, func, literal, select, tuple_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.operators import custom_op

from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import NONE, Cursor, Query
from screener.storage.search_terms import Sought, found
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag as tag_table
from screener.submissions.priority import WAITING
from screener.submissions.submission import Status


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query made ready for the database: ``ME`` is a staff id already, and days begin in ``zone``."""

    query: Query
    zone: tzinfo
    sought: Sought | None = None


def first(
    connection: Connection, wanted: Wanted, *, after: Cursor | None, limit: int | None, back: bool = False
) -> list[Cursor]:
    """Return the place of each submission that is wanted, in order, from behind ``after``: up to ``limit`` or all.

    ``back`` returns those just before ``after`` instead.
    """
    rows = connection.execute(places(wanted, after=after, limit=limit, back=back))
    found = [Cursor(row.priority, row.received_at, row.id) for row in rows]
    return found[::-1] if back else found


def counts(connection: Connection, wanted: Wanted, me: str) -> dict[Tab, int]:
    """Return how many there would be in each tab, were it not for the tab and the assignee that are wanted."""
    found = dict.fromkeys(Tab, 0)
    for row in connection.execute(counted(wanted)):
        status = Status(row.status)
        for tab in Tab:
            in_tab = status in tab.statuses and (
                (tab is not Tab.MINE or row.assignee == me)
                and (tab is not Tab.UNASSIGNED or row.assignee is None)
            )
            found[tab] += row.number if in_tab else 0
    return found


def total(connection: Connection, wanted: Wanted) -> int:
    """Count all that is wanted."""
    statement = select(func.count()).select_from(table).where(*_conditions(wanted))
    return connection.execute(statement).scalar_one()


def total_up_to(connection: Connection, wanted: Wanted, *, at_most: int) -> int:
    """Count what is wanted, up to ``at_most``."""
    some = select(table.c.id).where(*_conditions(wanted)).limit(at_most).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def arrived(connection: Connection, since: datetime, *, at_most: int) -> int:
    """Count what was received after ``since``, up to ``at_most``."""
    newest = select(table.c.received_at).where(table.c.received_at > since).limit(at_most).subquery()
    return connection.execute(select(func.count()).select_from(newest)).scalar_one()


def places(
    wanted: Wanted, *, after: Cursor | None, limit: int | None, back: bool = False
) -> Select[tuple[int, datetime, str]]:
    """Return the statement of ``first``. It reads the columns of one index, never a row."""
    query = wanted.query
    columns = (table.c.priority, table.c.received_at, table.c.id)[query.sort is not Sort.PRIORITY :]
    found = select(table.c.priority, table.c.received_at, table.c.id).where(*_conditions(wanted))
    down = query.sort.newest_first is not back
    if after is not None:
        place = tuple_(*(literal(getattr(after, column.name), column.type) for column in columns))
        found = found.where(tuple_(*columns) < place if down else tuple_(*columns) > place)
    order = [column.desc() if down else column.asc() for column in columns]
    return found.order_by(*order).limit(limit)


def counted(wanted: Wanted) -> Select[tuple[str, str | None, int]]:
    """Return the statement of ``counts``: one row for each status and each assignee."""
    everybodys = replace(wanted, query=replace(wanted.query, tab=Tab.ALL, assignee=None))
    return (
        select(table.c.status, table.c.assignee, func.count().label("number"))
        .where(*_conditions(everybodys))
        .group_by(table.c.status, table.c.assignee)
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    query = wanted.query
    conditions = [
        *_equal(table.c.distribution, query.pattern),
        *_equal(table.c.urgency, query.urgency),
        *_equal(table.c.assignee, query.assignee),
        *_equal(table.c.language, query.language),
        *_equal(table.c.respondent, query.respondent),
        *_tagged("region", query.region),
        *_tagged("flag", query.flag),
        *_tagged("need", query.need),
    ]
    conditions += _of_tab(query)
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
    if query.call_back:
        other = table.alias()
        yield _EachId(table.c.id).in_(select(other.c.id).where(other.c.call_back_at.is_not(None)))


def _equal(column: ColumnElement[str], value: str | None) -> Sequence[ColumnElement[bool]]:
    if value is None:
        return ()
    return (column.is_(None) if value == NONE else column == value,)


def _tagged(kind: str, name: str | None) -> Sequence[ColumnElement[bool]]:
    if name is None:
        return ()
    tagged = select(tag_table.c.submission_id).where(tag_table.c.kind == kind, tag_table.c.name == name)
    return (_EachId(table.c.id).in_(tagged),)


class _EachId(UnaryExpression[str]):
    """The id of the row at hand. SQLite walks the index of the order past it, and stops where the page is full.

    By the plain id it would fetch every tagged row with its sealed columns, then sort them: up to half of all.
    """

    inherit_cache = True

    def __init__(self, column: ColumnElement[str]) -> None:
        super().__init__(column, operator=custom_op("+"), type_=column.type)


@compiles(_EachId)
def _as_it_is(each: _EachId, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(each.element, **options)


@compiles(_EachId, "sqlite")
def _past_its_index(each: _EachId, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(each.element, **options)}"


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
