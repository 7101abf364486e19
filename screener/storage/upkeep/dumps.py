"""Copies of a PostgreSQL database: made by pg_dump of one moment, and put back by pg_restore; both driven and verified here.

A dump is counted against the database as of the very same moment. A restored one is made beside the database, checked as
any copy is, and takes its place by its name in one transaction.
"""

import os
import re
import secrets
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, func, make_url, select, text
from sqlalchemy.exc import DBAPIError

from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.files import draft_beside, flush
from screener.storage.keys.sealing import Keyring
from screener.storage.tables import metadata
from screener.storage.tables.submission import submission
from screener.storage.upkeep.copies import NotCopied, Restored, check
from screener.storage.upkeep.withdrawals import Withdrawal

_MAINTENANCE = "postgres"
_COPY = re.compile(r"COPY public\.(\w+) ")
_GUARD = re.compile(r"CREATE TRIGGER audit_event_refuses_(\w+) BEFORE")
_GUARDS = {"update", "delete", "truncate"}


def dump(address: str, target: Path) -> int:
    """Copy the database to the new file ``target`` (mode 0600) as of one moment; return how many submissions it holds.

    Others may go on writing. Raises ``NotCopied``; a file that exists is never overwritten.
    """
    if target.exists():
        raise NotCopied("There is a file of that name, and it stays.")
    url = make_url(address)
    try:
        with draft_beside(target) as draft, _one_moment(url) as (snapshot, counts):
            _run("pg_dump", url, "--format=custom", f"--snapshot={snapshot}", f"--file={draft}")
            if _contents(draft) != counts:
                raise NotCopied("What pg_dump wrote is not what the database held.")
            flush(draft)
            os.link(draft, target)  # whole or not at all, and never over another file
            flush(target.parent)
    except FileExistsError:
        raise NotCopied("There is a file of that name, and it stays.") from None
    except OSError as fault:
        raise NotCopied(f"The file cannot be written: {fault.strerror}.") from None
    except DBAPIError as fault:
        raise NotCopied(f"The database does not answer ({type(fault).__name__}).") from None
    return counts[submission.name]


def restore_dump(source: Path, address: str, keyring: Keyring, at: datetime, *, overwrite: bool) -> Restored:
    """Put a copy in the place of the database, with a line in its audit, and what was withdrawn since withdrawn again.

    Nobody else may be connected to the database, and its role has to own it and may make databases. Raises
    ``NotCopied``; a database that holds submissions is replaced only with ``overwrite``. One that was killed leaves the
    database closed to everybody, and is run again.
    """
    url = make_url(address)
    beside = url.set(database=f"{url.database}_restored_{secrets.token_hex(4)}")
    try:
        with _maintaining(url) as server, _closed_to_others(server, url) as (held, made):
            if held and not overwrite:
                raise NotCopied(
                    "The database holds submissions. With --overwrite they are replaced, for good."
                )
            _forget_unfinished(server, url)
            server.exec_driver_sql(f"CREATE DATABASE {_quoted(beside)} TEMPLATE template0")
            try:
                _run("pg_restore", beside, "--exit-on-error", "--single-transaction", str(source))
                again = check(_rendered(beside), keyring, at, made or ())
                number = _submissions(beside)
                _take_the_place(server, url, beside)
            finally:
                server.exec_driver_sql(f"DROP DATABASE IF EXISTS {_quoted(beside)}")
    except DBAPIError as fault:
        reason = getattr(getattr(fault.orig, "diag", None), "message_primary", None) or type(fault).__name__
        raise NotCopied(f"PostgreSQL refuses: {reason}.") from None
    return Restored(number, None if made is None else again)


@contextmanager
def _one_moment(url: URL) -> Iterator[tuple[str, Counter[str]]]:
    """Hold the database as it is now; give the name of this moment, and how many rows each table has in it."""
    engine = open_engine(_rendered(url))
    try:
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
                connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
            snapshot = connection.scalar(select(func.pg_export_snapshot()))
            counts = Counter(
                {
                    table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                    for table in metadata.sorted_tables
                }
            )
            yield str(snapshot), counts
    finally:
        engine.dispose()


def _contents(dumped: Path) -> Counter[str]:
    """Read a whole dump, as it would be restored; return how many rows of each of our tables are in it."""
    tables = {table.name for table in metadata.sorted_tables}
    rows: Counter[str] = Counter(dict.fromkeys(tables, 0))
    guards: set[str] = set()
    with subprocess.Popen(  # noqa: S603 - a program of PostgreSQL, and a file that we wrote
        [_program("pg_restore"), "--file=-", str(dumped)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as reading:
        inside = None
        for line in reading.stdout or ():
            if inside is not None:
                if line == "\\.\n":
                    inside = None
                elif inside in tables:
                    rows[inside] += 1
            elif found := _COPY.match(line):
                inside = found[1]
            elif found := _GUARD.match(line):
                guards.add(found[1])
    if reading.returncode or guards != _GUARDS:
        raise NotCopied("What pg_dump wrote cannot be read, or lacks the triggers of the audit.")
    return rows


@contextmanager
def _maintaining(url: URL) -> Iterator[Connection]:
    """Give a connection beside the database, where each statement counts by itself."""
    engine = open_engine(_rendered(url.set(database=_MAINTENANCE)))
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _closed_to_others(server: Connection, url: URL) -> Iterator[tuple[bool, tuple[Withdrawal, ...] | None]]:
    """Let nobody connect to the database any more; give whether it holds submissions, and what was withdrawn in it."""
    name = _quoted(url)
    server.exec_driver_sql(
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"
    )  # it may be closed by one that was killed
    engine = open_engine(_rendered(url))
    try:
        with engine.connect() as inside:
            server.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            own = inside.scalar(select(func.pg_backend_pid()))
            others = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name AND pid <> :own")
            if server.scalar(others, {"name": url.database, "own": own}):
                raise NotCopied("The database is in use. Stop the server first.")
            held, made = _withdrawals(inside)
        engine.dispose()
        yield held, made
    finally:
        engine.dispose()
        with suppress(DBAPIError):
            server.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def _withdrawals(inside: Connection) -> tuple[bool, tuple[Withdrawal, ...] | None]:
    gone = select(submission.c.id, submission.c.withdrawn_at, submission.c.purged)
    try:
        held = bool(inside.scalar(select(func.count()).select_from(submission)))
        rows = inside.execute(gone.where(submission.c.withdrawn_at.is_not(None))).all()
    except DBAPIError:
        return False, None  # there is no such table: it is new, or of nobody
    return held, tuple(Withdrawal(row.id, row.withdrawn_at.astimezone(UTC), bool(row.purged)) for row in rows)


def _forget_unfinished(server: Connection, url: URL) -> None:
    ours = re.compile(rf"{re.escape(str(url.database))}_(restored|replaced)_[0-9a-f]{{8}}")
    for (name,) in server.exec_driver_sql("SELECT datname FROM pg_database").all():
        if ours.fullmatch(name):
            server.exec_driver_sql(f"DROP DATABASE {_quoted(url.set(database=name))}")


def _take_the_place(server: Connection, url: URL, beside: URL) -> None:
    replaced = url.set(database=f"{url.database}_replaced_{secrets.token_hex(4)}")
    server.exec_driver_sql("BEGIN")
    server.exec_driver_sql(f"ALTER DATABASE {_quoted(url)} RENAME TO {_quoted(replaced)}")
    server.exec_driver_sql(f"ALTER DATABASE {_quoted(beside)} RENAME TO {_quoted(url)}")
    server.exec_driver_sql("COMMIT")
    server.exec_driver_sql(f"DROP DATABASE {_quoted(replaced)}")


def _submissions(url: URL) -> int:
    database = Database(open_engine(_rendered(url)))
    try:
        with database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(submission)) or 0
    finally:
        database.engine.dispose()


def _run(program: str, url: URL, *arguments: str) -> None:
    """Run a program of PostgreSQL on a database; its password goes by the environment, where nobody else sees it."""
    address = url.set(drivername="postgresql", password=None).render_as_string()
    ran = subprocess.run(  # noqa: S603 - a list, without a shell, of nothing that a page gave
        [_program(program), "--no-owner", "--no-privileges", f"--dbname={address}", *arguments],
        env=os.environ | ({"PGPASSWORD": url.password} if url.password else {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )
    if ran.returncode:
        # Its first line says what it could not do; later ones may show a row.
        said = (ran.stderr.strip().splitlines() or ["no word"])[0].removeprefix(f"{program}: error: ")
        raise NotCopied(f"{program} failed: {said[:200]}.")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NotCopied(f"{name} is not installed here, or not in the PATH.")
    return found


def _rendered(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _quoted(url: URL) -> str:
    name = str(url.database).replace('"', '""').replace("%", "%%")
    return f'"{name}"'
