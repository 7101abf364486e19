"""The database: SQLite that survives a power cut and many writers, or PostgreSQL by URL."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    false,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from screener.storage.sqlite_files import FilesRemoved, Identity, SqliteFiles
from screener.storage.tables import metadata
from screener.storage.turns import WAIT_SECONDS, NoTurn, Turns

_WAIT_SECONDS = 5
"""How long anybody waits for a connection, a lock, or another writer."""
_STATEMENT_SECONDS = 15
_IDLE_SECONDS = 10
"""After so long PostgreSQL ends the transaction of a machine that says nothing more, with all its locks."""
_SQLITE_IS_AWAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
_POSTGRESQL_IS_AWAY = frozenset({"25006", "25P03", "42501"})
"""A transaction that may only read, one that was ended because it was idle, and rights that are missing."""


class DatabaseUnavailable(Exception):
    """The database does not answer, or not as ours. Nothing was written, or nobody knows: no reference may be shown."""


class NotOurs(Exception):
    """The database answers, and this program must not write to it; the message says why, and what to do."""


def open_engine(url: str, *, make: bool = True) -> Engine:
    """Return an engine for ``url``; it connects on first use. ``make`` makes the file of SQLite where there is none.

    SQLite runs in WAL with ``synchronous=FULL``: a commit is on the disk when it returns. Nobody waits for PostgreSQL
    without end. Parameters never appear in an exception, because they may be personal.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed)
    engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if parsed.database and parsed.database != ":memory:":
        file = Path(parsed.database).absolute()
        with suppress(OSError):  # said by the first connection, where it can be told as unavailable
            if make:
                file.touch(mode=0o600)  # SQLite gives its other files the same mode
        SqliteFiles(file).attach(engine)
    return engine


def _postgresql(url: URL) -> Engine:
    limits = {
        "lock_timeout": _WAIT_SECONDS,
        "statement_timeout": _STATEMENT_SECONDS,
        "idle_in_transaction_session_timeout": _IDLE_SECONDS,
    }
    options = [f"-c {name}={seconds}s" for name, seconds in limits.items()]
    given = url.query.get("options", "")
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=_WAIT_SECONDS,
        connect_args={
            "connect_timeout": _WAIT_SECONDS,
            "keepalives_idle": _IDLE_SECONDS,
            "keepalives_interval": _WAIT_SECONDS,
            "keepalives_count": 2,
            "tcp_user_timeout": 2 * _IDLE_SECONDS * 1000,
            # What the address itself asks for comes last, and counts.
            "options": " ".join([*options, *([given] if isinstance(given, str) else given)]).strip(),
        },
    )
    event.listen(engine, "handle_error", _hide_refused_row)
    return engine


def _hide_refused_row(context: ExceptionContext) -> None:
    # PostgreSQL's DETAIL shows the whole row that it refused; the first line of its message names the constraint alone.
    diagnosis = getattr(context.original_exception, "diag", None)
    if diagnosis is not None and diagnosis.message_primary and context.sqlalchemy_exception is not None:
        context.original_exception.args = (diagnosis.message_primary,)
        name = type(context.original_exception).__name__
        context.sqlalchemy_exception.args = (f"({name}) {diagnosis.message_primary}",)


def _configure_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the begin event below says how a transaction starts
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA recursive_triggers=ON")  # or INSERT OR REPLACE deletes a row past its triggers


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("without_transaction", False):
        return
    # A plain BEGIN takes the write lock late and then fails with "database is locked" instead of waiting.
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


class Database:
    """Transactions on one engine. ``prepare`` is done once, before this process writes anything.

    It raises ``NotOurs`` where nothing may be written.
    """

    def __init__(self, engine: Engine, *, prepare: "Callable[[Database], None] | None" = None) -> None:
        self.engine = engine
        self._prepare = prepare
        self._prepared: list[Identity] = []
        self._preparing = Lock()
        self._turns: Turns | None = None
        self._overwritten = False

    def share(self, most: int) -> None:
        """Let at most so many threads of this process use the database at once, so that others can do without it.

        One more waits half a second for its turn, and then finds it unavailable; at once where the others are stuck.
        """
        self._turns = Turns(most)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is committed durably at the end, or rolled back as a whole.

        Raises ``DatabaseUnavailable`` when the database does not answer, or is not one to write to.
        """
        with self._turn():
            self._may_write()
            with self._translated(), self.engine.connect() as connection:
                with connection.begin():
                    yield connection
                self._look_again(connection)
        if self._overwritten:
            with suppress(DatabaseUnavailable):
                self.forget_overwritten()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that waits for no writer. Raises ``DatabaseUnavailable`` like ``writing``."""
        with (
            self._turn(),
            self._translated(),
            self.engine.connect().execution_options(read_only=True) as connection,
        ):
            yield connection

    def forget_overwritten(self) -> None:
        """Take what was overwritten out of SQLite's write-ahead log, at once or after a later writing.

        Who reads may need it still, and nobody waits for them.
        """
        if self.engine.dialect.name != "sqlite":
            return
        self._overwritten = True
        with (
            self._translated(),
            self.engine.connect().execution_options(without_transaction=True) as connection,
        ):
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            connection.exec_driver_sql(f"PRAGMA busy_timeout={int(_WAIT_SECONDS * 1000)}")
        self._overwritten = bool(busy)

    def answers(self) -> bool:
        """Tell whether the database answers at all."""
        try:
            with self.reading() as connection:
                connection.execute(text("SELECT 1"))
        except DatabaseUnavailable:
            return False
        return True

    def lacks(self) -> str | None:
        """Return the name of a table that is missing, or lacks a column, and ``None`` where all that we use is there.

        Raises ``DatabaseUnavailable``.
        """
        with _told(), self.engine.connect().execution_options(read_only=True) as connection:
            for table in metadata.sorted_tables:
                try:
                    connection.execute(select(table).where(false()))
                except DBAPIError as error:
                    if _is_away(error):
                        raise
                    return table.name
        return None

    def be_prepared(self) -> None:
        """Do, once, what comes before the first write. Raises ``NotOurs`` and ``DatabaseUnavailable``."""
        if self._prepare is None:
            return
        if not self._preparing.acquire(timeout=WAIT_SECONDS):
            raise DatabaseUnavailable("Preparing")
        try:
            if not self._prepared:
                self._prepare(Database(self.engine))
                self._prepared.append(self._file())
        finally:
            self._preparing.release()
        if self._prepared[0] != self._file():
            raise DatabaseUnavailable("FileReplaced")

    def _may_write(self) -> None:
        try:
            self.be_prepared()
        except NotOurs as fault:
            raise DatabaseUnavailable(type(fault).__name__) from fault

    def _file(self) -> Identity:
        files = SqliteFiles.of(self.engine)
        return files.identity if files else None

    def _look_again(self, connection: Connection) -> None:
        # What was committed into a file that is no longer there is lost, and must not be acknowledged.
        if files := SqliteFiles.of(self.engine):
            if files.was_moved(connection.connection.info):
                raise DatabaseUnavailable("FileMoved")
            files.check(connection.connection.dbapi_connection, connection.connection.info)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._turns is None:
            yield
            return
        with self._translated(), self._turns.one():
            yield

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with _told():
                yield
        except (OperationalError, ProgrammingError) as error:
            # A statement that cannot be made because a table is missing is no mistake of ours.
            if self.lacks() is not None:
                raise DatabaseUnavailable("TableMissing") from error
            raise


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (PoolTimeout, FilesRemoved, NoTurn) as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    except DBAPIError as error:
        if error.connection_invalidated or _is_away(error):
            raise DatabaseUnavailable(type(error).__name__) from error
        raise


def _is_away(error: DBAPIError) -> bool:
    # SQLite calls a mistake in our own statement an operational error too; its code tells them apart.
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_IS_AWAY
    return isinstance(error, OperationalError) or getattr(error.orig, "sqlstate", None) in _POSTGRESQL_IS_AWAY
