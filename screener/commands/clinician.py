"""`screener clinician`: let people of the clinic in."""

import click

from screener.commands import opening

_DEFAULT_ADDRESS = "http://127.0.0.1:8000"


@click.group()
def clinician() -> None:
    """Look after the accounts of the clinic's staff."""


@clinician.command()
@click.argument("email")
@click.option("--admin", is_flag=True, help="Let them look after accounts, too.")
def invite(email: str, *, admin: bool) -> None:
    """Print a one-time link, good for 72 hours, with which EMAIL sets a password."""
    from screener import create_app
    from screener.accounts.staff import roles_of
    from screener.adapters.email_addresses import email_address_as_typed
    from screener.audit import COMMAND_LINE, Actor
    from screener.use_cases.accounts import AlreadyDisabled, Staffing
    from screener.web.addresses import address_in

    try:
        address = email_address_as_typed(email).lower()
    except ValueError:
        raise click.ClickException("Write an email address like name@example.com.") from None
    staffing = Staffing(*opening.database_and_keyring())
    try:
        with opening.answered():
            token = staffing.invite(address, roles_of(administrator=admin), Actor(COMMAND_LINE, ""))
    except AlreadyDisabled:
        message = "This account is disabled. An administrator can enable it."
        raise click.ClickException(message) from None
    settings = opening.settings()
    base_url = settings.base_url or _DEFAULT_ADDRESS
    click.echo(address_in(create_app(settings), base_url, "clinic.invitation", token=token))
