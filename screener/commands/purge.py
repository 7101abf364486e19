"""`screener purge`: what is old and not kept any longer."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

import click

from screener.clinic.retention import TO_NAME, Left, Old
from screener.clinic.schedule import FEWEST_DAYS, MOST_DAYS
from screener.codes.reference import REFERENCE_LENGTH, grouped, normalized
from screener.commands import opening
from screener.submissions.submission import Status

_STATUSES = [status.value for status in Status if status is not Status.WITHDRAWN]
_LEFT = {
    Left.ON_HOLD: "because they are on hold",
    Left.UNREAD: "because nobody read them",
    Left.RED_FLAG: "because they have a red flag",
}


@click.command()
@click.option(
    "--older-than",
    type=click.IntRange(FEWEST_DAYS, MOST_DAYS),
    metavar="DAYS",
    required=True,
    help="Received so long ago.",
)
@click.option("--status", type=click.Choice(_STATUSES), help="Of this status alone.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="REFERENCE",
    help="Purge this one too, though nobody read it or it has a red flag; can be given more than once.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def purge(older_than: int, status: str | None, names: Sequence[str], *, yes: bool) -> None:
    """Delete the content of old submissions, for good; reference number and dates stay.

    What is on hold is left. So is what nobody read and what has a red flag, unless you name it; it is listed by its
    reference number. Backups are not touched.
    """
    from screener.storage import kept_forms, retention, saved_answers
    from screener.storage.clock_marks import surely_passed
    from screener.use_cases.retention import Retaining

    database, keyring = opening.database_and_keyring()
    now = datetime.now(UTC)
    statuses = [status] if status else _STATUSES
    before = {Status(one): now - timedelta(days=older_than) for one in statuses}
    retaining = Retaining(database, keyring, clock=lambda: now)
    with opening.answered():
        with database.writing() as connection:
            if (passed := surely_passed(connection, now)) is not None:
                retention.forget_tries(connection, passed)
            saved_answers.forget_expired(connection, now)
            kept_forms.forget_expired(connection, now)
        old = retaining.old(before)
        named = _named(names, old)
        going = [one for one in old if one.left is None or one.reference in named]
        if going and not yes:
            _list(going)
            click.confirm(f"Delete the content of {len(going)} submissions for good?", abort=True)
        purged = retaining.purge(before, named) if going else 0
    click.echo(f"Purged submissions: {purged}.")
    for why, said in _LEFT.items():
        left = [one for one in old if one.left is why and one.reference not in named]
        if left:
            click.echo(f"Left, {said}: {len(left)}.")
            if why in TO_NAME:
                _list(left)


def _named(names: Sequence[str], old: Collection[Old]) -> frozenset[str]:
    """Return the references that were named; refuses one that is none, is not old enough, or is on hold."""
    known = {one.reference: one for one in old}
    named = set()
    for name in names:
        one = known.get(normalized(name, REFERENCE_LENGTH) or "")
        if one is None:
            raise click.ClickException(f"Nothing was purged: {name} is no submission that is old enough.")
        if one.left is Left.ON_HOLD:
            raise click.ClickException(f"Nothing was purged: {name} is on hold.")
        named.add(one.reference)
    return frozenset(named)


def _list(some: Collection[Old]) -> None:
    for one in some:
        click.echo(
            f"  {grouped(one.reference)}  received {one.received_at:%Y-%m-%d} (UTC)  {one.status.value}"
        )
