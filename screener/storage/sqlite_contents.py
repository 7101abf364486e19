"""What is in the file of SQLite, looked at afresh once it was written to: pages in memory say nothing of a file that was overwritten beneath them.

Who commits writes to the log beside it; the file itself is written to when the log is brought in, so that it is looked at now and
then. It has to hold the lines of the audit that were seen in it before: none is ever removed, and no two have one hash. What the
log holds hides what is beneath it: so lines of long ago are among them, and a small file is read as a whole. Of a large one that is
overwritten by a copy of itself, which is as old as its log, nothing tells.
"""

import os
import sqlite3
from contextlib import closing
from threading import Lock
from urllib.parse import quote

_OLDEST, _NEWEST = 3, 5
_SECONDS = 1.0
_NOT_OURS = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR})
"""No database, a damaged one, and one without the table that was asked for. What else fails may be well a moment later."""
_SMALL_BYTES = 4 * 1024 * 1024
_SOME = """SELECT number, hash FROM audit_event WHERE number IN (SELECT max(number) FROM audit_event)
OR :first AND number IN (1, (SELECT max(number) / 2 FROM audit_event))"""
_SCHEMA = "SELECT group_concat(name || ' ' || rootpage || coalesce(sql, '')) FROM sqlite_master"
_KNOWN = "SELECT hash FROM audit_event WHERE number = ?"


class FileOverwritten(Exception):
    """Something else was written into the file: what is committed from now on would be lost with it."""


class Contents:
    """The contents of one file, as this process has seen them."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._seen = (0, 0, 0, 0)
        self._lines: dict[int, bytes] = {}
        self._schemas: dict[int, str] = {}
        """The tables and where each begins, by the number that each change of them has."""
        self._overwritten = False
        self._looking = Lock()

    def check(self) -> None:
        """Raise ``FileOverwritten`` where the file is no longer what it was, now and from now on."""
        if self._state() != self._seen:
            with self._looking:
                self._look()
        if self._overwritten:
            raise FileOverwritten

    def _state(self) -> tuple[int, int, int, int]:
        """Return which file it is, how long, and when it was written to; what was seen last where there is none, which others tell."""
        try:
            status = os.stat(self._file)  # noqa: PTH116 - twice in each transaction, and a path would cost more than the look
        except OSError:
            return self._seen
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

    def _look(self) -> None:
        state, before = self._state(), self._seen
        if state == before:
            return
        if state[:2] != before[:2]:
            self._lines, self._schemas = {}, {}  # another file, which is told apart by its number
        # It gets shorter where somebody vacuums it, and where it is cut.
        read = state[:2] == before[:2] and (state[2] < before[2] or state[2] <= _SMALL_BYTES)
        try:
            with closing(
                sqlite3.connect(f"file:{quote(self._file)}?mode=ro", uri=True, timeout=_SECONDS)
            ) as afresh:
                ours = self._is_ours(afresh)
                whole = not read or afresh.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
                self._remember(afresh)
        except sqlite3.Error as fault:
            code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
            if not self._lines or code & 0xFF not in _NOT_OURS:
                return
            ours = whole = False
        self._overwritten = not ours or not whole
        self._seen = state

    def _is_ours(self, afresh: sqlite3.Connection) -> bool:
        ((version,),) = afresh.execute("PRAGMA schema_version")
        ((schema,),) = afresh.execute(_SCHEMA)
        if self._schemas.setdefault(version, schema) != schema:
            return False
        return all(self._holds(afresh, *line) for line in self._lines.items())

    @staticmethod
    def _holds(afresh: sqlite3.Connection, number: int, hashed: bytes) -> bool:
        found: tuple[bytes] | None = afresh.execute(_KNOWN, (number,)).fetchone()
        return found == (hashed,)

    def _remember(self, afresh: sqlite3.Connection) -> None:
        self._lines |= dict(afresh.execute(_SOME, {"first": not self._lines}).fetchall())
        for number in sorted(self._lines)[_OLDEST:-_NEWEST]:
            del self._lines[number]
