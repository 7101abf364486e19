"""`screener audit`: what was done, and whether the record of it is whole."""

import click

from screener.commands import opening

_UNGUARDED = "The lines of the audit fit, but the database does not refuse to change them: its triggers are missing, or are others."


@click.group()
def audit() -> None:
    """Look at the audit."""


@audit.command()
def verify() -> None:
    """Check the hash chain of the audit; exit with status 1 at the first row that does not fit, or where rows could be changed."""
    from screener.storage import audit

    with opening.answered(), opening.current_database().reading() as connection:
        fault, guarded = audit.first_fault(connection), audit.is_guarded(connection)
    if fault is not None:
        raise click.ClickException(f"Row {fault} of the audit was altered, is missing, or is out of order.")
    if not guarded:
        raise click.ClickException(_UNGUARDED)
    click.echo("The audit is whole.")
