"""`screener result`: what a person would be told, without the web and the database."""

import json
import sys
from collections.abc import Iterable

import click

from screener.dystonia import DYSTONIA
from screener.dystonia.result import result_of
from screener.dystonia.urgency import Urgency
from screener.questionnaire.flow import walk
from screener.questionnaire.plain import answers_from, questions_of


@click.command()
@click.option("--batch", is_flag=True, help="Read one JSON object of answers a line from standard input.")
@click.option("--schema", is_flag=True, help="Print the questions with their ids, choices and limits.")
def result(*, batch: bool, schema: bool) -> None:
    """Print the pattern, red flags and urgency of answers, as JSON."""
    if batch == schema:
        raise click.UsageError("choose one of --batch and --schema")
    if schema:
        version = {"questionnaire_version": DYSTONIA.version, "questions": questions_of(DYSTONIA)}
        click.echo(json.dumps(version, ensure_ascii=False, indent=2))
        return
    with click.open_file("-", encoding="utf-8-sig", errors="replace") as lines:
        sys.exit(_print_results(lines))


def _print_results(lines: Iterable[str]) -> int:
    status = 0
    for line in lines:
        try:
            click.echo(json.dumps(_result(_read(line))))
        except ValueError as fault:
            click.echo(json.dumps({"error": str(fault)}))
            status = 1
    return status


def _read(line: str) -> object:
    try:
        return json.loads(line, object_pairs_hook=_once)
    except _Twice:
        raise
    except (ValueError, RecursionError):  # what Python says of it is for programmers
        raise ValueError("this line is no JSON") from None


class _Twice(ValueError):
    """Of two answers to a question one would be taken in silence."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Twice("a name stands twice")
    return made


def _result(given: object) -> dict[str, object]:
    """Return what the answers come to; whoever has an emergency sign is sent to 911, and has no other flag than today."""
    way = walk(DYSTONIA, answers_from(DYSTONIA, given))
    found = result_of(way)
    return {
        "distribution": found.classification.distribution,
        "generalized": found.classification.generalized,
        "parts": found.parts,
        "flags": [flag.id for flag in found.flags],
        "urgency": Urgency.TODAY if way.stopped_at else found.urgency,
        "caveats": found.caveats,
        "pages": [due.id for due in way.pages],
        "questionnaire_version": DYSTONIA.version,
        "rules_version": found.classification.rules_version,
    }
