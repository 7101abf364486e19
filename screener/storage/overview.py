"""The overview as the database counts it, inside its indexes. Nothing sealed is read, let alone opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, func, or_, select

from screener.body.anatomy import Region
from screener.clinic.overview import Tally
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag as tag_table
from screener.submissions.priority import WAITING
from screener.submissions.submission import Status


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: what came since the first of ``begins``, when each week begins, with synthetic ones or without."""

    begins: Sequence[datetime]
    synthetic: bool


def tallies(connection: Connection, span: Span) -> list[Tally]:
    """Count the submissions that are alike: there are so many kinds at most, however many submissions there are."""
    ends = enumerate(span.begins[1:])
    week = case(*((table.c.received_at < end, place) for place, end in ends), else_=len(span.begins) - 1)
    alike = (table.c.status, table.c.distribution, table.c.generalized, table.c.language)
    reached = table.c.first_contact_at.is_not(None)
    each = select(week.label("week"), *alike, reached.label("reached")).where(*_counted(span)).subquery()
    counted = select(*each.c, func.count().label("number")).group_by(*each.c)
    rows = connection.execute(counted).mappings()
    found = [Tally(**{**row, "status": Status(row["status"])}) for row in rows]
    purged = _purged(connection, span, week)
    return [part for tally in found for part in _apart(tally, purged)]


def _purged(connection: Connection, span: Span, week: ColumnElement[int]) -> dict[tuple[int, str, bool], int]:
    """Count what the clinic deleted, by week, language and whether the person was reached: tombstones alone are read for it."""
    gone = table.c.status == Status.WITHDRAWN.value, table.c.purged.is_(True)
    reached = table.c.first_contact_at.is_not(None)
    each = (
        select(week.label("week"), table.c.language, reached.label("reached"))
        .where(*_counted(span), *gone)
        .subquery()
    )
    rows = connection.execute(select(*each.c, func.count().label("number")).group_by(*each.c))
    return {(row.week, row.language, bool(row.reached)): row.number for row in rows}


def _apart(tally: Tally, purged: Mapping[tuple[int, str, bool], int]) -> list[Tally]:
    number = (
        purged.get((tally.week, tally.language, tally.reached), 0) if tally.status is Status.WITHDRAWN else 0
    )
    parts = replace(tally, number=tally.number - number), replace(tally, number=number, purged=True)
    return [part for part in parts if part.number]


def regions(connection: Connection, span: Span) -> dict[Region, int]:
    """Count how often each region was marked, where it was."""
    counted = select(table.c.id).where(*_counted(span))
    rows = connection.execute(
        select(tag_table.c.name, func.count().label("number"))
        .where(tag_table.c.kind == "region", tag_table.c.submission_id.in_(counted))
        .group_by(tag_table.c.name)
    )
    return {Region(row.name): row.number for row in rows}


def waits(connection: Connection, span: Span, now: datetime) -> tuple[list[timedelta], list[timedelta]]:
    """Return how long each person waited who was reached, and until now each who waits still.

    That is two times of each submission of the span. Neither database can be asked for a percentile in words that the
    other knows too.
    """
    waiting = table.c.status.in_(sorted(WAITING))
    rows = connection.execute(
        select(table.c.received_at, table.c.first_contact_at).where(
            *_counted(span),
            table.c.status != Status.WITHDRAWN.value,
            or_(waiting, table.c.first_contact_at.is_not(None)),
        )
    ).all()
    reached = [row.first_contact_at - row.received_at for row in rows if row.first_contact_at]
    return reached, [now - row.received_at for row in rows if not row.first_contact_at]


def _counted(span: Span) -> list[ColumnElement[bool]]:
    counted = [table.c.received_at >= span.begins[0]]
    return counted if span.synthetic else [*counted, table.c.synthetic.is_(False)]
