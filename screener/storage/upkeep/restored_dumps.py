"""A dump of a PostgreSQL database, put back: restored beside the database, checked as any copy is, then put in its place.

It takes the place by its name, in one transaction, while nobody else is connected.
"""

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, func, make_url, select, text
from sqlalchemy.exc import DBAPIError

from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.submission import submission
from screener.storage.upkeep.copies import NotCopied, Restored, check
from screener.storage.upkeep.postgresql_programs import quoted, rendered, run
from screener.storage.upkeep.withdrawals import Withdrawal

_MAINTENANCE = "postgres"
_ENDING_SECONDS = 3
"""How long a server that was stopped just now may take to be gone."""
_LONGEST_BEFORE = 40
"""Characters of a name that is made longer: PostgreSQL cuts one off at 63 bytes, and two could become the same."""


def restore_dump(source: Path, address: str, keyring: Keyring, at: datetime, *, overwrite: bool) -> Restored:
    """Put a copy in the place of the database, with a line in its audit, and what was withdrawn since withdrawn again.

    Nobody else may be connected to the database, and its role has to own it and may make databases. Raises
    ``NotCopied``; a database that holds submissions is replaced only with ``overwrite``. One that was killed leaves the
    database closed to everybody, and is run again.
    """
    url = make_url(address)
    beside = _beside(url, "restored")
    try:
        with _maintaining(url) as server, _closed_to_others(server, url) as (held, made):
            if held and not overwrite:
                raise NotCopied(
                    "The database holds submissions. With --overwrite they are replaced, for good."
                )
            _forget_unfinished(server, url)
            server.exec_driver_sql(f"CREATE DATABASE {quoted(beside)} TEMPLATE template0")
            try:
                run("pg_restore", beside, "--exit-on-error", "--single-transaction", str(source))
                again = check(rendered(beside), keyring, at, made or ())
                number = _submissions(beside)
                _take_the_place(server, url, beside)
            finally:
                _on_a_new_connection(server, url, f"DROP DATABASE IF EXISTS {quoted(beside)}")
    except DBAPIError as fault:
        reason = getattr(getattr(fault.orig, "diag", None), "message_primary", None) or type(fault).__name__
        raise NotCopied(f"PostgreSQL refuses: {reason}.") from None
    return Restored(number, None if made is None else again)


@contextmanager
def _maintaining(url: URL) -> Iterator[Connection]:
    """Give a connection beside the database, where each statement counts by itself."""
    engine = open_engine(rendered(url.set(database=_MAINTENANCE)))
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            yield connection
    finally:
        engine.dispose()


def _on_a_new_connection(server: Connection, url: URL, statement: str) -> None:
    """Run a statement on a new connection: who was asked to end may have broken the one until now, or left it in a transaction."""
    server.invalidate()
    with _maintaining(url) as anew:
        anew.exec_driver_sql(statement)


@contextmanager
def _closed_to_others(server: Connection, url: URL) -> Iterator[tuple[bool, tuple[Withdrawal, ...] | None]]:
    """Let nobody connect to the database any more; give whether it holds submissions, and what was withdrawn in it."""
    name = quoted(url)
    server.exec_driver_sql(
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"
    )  # it may be closed by one that was killed
    engine = open_engine(rendered(url))
    try:
        with engine.connect() as inside:
            server.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            own = inside.scalar(select(func.pg_backend_pid()))
            others = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name AND pid <> :own")
            until = time.monotonic() + _ENDING_SECONDS
            while server.scalar(others, {"name": url.database, "own": own}):
                if time.monotonic() > until:
                    raise NotCopied("The database is in use. Stop the server first.")
                time.sleep(0.1)
            held, made = _withdrawals(inside)
        engine.dispose()
        yield held, made
    finally:
        engine.dispose()
        with suppress(DBAPIError):
            _on_a_new_connection(server, url, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def _withdrawals(inside: Connection) -> tuple[bool, tuple[Withdrawal, ...] | None]:
    gone = select(submission.c.id, submission.c.withdrawn_at, submission.c.purged)
    try:
        held = bool(inside.scalar(select(func.count()).select_from(submission)))
        rows = inside.execute(gone.where(submission.c.withdrawn_at.is_not(None))).all()
    except DBAPIError:
        return False, None  # there is no such table: it is new, or of nobody
    return held, tuple(Withdrawal(row.id, row.withdrawn_at.astimezone(UTC), bool(row.purged)) for row in rows)


def _forget_unfinished(server: Connection, url: URL) -> None:
    ours = re.compile(rf"{re.escape(str(url.database)[:_LONGEST_BEFORE])}_(restored|replaced)_[0-9a-f]{{8}}")
    for (name,) in server.exec_driver_sql("SELECT datname FROM pg_database").all():
        if ours.fullmatch(name):
            server.exec_driver_sql(f"DROP DATABASE {quoted(url.set(database=name))}")


def _beside(url: URL, what: str) -> URL:
    return url.set(database=f"{str(url.database)[:_LONGEST_BEFORE]}_{what}_{secrets.token_hex(4)}")


def _take_the_place(server: Connection, url: URL, beside: URL) -> None:
    replaced = _beside(url, "replaced")
    server.exec_driver_sql("BEGIN")
    server.exec_driver_sql(f"ALTER DATABASE {quoted(url)} RENAME TO {quoted(replaced)}")
    server.exec_driver_sql(f"ALTER DATABASE {quoted(beside)} RENAME TO {quoted(url)}")
    server.exec_driver_sql("COMMIT")
    server.exec_driver_sql(f"DROP DATABASE {quoted(replaced)}")


def _submissions(url: URL) -> int:
    database = Database(open_engine(rendered(url)))
    try:
        with database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(submission)) or 0
    finally:
        database.engine.dispose()
