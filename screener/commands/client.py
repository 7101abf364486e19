"""`screener client`: programs of other systems that read and send submissions."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from screener.accounts.client import LONGEST_DAYS, Scope, scopes_of
from screener.commands import opening

if TYPE_CHECKING:
    from screener.use_cases.clients import Clients


@click.group()
def client() -> None:
    """Look after programs of other systems that read and send submissions as FHIR."""


@client.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    required=True,
    help="What it may do; may be given more than once.",
)
@click.option("--days", type=click.IntRange(1, LONGEST_DAYS), default=90, show_default=True)
@click.option(
    "--keys",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Its public keys (JWKS), for SMART backend services, in place of a token.",
)
def make(name: str, scopes: tuple[str, ...], days: int, keys: Path | None) -> None:
    """Let the program NAME in, and print its token, or with --keys its client id. The token is not shown again."""
    from screener.adapters.client_keys import public_keys
    from screener.audit import COMMAND_LINE, Actor

    by, may = Actor(COMMAND_LINE, ""), scopes_of(" ".join(scopes))
    try:
        jwks = public_keys(keys.read_text(encoding="utf-8")) if keys else ""
    except (ValueError, OSError) as fault:
        said = "the file cannot be read" if isinstance(fault, OSError | UnicodeError) else str(fault)
        raise click.ClickException(said) from None
    try:
        with opening.answered():
            if jwks:
                printed = _clients().make_with_keys(name, may, days, jwks, by).id
            else:
                printed = _clients().make(name, may, days, by)[1]
    except ValueError as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(printed)


@client.command(name="list")
def list_() -> None:
    """Print the programs that may come in: id, day of the end, name."""
    with opening.answered():
        for found in _clients().all():
            click.echo(f"{found.id}  {found.expires_at:%Y-%m-%d}  {found.name}")


@client.command()
@click.argument("client_id")
def revoke(client_id: str) -> None:
    """Let the program CLIENT_ID in no longer, from its next request on."""
    from screener.audit import COMMAND_LINE, Actor

    with opening.answered():
        if not client_id.isascii() or not _clients().revoke(client_id, Actor(COMMAND_LINE, "")):
            raise click.ClickException(
                "There is no such program that may come in; screener client list names them."
            )


def _clients() -> "Clients":
    from screener.use_cases.clients import Clients

    return Clients(*opening.database_and_keyring())
