"""The command `screener`, with all that it can do."""

import click

from screener.commands.audit import audit
from screener.commands.backup import backup, restore
from screener.commands.classify import classify
from screener.commands.client import client
from screener.commands.clinician import clinician
from screener.commands.db import db
from screener.commands.demo import demo
from screener.commands.export import export
from screener.commands.index import index
from screener.commands.keys import keys
from screener.commands.paper import paper
from screener.commands.purge import purge
from screener.commands.result import result
from screener.commands.serve import serve
from screener.commands.signoff import signoff
from screener.commands.styleguide import styleguide


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run a dystonia self-screen: questions for patients, patterns for clinicians."""


for command in (
    serve,
    classify,
    result,
    clinician,
    client,
    export,
    db,
    audit,
    keys,
    index,
    backup,
    restore,
    purge,
    demo,
    signoff,
    paper,
    styleguide,
):
    main.add_command(command)
