"""Copies of the SQLite database: made while it is written, and checked before one takes its place.

What is sealed stays sealed in a copy, and no key is in it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from screener.audit import COMMAND_LINE, Action, Event
from screener.storage import audit
from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import open_engine
from screener.storage.files import draft_beside, flush, remove_beside
from screener.storage.keys.keycheck import WrongKeys, check_keys
from screener.storage.keys.sealing import Keyring
from screener.storage.upkeep import schema
from screener.storage.upkeep.withdrawals import Withdrawal, withdraw_again, withdrawals

_WAIT_SECONDS = 5


class NotCopied(Exception):
    """No copy was made, and nothing was changed; the message says why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """How many submissions there are now, and how many of them were withdrawn again.

    ``withdrawn_again`` is ``None`` where no database told what was withdrawn after the copy was made.
    """

    submissions: int
    withdrawn_again: int | None


def copy(source: Path, target: Path) -> int:
    """Copy the database to the new file ``target`` (mode 0600) as of one moment; return how many submissions it holds.

    Others may go on writing. Raises ``NotCopied``; a file that exists is never overwritten.
    """
    if target.exists():
        raise NotCopied("There is a file of that name, and it stays.")
    try:
        with draft_beside(target) as draft:
            _copy(source, draft)
            number = _submissions(draft)
            os.link(draft, target)  # whole or not at all, and never over another file
            flush(target.parent)
    except FileExistsError:
        raise NotCopied("There is a file of that name, and it stays.") from None
    except OSError as fault:
        raise NotCopied(f"The file cannot be written: {fault.strerror}.") from None
    return number


def restore(source: Path, target: Path, keyring: Keyring, at: datetime, *, overwrite: bool) -> Restored:
    """Put a copy in the place of the database, with a line in its audit, and what was withdrawn since withdrawn again.

    Before that its pages, its keys, its migrations (which are brought up to date) and its audit are checked. Raises
    ``NotCopied``; a database that holds submissions, or cannot be read, is replaced only with ``overwrite``.
    """
    if not overwrite and _may_hold_submissions(target):
        raise NotCopied("The database holds submissions. With --overwrite they are replaced, for good.")
    try:
        with draft_beside(target) as draft:
            _copy(source, draft)
            with _closed_to_others(target) as replaced:
                made = withdrawals(replaced) if replaced else None
                again = _check(draft, keyring, at, made or ())
                number = _submissions(draft)
                flush(draft)
                draft.replace(target)
            flush(target.parent)
    except OSError as fault:
        raise NotCopied(f"The database cannot be written: {fault.strerror}.") from None
    return Restored(number, None if made is None else again)


def _copy(source: Path, draft: Path) -> None:
    try:
        with closing(_open(source, "ro")) as reading, closing(_open(draft, "rw")) as writing:
            reading.backup(writing)  # in one step: a writer that came between two would start it over
            writing.execute("PRAGMA journal_mode=DELETE")  # so that the one file is all of it
            sound = writing.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    except sqlite3.Error:
        sound = False
    if not sound:
        raise NotCopied("What was to be copied is damaged, is no database, or does not fit on the disk.")
    flush(draft)


def _check(draft: Path, keyring: Keyring, at: datetime, made: tuple[Withdrawal, ...]) -> int:
    database = Database(open_engine(f"sqlite:///{draft}"))
    try:
        if not schema.is_known(database):
            raise NotCopied("The copy is not of this program, or of a newer version of it.")
        schema.upgrade(database)
        with database.writing() as connection:
            check_keys(connection, keyring)
            if (fault := audit.first_fault(connection)) is not None:
                raise NotCopied(
                    f"Row {fault} of the copy's audit was altered, is missing, or is out of order."
                )
            if not audit.is_guarded(connection):
                raise NotCopied(
                    "The copy's audit could be changed unseen: its triggers are missing, or are others."
                )
            audit.append(connection, Event(Action.DATABASE_RESTORED, COMMAND_LINE, "database", at))
            again = withdraw_again(connection, keyring, made)
        database.forget_overwritten()
    except WrongKeys:
        raise NotCopied(
            "The copy was written with other data keys: with these, it could not be read."
        ) from None
    except DatabaseUnavailable:
        raise NotCopied("The copy cannot be opened, or does not fit on the disk.") from None
    finally:
        database.engine.dispose()
    return again


@contextmanager
def _closed_to_others(file: Path) -> Iterator[sqlite3.Connection | None]:
    """Lock the database that is about to go, so that nobody writes what would go with it."""
    if not file.exists():
        yield None
        return
    with closing(_open(file, "rw")) as connection:
        try:
            # Both need to be the only one who has the file open; the first also empties the log beside it, which
            # would otherwise be played into the file that comes.
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise NotCopied("The database is in use, or cannot be written. Stop the server first.") from None
        except sqlite3.DatabaseError:  # it is damaged: there is nothing to lose
            remove_beside(file)
        yield connection


def _may_hold_submissions(file: Path) -> bool:
    try:
        return file.exists() and _submissions(file) > 0
    except sqlite3.Error:
        return True


def _submissions(file: Path) -> int:
    with closing(_open(file, "rw")) as connection:
        made = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'submission'").fetchone()[
            0
        ]
        number: int = connection.execute("SELECT count(*) FROM submission").fetchone()[0] if made else 0
    return number


def _open(file: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(file.absolute()))}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
