"""The audit as stored: append-only, each row holding the hash of the row before it."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, func, insert, or_, select, text

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


_GUARDS: dict[str, tuple[str, set[tuple[str, ...]]]] = {
    # No other trigger touches it: one that rewrites a line when it comes would leave the chain whole.
    "sqlite": (
        "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%audit_event%'",
        {
            (
                "audit_event",
                f"CREATE TRIGGER audit_event_refuses_{change.lower()} BEFORE {change} ON audit_event"
                " BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
            )
            for change in ("UPDATE", "DELETE")
        },
    ),
    # The kind is that of a trigger before each statement that updates, deletes or truncates; "O" is one that is enabled.
    "postgresql": (
        "SELECT tgname, tgtype::text, tgenabled::text, coalesce(tgqual::text, ''), prosrc FROM pg_trigger"
        " JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgrelid = 'audit_event'::regclass AND NOT tgisinternal",
        {
            (
                f"audit_event_refuses_{change}",
                kind,
                "O",
                "",
                " BEGIN RAISE EXCEPTION 'the audit is append-only'; END ",
            )
            for change, kind in (("update", "18"), ("delete", "10"), ("truncate", "34"))
        },
    ),
}
"""How the triggers of the migrations are found, and what must be found."""


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
    connection.execute(_INSERT, row | {"hash": _hash(row)})
    return number


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


def is_guarded(connection: Connection) -> bool:
    """Tell whether the database refuses, by just the triggers that the migrations made, to change or delete a line."""
    found, expected = _GUARDS[connection.dialect.name]
    return {tuple(row) for row in connection.execute(text(found))} == expected


WHOLE, ALTERED, UNGUARDED = "whole", "altered", "unguarded"


@dataclass(frozen=True, slots=True)
class State:
    """What the audit was found to be like: ``lines`` are how many fit, one after the other from the first."""

    lines: int
    fault: int | None
    guarded: bool

    @property
    def outcome(self) -> str:
        """``ALTERED``; ``UNGUARDED`` where all fits and could be changed unseen; or else ``WHOLE``."""
        if self.fault is not None:
            return ALTERED
        return WHOLE if self.guarded else UNGUARDED


def state(connection: Connection) -> State:
    """Look at every line of the audit, and at what guards them."""
    fault = first_fault(connection)
    lines = connection.scalar(select(func.max(audit_event.c.number))) or 0 if fault is None else fault - 1
    return State(lines, fault, is_guarded(connection))


def first_fault(connection: Connection) -> int | None:
    """Return the number of the first row that was altered, is missing or is out of order; ``None`` when all is well.

    Rows cut off at the end cannot be seen from the chain alone: keep its last number and hash elsewhere.
    """
    fits, previous = 0, FIRST
    rows = connection.execute(select(audit_event).order_by(audit_event.c.number)).mappings()
    try:
        for row in rows:
            if row["number"] != fits + 1 or row["previous"] != previous or row["hash"] != _hash(row):
                return fits + 1
            fits, previous = fits + 1, row["hash"]
    except (TypeError, ValueError):  # SQLite keeps whatever is written into a column, also what is no time
        return fits + 1
    return None


def _line(row: Row[tuple[Any, ...]]) -> Line:
    try:
        kept = dict(json.loads(row.details))
    except (TypeError, ValueError):  # it was altered, which the chain tells; the line is read all the same
        kept = {}
    # What a newer version keeps beside is not known to be kept rightly here, and the line is read without it.
    details = {name: said for name, said in kept.items() if name in ALLOWED_DETAILS}
    return Line(row.number, Event(Action(row.action), row.actor, row.subject, row.at, details))


def _hash(row: Mapping[str, Any] | RowMapping) -> bytes:
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
