"""The database: SQLite that survives a power cut and many writers, or PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_WAIT_SECONDS = 5


class DatabaseUnavailable(Exception):
    """The database does not answer. Nothing was written."""


def open_engine(url: str) -> Engine:
    """Return an engine for ``url``; it connects on first use.

    SQLite runs in WAL with ``synchronous=FULL``: a commit is on the disk when it returns. Parameters never appear in
    an exception, because they may be personal.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=_WAIT_SECONDS,
            connect_args={"connect_timeout": _WAIT_SECONDS},
        )
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).touch(mode=0o600)  # SQLite gives its other files the same mode
    engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the begin event below says how a transaction starts
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
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
    except (OperationalError, PoolTimeout) as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseUnavailable(type(error).__name__) from error
        raise
