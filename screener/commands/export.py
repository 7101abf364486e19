"""`screener export`: submissions for other systems, as files."""

import json
import sys
from datetime import UTC, datetime

import click

from screener.commands import opening


@click.group()
def export() -> None:
    """Write submissions for other systems; the audit tells of each."""


@export.command()
@click.argument("reference", required=False)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="All that came, or whose content went, from then on (UTC).",
)
def fhir(reference: str | None, since: datetime | None) -> None:
    """Print the submission REFERENCE as a FHIR Bundle, or with --since one Bundle a line, in the order in which they came.

    What cannot be opened is left out, and the exit status is 1.
    """
    from screener import create_app
    from screener.codes.reference import REFERENCE_LENGTH, normalized
    from screener.storage.exchange import Wanted
    from screener.use_cases.exchange import Exchanging
    from screener.web.fhir.bundles import bundle_of, for_the_clinic

    if (reference is None) == (since is None):
        raise click.UsageError("name a REFERENCE, or --since")
    code = None if reference is None else normalized(reference, REFERENCE_LENGTH)
    if reference is not None and code is None:
        raise click.ClickException("This is no reference number.")
    exchange = Exchanging(*opening.database_and_keyring())
    wanted = Wanted(reference=code, since=since and since.replace(tzinfo=UTC))
    written = unopened = 0
    with opening.answered(), for_the_clinic(create_app(opening.settings())):
        for whole in exchange.take_out_all(wanted):
            try:
                made = bundle_of(whole)
            except ValueError:
                click.echo(f"{whole.opened.submission.reference} cannot be opened.", err=True)
                unopened += 1
                continue
            click.echo(json.dumps(made, ensure_ascii=False, indent=None if since else 2))
            written += 1
    if code and not written and not unopened:
        raise click.ClickException("There is no submission with this reference number.")
    sys.exit(1 if unopened else 0)
