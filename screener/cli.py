"""The command `screener`, with all that it can do, and what it says where the system refuses to hear or to do it."""

import io
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

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

_OUTPUTS = (1, 2)
"""The descriptors of standard output and standard error."""
_A_MOMENT_SECONDS = 0.01


class _Output(io.TextIOWrapper):
    """Standard output: where it takes nothing, the error says that it was this file."""

    def write(self, text: str) -> int:
        """Write a text."""
        with _naming_it():
            return super().write(text)

    def flush(self) -> None:
        """Let all of it go out."""
        with _naming_it():
            super().flush()


@contextmanager
def _naming_it() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        fault.filename = "standard output"
        raise


class _Program(click.Group):
    """The commands: one line is said of what the system refuses, whichever of them it was refused to."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command that the arguments name."""
        _open_what_was_closed()
        # JSON is UTF-8 wherever it is printed, and names of files and people hold what a locale may not know.
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout = _Output(sys.stdout.detach(), encoding="utf-8", errors="backslashreplace")
        try:
            return super().main(*args, **extra)
        except OSError as fault:
            _end(fault)


def _open_what_was_closed() -> None:
    """Put something in the place of a standard stream that was closed: it gives nothing, and takes nothing.

    What is printed there is an error then, not lost in silence, and no other file takes its number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Only to be read, whatever it is for, so that nothing can be written to it.
            descriptor = os.open(os.devnull, os.O_RDONLY)
            setattr(sys, name, open(descriptor, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - kept to the end


def _end(fault: OSError) -> None:
    where = f"{os.fsdecode(fault.filename)}: " if fault.filename else ""
    with suppress(OSError):
        click.echo(f"Error: {where}{fault.strerror or type(fault).__name__}.", err=True)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    # Python writes what is left once more as it ends, and would tell of it again
    for stream in _OUTPUTS:
        os.dup2(nowhere, stream)
    sys.exit(1)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Run a dystonia self-screen: questions for patients, patterns for clinicians."""
    if context.invoked_subcommand != serve.name:  # a server has its own way to stop
        # Who asks a command to end wants no draft, and no database that is closed, to be left either.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        sys.unraisablehook = _ask_again
        # What a library has to say, Python would print: of an interruption in its midst, or with what somebody wrote.
        logging.getLogger().addHandler(logging.NullHandler())


def _ask_again(unraisable: Any) -> None:
    """Let an interruption come again a moment later where it fell into what takes none, such as the end of an object."""
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, _A_MOMENT_SECONDS)
    else:
        sys.__unraisablehook__(unraisable)


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
