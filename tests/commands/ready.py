"""The program, read once: a command or a server of the tests is a copy of that process, and need not read it again.

A copy is a process of its own as any other, with its own environment, streams, session and end; it differs from one
that was started by its name in that the interpreter did not begin anew, which some tests ask for (`tests.commands.serving`).
A program that is no test, and so is read anew by each copy that it makes, asks for it too.
"""

import atexit
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from subprocess import TimeoutExpired

_READY = multiprocessing.get_context("forkserver")
_READY.set_forkserver_preload(
    [
        "tests.commands.ready",
        "screener.cli",
        "screener.server",
        "screener.web.wiring",
        "screener.storage.upkeep.preparation",
        "screener.storage.upkeep.rehearsal",
        "alembic.command",
    ]
)


class Copy:
    """A running `screener` with these arguments and this environment, whose streams are these three files.

    Waited for like one of `subprocess`; with the process that made it, it ends as well.
    """

    def __init__(
        self, arguments: Sequence[str], variables: Mapping[str, str], typed: Path, output: Path, errors: Path
    ) -> None:
        self.args = ["screener", *arguments]
        streams = str(typed), str(output), str(errors)
        self._process = _READY.Process(
            target=_become, args=(self.args, dict(variables), streams), daemon=True
        )
        self._process.start()
        assert self._process.pid
        self.pid: int = self._process.pid

    def poll(self) -> int | None:
        """Return the exit status, or None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit status when it has ended; raises ``TimeoutExpired`` after so many seconds."""
        wait([self._process.sentinel], timeout)
        self._process.join(0 if timeout is not None else None)
        if self._process.exitcode is None:
            raise TimeoutExpired(self.args, timeout or 0)
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)


def _become(arguments: list[str], variables: dict[str, str], streams: Sequence[str]) -> None:
    os.setsid()
    os.environ.clear()
    os.environ.update(variables)
    for number, file in enumerate(streams):
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC if number else os.O_RDONLY, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a copy reads nothing until then
    sys.argv = arguments
    # the command is looked up here: who only starts one need not read it
    from screener.cli import main  # noqa: PLC0415

    try:
        main()
    finally:
        atexit._run_exitfuncs()  # noqa: SLF001 - a copy ends without them
