"""Copies of the SQLite database: made while it is written, and checked before one takes its place.

What is sealed stays sealed in a copy, and no key is in it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from screener.storage.files import draft_beside, flush, refuse_existing, remove_beside, take_the_place
from screener.storage.keys.sealing import Keyring
from screener.storage.upkeep.copies import NotCopied, Restored, check
from screener.storage.upkeep.withdrawals import withdrawals

_WAIT_SECONDS = 5


def copy(source: Path, target: Path) -> int:
    """Copy the database to the new file ``target`` (mode 0600) as of one moment; return how many submissions it holds.

    Others may go on writing. Raises ``NotCopied``; a file that exists is never overwritten.
    """
    try:
        refuse_existing(target)
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
    target = target.resolve()  # where a link leads, so that it stays and leads there
    if not overwrite and _may_hold_submissions(target):
        raise NotCopied("The database holds submissions. With --overwrite they are replaced, for good.")
    try:
        with draft_beside(target) as draft:
            _copy(source, draft)
            with _closed_to_others(target) as replaced:
                made = withdrawals(replaced) if replaced else None
                again = check(f"sqlite:///{draft}", keyring, at, made or ())
                number = _submissions(draft)
                flush(draft)
                take_the_place(draft, target)
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
    except sqlite3.Error as fault:
        if getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise NotCopied("There is no room for it on the disk.") from None
        sound = False
    if not sound:
        raise NotCopied("What was to be copied is damaged, or is no database.")
    flush(draft)


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
