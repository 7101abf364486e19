"""Whether a Send could be taken now: not by asking whether the database is there, but by writing."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.exc import DBAPIError

from screener.storage import audit
from screener.storage.database import Database, DatabaseUnavailable, NotOurs
from screener.storage.keys.keycheck import check_keys_by_writing
from screener.storage.keys.sealing import Keyring
from screener.storage.tables import metadata
from screener.storage.upkeep import schema
from screener.storage.upkeep.rehearsal import rehearse

_ROOM_BYTES = 4 * 1024 * 1024
"""What has to fit on the disk beside SQLite's file: the largest submission many times, and the log of some writers."""


def fault(database: Database, keyring: Keyring) -> str | None:
    """Return in a word why nothing could be sent now, or ``None`` when it could.

    What a Send needs is done: the chain of the audit is locked, every row of a Send is written and taken back (PostgreSQL), and one row is
    written and committed, in a database that has every table, was written with these keys, and has room.
    """
    try:
        with database.writing() as connection:
            audit.lock(connection)
            # Rights can be taken in PostgreSQL. In SQLite it would put pages into memory that hide a file overwritten beneath them.
            if database.engine.dialect.name == "postgresql":
                rehearse(connection, keyring)
            check_keys_by_writing(connection, keyring)
        if not schema.is_current(database):
            return "NotMigrated"
        if database.lacks() is not None:
            return "TableMissing"
        if database.engine.dialect.name == "sqlite":
            file = Path(str(database.engine.url.database)).resolve()
            _read_afresh(file)
            _reserve_room(file.parent)
    except (DatabaseUnavailable, NotOurs) as reason:
        return str(reason) if isinstance(reason, DatabaseUnavailable) else type(reason).__name__
    except (OSError, sqlite3.Error, DBAPIError) as reason:
        return type(reason).__name__
    return None


def _read_afresh(file: Path) -> None:
    # Connections that are open have pages in memory, which say nothing about a file that was overwritten beneath them.
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
        for table in metadata.sorted_tables:
            connection.execute(f"SELECT * FROM {table.name} LIMIT 1").fetchone()  # noqa: S608 - our own names


def _reserve_room(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder) as probe:
        os.posix_fallocate(probe.fileno(), 0, _ROOM_BYTES)
