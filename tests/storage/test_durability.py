"""What was sent is on the disk when Send returns, and a process that dies at any moment leaves a whole database."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.tables.submission import submission as table
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Screening
from tests.storage.asked import how_many
from tests.storage.samples import KEYRING

SENDER = """
import os, signal, sys
from screener.use_cases.submissions import Screening
from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.engines import open_engine
from tests.person import way
from tests.storage.samples import KEYRING, PERSON

url, dies, *keys = sys.argv[1:]
database = Database(open_engine(url))
if dies == "before":
    # The whole transaction is done but for its commit.
    database.engine.dialect.do_commit = lambda connection: os.kill(os.getpid(), signal.SIGKILL)
screening = Screening(database, KEYRING, tries_per_hour=10_000)
finished = way()
for key in keys:
    code = screening.send(
        finished, PERSON, language="en", translate=str, send_key=key, address="192.0.2.1"
    ).code
    print(code, flush=True)
    if dies == "after":
        os.kill(os.getpid(), signal.SIGKILL)
"""


def _start(url: str, dies: str, *keys: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SENDER, url, dies, *keys],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _end(process: subprocess.Popen[str]) -> str:
    shown, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (-signal.SIGKILL, "")
    return shown


@pytest.fixture
def after(database_url: str) -> Iterator[Database]:
    """The database as it is opened by the next process."""
    opened = Database(open_engine(database_url))
    yield opened
    opened.engine.dispose()


def _stored(database: Database, code: str) -> bool:
    screening = Screening(database, KEYRING, tries_per_hour=10_000)
    return screening.receipt(code, "192.0.2.9") is not None


def _is_whole(database: Database) -> None:
    with database.reading() as connection:
        assert audit_check.first_fault(connection) is None
    if database.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(database.engine.url.database))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_a_process_sent_is_there_when_it_was_killed_the_moment_after(
    database_url: str, after: Database
) -> None:
    (code,) = _end(_start(database_url, "after", new_send_key())).splitlines()
    assert _stored(after, code)
    assert how_many(after, table) == 1
    _is_whole(after)


def test_nothing_is_there_when_it_was_killed_the_moment_before(database_url: str, after: Database) -> None:
    assert _end(_start(database_url, "before", new_send_key())) == ""
    assert how_many(after, table) == 0
    _is_whole(after)


def test_a_process_killed_in_the_midst_of_many_loses_none_that_it_reported(
    database_url: str, after: Database
) -> None:
    keys = [new_send_key() for _ in range(2000)]
    process = _start(database_url, "never", *keys)
    assert process.stdout is not None
    reported = [process.stdout.readline().strip() for _ in range(20)]
    time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    reported += (
        process.stdout.read().splitlines()
    )  # before communicate(), which passes over what readline() read ahead
    assert _end(process) == ""
    assert 20 <= len(reported) < len(keys)
    assert len(set(reported)) == len(reported)
    for code in reported:
        assert _stored(after, code)
    assert how_many(after, table) in {len(reported), len(reported) + 1}, (
        "it was killed before it reported the last"
    )
    _is_whole(after)
