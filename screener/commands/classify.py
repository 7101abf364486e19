"""`screener classify`: the rule, without the web and the database."""

import json
import re
import sys
from collections.abc import Iterable

import click

from screener import rules

_SEPARATORS = re.compile(r"[\s,;]+")


@click.command()
@click.argument("parts", nargs=-1, metavar="PART...")
@click.option("--batch", is_flag=True, help="Read one selection a line from standard input.")
def classify(parts: tuple[str, ...], *, batch: bool) -> None:
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
    found = rules.classify(parts)
    return json.dumps(
        {
            "distribution": found.distribution,
            "generalized": found.generalized,
            "regions": found.regions,
            "caveats": found.caveats,
            "rules_version": found.rules_version,
        }
    )
