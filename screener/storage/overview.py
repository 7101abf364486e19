"""The overview as the database counts it: from what triggers keep, and a few hours inside indexes. Nothing sealed is read."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from screener.clinic.overview import PURGED
from screener.clinic.targets import Work
from screener.storage.overview_counts import GONE, Rim, Span, between
from screener.storage.past_index import PastIndex
from screener.storage.tables.overview_count import overview_count as kept
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag as tag_table
from screener.storage.tables.work import contact_attempt as attempt
from screener.submissions.priority import REACHED, WAITING
from screener.submissions.submission import Outcome, Status

KINDS = (
    "status",
    "pattern",
    "language",
    "generalized",
    "unreached",
    "region",
    "flag",
    "assigned",
    "assigned_waiting",
    "tried",
    "tried_reached",
)

Marks = Counter[tuple[str, str]]
"""How many have a mark, by its kind and its name."""


def marks(connection: Connection, span: Span) -> Marks:
    """Count the marks of the submissions of the span, and of the tries to reach people in it."""
    rows = connection.execute(
        select(kept.c.kind, kept.c.name, func.sum(kept.c.number).label("number"))
        .where(*span.kept(*KINDS), kept.c.length == 0)
        .group_by(kept.c.kind, kept.c.name)
    )
    found: Marks = Counter({(row.kind, row.name): row.number for row in rows})
    if not span.rim.is_empty:
        for counted in (_of_submissions, _of_tags, _of_tries):
            for kind, name, number in counted(connection, span, span.rim):
                found[kind, name] += span.rim.times * number
    return Counter({mark: number for mark, number in found.items() if number})


def named(found: Marks, kind: str) -> dict[str, int]:
    """Return the marks of one kind by name."""
    return {name: number for (of, name), number in found.items() if of == kind}


def work(found: Marks) -> list[Work]:
    """Return what each staff member has of the span, and their tries to reach people in it; struck ones do not count."""
    assigned, tried = named(found, "assigned"), named(found, "tried")
    return [
        Work(
            one,
            *(found[kind, one] for kind in ("assigned", "assigned_waiting", "tried", "tried_reached")),
        )
        for one in assigned | tried
    ]


def left_out(connection: Connection, span: Span) -> int:
    """Count the synthetic submissions of the span's weeks where these are not counted."""
    if span.synthetic:
        return 0
    synthetic = kept.c.kind == "status", kept.c.length == 0, kept.c.synthetic.is_(True)
    number = select(func.sum(kept.c.number)).where(*synthetic, kept.c.since >= span.rim.monday)
    found: int = connection.scalar(number) or 0
    if span.rim.is_empty:
        return found
    inside = (
        between(table.c.received_at, span.rim.since, span.rim.until),
        PastIndex(table.c.synthetic).is_(True),
    )
    few = connection.scalar(select(func.count()).select_from(table).where(*inside)) or 0
    return found + span.rim.times * few


def _of_submissions(connection: Connection, span: Span, rim: Rim) -> Iterator[tuple[str, str, int]]:
    alike = (
        table.c.status,
        GONE.label("gone"),
        table.c.distribution,
        table.c.generalized,
        table.c.language,
        table.c.first_contact_at.is_not(None).label("reached"),
        table.c.assignee,
    )
    each = select(*alike).where(
        between(table.c.received_at, rim.since, rim.until), *span.among(PastIndex(table.c.synthetic))
    )
    rows = each.subquery()
    for row in connection.execute(select(*rows.c, func.count().label("number")).group_by(*rows.c)):
        status = Status(row.status)
        yield "status", PURGED if row.gone == PURGED else status.value, row.number
        yield "pattern", row.gone or row.distribution or "", row.number
        yield "language", row.language, row.number
        if row.generalized:
            yield "generalized", "", row.number
        if status is Status.CLOSED and not row.reached:
            yield "unreached", "", row.number
        if row.assignee is not None and status in WAITING | REACHED:
            yield "assigned", row.assignee, row.number
        if row.assignee is not None and status in WAITING:
            yield "assigned_waiting", row.assignee, row.number


def _of_tags(connection: Connection, span: Span, rim: Rim) -> Iterator[tuple[str, str, int]]:
    few = select(table.c.id).where(
        between(table.c.received_at, rim.since, rim.until), *span.among(PastIndex(table.c.synthetic))
    )
    rows = connection.execute(
        select(tag_table.c.kind, tag_table.c.name, func.count().label("number"))
        .where(PastIndex(tag_table.c.kind).in_(["region", "flag"]), tag_table.c.submission_id.in_(few))
        .group_by(tag_table.c.kind, tag_table.c.name)
    )
    yield from ((row.kind, row.name, row.number) for row in rows)


def _of_tries(connection: Connection, span: Span, rim: Rim) -> Iterator[tuple[str, str, int]]:
    tried = (
        select(attempt.c.by, attempt.c.outcome, func.count().label("number"))
        .where(between(attempt.c.at, rim.since, rim.until), attempt.c.struck_at.is_(None))
        .group_by(attempt.c.by, attempt.c.outcome)
    )
    if not span.synthetic:
        invented = select(table.c.id).where(
            table.c.id == attempt.c.submission_id, table.c.synthetic.is_(True)
        )
        tried = tried.where(~invented.exists())
    for row in connection.execute(tried):
        yield "tried", row.by, row.number
        if row.outcome == Outcome.REACHED.value:
            yield "tried_reached", row.by, row.number
