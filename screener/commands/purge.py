"""`screener purge`: what is old and not kept any longer."""

from datetime import UTC, datetime, timedelta

import click

from screener.clinic.schedule import FEWEST_DAYS, MOST_DAYS
from screener.commands import opening
from screener.submissions.submission import Status

_STATUSES = [status.value for status in Status if status is not Status.WITHDRAWN]


@click.command()
@click.option(
    "--older-than",
    type=click.IntRange(FEWEST_DAYS, MOST_DAYS),
    metavar="DAYS",
    required=True,
    help="Received so long ago.",
)
@click.option("--status", type=click.Choice(_STATUSES), help="Of this status alone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(older_than: int, status: str | None, *, yes: bool) -> None:
    """Delete the content of old submissions, for good; reference number and dates stay.

    What is on hold is left. Backups are not touched.
    """
    from screener.storage import kept_forms, retention, saved_answers
    from screener.use_cases.retention import Retaining

    database, keyring = opening.database_and_keyring()
    now = datetime.now(UTC)
    statuses = [status] if status else _STATUSES
    before = {Status(one): now - timedelta(days=older_than) for one in statuses}
    retaining = Retaining(database, keyring, clock=lambda: now)
    with opening.answered():
        with database.writing() as connection:
            retention.forget_tries(connection, now)
            saved_answers.forget_expired(connection, now)
            kept_forms.forget_expired(connection, now)
        due = retaining.due(before).values()
        free, on_hold = sum(one.free for one in due), sum(one.on_hold for one in due)
        if free and not yes:
            click.confirm(f"Delete the content of {free} submissions for good?", abort=True)
        purged = retaining.purge(before) if free else 0
    click.echo(f"Purged submissions: {purged}.")
    if on_hold:
        click.echo(f"Left, because they are on hold: {on_hold}.")
