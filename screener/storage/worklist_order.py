"""Where in an index the worklist begins to read, and how it goes on: in one walk, or in one for each place in the order.

What has tags is read where ``submission_place`` has it in order, what has none in the indexes of ``submission``.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, literal, select, tuple_

from screener.clinic.tabs import Sort
from screener.clinic.worklist import Cursor
from screener.storage.submission_counts import Tags
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission_place import submission_place as place
from screener.storage.worklist_filter import Wanted, in_days, in_place, on_rows, one_by_one
from screener.submissions.priority import Priority

Order = Sequence[ColumnElement[Any]]


def walks(
    wanted: Wanted, *, after: Cursor | None, limit: int | None, back: bool = False
) -> Iterator[Select[Any]]:
    """Yield the statements that find the place of each that is wanted, each in order and up to ``limit``.

    Where they go by the place in the order, what a later one finds stands behind all that the ones before do. They read the
    columns of one index, never a row; but for the few who are to be called back, by when that is, and for those with tags who
    have to be something else beside.
    """
    sort = wanted.query.sort
    down = sort.newest_first is not back
    if wanted.by_rows:
        shown = [table.c.priority, table.c.received_at, table.c.id]
        order = shown[sort is not Sort.PRIORITY :]
        if sort is Sort.CALL_BACK:
            shown, order = [*shown, table.c.call_back_at], [table.c.call_back_at, table.c.id]
        yield _walk(select(*shown).where(*one_by_one(wanted)), order, after, limit, down=down)
    elif wanted.few:
        # Put together before it is sorted, or the order may be walked past all that came on other days.
        few = _within(wanted).where(_in_lanes(wanted)).cte().prefix_with("MATERIALIZED")
        columns = [few.c.priority, few.c.received_at, few.c.id]
        yield _walk(select(few), columns[sort is not Sort.PRIORITY :], after, limit, down=down)
    elif sort is Sort.PRIORITY and not wanted.has_days:
        key = _key(wanted)
        yield _walk(_within(wanted).where(*in_place(wanted, key[0])), key, after, limit, down=down)
    elif sort is not Sort.PRIORITY and _is_any(wanted):
        yield _walk(_within(wanted), _key(wanted)[1:], after, limit, down=down)
    else:
        yield from _by_lane(wanted, after, limit, down=down)


def _is_any(wanted: Wanted) -> bool:
    """Tell whether what is wanted lies anywhere in the order of arrival, and not in one part of it or of another order."""
    tags, query = Tags.of(wanted.query), wanted.query
    return not tags.each and query.assignee is None and len(wanted.priorities) == len(Priority)


def _by_lane(wanted: Wanted, after: Cursor | None, limit: int | None, *, down: bool) -> Iterator[Select[Any]]:
    """Walk from the begin of each place in the order."""
    for lane in wanted.priorities[:: 1 if down else -1]:
        priority, *order = _key(wanted)
        found = _within(wanted).where(priority == lane.value)
        if after is None or wanted.query.sort is not Sort.PRIORITY or lane == after.priority:
            yield _walk(found, order, after, limit, down=down)
        elif (lane < after.priority) is down:
            yield _walk(found, order, None, limit, down=down)


def some(wanted: Wanted, *shown: Column[Any]) -> Select[Any]:
    """Return the statement that finds these columns of each that is wanted, in any order."""
    if wanted.by_rows:
        return select(*shown).where(*one_by_one(wanted))
    return _chosen(wanted, shown).where(_in_lanes(wanted))


def _in_lanes(wanted: Wanted) -> ColumnElement[bool]:
    """Return the condition by which an index is entered at each place in the order, and read there day by day."""
    return _key(wanted)[0].in_([lane.value for lane in wanted.priorities])


def _key(wanted: Wanted) -> tuple[Column[Any], Column[Any], Column[Any]]:
    if Tags.of(wanted.query).each:
        return place.c.priority, place.c.received_at, place.c.submission_id
    return table.c.priority, table.c.received_at, table.c.id


def _within(wanted: Wanted) -> Select[Any]:
    priority, received_at, row_id = _key(wanted)
    return _chosen(wanted, (priority, received_at, row_id.label("id")))


def _chosen(wanted: Wanted, shown: Sequence[ColumnElement[Any]]) -> Select[Any]:
    tags = Tags.of(wanted.query)
    conditions = [*on_rows(wanted), *in_days(wanted, _key(wanted)[1])]
    if not tags.each:
        return select(*shown).where(*conditions)
    rows = on_rows(wanted) or any(getattr(column, "table", place) is table for column in shown)
    source = place.join(table, table.c.id == place.c.submission_id) if rows else place
    return select(*shown).select_from(source).where(place.c.tags == tags.joined, *conditions)


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
