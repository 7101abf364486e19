"""A command as it is really run: a process of its own, with an instance folder of its own."""

import multiprocessing
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.commands.serving import environment

# Most of what a command takes is reading the program: each is a copy of a process that read it once.
_READY = multiprocessing.get_context("forkserver")
_READY.set_forkserver_preload(["screener.cli", "screener.server", "tests.commands.running"])
_LONGEST = 60


def run(instance: Path, *arguments: str, **settings: str) -> tuple[int, str, str]:
    """Run a command to its end; return its exit status, output and errors."""
    with TemporaryDirectory() as folder:
        written = Path(folder, "output"), Path(folder, "errors")
        process = _READY.Process(
            target=_command, args=(arguments, environment(instance, **settings), tuple(map(str, written)))
        )
        process.start()
        process.join(_LONGEST)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(arguments)
        status, (output, errors) = process.exitcode, (file.read_text() for file in written)
        process.close()
        return status, output, errors


def _command(arguments: Iterable[str], variables: dict[str, str], files: Iterable[str]) -> None:
    os.environ.clear()
    os.environ.update(variables)
    for number, file in enumerate(files, start=1):
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["screener", *arguments]
    # the command is looked up here: who only starts one need not read it
    from screener.cli import main  # noqa: PLC0415

    main()
