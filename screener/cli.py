"""The command `screener`: serve, classify, db, audit, keys, and those of `screener.commands`."""

import json
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from screener.commands.clinician import clinician
from screener.rules import classify

if TYPE_CHECKING:
    from screener.storage.database import Database

_NOT_CURRENT = "The database does not answer, or is not at the newest migration."
_SEPARATORS = re.compile(r"[\s,;]+")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run a dystonia self-screen: questions for patients, patterns for clinicians."""


main.add_command(clinician)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Migrate the database and serve the pages, until Ctrl-C."""
    from screener.server import run

    run(host, port, workers=workers, threads=threads)


@main.command(name="classify")
@click.argument("parts", nargs=-1, metavar="PART...")
@click.option("--batch", is_flag=True, help="Read one selection a line from standard input.")
def classify_command(parts: tuple[str, ...], *, batch: bool) -> None:
    """Print the pattern of the marked PARTs as JSON, such as: screener classify neck left_hand."""
    if batch:
        if parts:
            raise click.UsageError("--batch reads the parts from standard input")
        with click.open_file("-", encoding="utf-8-sig", errors="replace") as lines:
            sys.exit(_classify_lines(lines))
    try:
        click.echo(_as_json(parts))
    except ValueError as fault:
        raise click.ClickException(str(fault)) from None


def _classify_lines(lines: Iterable[str]) -> int:
    status = 0
    for line in lines:
        try:
            click.echo(_as_json(part for part in _SEPARATORS.split(line) if part))
        except ValueError as fault:
            click.echo(json.dumps({"error": str(fault)}))
            status = 1
    return status


def _as_json(parts: Iterable[str]) -> str:
    found = classify(parts)
    return json.dumps(
        {
            "distribution": found.distribution,
            "generalized": found.generalized,
            "regions": found.regions,
            "caveats": found.caveats,
            "rules_version": found.rules_version,
        }
    )


@main.group()
def db() -> None:
    """Look after the database's migrations."""


@db.command(name="upgrade")
def upgrade_command() -> None:
    """Bring the database to the newest migration."""
    from screener.storage import schema
    from screener.storage.database import DatabaseUnavailable

    try:
        schema.upgrade(_database())
    except DatabaseUnavailable:
        raise click.ClickException("The database does not answer.") from None
    click.echo("The database is at the newest migration.")


@db.command(name="check")
def check_command() -> None:
    """Exit with status 1 unless the database answers and is at the newest migration."""
    from screener.storage import schema

    if not schema.is_current(_database()):
        raise click.ClickException(_NOT_CURRENT)
    click.echo("The database is at the newest migration.")


@main.group()
def audit() -> None:
    """Look at the audit."""


@audit.command()
def verify() -> None:
    """Check the hash chain of the audit; exit with status 1 at the first row that does not fit."""
    from screener.storage import auditlog, schema

    database = _database()
    if not schema.is_current(database):
        raise click.ClickException(_NOT_CURRENT)
    with database.reading() as connection:
        fault = auditlog.first_fault(connection)
    if fault is not None:
        raise click.ClickException(f"Row {fault} of the audit was altered, is missing, or is out of order.")
    click.echo("The audit is whole.")


@main.group()
def keys() -> None:
    """Make and rotate the keys that seal what is stored."""


@keys.command(name="new")
def new_command() -> None:
    """Print a new random key for SCREENER_SECRET_KEY or SCREENER_DATA_KEYS."""
    from screener.storage.sealing import new_key

    click.echo(new_key())


def _database() -> "Database":
    from screener.settings import BadSettings, from_environment
    from screener.storage.database import Database, open_engine

    try:
        return Database(open_engine(from_environment().database_url))
    except BadSettings as fault:
        raise click.ClickException(str(fault)) from None
