"""SQLite's files go while it is in use: nothing that was acknowledged is lost, and nothing more is taken."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from screener.audit import Action, Event
from screener.storage import audit
from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import open_engine
from screener.storage.tables.throttle import throttle
from tests.storage.samples import NOON


def _write(database: Database, key: bytes) -> None:
    with database.writing() as connection:
        connection.execute(insert(throttle).values(key=key, window=1, count=1))


def _keys(url: str) -> set[bytes]:
    opened = Database(open_engine(url))
    with opened.reading() as connection:
        found = set(connection.scalars(select(throttle.c.key)))
    opened.engine.dispose()
    return found


@pytest.mark.parametrize("gone", [("-wal", "-shm"), ("-wal",), ("-shm",)])
def test_what_was_acknowledged_before_the_log_was_removed_is_there_and_nothing_is_taken_after(
    sqlite_url: str, gone: tuple[str, ...]
) -> None:
    served = Database(open_engine(sqlite_url))
    _write(served, b"before")
    for ending in gone:
        Path(f"{served.engine.url.database}{ending}").unlink()
    for _ in range(3):
        with pytest.raises(DatabaseUnavailable, match="FilesRemoved"):
            _write(served, b"after")
        assert not served.answers()
    served.engine.dispose()
    assert _keys(sqlite_url) == {b"before"}


def test_a_transaction_in_which_the_log_was_removed_is_not_acknowledged(sqlite_url: str) -> None:
    served = Database(open_engine(sqlite_url))
    _write(served, b"before")
    with pytest.raises(DatabaseUnavailable, match="FilesRemoved"), served.writing() as connection:
        connection.execute(insert(throttle).values(key=b"within", window=1, count=1))
        for ending in ("-wal", "-shm"):
            Path(f"{served.engine.url.database}{ending}").unlink()
    served.engine.dispose()
    assert _keys(sqlite_url) >= {b"before"}


def test_each_worker_finds_out_by_itself(sqlite_url: str) -> None:
    first, second = (Database(open_engine(sqlite_url)) for _ in range(2))
    _write(first, b"first")
    _write(second, b"second")
    for ending in ("-wal", "-shm"):
        Path(f"{first.engine.url.database}{ending}").unlink()
    for database in (first, second, first):
        with pytest.raises(DatabaseUnavailable):
            _write(database, b"after")
    for database in (first, second):
        database.engine.dispose()
    assert _keys(sqlite_url) == {b"first", b"second"}


def test_a_transaction_in_which_the_database_was_moved_away_is_not_acknowledged(
    sqlite_url: str, tmp_path: Path
) -> None:
    served = Database(open_engine(sqlite_url))
    _write(served, b"before")
    with pytest.raises(DatabaseUnavailable, match="FileMoved"), served.writing() as connection:
        connection.execute(insert(throttle).values(key=b"within", window=1, count=1))
        os.rename(str(served.engine.url.database), tmp_path / "elsewhere")  # noqa: PTH104
    served.engine.dispose()


def test_a_log_that_is_emptied_or_grows_is_the_same_log(sqlite_url: str) -> None:
    first, second = (Database(open_engine(sqlite_url)) for _ in range(2))
    for number in range(20):
        _write(first, f"first {number}".encode())
        first.forget_overwritten()
        _write(second, f"second {number}".encode())
    for database in (first, second):
        database.engine.dispose()
    assert len(_keys(sqlite_url)) == 40


def test_a_table_that_is_missing_is_away_and_a_mistake_of_ours_is_not(database: Database) -> None:
    with database.writing() as connection:
        throttle.drop(connection)
    with pytest.raises(DatabaseUnavailable, match="TableMissing"):
        _write(database, b"key")
    with database.writing() as connection:
        throttle.create(connection)
    _write(database, b"key")


def test_another_database_in_the_place_of_the_one_that_was_prepared_is_not_written_to(
    sqlite_url: str, tmp_path: Path
) -> None:
    prepared: list[Database] = []
    served = Database(open_engine(sqlite_url), prepare=prepared.append)
    _write(served, b"ours")
    file = Path(str(served.engine.url.database))
    other = shutil.copy(file, tmp_path / "other.sqlite3")
    file.rename(tmp_path / "ours.sqlite3")
    Path(other).rename(file)
    for _ in range(2):
        with pytest.raises(DatabaseUnavailable, match="FileReplaced"):
            _write(served, b"lost")
    (tmp_path / "ours.sqlite3").replace(file)
    _write(served, b"ours again")
    assert len(prepared) == 1
    served.engine.dispose()


@pytest.mark.parametrize(
    "written", [b"", b"\x00" * 40_000, os.urandom(40_000)], ids=["cut", "zeros", "noise"]
)
def test_what_is_committed_into_a_log_that_nobody_could_read_is_not_acknowledged(
    sqlite_url: str, written: bytes
) -> None:
    served = Database(open_engine(sqlite_url))
    _write(served, b"before")
    Path(f"{served.engine.url.database}-wal").write_bytes(written)  # the same file
    for _ in range(2):
        with pytest.raises(DatabaseUnavailable):
            _write(served, b"after")
    assert not served.answers()
    served.engine.dispose()


def _audit(database: Database, actor: str) -> None:
    with database.writing() as connection:
        audit.append(connection, Event(Action.SIGNED_IN, actor, actor, NOON, {}))


def _brought_in(served: Database) -> bytes:
    """Return the file with all of its log."""
    served.forget_overwritten()
    return Path(str(served.engine.url.database)).read_bytes()


def _into(file: Path, content: bytes) -> None:
    with file.open("r+b") as there:  # the same file, as `cat copy > file` does
        there.truncate(0)
        there.write(content)


@pytest.mark.parametrize(
    "content",
    [
        lambda _, __: b"",
        lambda now, _: now[: len(now) // 2 // 4096 * 4096],
        lambda now, _: os.urandom(len(now)),
        lambda now, _: b"\0" * len(now),
        lambda _, before: before,
        lambda now, _: b"no database" + now[11:],
    ],
    ids=["nothing", "half of it", "noise", "zeros", "an older copy", "its head alone"],
)
def test_nothing_is_sent_into_a_file_that_was_overwritten_in_its_place(
    sqlite_url: str, content: Callable[[bytes, bytes], bytes]
) -> None:
    served = Database(open_engine(sqlite_url))
    _audit(served, "one")
    older = _brought_in(served)
    for actor in ("two", "three"):
        _audit(served, actor)
        now = _brought_in(served)
    _into(Path(str(served.engine.url.database)), content(now, older))
    for _ in range(2):
        with pytest.raises(DatabaseUnavailable):
            _audit(served, "lost")
    assert not served.answers()
    served.engine.dispose()


def test_another_database_written_over_ours_in_its_place_is_not_written_to(sqlite_url: str) -> None:
    served = Database(open_engine(sqlite_url))
    fresh = _brought_in(served)
    for actor in ("one", "two"):
        _audit(served, actor)
        _brought_in(served)
    _into(Path(str(served.engine.url.database)), fresh)
    with pytest.raises(DatabaseUnavailable, match="FileOverwritten"):
        _audit(served, "lost")
    served.engine.dispose()


def test_a_file_that_is_written_to_by_whoever_may_is_the_same_file(sqlite_url: str) -> None:
    first, second = (Database(open_engine(sqlite_url)) for _ in range(2))
    for number in range(30):
        _audit(first, f"first {number}")
        _brought_in(first)
        _audit(second, f"second {number}")
    with closing(sqlite3.connect(str(first.engine.url.database), isolation_level=None)) as console:
        console.execute("DELETE FROM throttle")
        console.execute("VACUUM")
        console.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for database in (first, second):
        _audit(database, "after it was made shorter")
        assert database.answers()
        database.engine.dispose()


KILLED = """
import os, pathlib, sys
from sqlalchemy import insert
from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import open_engine
from screener.storage.tables.throttle import throttle
served = Database(open_engine(sys.argv[1]))
def write(key):
    with served.writing() as connection:
        connection.execute(insert(throttle).values(key=key, window=1, count=1))
write(b"before")
another_worker = Database(open_engine(sys.argv[1]))
another_worker.answers()  # SQLite itself brings in the log only where the last connection ends
for ending in ("-wal", "-shm"):
    pathlib.Path(f"{served.engine.url.database}{ending}").unlink()
try:
    write(b"after")
except DatabaseUnavailable:
    os._exit(7)
"""


def test_what_was_acknowledged_is_brought_in_when_it_is_found_out_and_not_only_by_a_clean_end(
    sqlite_url: str,
) -> None:
    ran = subprocess.run([sys.executable, "-c", KILLED, sqlite_url], check=False, timeout=30)
    assert ran.returncode == 7
    assert _keys(sqlite_url) == {b"before"}
