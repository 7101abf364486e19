"""`screener clinician`: let people of the clinic in."""

import click

_DEFAULT_ADDRESS = "http://127.0.0.1:8000"


@click.group()
def clinician() -> None:
    """Look after the accounts of the clinic's staff."""


@clinician.command()
@click.argument("email")
@click.option("--admin", is_flag=True, help="Let them look after accounts, too.")
def invite(email: str, *, admin: bool) -> None:
    """Print a one-time link, good for 72 hours, with which EMAIL sets a password."""
    from screener.audit import COMMAND_LINE
    from screener.contact import email_address
    from screener.settings import BadSettings, from_environment
    from screener.staff import roles_of
    from screener.staffing import AlreadyDisabled, Staffing, link_to
    from screener.storage import schema
    from screener.storage.database import Database, open_engine
    from screener.storage.sealing import Keyring

    try:
        address = email_address(email).lower()
        settings = from_environment()
    except ValueError:
        raise click.ClickException("Write an email address like name@example.com.") from None
    except BadSettings as fault:
        raise click.ClickException(str(fault)) from None
    database = Database(open_engine(settings.database_url))
    if not schema.is_current(database):
        raise click.ClickException("The database does not answer, or is not at the newest migration.")
    staffing = Staffing(database, Keyring(settings.data_keys, "data"))
    try:
        token = staffing.invite(address, roles_of(administrator=admin), by=COMMAND_LINE, address="")
    except AlreadyDisabled:
        message = "This account is disabled. An administrator can enable it."
        raise click.ClickException(message) from None
    click.echo(link_to(settings.base_url or _DEFAULT_ADDRESS, token))
