"""A command as it is really run: a process of its own, with an instance folder of its own."""

import os
import signal
from pathlib import Path
from subprocess import TimeoutExpired
from tempfile import TemporaryDirectory

from tests.commands.ready import Copy
from tests.commands.serving import environment

_LONGEST = 60


def run(instance: Path, *arguments: str, typed: str = "", **settings: str) -> tuple[int, str, str]:
    """Run a command to its end, with what somebody types; return its exit status, output and errors."""
    with TemporaryDirectory() as folder:
        given, *written = (Path(folder, name) for name in ("typed", "output", "errors"))
        given.write_text(typed)
        process = Copy(arguments, environment(instance, **settings), given, *written)
        try:
            status = process.wait(_LONGEST)
        except TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        output, errors = (file.read_text() for file in written)
        return status, output, errors
