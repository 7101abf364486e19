"""`screener purge`: what is old and not kept any longer."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from screener.commands import opening
from screener.submission import Status

if TYPE_CHECKING:
    from screener.storage.database import Database
    from screener.storage.sealing import Keyring

_STATUSES = [status.value for status in Status if status is not Status.WITHDRAWN]


@click.command()
@click.option(
    "--older-than", type=click.IntRange(1, 36500), metavar="DAYS", required=True, help="Received so long ago."
)
@click.option("--status", type=click.Choice(_STATUSES), help="Of this status alone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(older_than: int, status: str | None, *, yes: bool) -> None:
    """Delete the content of old submissions, for good; reference number and dates stay. Backups are not touched."""
    from screener.storage import retention, saved_drafts

    database, keyring = opening.database_and_keyring()
    now = datetime.now(UTC)
    before, of_status = now - timedelta(days=older_than), Status(status) if status else None
    with opening.answered():
        with database.writing() as connection:
            retention.forget_tries(connection, now)
            saved_drafts.forget_expired(connection, now)
        with database.reading() as connection:
            due = retention.count_due(connection, before, of_status)
        if due and not yes:
            click.confirm(f"Delete the content of {due} submissions for good?", abort=True)
        purged = _purge(database, keyring, before, of_status, now) if due else 0
    click.echo(f"Purged submissions: {purged}.")


def _purge(
    database: "Database", keyring: "Keyring", before: datetime, status: Status | None, now: datetime
) -> int:
    from screener.storage import retention

    purged = 0
    while True:
        with database.writing() as connection:
            some = retention.purge_some(connection, keyring, before, status, now)
        if not some:
            break
        purged += some
    database.forget_overwritten()
    return purged
