"""Whether the audit is whole: each row fits the one before it, and the database refuses to change any."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from screener.storage.audit import FIRST, hash_of_row
from screener.storage.tables.audit import audit_event

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
            if row["number"] != fits + 1 or row["previous"] != previous or row["hash"] != hash_of_row(row):
                return fits + 1
            fits, previous = fits + 1, row["hash"]
    except (TypeError, ValueError):  # SQLite keeps whatever is written into a column, also what is no time
        return fits + 1
    return None
