"""What was committed, made durable: one flush of the disk for all who wait for one.

Who commits holds SQLite's write lock, or the lock of the audit's chain, until the commit returns; where the commit waits for the
disk, everybody behind waits for it too, one flush after the other. So a transaction is committed without a flush, lets its locks
go, and then waits for a flush of all that was committed so far, together with whoever committed meanwhile. Nothing is
acknowledged before. Both databases write one log in the order of commits: a power cut loses the newest, of which nobody was told.
"""

from threading import Lock

from sqlalchemy import Connection, Engine

from screener.storage.sqlite_files import SqliteFiles

_COMMIT_AT_ONCE = "SET LOCAL synchronous_commit = off"
_LOG_A_LINE = "SELECT pg_logical_emit_message(true, 'screener', '')"
"""Writes nothing but a line into PostgreSQL's log, and is durable with all that stands before it there."""


class FlushFailed(Exception):
    """The disk refused a flush. What it says later of the same pages is not to be believed."""


class SharedFlush:
    """The flushes of one database, shared by the threads of this process."""

    def __init__(self, engine: Engine) -> None:
        self._files = SqliteFiles.of(engine)
        self._flushing = Lock()
        self._counting = Lock()
        self._asked = self._done = 0
        self.failed = False

    def promise(self, connection: Connection) -> None:
        """Let the transaction that just began be committed at once, because its flush follows. SQLite's begins so."""
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(_COMMIT_AT_ONCE)

    def wait(self, connection: Connection) -> None:
        """Return when all that was committed before this call is durable. Raises ``FlushFailed`` or ``FilesRemoved`` where it is not."""
        with self._counting:
            self._asked += 1
            mine = self._asked
        with self._flushing:
            if self._done >= mine:  # by a flush that began after this call
                return
            if self.failed:
                raise FlushFailed
            latest = self._asked
            self._flush(connection)
            self._done = latest

    def _flush(self, connection: Connection) -> None:
        if self._files:
            try:
                self._files.flush()
            except OSError as fault:
                self.failed = True
                raise FlushFailed from fault
        elif connection.dialect.name == "postgresql":
            # One message to the server instead of three; the pool takes the connection back as it was.
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(_LOG_A_LINE)
