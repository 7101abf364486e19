"""The overview as the database counts it, inside its indexes. Nothing sealed is read, let alone opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, func, or_, select

from screener.clinic.overview import Tally
from screener.clinic.targets import Wait, Work
from screener.dystonia.urgency import Urgency
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag as tag_table
from screener.storage.tables.work import contact_attempt as attempt
from screener.submissions.priority import REACHED, WAITING
from screener.submissions.submission import Outcome, Status


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


def regions_and_flags(connection: Connection, span: Span) -> tuple[dict[str, int], dict[str, int]]:
    """Count how often each region was marked, where it was, and likewise how often each red flag was raised."""
    counted = select(table.c.id).where(*_counted(span))
    rows = connection.execute(
        select(tag_table.c.kind, tag_table.c.name, func.count().label("number"))
        .where(tag_table.c.kind.in_(["region", "flag"]), tag_table.c.submission_id.in_(counted))
        .group_by(tag_table.c.kind, tag_table.c.name)
    ).all()
    regions = {row.name: row.number for row in rows if row.kind == "region"}
    return regions, {row.name: row.number for row in rows if row.kind == "flag"}


def work(connection: Connection, span: Span) -> list[Work]:
    """Count what each staff member has of the span, and their tries to reach people in it; struck ones do not count."""
    has = select(
        table.c.assignee,
        func.count().label("open"),
        func.count().filter(table.c.status.in_(sorted(WAITING))).label("waiting"),
    ).where(*_counted(span), table.c.assignee.is_not(None), table.c.status.in_(sorted(WAITING | REACHED)))
    tried = select(
        attempt.c.by,
        func.count().label("tries"),
        func.count().filter(attempt.c.outcome == Outcome.REACHED.value).label("reached"),
    ).where(attempt.c.at >= span.begins[0], attempt.c.struck_at.is_(None))
    if not span.synthetic:
        tried = tried.where(
            attempt.c.submission_id.not_in(select(table.c.id).where(table.c.synthetic.is_(True)))
        )
    open_ones = connection.execute(has.group_by(table.c.assignee)).all()
    tries = {row.by: row for row in connection.execute(tried.group_by(attempt.c.by))}
    assigned = {row.assignee: row for row in open_ones}
    return [
        Work(
            one,
            *((assigned[one].open, assigned[one].waiting) if one in assigned else (0, 0)),
            *((tries[one].tries, tries[one].reached) if one in tries else (0, 0)),
        )
        for one in assigned | tries
    ]


def left_out(connection: Connection, span: Span) -> int:
    """Count the synthetic submissions of the span's weeks where these are not counted."""
    if span.synthetic:
        return 0
    since = table.c.received_at >= span.begins[0]
    number: int | None = connection.scalar(
        select(func.count()).select_from(table).where(since, table.c.synthetic.is_(True))
    )
    return number or 0


def waits(connection: Connection, span: Span, now: datetime) -> list[Wait]:
    """Return how long each person waited who was reached, and until now each who waits still.

    That is two times of each submission of the span. Neither database can be asked for a percentile in words that the
    other knows too.
    """
    waiting = table.c.status.in_(sorted(WAITING))
    rows = connection.execute(
        select(table.c.received_at, table.c.first_contact_at, table.c.urgency).where(
            *_counted(span),
            table.c.status != Status.WITHDRAWN.value,
            or_(waiting, table.c.first_contact_at.is_not(None)),
        )
    ).all()
    return [
        Wait(
            (row.first_contact_at or now) - row.received_at,
            reached=row.first_contact_at is not None,
            urgency=Urgency(row.urgency) if row.urgency else None,
        )
        for row in rows
    ]


def _counted(span: Span) -> list[ColumnElement[bool]]:
    counted = [table.c.received_at >= span.begins[0]]
    return counted if span.synthetic else [*counted, table.c.synthetic.is_(False)]
