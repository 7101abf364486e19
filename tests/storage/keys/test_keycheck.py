"""A database says whether the keys at hand are those that it was written with."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select, update

from screener.storage.database import Database
from screener.storage.keys.keycheck import WrongKeys, check_keys
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.key_check import key_check
from tests.storage.samples import KEYRING, KEYS

OTHER = Keyring(KEYS[1:], "data")


def _check(database: Database, keyring: Keyring) -> None:
    with database.writing() as connection:
        check_keys(connection, keyring)


def test_the_keys_of_the_first_start_are_right_at_every_later_one(database: Database) -> None:
    for _ in range(3):
        _check(database, KEYRING)
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(key_check)) == 1


def test_other_keys_are_told_and_leave_the_mark(database: Database) -> None:
    _check(database, KEYRING)
    with pytest.raises(WrongKeys) as raised:
        _check(database, OTHER)
    assert raised.value.__suppress_context__
    _check(database, KEYRING)


def test_a_new_key_beside_the_old_one_is_right_and_without_it_is_not(database: Database) -> None:
    _check(database, KEYRING)
    _check(database, Keyring([KEYS[1], KEYS[0]], "data"))
    with pytest.raises(WrongKeys):
        _check(database, OTHER)


def test_a_damaged_mark_is_told(database: Database) -> None:
    _check(database, KEYRING)
    with database.writing() as connection:
        connection.execute(update(key_check).values(sealed=b"damaged"))
    with pytest.raises(WrongKeys):
        _check(database, KEYRING)


def test_machines_that_start_at_once_on_a_new_database_all_find_their_keys_right(database: Database) -> None:
    barrier = Barrier(4)

    def start(_: int) -> None:
        barrier.wait()
        _check(database, KEYRING)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, range(4)))
    _check(database, KEYRING)
