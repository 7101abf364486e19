"""`screener audit`: what was done, and whether the record of it is whole."""

import click

from screener.audit import COMMAND_LINE, Actor
from screener.commands import opening

_UNGUARDED = "The lines of the audit fit, but the database does not refuse to change them: its triggers are missing, or are others."


@click.group()
def audit() -> None:
    """Look at the audit."""


@audit.command()
def verify() -> None:
    """Check the hash chain of the audit; exit with status 1 at the first row that does not fit, or where rows could be changed.

    That it was checked, and what came of it, is a line of the audit.
    """
    from screener.storage.database import DatabaseUnavailable
    from screener.use_cases.audit_check import CheckingAudit

    with opening.answered():
        checking = CheckingAudit(opening.current_database())
        state = checking.check()
    try:
        checking.remember(state, Actor(COMMAND_LINE, ""))
    except DatabaseUnavailable:
        click.echo("That it was checked could not be written down: the database takes nothing.", err=True)
    if state.fault is not None:
        raise click.ClickException(
            f"Row {state.fault} of the audit was altered, is missing, or is out of order."
        )
    if not state.guarded:
        raise click.ClickException(_UNGUARDED)
    click.echo("The audit is whole.")
