"""How each database is opened: SQLite that survives a power cut and many writers, or PostgreSQL that nobody waits for without end."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from screener.storage import files
from screener.storage.sqlite_files import SqliteFiles

LOCK_SECONDS = 5
"""How long anybody waits for a connection, a lock, or another writer."""
_STATEMENT_SECONDS = 15
_IDLE_SECONDS = 10
"""After so long PostgreSQL ends the transaction of a machine that says nothing more, with all its locks."""

_SESSION = {
    "synchronous_commit": "on",
    "default_transaction_isolation": "read\\ committed",
    "client_encoding": "UTF8",
    "datestyle": "ISO",
    "intervalstyle": "postgres",
    "timezone": "UTC",
    "bytea_output": "hex",
    "standard_conforming_strings": "on",
}
"""What a session of PostgreSQL is, whatever the server, the database or the role was set to for others."""


def is_supported(url: str) -> bool:
    """Tell whether ``url`` names a PostgreSQL database, with options that it knows, or a file of SQLite and nothing else."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return False
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        return parsed.database not in {None, "", ":memory:"} and not parsed.query
    return parsed.get_backend_name() == "postgresql" and _has_known_options(parsed)


def _has_known_options(url: URL) -> bool:
    # Late: nobody needs it whose database is a file.
    from psycopg import ProgrammingError  # noqa: PLC0415
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415

    plain = url.set(drivername="postgresql+psycopg")
    try:
        _, options = plain.get_dialect()().create_connect_args(plain)
        make_conninfo(**options)
    except (ProgrammingError, ArgumentError, ValueError):
        return False
    return True


def open_engine(url: str, *, make: bool = True) -> Engine:
    """Return an engine for ``url``; it connects on first use. ``make`` makes the file of SQLite where there is none.

    SQLite runs in WAL with ``synchronous=FULL``: a commit is on the disk when it returns. Whoever takes a connection with the
    option ``flushed_apart`` flushes what it commits. Nobody waits for PostgreSQL without end. Parameters never appear in an
    exception, because they may be personal.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed)
    engine = create_engine(parsed, hide_parameters=True, connect_args={"timeout": LOCK_SECONDS})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if parsed.database and parsed.database != ":memory:":
        file = Path(parsed.database).absolute()
        with suppress(OSError):  # said by the first connection, where it can be told as unavailable
            if make:
                files.make(file)  # SQLite gives its other files the same mode, and owner
        SqliteFiles(file).attach(engine)
    return engine


def _postgresql(url: URL) -> Engine:
    limits = {
        "lock_timeout": LOCK_SECONDS,
        "statement_timeout": _STATEMENT_SECONDS,
        "idle_in_transaction_session_timeout": _IDLE_SECONDS,
    }
    options = [f"-c {name}={value}" for name, value in _SESSION.items()]
    options += [f"-c {name}={seconds}s" for name, seconds in limits.items()]
    given = url.query.get("options", "")
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=LOCK_SECONDS,
        connect_args={
            "connect_timeout": LOCK_SECONDS,
            "keepalives_idle": _IDLE_SECONDS,
            "keepalives_interval": LOCK_SECONDS,
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


def _flush_at_commit(connection: Connection, wanted: bool) -> None:  # noqa: FBT001 - one of two states
    driver = connection.connection
    if driver.info.get("flushes", True) != wanted:
        driver.execute(f"PRAGMA synchronous={'FULL' if wanted else 'NORMAL'}")
        driver.info["flushes"] = wanted


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("without_transaction", False):
        return
    # A plain BEGIN takes the write lock late and then fails with "database is locked" instead of waiting.
    options = connection.get_execution_options()
    read_only = options.get("read_only", False)
    if not read_only:
        _flush_at_commit(connection, not options.get("flushed_apart", False))
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
