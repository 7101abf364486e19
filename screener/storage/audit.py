"""The audit as stored: append-only, each row holding the hash of the row before it. Whether it is whole: ``audit_check``."""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, insert, or_, select, text

from screener.audit import ALLOWED_DETAILS, Action, Event, Line, LineFilter
from screener.storage.tables.audit import audit_event, disclosure
from screener.storage.tables.submission import submission

FIRST = bytes(32)
"""What the first row has in place of a row before it."""

_CHAIN_LOCK = 0x5C4EE4
_LAST = select(audit_event.c.number, audit_event.c.hash).order_by(audit_event.c.number.desc()).limit(1)
_INSERT = insert(audit_event)


def lock(connection: Connection) -> None:
    """Let nobody else add to the chain before this transaction ends. SQLite has one writer at a time by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CHAIN_LOCK})


def append(connection: Connection, event: Event) -> int:
    """Add ``event`` to the end of the chain, in the transaction of the change that it is about; return its number."""
    lock(connection)
    last = connection.execute(_LAST).first()
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST)
    row = {
        "number": number,
        "at": event.at.astimezone(UTC),  # as it is read back, because the hash is over its written form
        "actor": event.actor,
        "action": event.action.value,
        "subject": event.subject,
        "details": json.dumps(dict(event.details), sort_keys=True),
        "previous": previous,
    }
    connection.execute(_INSERT, row | {"hash": hash_of_row(row)})
    return number


def hash_of_row(row: Mapping[str, Any] | RowMapping) -> bytes:
    """Return the hash of a row as it is written, which holds that of the row before it."""
    line = [
        row["number"],
        row["at"].isoformat(),
        row["actor"],
        row["action"],
        row["subject"],
        row["details"],
        row["previous"].hex(),
    ]
    return hashlib.sha256(json.dumps(line).encode()).digest()


def disclose(connection: Connection, number: int, submission_ids: Collection[str]) -> None:
    """Remember which submissions the list held that line ``number`` tells of."""
    rows = [{"line": number, "submission_id": one} for one in submission_ids]
    if rows:
        connection.execute(insert(disclosure), rows)


def held(connection: Connection, number: int) -> list[str]:
    """Return the reference numbers of the submissions that the list of a line held, in their order."""
    found = select(submission.c.reference).join(disclosure, disclosure.c.submission_id == submission.c.id)
    return list(connection.scalars(found.where(disclosure.c.line == number).order_by(submission.c.reference)))


def ids_of(connection: Connection, references: Collection[str]) -> dict[str, str]:
    """Return the id of each of the ``references`` that is a submission's, by it."""
    found = select(submission.c.reference, submission.c.id).where(submission.c.reference.in_(references))
    return {row.reference: row.id for row in connection.execute(found)}


def after(connection: Connection, number: int, limit: int) -> list[Line]:
    """Return the oldest lines behind line ``number``, the oldest first."""
    columns = audit_event.c
    found = select(audit_event).where(columns.number > number).order_by(columns.number).limit(limit)
    return [_line(row) for row in connection.execute(found)]


def hash_of(connection: Connection, number: int) -> str:
    """Return the hash of line ``number`` in hexadecimal figures, empty where there is no such line."""
    found: bytes | None = connection.scalar(select(audit_event.c.hash).where(audit_event.c.number == number))
    return "" if found is None else found.hex()


def lines(connection: Connection, wanted: LineFilter, *, before: int | None, limit: int | None) -> list[Line]:
    """Return the newest lines that are wanted, newest first, from before number ``before`` on; all without a ``limit``."""
    columns = audit_event.c
    found = select(audit_event).order_by(columns.number.desc()).limit(limit)
    if before is not None:
        found = found.where(columns.number < before)
    if wanted.actor is not None:
        found = found.where(columns.actor == wanted.actor)
    if wanted.action is not None:
        found = found.where(columns.action == wanted.action.value)
    if wanted.subjects:
        found = found.where(columns.subject.in_(wanted.subjects))
    if wanted.records:
        lists = select(disclosure.c.line).where(disclosure.c.submission_id.in_(wanted.records))
        numbers = connection.scalars(
            lists
        ).all()  # by themselves: behind an OR, PostgreSQL looks them up in no index
        found = found.where(or_(columns.subject.in_(wanted.records), columns.number.in_(numbers)))
    if wanted.since is not None:
        found = found.where(columns.at >= wanted.since)
    if wanted.until is not None:
        found = found.where(columns.at < wanted.until)
    return [_line(row) for row in connection.execute(found)]


def references(connection: Connection, subjects: Collection[str]) -> dict[str, str]:
    """Return the reference number of each of the ``subjects`` that is a submission, by its id."""
    found = select(submission.c.id, submission.c.reference).where(submission.c.id.in_(subjects))
    return {row.id: row.reference for row in connection.execute(found)}


def _line(row: Row[tuple[Any, ...]]) -> Line:
    try:
        kept = dict(json.loads(row.details))
    except (TypeError, ValueError):  # it was altered, which the chain tells; the line is read all the same
        kept = {}
    # What a newer version keeps beside is not known to be kept rightly here, and the line is read without it.
    details = {name: said for name, said in kept.items() if name in ALLOWED_DETAILS}
    return Line(row.number, Event(Action(row.action), row.actor, row.subject, row.at, details))
