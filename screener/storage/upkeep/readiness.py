"""Whether a Send could be taken now: not by asking whether the database is there, but by writing."""

import os
import tempfile
from pathlib import Path

from screener.storage import audit
from screener.storage.database import Database, DatabaseUnavailable, NotOurs
from screener.storage.keys.keycheck import check_keys_by_writing
from screener.storage.keys.sealing import Keyring
from screener.storage.upkeep import schema

_ROOM_BYTES = 4 * 1024 * 1024
"""What has to fit on the disk beside SQLite's file: the largest submission many times, and the log of some writers."""


def fault(database: Database, keyring: Keyring) -> str | None:
    """Return in a word why nothing could be sent now, or ``None`` when it could.

    What a Send needs is done: the chain of the audit is locked and one row is written and committed, in a database that
    has every table, was written with these keys, and has room.
    """
    try:
        with database.writing() as connection:
            audit.lock(connection)
            check_keys_by_writing(connection, keyring)
        if not schema.is_current(database):
            return "NotMigrated"
        if database.lacks() is not None:
            return "TableMissing"
        _reserve_room(database)
    except (DatabaseUnavailable, NotOurs) as reason:
        return str(reason) if isinstance(reason, DatabaseUnavailable) else type(reason).__name__
    except OSError as reason:
        return type(reason).__name__
    return None


def _reserve_room(database: Database) -> None:
    if database.engine.dialect.name != "sqlite":
        return  # the server's disk is known to the server: the row above was written on it
    with tempfile.TemporaryFile(dir=Path(str(database.engine.url.database)).absolute().parent) as probe:
        os.posix_fallocate(probe.fileno(), 0, _ROOM_BYTES)
