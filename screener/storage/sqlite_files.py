"""The files of an SQLite database, watched: what is written into a file that was moved away or removed would be lost."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

from screener.storage.sqlite_contents import Contents

Identity = tuple[int, int] | None
"""Device and number of a file; ``None`` where there is none."""

_FILE, _BESIDE = "file", "beside"
_MAGIC = b"\x37\x7f\x06"
"""How a write-ahead log begins, but for a byte that says in which order its bytes are."""


class FilesRemoved(Exception):
    """The log beside the database (``-wal``, ``-shm``) was removed, replaced or cut while it was in use."""


class LogFile:
    """The write-ahead log beside a database, kept open: the disk's errors are told once to each process that has it open."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._opened: tuple[int, int, int] | None = None
        self._descriptor = -1

    def flush(self) -> None:
        """Wait until the disk has all of it. Raises ``OSError``."""
        if self._opened != (os.getpid(), *(_identity(self._path) or ())):
            self._open()
        os.fdatasync(self._descriptor)

    @property
    def is_cut(self) -> bool:
        """Whether it was cut or overwritten while it was in use: what stands in it is found by nobody who opens it anew."""
        begins = os.pread(self._descriptor, len(_MAGIC), 0)
        return bool(begins) and begins != _MAGIC

    def close(self) -> None:
        """Let go of it: where the database is closed, SQLite takes it away."""
        if self._opened is not None:
            os.close(self._descriptor)
            self._opened = None

    def _open(self) -> None:
        self.close()
        # SQLite locks other files than this one, so that closing it lets go of none of its locks.
        self._descriptor = os.open(self._path, os.O_RDONLY)
        status = os.fstat(self._descriptor)
        self._opened = os.getpid(), status.st_dev, status.st_ino


_ATTACHED: "WeakKeyDictionary[Engine, SqliteFiles]" = WeakKeyDictionary()


class SqliteFiles:
    """The database file and the log beside it, as one engine knows them."""

    def __init__(self, file: Path) -> None:
        self._file = str(file)
        # SQLite puts them beside the file itself, not beside a link to it.
        self._log = f"{file.resolve()}-wal", f"{file.resolve()}-shm"
        self._written = LogFile(self._log[0])
        self._contents = Contents(self._file)
        self._removed = False

    @staticmethod
    def of(engine: Engine) -> "SqliteFiles | None":
        """Return the files that were attached to an engine."""
        return _ATTACHED.get(engine)

    def attach(self, engine: Engine) -> None:
        """Open only a file that is there, and look at the files before each use of a connection."""
        _ATTACHED[engine] = self
        event.listen(engine, "do_connect", self._open_existing)
        event.listen(engine, "connect", self._remember)
        event.listen(engine, "checkout", self._compare)
        event.listen(engine, "engine_disposed", self._let_go)

    def _let_go(self, _: Engine) -> None:
        self._written.close()
        self._contents = Contents(
            self._file
        )  # who closes a database and opens it again takes it as it is then

    @property
    def identity(self) -> Identity:
        """The database file that is in its place now."""
        return _identity(self._file)

    def flush(self) -> None:
        """Wait until the disk has all of the log. Raises ``OSError``, and ``FilesRemoved`` where nobody would find it there."""
        self._written.flush()
        if self._written.is_cut:
            self._removed = True
            raise FilesRemoved

    def was_moved(self, known: dict[str, Any]) -> bool:
        """Tell whether the file that a connection opened is no longer in its place."""
        return known[_FILE] is None or known[_FILE] != self.identity

    def check(self, connection: Any, known: dict[str, Any]) -> None:
        """Raise ``FilesRemoved`` or ``FileOverwritten`` where what ``connection`` (of the driver) writes would be lost, now and from now on.

        What it knows as committed is brought into the database first, as far as nobody has begun a new log.
        """
        beside = self._beside()
        if self._removed or any(
            then not in {None, now} for then, now in zip(known[_BESIDE], beside, strict=True)
        ):
            if not self._removed and None in beside:
                with suppress(Exception):  # it may be damaged: then there is nothing to bring
                    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._removed = True
            raise FilesRemoved
        known[_BESIDE] = beside
        self._contents.check()

    def _open_existing(self, _: Any, __: Any, arguments: list[Any], options: dict[str, Any]) -> None:
        if self._removed:
            raise FilesRemoved
        arguments[0] = f"file:{quote(self._file)}?mode=rw"
        options["uri"] = True

    def _remember(self, connection: Any, record: Any) -> None:
        with suppress(Exception):  # said by its first statement, where it can be told as unavailable
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # opens the log beside it
        record.info |= {_FILE: self.identity, _BESIDE: self._beside()}

    def _compare(self, connection: Any, record: Any, _: Any) -> None:
        if self.was_moved(record.info):
            raise DisconnectionError
        self.check(connection, record.info)

    def _beside(self) -> tuple[Identity, Identity]:
        return _identity(self._log[0]), _identity(self._log[1])


def _identity(file: str) -> Identity:
    try:
        status = os.stat(file)  # noqa: PTH116 - six times in each transaction, and a path would cost more than the look
    except OSError:
        return None
    return status.st_dev, status.st_ino
