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


def settings(*, begin: bool = False) -> "Settings":
    """Return the settings of the environment; ends the command when they cannot be used.

    Only who is to ``begin`` makes keys for a database in the folder: a command that was started in another folder than the
    server's finds none there.
    """
    from screener.settings import BadSettings, from_environment

    try:
        return from_environment(begin=begin)
    except BadSettings as fault:
        raise click.ClickException(str(fault)) from None


def database(*, begin: bool = False) -> "Database":
    """Return the database of the settings, whether it answers or not; ``begin`` as for ``settings``."""
    from screener.storage.database import Database
    from screener.storage.engines import open_engine
    from screener.storage.keys.keyfiles import KeysFrom

    found = settings(begin=begin)
    if message := found.missing_database:
        raise click.ClickException(message)
    return Database(open_engine(found.database_url, make=found.keys_from is not KeysFrom.FILE))


def current_database() -> "Database":
    """Return the database of the settings; ends the command unless it answers and is at the newest migration.

    One that a newer version migrated will do, as long as this version finds there what it needs.
    """
    from screener.storage.upkeep import schema

    opened = database()
    if not schema.is_current(opened):
        _refuse_newer(opened)
        raise click.ClickException(NOT_CURRENT)
    return opened


def _refuse_newer(opened: "Database") -> None:
    from screener.storage.database import DatabaseUnavailable, NotOurs
    from screener.storage.upkeep import schema

    try:
        schema.refuse_newer(opened)
    except DatabaseUnavailable:
        return
    except NotOurs as fault:
        raise click.ClickException(str(fault)) from None


def database_and_keyring() -> "tuple[Database, Keyring]":
    """Return the database, at the newest migration, and the keys it was written with; ends the command otherwise."""
    from screener.storage.keys.keycheck import check_keys

    opened, keyring = current_database(), settings().data_keyring()
    with answered(), opened.writing() as connection:
        check_keys(connection, keyring)
    return opened, keyring


@contextmanager
def answered() -> Iterator[None]:
    """End the command where the database stops answering, or is not one to write to."""
    from screener.storage.database import DatabaseUnavailable, NotOurs

    try:
        yield
    except NotOurs as fault:
        raise click.ClickException(str(fault)) from None
    except DatabaseUnavailable:
        raise click.ClickException(AWAY) from None
