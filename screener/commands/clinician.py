"""`screener clinician`: let people of the clinic in."""

import click

from screener.accounts.staff import Role
from screener.audit import COMMAND_LINE, Actor
from screener.commands import opening

_ELSEWHERE = "This account signs in at the identity provider, and has no password here. SCREENER_OIDC_EMERGENCY names those that have one."
_DEFAULT_ADDRESS = "http://localhost:8000"


@click.group()
def clinician() -> None:
    """Look after the accounts of the clinic's staff."""


@clinician.command()
@click.argument("email")
@click.option("--admin", is_flag=True, help="The same as --role clinician --role administrator.")
@click.option(
    "--role",
    "named",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    help="As what; more than once for more than one.",
)
def invite(email: str, named: tuple[str, ...], *, admin: bool) -> None:
    """Print a one-time link, good for 72 hours, with which EMAIL sets a password.

    Whoever has no account gets one, as a clinician unless roles are named. Whoever has one keeps their roles, but where
    some are named: then they have these from now on.
    """
    from screener import create_app
    from screener.accounts.local_accounts import SignsOnElsewhere
    from screener.accounts.staff import FIRST
    from screener.use_cases.accounts import Staffing
    from screener.use_cases.invitations import AlreadyDisabled, Inviting
    from screener.web.addresses import address_in

    address, stored = _address(email), opening.database_and_keyring()
    settings = opening.settings()
    staffing = Staffing(*stored, local=settings.local_accounts)
    inviting = Inviting(*stored, local=settings.local_accounts)
    roles = frozenset(map(Role, named)) | (FIRST if admin else frozenset())
    by = Actor(COMMAND_LINE, "")
    try:
        with opening.answered():
            if (known := staffing.account_of(address)) is None:
                token = inviting.invite(address, roles or frozenset({Role.CLINICIAN}), by)
            else:
                _, token = inviting.new_password_link(known.staff.id, by) or ("", "")
                if roles and roles != known.staff.roles:
                    staffing.change_roles(known.staff.id, roles, by)
    except AlreadyDisabled:
        message = "This account is disabled. An administrator can enable it."
        raise click.ClickException(message) from None
    except SignsOnElsewhere:
        raise click.ClickException(_ELSEWHERE) from None
    base_url = settings.base_url or _DEFAULT_ADDRESS
    click.echo(address_in(create_app(settings), base_url, "clinic.invitation", token=token))


@clinician.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Let EMAIL set up a second factor anew at the next sign-in; app, passkeys and recovery codes are void."""
    from screener.accounts.local_accounts import SignsOnElsewhere
    from screener.use_cases.accounts import Staffing

    address, stored = _address(email), opening.database_and_keyring()
    staffing = Staffing(*stored, local=opening.settings().local_accounts)
    with opening.answered():
        known = staffing.account_of(address)
        if known is None:
            raise click.ClickException("Nobody has an account with this email address.")
        try:
            staffing.reset_second_factor(known.staff.id, Actor(COMMAND_LINE, ""))
        except SignsOnElsewhere:
            raise click.ClickException(_ELSEWHERE) from None
    click.echo("The second factor is set up anew at the next sign-in.")


def _address(email: str) -> str:
    from screener.adapters.email_addresses import email_address_as_typed

    try:
        return email_address_as_typed(email).lower()
    except ValueError:
        raise click.ClickException("Write an email address like name@example.com.") from None
