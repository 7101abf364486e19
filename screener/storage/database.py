"""The database: SQLite that survives a power cut and many writers, or PostgreSQL by URL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_WAIT_SECONDS = 5
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
        sqlite3.SQLITE_READONLY,
    }
)


class DatabaseUnavailable(Exception):
    """The database does not answer. Nothing was written."""


def open_engine(url: str) -> Engine:
    """Return an engine for ``url``; it connects on first use.

    SQLite runs in WAL with ``synchronous=FULL``: a commit is on the disk when it returns. Parameters never appear in
    an exception, because they may be personal.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=_WAIT_SECONDS,
            connect_args={"connect_timeout": _WAIT_SECONDS},
        )
        event.listen(engine, "handle_error", _hide_refused_row)
        return engine
    engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": _WAIT_SECONDS})
    if parsed.database and parsed.database != ":memory:":
        file = Path(parsed.database).absolute()
        with suppress(OSError):  # said by the first connection, where it can be told as unavailable
            file.touch(mode=0o600)  # SQLite gives its other files the same mode
        _stay_with(file, engine)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _hide_refused_row(context: ExceptionContext) -> None:
    # PostgreSQL's DETAIL shows the whole row that it refused; the first line of its message names the constraint alone.
    diagnosis = getattr(context.original_exception, "diag", None)
    if diagnosis is not None and diagnosis.message_primary and context.sqlalchemy_exception is not None:
        context.original_exception.args = (diagnosis.message_primary,)
        name = type(context.original_exception).__name__
        context.sqlalchemy_exception.args = (f"({name}) {diagnosis.message_primary}",)


def _stay_with(file: Path, engine: Engine) -> None:
    """Never make the file anew, and leave a connection whose file was moved away: what it writes would be lost."""

    def open_existing(_: Any, __: Any, arguments: list[Any], options: dict[str, Any]) -> None:
        arguments[0] = f"file:{quote(str(file))}?mode=rw"
        options["uri"] = True

    def opened() -> tuple[int, int] | None:
        try:
            status = file.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def remember(_: Any, record: Any) -> None:
        record.info["file"] = opened()

    def compare(_: Any, record: Any, __: Any) -> None:
        if record.info["file"] is None or record.info["file"] != opened():
            raise DisconnectionError

    event.listen(engine, "do_connect", open_existing)
    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", compare)


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
    """Transactions on one engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is committed durably at the end, or rolled back as a whole.

        Raises ``DatabaseUnavailable`` when the database does not answer.
        """
        with _translated(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that waits for no writer. Raises ``DatabaseUnavailable`` like ``writing``."""
        with _translated(), self.engine.connect().execution_options(read_only=True) as connection:
            yield connection

    def forget_overwritten(self) -> None:
        """Take what was overwritten out of SQLite's write-ahead log, as far as no reader still needs it."""
        if self.engine.dialect.name == "sqlite":
            with (
                _translated(),
                self.engine.connect().execution_options(without_transaction=True) as connection,
            ):
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def answers(self) -> bool:
        """Tell whether the database answers at all."""
        try:
            with self.reading() as connection:
                connection.execute(text("SELECT 1"))
        except DatabaseUnavailable:
            return False
        return True


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    except DBAPIError as error:
        if error.connection_invalidated or _is_away(error):
            raise DatabaseUnavailable(type(error).__name__) from error
        raise


def _is_away(error: DBAPIError) -> bool:
    # SQLite calls a mistake in our own statement an operational error too; its code tells them apart.
    code = getattr(error.orig, "sqlite_errorcode", None)
    return isinstance(error, OperationalError) if code is None else code & 0xFF in _SQLITE_IS_AWAY
