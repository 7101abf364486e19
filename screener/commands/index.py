"""`screener index`: what submissions are found by, made anew."""

import click

from screener.commands import opening


@click.command(name="index")
def index() -> None:
    """Let each submission be found by all that a search may name today: run it once after an update that says so."""
    from screener.storage.upkeep.index import index as make

    database, keyring = opening.database_and_keyring()
    with opening.answered():
        done = make(database, keyring)
    click.echo(f"Indexed {done.anew} of {done.submissions} submissions anew.")
    if done.unopened:
        click.echo(f"{done.unopened} cannot be opened with these keys, and stay as they are.", err=True)
