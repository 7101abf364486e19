"""Settings and database for a command, and how it says that they cannot be had."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from screener.settings import Settings
    from screener.storage.database import Database

NOT_CURRENT = "The database does not answer, or is not at the newest migration."


def settings() -> "Settings":
    """Return the settings of the environment; ends the command when they cannot be used."""
    from screener.settings import BadSettings, from_environment

    try:
        return from_environment()
    except BadSettings as fault:
        raise click.ClickException(str(fault)) from None


def database() -> "Database":
    """Return the database of the settings, whether it answers or not."""
    from screener.storage.database import Database, open_engine

    return Database(open_engine(settings().database_url))


def current_database() -> "Database":
    """Return the database of the settings; ends the command unless it answers and is at the newest migration."""
    from screener.storage import schema

    opened = database()
    if not schema.is_current(opened):
        raise click.ClickException(NOT_CURRENT)
    return opened
