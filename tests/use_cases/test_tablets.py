"""Tablets are known by a keyed hash of their code alone, under every key, and wrong codes are counted."""

import pytest

from screener.audit import Actor
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.throttling import TooManyTries
from screener.use_cases.tablets import Tablets
from tests.storage.samples import KEYRING, KEYS, NOON, everything

HOME = "192.0.2.7"
ROOT = Actor("staff-1", HOME)


def test_a_tablet_is_known_until_it_is_revoked(database: Database) -> None:
    tablets = Tablets(database, KEYRING, tries_per_hour=1, clock=lambda: NOON)
    code = tablets.make("Waiting room", ROOT)
    (made,) = tablets.all()
    assert (made.name, made.made_at) == ("Waiting room", NOON)
    rotated = Tablets(database, Keyring([KEYS[1], KEYS[0]], "data"), tries_per_hour=1, clock=lambda: NOON)
    assert rotated.is_known(code.lower())
    with database.reading() as connection:
        assert code not in everything(connection)
    assert not tablets.opens("2222-2222-2222", HOME)
    with pytest.raises(TooManyTries):
        tablets.opens("nothing", HOME)
    assert tablets.opens(code, HOME)
    assert tablets.revoke(made.id, ROOT)
    assert not tablets.revoke(made.id, ROOT)
    assert not tablets.is_known(code)
