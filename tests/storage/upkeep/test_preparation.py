"""A database that comes late is migrated and its keys are compared before the first write, in every process."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import func, select, text

from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import open_engine
from screener.storage.keys.keycheck import WrongKeys, check_keys
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.submission import submission
from screener.storage.upkeep import schema
from screener.storage.upkeep.preparation import prepared_database
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Screening
from tests.person import way
from tests.storage.samples import KEYRING, KEYS, PERSON

OTHER = Keyring(KEYS[1:], "data")


def _send(database: Database, keyring: Keyring) -> str:
    screening = Screening(database, keyring, tries_per_hour=100)
    key = new_send_key()
    return screening.send(way(), PERSON, language="en", translate=str, send_key=key, address="192.0.2.1").code


def test_a_new_database_that_comes_late_is_migrated_by_the_first_send(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    database = prepared_database(f"sqlite:///{folder}/late.sqlite3", KEYRING, make=True)
    with pytest.raises(DatabaseUnavailable):
        _send(database, KEYRING)
    folder.mkdir()
    (folder / "late.sqlite3").touch()
    assert _send(database, KEYRING)
    assert schema.is_current(database)
    with database.writing() as connection:
        check_keys(connection, KEYRING)
    database.engine.dispose()


def test_nothing_is_ever_written_with_other_keys_than_the_database_knows(database_url: str) -> None:
    ours = prepared_database(database_url, KEYRING, make=True)
    _send(ours, KEYRING)
    late = prepared_database(database_url, OTHER, make=True)
    for _ in range(2):
        with pytest.raises(DatabaseUnavailable, match="WrongKeys"):
            _send(late, OTHER)
    with pytest.raises(WrongKeys):
        late.be_prepared()
    with late.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(submission)) == 1
    for database in (ours, late):
        database.engine.dispose()


def test_a_database_of_a_newer_version_that_does_not_fit_is_not_written_to(database_url: str) -> None:
    database = prepared_database(database_url, KEYRING, make=True)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("ALTER TABLE submission RENAME COLUMN seen TO shown"))
    with pytest.raises(DatabaseUnavailable, match="NewerDatabase"):
        _send(database, KEYRING)
    database.engine.dispose()


def test_it_is_prepared_once_however_many_write_first(database_url: str) -> None:
    prepared, at_once = [], 8

    def prepare(_: Database) -> None:
        prepared.append(True)

    database = Database(open_engine(database_url), prepare=prepare)

    def write(_: int) -> None:
        with database.writing() as connection:
            connection.execute(text("DELETE FROM throttle"))

    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(write, range(at_once)))
    assert prepared == [True]
    database.engine.dispose()


def test_a_file_that_was_not_to_be_made_is_not_made(tmp_path: Path) -> None:
    database = prepared_database(f"sqlite:///{tmp_path}/gone.sqlite3", KEYRING, make=False)
    with pytest.raises(DatabaseUnavailable):
        _send(database, KEYRING)
    assert list(tmp_path.iterdir()) == []
    database.engine.dispose()


def test_who_has_no_turn_at_the_database_is_told_at_once_and_others_go_on(database_url: str) -> None:
    database = Database(open_engine(database_url))
    database.share(1)
    inside, done = Event(), Event()

    def stay() -> None:
        with database.reading():
            inside.set()
            done.wait(10)

    with ThreadPoolExecutor(1) as pool:
        staying = pool.submit(stay)
        inside.wait(10)
        with pytest.raises(DatabaseUnavailable, match="NoTurn"), database.writing():
            pass
        done.set()
        staying.result()
    assert database.answers()
    database.engine.dispose()
