"""`screener keys`: the keys that seal what is stored."""

import os
import time
from datetime import UTC, datetime

import click

from screener.commands import opening

_IN_ENVIRONMENT = (
    "The keys come from the environment, where this command cannot change them. Put a key of `screener keys new` behind "
    "the first one of SCREENER_DATA_KEYS, and another one behind the first one of SCREENER_SECRET_KEY, and restart every "
    "server; then put them in front, restart every server, and run this again: it then seals what is stored with the new key."
)
_KNOWN = "Servers on these files know the new keys. The older keys are still needed."
_EVERYBODY_LOOKED_SECONDS = 1
"""After so long every process that serves, and is not frozen, opens with a key that was announced."""


@click.group()
def keys() -> None:
    """Make and rotate the keys that seal what is stored."""


@keys.command(name="new")
def new_command() -> None:
    """Print a new random key for SCREENER_SECRET_KEY or SCREENER_DATA_KEYS."""
    from screener.storage.keys.sealing import new_key

    click.echo(new_key())


@keys.command(name="rotate")
def rotate_command() -> None:
    """Make new keys, and seal what is stored with them, also while it is served. After an interruption it goes on."""
    from screener.settings import DATA_FILE, SECRET_FILE
    from screener.storage.keys import keyfiles

    instance = opening.settings().instance
    try:
        with keyfiles.locked(instance):
            sealed_anew, made = _seal_anew(), ""
            if not sealed_anew:
                if {"SCREENER_DATA_KEYS", "SCREENER_SECRET_KEY"} & os.environ.keys():
                    raise click.ClickException(_IN_ENVIRONMENT)
                files = (instance / SECRET_FILE, instance / DATA_FILE)
                for file in files:
                    keyfiles.announce_key(file)
                time.sleep(_EVERYBODY_LOOKED_SECONDS)
                for file in files:
                    keyfiles.use_announced_key(file)
                made = "Made new keys.\n"
                sealed_anew = _seal_anew()
    except keyfiles.KeysBusy:
        raise click.ClickException("Another command is changing the keys.") from None
    click.echo(f"{made}Sealed {sealed_anew} values anew. {_KNOWN}")


def _seal_anew() -> int:
    from screener.storage.keys.rotation import reseal
    from screener.storage.upkeep.index import index

    database, keyring = opening.database_and_keyring()
    with opening.answered():
        done = reseal(database, keyring, datetime.now(UTC))
        index(database, keyring)
    if done.unopened:
        click.echo(
            f"{done.unopened} values cannot be opened with these keys, and stay as they are.", err=True
        )
    return done.values
