"""Where in an index the worklist begins to read, and how it goes on: in one walk, or in one for each place in the order.

What has tags is read where ``submission_place`` has it in order, what has none in the indexes of ``submission``.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Select, false, literal, select, tuple_, union_all

from screener.clinic.tabs import Sort
from screener.clinic.worklist import Cursor
from screener.storage.submission_counts import Tags
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission_place import submission_place as place
from screener.storage.worklist_filter import Wanted, in_days, in_place, on_rows, one_by_one
from screener.submissions.priority import Priority

Order = Sequence[ColumnElement[Any]]


def places(wanted: Wanted, *, after: Cursor | None, limit: int | None, back: bool = False) -> Select[Any]:
    """Return the statement that finds the place of each that is wanted, in order, up to ``limit``.

    It reads the columns of one index, never a row; but for the few who are to be called back, by when that is, and for those
    with tags who have to be something else beside.
    """
    sort = wanted.query.sort
    down = sort.newest_first is not back
    if wanted.by_rows:
        shown = [table.c.priority, table.c.received_at, table.c.id]
        order = shown[sort is not Sort.PRIORITY :]
        if sort is Sort.CALL_BACK:
            shown, order = [*shown, table.c.call_back_at], [table.c.call_back_at, table.c.id]
        return _walk(select(*shown).where(*one_by_one(wanted)), order, after, limit, down=down)
    lanes, key = wanted.priorities, _key(wanted)
    if sort is Sort.PRIORITY and not wanted.has_days:
        return _walk(_within(wanted, *key).where(*in_place(wanted, key[0])), key, after, limit, down=down)
    narrowed = Tags.of(wanted.query).each or wanted.query.assignee or len(lanes) < len(Priority)
    if sort is not Sort.PRIORITY and not narrowed:
        return _walk(_within(wanted, *key), key[1:], after, limit, down=down)
    return _merged(wanted, lanes, after, limit, down=down)


def _merged(
    wanted: Wanted, lanes: Sequence[Priority], after: Cursor | None, limit: int | None, *, down: bool
) -> Select[Any]:
    """Walk from the begin of each place in the order, and put together what was found."""
    by_priority = wanted.query.sort is Sort.PRIORITY
    if after is not None and by_priority:
        lanes = [lane for lane in lanes if lane == after.priority or (lane < after.priority) is down]
    walks = []
    for lane in lanes:
        within = by_priority and after is not None and lane != after.priority
        priority, *order = key = _key(wanted)
        found = _within(wanted, *key).where(priority == lane.value)
        walks.append(_walk(found, order, None if within else after, limit, down=down))
    if len(walks) == 1:
        return walks[0]
    if not walks:
        return _within(wanted, *_key(wanted)).where(false())
    union = union_all(*(select(walk.subquery()) for walk in walks)).subquery()
    ordered = [union.c.priority, union.c.received_at, union.c.id][not by_priority :]
    return _walk(select(union), ordered, None, limit, down=down)


def some(wanted: Wanted, *shown: Column[Any], limit: int) -> FromClause:
    """Return these columns of up to ``limit`` rows of what is wanted, in any order."""
    if wanted.by_rows:
        return select(*shown).where(*one_by_one(wanted)).limit(limit).subquery()
    walks = []
    for lane in wanted.priorities or [Priority.DONE]:
        priority, received_at, _ = _key(wanted)
        found = _source(wanted, shown).where(*on_rows(wanted), *in_days(wanted, received_at))
        walks.append(found.where(priority == lane.value))
    return (union_all(*walks) if len(walks) > 1 else walks[0]).limit(limit).subquery()


def _key(wanted: Wanted) -> tuple[Column[Any], Column[Any], Column[Any]]:
    if Tags.of(wanted.query).each:
        return place.c.priority, place.c.received_at, place.c.submission_id
    return table.c.priority, table.c.received_at, table.c.id


def _within(
    wanted: Wanted, priority: Column[Any], received_at: Column[Any], row_id: Column[Any]
) -> Select[Any]:
    found = _source(wanted, (priority, received_at, row_id.label("id")))
    return found.where(*on_rows(wanted), *in_days(wanted, received_at))


def _source(wanted: Wanted, shown: Sequence[ColumnElement[Any]]) -> Select[Any]:
    tags = Tags.of(wanted.query)
    if not tags.each:
        return select(*shown)
    rows = any(getattr(column, "table", place) is table for column in shown) or on_rows(wanted)
    source = place.join(table, table.c.id == place.c.submission_id) if rows else place
    return select(*shown).select_from(source).where(place.c.tags == tags.joined)


def _walk(
    found: Select[Any], order: Order, after: Cursor | None, limit: int | None, *, down: bool
) -> Select[Any]:
    if after is not None:
        names = ["id" if column.name == "submission_id" else column.name for column in order]
        begin = tuple_(
            *(literal(getattr(after, name), column.type) for name, column in zip(names, order, strict=True))
        )
        found = found.where(tuple_(*order) < begin if down else tuple_(*order) > begin)
    return found.order_by(*(column.desc() if down else column.asc() for column in order)).limit(limit)
