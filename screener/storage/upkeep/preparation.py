"""What must be so before a process writes anything: the newest migration, and the keys that the database knows."""

from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.keycheck import check_keys
from screener.storage.keys.sealing import Keyring
from screener.storage.upkeep import schema


def prepare(database: Database, keyring: Keyring) -> None:
    """Migrate the database, and leave or compare its mark of the keys.

    Raises ``NotOurs`` (``WrongKeys``, ``NewerDatabase``) where nothing may be written, and ``DatabaseUnavailable``.
    """
    if not schema.is_current(database):
        schema.upgrade(database)
    with database.writing() as connection:
        check_keys(connection, keyring)


def prepared_database(url: str, keyring: Keyring, *, make: bool) -> Database:
    """Return the database of an address. It is prepared when something is first written: it may be away until then.

    ``make`` makes the file of SQLite where there is none.
    """
    return Database(open_engine(url, make=make), prepare=lambda database: prepare(database, keyring))
