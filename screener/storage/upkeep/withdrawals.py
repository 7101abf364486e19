"""Withdrawals of one copy of the database, made again in another: what a person took back never comes back."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from screener.audit import COMMAND_LINE
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.submissions.submission import purge, withdraw


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Which submission lost its content, when, and whether the clinic purged it."""

    submission_id: str
    at: datetime
    purged: bool


def withdrawals(database: sqlite3.Connection) -> tuple[Withdrawal, ...] | None:
    """Return every withdrawal and purge that an SQLite database knows of; ``None`` when it cannot be read."""
    gone = "SELECT id, withdrawn_at, purged FROM submission WHERE withdrawn_at IS NOT NULL"
    try:
        rows = database.execute(gone).fetchall()
    except sqlite3.Error:
        return None
    return tuple(
        Withdrawal(submission_id, datetime.fromisoformat(at).replace(tzinfo=UTC), bool(purged))
        for submission_id, at, purged in rows
    )


def withdraw_again(connection: Connection, keyring: Keyring, made: Iterable[Withdrawal]) -> int:
    """Withdraw, each at its own time, what is here with its content; return how many these were."""
    submissions, done = Submissions(connection, keyring), 0
    for one in made:
        found = submissions.by_id(one.submission_id)
        if found is not None and found.withdrawn_at is None:
            # It was purged elsewhere, and so the hold was lifted there.
            free = replace(found, hold=None)
            step = purge(free, one.at, COMMAND_LINE) if one.purged else withdraw(found, one.at)
            submissions.save(*step)
            done += 1
    return done
