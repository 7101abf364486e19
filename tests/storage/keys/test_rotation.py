"""Whatever an older key sealed is sealed with the newest, batch by batch, and opens to the same content."""

import pytest
from sqlalchemy import select, update

from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.keys import rotation
from screener.storage.keys.keycheck import check_keys
from screener.storage.keys.rotation import Resealed, reseal, sealed_tables
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.storage.tables.submission import submission as table
from screener.submissions.content import Content
from screener.submissions.submission import Submission, received, withdraw
from tests.storage.samples import CONTENT, KEYRING, KEYS, NOON, submission

ROTATED = Keyring([KEYS[1], KEYS[0]], "data")
NEWEST_ALONE = Keyring(KEYS[1:], "data")


def _add(database: Database, keyring: Keyring, count: int) -> list[Submission]:
    new = [submission() for _ in range(count)]
    with database.writing() as connection:
        check_keys(connection, keyring)
        for one in new:
            Submissions(connection, keyring).add(one, CONTENT, received(one), send_key=one.id, receipt=one.id)
    return new


def _contents(database: Database, keyring: Keyring, some: list[Submission]) -> list[Content | None]:
    with database.reading() as connection:
        return [Submissions(connection, keyring).content(one) for one in some]


def test_all_that_an_older_key_sealed_opens_with_the_newest_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "AT_ONCE", 2)
    old = _add(database, KEYRING, 5)
    new = _add(database, ROTATED, 2)
    assert reseal(database, ROTATED, NOON) == Resealed(values=5 * 3 + 1, unopened=0)
    assert _contents(database, NEWEST_ALONE, old + new) == [CONTENT] * 7
    with database.writing() as connection:
        check_keys(connection, NEWEST_ALONE)


def test_a_second_time_finds_nothing_to_do_and_audits_nothing(database: Database) -> None:
    _add(database, KEYRING, 2)
    reseal(database, ROTATED, NOON)
    assert reseal(database, ROTATED, NOON) == Resealed(0, 0)
    with database.reading() as connection:
        rotations = connection.execute(
            select(audit_event).where(audit_event.c.action == "keys.rotated")
        ).all()
        assert audit_check.first_fault(connection) is None
    assert [(row.actor, row.details) for row in rotations] == [("command line", '{"count": "7"}')]


def test_after_an_interruption_it_goes_on_and_nothing_is_lost(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "AT_ONCE", 2)
    old = _add(database, KEYRING, 7)
    seal, calls = Keyring.seal, 0

    def stopping(keyring: Keyring, plain: bytes, *purpose: str) -> bytes:
        nonlocal calls
        calls += 1
        if calls == 17:
            raise KeyboardInterrupt
        return seal(keyring, plain, *purpose)

    with monkeypatch.context() as patched:
        patched.setattr(Keyring, "seal", stopping)
        with pytest.raises(KeyboardInterrupt):
            reseal(database, ROTATED, NOON)
    assert _contents(database, ROTATED, old) == [CONTENT] * len(old)
    left = reseal(database, ROTATED, NOON)
    assert 0 < left.values < 7 * 3 + 1, "what was done stays done"
    assert _contents(database, NEWEST_ALONE, old) == [CONTENT] * len(old)


def test_what_cannot_be_opened_stays_as_it_is_and_is_counted(database: Database) -> None:
    damaged, other = _add(database, KEYRING, 2)
    with database.writing() as connection:
        connection.execute(update(table).where(table.c.id == damaged.id).values(seen=b"damaged"))
    assert reseal(database, ROTATED, NOON) == Resealed(values=2 * 3, unopened=1)
    assert reseal(database, ROTATED, NOON) == Resealed(values=0, unopened=1)
    with database.reading() as connection:
        assert connection.scalar(select(table.c.seen).where(table.c.id == damaged.id)) == b"damaged"
    assert _contents(database, NEWEST_ALONE, [other]) == [CONTENT]


def test_a_tombstone_has_nothing_to_seal(database: Database) -> None:
    (gone,) = _add(database, KEYRING, 1)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(gone, NOON))
    assert reseal(database, ROTATED, NOON) == Resealed(values=1, unopened=0)


def test_receipts_and_send_keys_are_still_found_by_the_older_key(database: Database) -> None:
    (old,) = _add(database, KEYRING, 1)
    reseal(database, ROTATED, NOON)
    with database.reading() as connection:
        assert Submissions(connection, ROTATED).by_receipt(old.id) is not None
        assert Submissions(connection, ROTATED).by_send_key(old.id) is not None
        assert Submissions(connection, NEWEST_ALONE).by_receipt(old.id) is None, "it is needed for good"


def test_every_table_with_a_sealed_column_has_one_primary_key_to_bind_it_to() -> None:
    found = {table.name: names for table, names in sealed_tables()}
    assert found["submission"] == ["contact", "answers", "seen"]
    assert found["key_check"] == ["sealed"]
    assert [one.name for one, _ in sealed_tables() if len(one.primary_key.columns) != 1] == []
