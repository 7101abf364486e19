"""Whether the keys at hand are the keys that the database was written with."""

from sqlalchemy import Connection, select, update

from screener.storage.database import NotOurs
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables.key_check import key_check
from screener.storage.tables.sealed import purpose
from screener.storage.upsert import insert_into

_TEXT = b"the keys are right"
_PURPOSE = purpose(key_check.c.sealed, 1)


class WrongKeys(NotOurs):
    """The database was written with keys that are not at hand; what is in it could not be read."""

    def __init__(self) -> None:
        super().__init__(
            "The database was written with other SCREENER_DATA_KEYS: with these, nothing in it could be read."
        )


def check_keys(connection: Connection, keyring: Keyring) -> None:
    """Leave a sealed mark in a new database; raise ``WrongKeys`` where the mark of an earlier start cannot be opened."""
    # Two machines may start at once on a new database: the mark of the first one counts.
    mark = {"number": 1, "sealed": keyring.seal(_TEXT, *_PURPOSE)}
    connection.execute(insert_into(connection, key_check).on_conflict_do_nothing(), mark)
    _compare(connection.execute(select(key_check.c.sealed)).scalar_one(), keyring)


def check_keys_by_writing(connection: Connection, keyring: Keyring) -> None:
    """Write the mark anew as it is, and raise ``WrongKeys`` where there is none, or the keys cannot open it."""
    same = update(key_check).values(sealed=key_check.c.sealed).returning(key_check.c.sealed)
    _compare(connection.execute(same).scalar_one_or_none() or b"", keyring)


def _compare(sealed: bytes, keyring: Keyring) -> None:
    try:
        keyring.open(sealed, *_PURPOSE)
    except CannotOpen:
        raise WrongKeys from None
