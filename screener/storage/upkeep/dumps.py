"""Dumps of a PostgreSQL database: made by pg_dump of one moment, read back, and counted against that very moment."""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, func, make_url, select
from sqlalchemy.exc import DBAPIError

from screener.storage.engines import open_engine
from screener.storage.files import draft_beside, flush, refuse_existing
from screener.storage.tables import metadata
from screener.storage.tables.submission import submission
from screener.storage.upkeep.copies import NotCopied
from screener.storage.upkeep.postgresql_programs import program, rendered, run

_COPY = re.compile(r"COPY public\.(\w+) ")
_GUARD = re.compile(r"CREATE TRIGGER audit_event_refuses_(\w+) BEFORE")
_GUARDS = {"update", "delete", "truncate"}


def dump(address: str, target: Path) -> int:
    """Copy the database to the new file ``target`` (mode 0600) as of one moment; return how many submissions it holds.

    Others may go on writing. Raises ``NotCopied``; a file that exists is never overwritten.
    """
    url = make_url(address)
    try:
        refuse_existing(target)
        with draft_beside(target) as draft, _one_moment(url) as (snapshot, counts):
            run("pg_dump", url, "--format=custom", f"--snapshot={snapshot}", f"--file={draft}")
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


@contextmanager
def _one_moment(url: URL) -> Iterator[tuple[str, Counter[str]]]:
    """Hold the database as it is now; give the name of this moment, and how many rows each table has in it."""
    engine = open_engine(rendered(url))
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
        [program("pg_restore"), "--file=-", str(dumped)],
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
