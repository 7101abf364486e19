"""`screener keys`: the keys that seal what is stored."""

import click


@click.group()
def keys() -> None:
    """Make and rotate the keys that seal what is stored."""


@keys.command(name="new")
def new_command() -> None:
    """Print a new random key for SCREENER_SECRET_KEY or SCREENER_DATA_KEYS."""
    from screener.storage.sealing import new_key

    click.echo(new_key())
