"""Tablets are known by a keyed hash of their code alone, under every key, and wrong codes are counted."""

import pytest

from screener.audit import Actor
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.throttling import TooManyTries
from screener.use_cases.tablets import Kiosks
from tests.storage.samples import KEYRING, KEYS, NOON, everything

HOME = "192.0.2.7"
ROOT = Actor("staff-1", HOME)


def test_a_tablet_is_known_until_it_is_revoked(database: Database) -> None:
    kiosks = Kiosks(database, KEYRING, tries_per_hour=1, clock=lambda: NOON)
    code = kiosks.make("Waiting room", ROOT)
    (made,) = kiosks.all()
    assert (made.name, made.made_at) == ("Waiting room", NOON)
    rotated = Kiosks(database, Keyring([KEYS[1], KEYS[0]], "data"), tries_per_hour=1, clock=lambda: NOON)
    assert rotated.is_known(code.lower())
    with database.reading() as connection:
        assert code not in everything(connection)
    assert not kiosks.opens("2222-2222-2222", HOME)
    with pytest.raises(TooManyTries):
        kiosks.opens("nothing", HOME)
    assert kiosks.opens(code, HOME)
    assert kiosks.revoke(made.id, ROOT)
    assert not kiosks.revoke(made.id, ROOT)
    assert not kiosks.is_known(code)
