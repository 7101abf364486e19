"""`screener audit`: what was done, and whether the record of it is whole."""

import click

from screener.commands import opening


@click.group()
def audit() -> None:
    """Look at the audit."""


@audit.command()
def verify() -> None:
    """Check the hash chain of the audit; exit with status 1 at the first row that does not fit."""
    from screener.storage import audit

    with opening.answered(), opening.current_database().reading() as connection:
        fault = audit.first_fault(connection)
    if fault is not None:
        raise click.ClickException(f"Row {fault} of the audit was altered, is missing, or is out of order.")
    click.echo("The audit is whole.")
