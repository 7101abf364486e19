"""Migrations, with Alembic configured in code: no ini file, the same on every machine."""

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from screener.storage.database import Database, DatabaseUnavailable

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_UPGRADE_LOCK = 0x5C4EE5


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, bound to ``connection`` where a command runs on one."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database) -> None:
    """Bring the database to the newest migration; several machines may do so at once."""
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
        command.upgrade(configuration(connection), "head")


def is_current(database: Database) -> bool:
    """Tell whether the database answers and is at the newest migration."""
    try:
        with database.reading() as connection:
            current = MigrationContext.configure(connection).get_current_heads()
    except DatabaseUnavailable:
        return False
    return set(current) == _newest()


def is_known(database: Database) -> bool:
    """Tell whether the database is at one of this program's migrations. Raises ``DatabaseUnavailable``."""
    with database.reading() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    return bool(current) and set(current) <= known


@lru_cache(maxsize=1)
def _newest() -> set[str]:
    return set(ScriptDirectory.from_config(configuration()).get_heads())
