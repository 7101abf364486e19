"""Migrations, with Alembic configured in code: no ini file, the same on every machine."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from screener.storage.database import Database, DatabaseUnavailable, NotOurs

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_UPGRADE_LOCK = 0x5C4EE5
_UPGRADE_SECONDS = 600


def configuration(connection: Connection | None = None) -> "Config":
    """Return Alembic's configuration, bound to ``connection`` where a command runs on one."""
    from alembic.config import Config  # noqa: PLC0415 - a server that has nothing to migrate starts without it

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


class NewerDatabase(NotOurs):
    """A newer version of this program migrated the database, and took away something that this one needs."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"The database is of a newer version of this program, and its table {table} is not the one that this version"
            " knows. Nothing was changed. Install the newer version, or put back a copy that was made before."
        )


def upgrade(database: Database) -> None:
    """Bring the database to the newest migration; several machines may do so at once.

    One of a newer version stays as it is, because migrations add before they take away: this version works with it as
    long as nothing that it needs is gone. Raises ``NewerDatabase`` where something is, and ``DatabaseUnavailable``.
    """
    if is_newer(database):
        refuse_newer(database)
        return
    if _heads(database) == _newest():
        return
    from alembic import command  # noqa: PLC0415 - as above

    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            # A migration may take longer than anything else is allowed to, and others wait until it is done.
            for limit in ("lock_timeout", "statement_timeout"):
                connection.execute(text(f"SET LOCAL {limit} = '{_UPGRADE_SECONDS}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
        command.upgrade(configuration(connection), "head")


def refuse_newer(database: Database) -> None:
    """Raise ``NewerDatabase`` where a newer version took something away that this one needs."""
    if is_newer(database) and (table := database.lacks()):
        raise NewerDatabase(table)


def is_current(database: Database) -> bool:
    """Tell whether the database answers and is at the newest migration, or at one of a newer version that works with this."""
    try:
        current = _heads(database)
        return current == _newest() or (bool(current - _known()) and database.lacks() is None)
    except DatabaseUnavailable:
        return False


def is_newer(database: Database) -> bool:
    """Tell whether the database is at a migration that this program does not know. Raises ``DatabaseUnavailable``."""
    return bool(_heads(database) - _known())


def is_known(database: Database) -> bool:
    """Tell whether the database is at one of this program's migrations. Raises ``DatabaseUnavailable``."""
    current = _heads(database)
    return bool(current) and current <= _known()


def _heads(database: Database) -> frozenset[str]:
    with database.reading() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return frozenset()
        return frozenset(connection.scalars(text("SELECT version_num FROM alembic_version")))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    # A migration is called by the number that its file begins with, each follows the one before, and the last is the newest.
    return frozenset(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _newest() -> frozenset[str]:
    return frozenset({max(_known())})
