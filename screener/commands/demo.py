"""`screener demo`: synthetic submissions, to try the clinic's side with."""

import secrets
from datetime import UTC, datetime

import click

from screener.commands import opening


@click.command()
@click.option("--submissions", type=click.IntRange(1, 1_000_000), metavar="N", help="Make so many.")
@click.option("--seed", type=int, help="The same seed makes the same people; without it they are new.")
@click.option("--remove", is_flag=True, help="Remove every synthetic submission, and nothing else.")
def demo(submissions: int | None, seed: int | None, *, remove: bool) -> None:
    """Make synthetic submissions, marked as such, over the last year; or remove them all."""
    if remove == (submissions is not None) or (remove and seed is not None):
        raise click.UsageError("give --submissions N, with or without --seed, or --remove alone")
    if submissions is None:
        _remove()
    else:
        _make(submissions, secrets.randbelow(1_000_000) if seed is None else seed)


def _make(number: int, seed: int) -> None:
    from screener import demo as synthetic

    database, keyring = opening.database_and_keyring()
    made = synthetic.visits(number, seed, until=datetime.now(UTC))
    sending = synthetic.send(database, keyring, made)
    with opening.answered(), click.progressbar(sending, length=number, label="Sending") as receipts:
        for _ in receipts:
            pass
    click.echo(
        f"Made {number} synthetic submissions with seed {seed}. `screener demo --remove` removes them."
    )


def _remove() -> None:
    from screener.storage.upkeep import synthetic

    database, removed = opening.current_database(), 0
    with opening.answered():
        while True:
            with database.writing() as connection:
                some = synthetic.remove_some(connection, datetime.now(UTC))
            if not some:
                break
            removed += some
        database.forget_overwritten()
    click.echo(f"Removed {removed} synthetic submissions.")
