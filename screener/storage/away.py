"""Which error of a database means that it is away, and not that what was asked of it is wrong."""

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError

_SQLITE_IS_AWAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
_POSTGRESQL_IS_AWAY = frozenset({"25006", "25P03", "42501"})
"""A transaction that may only read, one that was ended because it was idle, and rights that are missing."""


def is_away(error: DBAPIError) -> bool:
    """Tell whether the database cannot be used now, whatever is asked of it."""
    # SQLite calls a mistake in our own statement an operational error too; its code tells them apart.
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_IS_AWAY
    return isinstance(error, OperationalError) or getattr(error.orig, "sqlstate", None) in _POSTGRESQL_IS_AWAY
