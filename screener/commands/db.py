"""`screener db`: the database's migrations."""

import click

from screener.commands import opening

_NEWER = "The database is of a newer version of this program, and stays as it is. This version works with it."


@click.group()
def db() -> None:
    """Look after the database's migrations."""


@db.command(name="upgrade")
def upgrade_command() -> None:
    """Bring the database to the newest migration."""
    from screener.storage.upkeep import schema

    with opening.answered():
        database = opening.database(begin=True)
        schema.upgrade(database)
        newer = schema.is_newer(database)
    click.echo(_NEWER if newer else "The database is at the newest migration.")


@db.command(name="check")
def check_command() -> None:
    """Exit with status 1 unless the database answers and is at the newest migration."""
    opening.current_database()
    click.echo("The database is at the newest migration.")
