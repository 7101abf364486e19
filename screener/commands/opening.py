"""Settings and database for a command, and how it says that they cannot be had."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from screener.settings import Settings
    from screener.storage.database import Database
    from screener.storage.keys.sealing import Keyring

AWAY = "The database does not answer."
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
    from screener.storage.upkeep import schema

    opened = database()
    if not schema.is_current(opened):
        raise click.ClickException(NOT_CURRENT)
    return opened


def database_and_keyring() -> "tuple[Database, Keyring]":
    """Return the database, at the newest migration, and the keys it was written with; ends the command otherwise."""
    from screener.storage.keys.keycheck import WrongKeys, check_keys
    from screener.storage.keys.sealing import Keyring

    opened, keyring = current_database(), Keyring(settings().data_keys, "data")
    try:
        with answered(), opened.writing() as connection:
            check_keys(connection, keyring)
    except WrongKeys as fault:
        raise click.ClickException(str(fault)) from None
    return opened, keyring


@contextmanager
def answered() -> Iterator[None]:
    """End the command where the database stops answering."""
    from screener.storage.database import DatabaseUnavailable

    try:
        yield
    except DatabaseUnavailable:
        raise click.ClickException(AWAY) from None
