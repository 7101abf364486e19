"""What was stored before is found by all that a search may name, once it was indexed again, and under the newest key."""

import pytest
from sqlalchemy import delete, select, update

from screener.clinic.worklist import Query
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables.submission import submission as table
from screener.storage.tables.work import search_term
from screener.storage.upkeep import index as index_module
from screener.storage.upkeep.index import Indexed, index
from screener.submissions.submission import withdraw
from screener.use_cases.worklist import Listing
from tests.storage.samples import KEYRING, KEYS
from tests.storage.working import LATER, NURSE, listing, send


def _found(database: Database, search: str, keyring: Keyring = KEYRING) -> int:
    return Listing(database, keyring).worklist(Query(), NURSE, search=search).total


def test_what_an_older_version_stored_is_found_by_everything_afterwards(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "AT_ONCE", 2)
    for number in range(1, 4):
        send(database, number)
    gone = send(database, 4)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(gone, LATER))
        connection.execute(delete(search_term))
    assert _found(database, "0123") == 0
    assert index(database, KEYRING) == Indexed(3, 3, 0)
    assert [_found(database, search) for search in ("0123", "Quixotesecret", "4/28/1956")] == [3, 3, 3]
    assert index(database, KEYRING) == Indexed(3, 0, 0), "what is so already stays"


def test_after_a_rotation_the_newest_key_alone_finds_it_and_the_old_hashes_are_gone(
    database: Database,
) -> None:
    send(database)
    both = Keyring([KEYS[1], KEYS[0]], "data")
    assert _found(database, "0123", both) == 1
    with database.reading() as connection:
        before = set(connection.scalars(select(search_term.c.fingerprint)))
    assert index(database, both) == Indexed(1, 1, 0)
    with database.reading() as connection:
        assert not before & set(connection.scalars(select(search_term.c.fingerprint)))
    assert _found(database, "0123", Keyring([KEYS[1]], "data")) == 1
    assert _found(database, "0123") == 0


def test_what_is_damaged_stays_as_it_is_and_is_counted(database: Database) -> None:
    send(database, 1)
    damaged = send(database, 2)
    with database.writing() as connection:
        connection.execute(update(table).where(table.c.id == damaged.id).values(contact=b"damaged"))
    assert index(database, KEYRING) == Indexed(2, 0, 1)
    assert listing(database).worklist(Query(), NURSE, search="0123").total == 2
