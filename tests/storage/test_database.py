"""The database is durable and private, one writer waits for another, and no value gets into an exception."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError, StatementError

from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import LOCK_SECONDS, open_engine
from screener.storage.tables.submission import submission, submission_tag
from screener.storage.tables.throttle import throttle
from screener.storage.upkeep import schema
from tests.storage.asked import statements
from tests.storage.samples import a_row

SECRET = "Quixote99"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_to_sqlite_is_set_up(sqlite: Database, pragma: str, value: object) -> None:
    with sqlite.writing() as first, sqlite.reading() as second:
        assert first.connection.dbapi_connection is not second.connection.dbapi_connection
        for connection in (first, second):
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_a_new_sqlite_database_and_its_journals_are_for_the_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        database = Database(open_engine(f"sqlite:///{tmp_path}/new.sqlite3"))
        schema.upgrade(database)
        with database.writing() as connection:
            connection.execute(insert(throttle).values(key=b"key", window=1, count=1))
            modes = {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()}
        database.engine.dispose()
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("new.sqlite3", "new.sqlite3-wal", "new.sqlite3-shm"), "0o600")


def test_a_reader_waits_for_no_writer_and_sees_what_is_committed(database: Database) -> None:
    with database.writing() as writer:
        writer.execute(insert(throttle).values(key=b"key", window=1, count=1))
        with database.reading() as reader:
            assert reader.execute(select(throttle)).all() == []
    with database.reading() as reader:
        assert len(reader.execute(select(throttle)).all()) == 1


def test_a_writer_that_reads_first_waits_for_the_other_and_loses_nothing(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(throttle).values(key=b"key", window=1, count=0))

    def count_up(_: int) -> None:
        for _ in range(25):
            with database.writing() as connection:
                connection.execute(select(throttle.c.count)).scalar_one()
                connection.execute(update(throttle).values(count=throttle.c.count + 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(8)))
    with database.reading() as connection:
        assert connection.execute(select(throttle.c.count)).scalar_one() == 200


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(KeyError), database.writing() as connection:
        connection.execute(insert(throttle).values(key=b"key", window=1, count=1))
        raise KeyError
    with database.reading() as connection:
        assert connection.execute(select(throttle)).all() == []


def test_what_was_only_read_cannot_have_been_written(database: Database) -> None:
    with database.reading() as connection:
        connection.execute(insert(throttle).values(key=b"key", window=1, count=1))
    with database.reading() as connection:
        assert connection.execute(select(throttle)).all() == []


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"id": "row-2"},
        {"id": "row-2", "status": SECRET, "reference": "2222BCDF", "send_key": b"2", "receipt": b"2"},
        {"id": "row-2", "version": None, "respondent": SECRET},
    ],
)
def test_a_row_that_is_refused_is_not_in_the_exception(
    database: Database, changes: dict[str, object]
) -> None:
    with database.writing() as connection:
        connection.execute(insert(submission).values(a_row(reference=SECRET[:8])))
    with pytest.raises(IntegrityError) as raised, database.writing() as connection:
        connection.execute(
            insert(submission).values(a_row(reference=SECRET[:8], language=SECRET[:8]) | changes)
        )
    _holds_no(SECRET[:8], raised.value)


def test_a_tag_of_nobody_is_refused_and_not_in_the_exception(database: Database) -> None:
    with pytest.raises(IntegrityError) as raised, database.writing() as connection:
        connection.execute(insert(submission_tag).values(submission_id=SECRET, kind="flag", name=SECRET))
    _holds_no(SECRET, raised.value)


def test_a_value_of_the_wrong_type_is_not_in_the_exception(database: Database) -> None:
    with pytest.raises(StatementError) as raised, database.writing() as connection:
        connection.execute(insert(submission).values(a_row(received_at=datetime(2026, 4, 28), status=SECRET)))  # noqa: DTZ001
    _holds_no(SECRET, raised.value)


@pytest.mark.parametrize(
    "wrong", ["SELECT * FROM nowhere", "SELECT nothing FROM throttle", "SELEKT 1", "SELECT nowhere(1)"]
)
def test_a_mistake_of_our_own_is_raised_as_it_is(database: Database, wrong: str) -> None:
    kind = OperationalError if database.engine.dialect.name == "sqlite" else ProgrammingError
    for begin in (database.writing, database.reading):
        with pytest.raises(kind), begin() as connection:
            connection.execute(text(wrong))
    assert database.answers()


def test_waiting_too_long_for_another_writer_is_away(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screener.storage.engines.LOCK_SECONDS", 0.1)
    first, second = (Database(open_engine(sqlite_url)) for _ in range(2))
    with first.writing():
        with pytest.raises(DatabaseUnavailable, match=r"^OperationalError$"), second.writing():
            pass
        assert second.answers(), "a reader waits for nobody"
    with second.writing():
        pass
    for database in (first, second):
        database.engine.dispose()


def test_a_full_disk_is_away(sqlite: Database) -> None:
    with pytest.raises(DatabaseUnavailable), sqlite.writing() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
        for number in range(1000):
            connection.execute(
                insert(throttle).values(key=bytes([number % 256]) * 32, window=number, count=1)
            )
    sqlite.engine.dispose()
    with sqlite.reading() as connection:
        assert connection.execute(select(throttle)).all() == []


def test_what_was_overwritten_leaves_the_write_ahead_log(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(throttle).values(key=b"overwritten-key", window=1, count=1))
    with database.writing() as connection:
        connection.execute(update(throttle).values(key=b"another-key"))
    database.forget_overwritten()
    with database.reading() as connection:
        assert connection.execute(select(throttle.c.key)).scalar_one() == b"another-key"
    if database.engine.dialect.name == "sqlite":
        file = Path(str(database.engine.url.database))
        assert file.with_name(f"{file.name}-wal").stat().st_size == 0
        assert b"another-key" in file.read_bytes()
        assert b"overwritten-key" not in file.read_bytes()


def test_a_statement_that_is_wrong_does_not_show_its_values(database: Database) -> None:
    with pytest.raises(DBAPIError) as raised, database.writing() as connection:
        connection.execute(text("SELECT * FROM nowhere WHERE name = :name"), {"name": SECRET})
    _holds_no(SECRET, raised.value)


def _holds_no(secret: str, error: BaseException | None) -> None:
    while error is not None:
        assert secret not in str(error)
        assert secret not in repr(error)
        error = error.__cause__ or error.__context__


def test_nobody_waits_for_a_reader_when_what_was_overwritten_is_forgotten_and_it_goes_with_a_later_writing(
    sqlite: Database,
) -> None:
    log = Path(f"{sqlite.engine.url.database}-wal")
    with sqlite.writing() as connection:
        connection.execute(insert(throttle).values(key=b"overwritten-key", window=1, count=1))
    with sqlite.reading() as reader:
        reader.execute(select(throttle)).all()
        with sqlite.writing() as connection:
            connection.execute(update(throttle).values(key=b"another-key"))
        with statements(sqlite) as asked:
            sqlite.forget_overwritten()
        assert asked == [
            "PRAGMA busy_timeout=0",  # nobody is waited for, and a lock is again after it
            "PRAGMA wal_checkpoint(TRUNCATE)",
            f"PRAGMA busy_timeout={int(LOCK_SECONDS * 1000)}",
        ]
        assert b"overwritten-key" in log.read_bytes(), "the reader may need it"
    with sqlite.writing() as connection:
        connection.execute(update(throttle).values(count=2))
    assert b"overwritten-key" not in log.read_bytes()
    assert b"overwritten-key" not in Path(str(sqlite.engine.url.database)).read_bytes()
