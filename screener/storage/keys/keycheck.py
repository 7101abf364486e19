"""Whether the keys at hand are the keys that the database was written with."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables.key_check import key_check
from screener.storage.tables.sealed import purpose

_TEXT = b"the keys are right"
_PURPOSE = purpose(key_check.c.sealed, 1)
_LEAVE_MARK = {
    name: dialect.insert(key_check).on_conflict_do_nothing()
    for name, dialect in {"postgresql": postgresql, "sqlite": sqlite}.items()
}


class WrongKeys(Exception):
    """The database was written with keys that are not at hand; what is in it could not be read."""

    def __init__(self) -> None:
        super().__init__(
            "The database was written with other SCREENER_DATA_KEYS: with these, nothing in it could be read."
        )


def check_keys(connection: Connection, keyring: Keyring) -> None:
    """Leave a sealed mark in a new database; raise ``WrongKeys`` where the mark of an earlier start cannot be opened."""
    # Two machines may start at once on a new database: the mark of the first one counts.
    mark = {"number": 1, "sealed": keyring.seal(_TEXT, *_PURPOSE)}
    connection.execute(_LEAVE_MARK[connection.dialect.name], mark)
    sealed = connection.execute(select(key_check.c.sealed)).scalar_one()
    try:
        keyring.open(sealed, *_PURPOSE)
    except CannotOpen:
        raise WrongKeys from None
