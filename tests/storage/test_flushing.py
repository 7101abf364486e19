"""What was committed is durable when it is acknowledged, and those who commit at once wait for one flush together."""

import errno
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import event, insert, select, text

from screener.storage.database import Database, DatabaseUnavailable, PerhapsWritten
from screener.storage.engines import open_engine
from screener.storage.tables.throttle import throttle

Flush = Callable[[int], None]
THREADS = 8


def _write(database: Database, key: str) -> None:
    with database.writing() as connection:
        connection.execute(insert(throttle).values(key=key.encode(), window=1, count=1))


def _keys(database: Database) -> set[str]:
    with database.reading() as connection:
        return {key.decode() for key in connection.scalars(select(throttle.c.key))}


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[Flush], None]:
    """Let something happen before the disk is told to flush a log of SQLite's."""
    flush = os.fdatasync

    def happen(what: Flush) -> None:
        def flush_after(descriptor: int) -> None:
            what(descriptor)
            flush(descriptor)

        monkeypatch.setattr(os, "fdatasync", flush_after)

    return happen


def test_the_flush_comes_after_the_commit_and_before_the_acknowledgement(
    sqlite: Database, disk: Callable[[Flush], None]
) -> None:
    seen: list[set[str]] = []
    disk(
        lambda descriptor: seen.append(_keys(sqlite) | {Path(f"/proc/self/fd/{descriptor}").readlink().name})
    )
    _write(sqlite, "one")
    assert seen == [{"one", "screener.sqlite3-wal"}]


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One for each who asked a lock of the flushes, before it has it: a turn is taken twice, to ask and to flush."""
    taken: list[None] = []

    class Lock:
        def __init__(self) -> None:
            self._lock = threading.Lock()

        def __enter__(self) -> None:
            taken.append(None)
            self._lock.acquire()

        def __exit__(self, *_: object) -> None:
            self._lock.release()

    monkeypatch.setattr("screener.storage.flushing.Lock", Lock)
    return taken


def test_nobody_waits_for_the_disk_to_commit_and_a_flush_is_for_all_who_did(
    turns: list[None], sqlite: Database, disk: Callable[[Flush], None]
) -> None:
    flushed: list[set[str]] = []
    done = Event()

    def slow(_: int) -> None:
        flushed.append(_keys(sqlite))
        if len(flushed) == 1:
            assert done.wait(10), "all others commit while this flush goes on"

    disk(slow)
    with ThreadPoolExecutor(THREADS) as pool:
        writers = [pool.submit(_write, sqlite, str(number)) for number in range(THREADS)]
        while len(turns) < 2 * THREADS:
            time.sleep(0.01)
        assert not any(writer.done() for writer in writers)
        done.set()
    assert [writer.exception() for writer in writers] == [None] * THREADS
    assert len(flushed) == 2
    assert flushed[-1] == {str(number) for number in range(THREADS)}


def test_who_fails_among_others_fails_alone(database: Database) -> None:
    def write(number: int) -> None:
        with suppress(KeyError), database.writing() as connection:
            connection.execute(insert(throttle).values(key=b"%d" % number, window=1, count=1))
            if number % 2:
                raise KeyError

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(write, range(40)))
    assert _keys(database) == {str(number) for number in range(0, 40, 2)}


def test_a_disk_that_refuses_a_flush_is_never_believed_again_about_that_log(
    sqlite: Database, disk: Callable[[Flush], None]
) -> None:
    _write(sqlite, "before")
    refused = iter([True])

    def refuse_once(_: int) -> None:
        if next(refused, False):
            raise OSError(errno.EIO, "the disk refuses")

    disk(refuse_once)
    log = Path(f"{sqlite.engine.url.database}-wal")
    with pytest.raises(PerhapsWritten, match="FlushFailed"):
        _write(sqlite, "unacknowledged")
    with sqlite.engine.connect().execution_options(read_only=True) as reader:
        reader.execute(text("SELECT count(*) FROM throttle")).all()
        with pytest.raises(DatabaseUnavailable, match="FlushFailed") as told:
            _write(sqlite, "while somebody reads the old log")
        assert told.type is DatabaseUnavailable, "surely not written"
    assert _keys(sqlite) == {"before", "unacknowledged"}
    before = log.stat().st_size
    _write(sqlite, "after")
    assert log.stat().st_size < before, "the new log begins at its start"
    assert _keys(sqlite) == {"before", "unacknowledged", "after"}


def test_what_is_not_written_by_writing_is_flushed_by_its_commit(sqlite: Database) -> None:
    _write(sqlite, "one")
    with sqlite.engine.begin() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2, "FULL"


@pytest.mark.postgresql
def test_postgresql_has_it_in_its_log_on_the_disk_when_it_is_acknowledged(postgresql_url: str) -> None:
    database = Database(open_engine(postgresql_url))
    for number in range(5):
        with database.writing() as connection:
            connection.execute(insert(throttle).values(key=b"%d" % number, window=1, count=1))
            assert connection.scalar(text("SHOW synchronous_commit")) == "off"
            written = connection.scalar(text("SELECT pg_current_wal_insert_lsn()"))
        with database.reading() as connection:
            flushed = text("SELECT pg_current_wal_flush_lsn() > CAST(:written AS pg_lsn)")
            assert connection.scalar(flushed, {"written": written})
            assert connection.scalar(text("SHOW synchronous_commit")) == "on"
    database.engine.dispose()


@pytest.mark.postgresql
def test_a_server_that_goes_before_the_flush_is_told_as_such_and_nothing_is_acknowledged(
    postgresql_url: str,
) -> None:
    database = Database(open_engine(postgresql_url))
    with (
        database.engine.connect() as other,
        pytest.raises(PerhapsWritten),
        database.writing() as connection,
    ):
        process = connection.scalar(text("SELECT pg_backend_pid()"))
        connection.execute(insert(throttle).values(key=b"one", window=1, count=1))
        event.listen(
            connection,
            "commit",
            lambda writing: (
                writing.connection.driver_connection.execute("COMMIT"),
                other.execute(text("SELECT pg_terminate_backend(:process, 5000)"), {"process": process}),
            ),
        )
    _write(database, "two")
    assert _keys(database) == {"one", "two"}
    database.engine.dispose()


@pytest.mark.postgresql
def test_the_connection_that_flushed_is_used_for_transactions_again(postgresql_url: str) -> None:
    database = Database(open_engine(postgresql_url))
    _write(database, "one")
    with pytest.raises(KeyError), database.writing() as connection:
        connection.execute(insert(throttle).values(key=b"two", window=1, count=1))
        raise KeyError
    assert _keys(database) == {"one"}
    database.engine.dispose()
