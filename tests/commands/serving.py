"""The server as it is really started: a process with a port and an instance folder of its own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.commands.ready import Copy

SCREENER = str(Path(sys.executable).parent / "screener")


def environment(instance: Path, **settings: str) -> dict[str, str]:
    """Return an environment with these settings and no others."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SCREENER_")}
    named = {f"SCREENER_{name.upper()}": value for name, value in settings.items()}
    return inherited | {"SCREENER_INSTANCE": str(instance)} | named


@contextmanager
def held_port() -> Iterator[int]:
    """A port of 127.0.0.1 that nobody listens on, and that the system gives to nobody until the end of this.

    A server that is told of it can listen on it meanwhile, and then keeps it by itself.
    """
    with socket.socket() as holder:
        # Linux lets a second socket bind this port if both reuse addresses, as servers do, and none listens.
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


class Server:
    """A running `screener serve`; one that does not start is an AssertionError with all that it said.

    ``errors`` is where its standard error goes instead of into a file that is read, ``before`` a command that
    starts it, and ``host`` the address that it listens on. Settings may name the port, as ``{port}``. With one of the
    first two it is started by its name, as an operator starts it (``before=()`` is no more than that); else it is a copy.
    """

    def __init__(
        self,
        instance: Path,
        *,
        workers: int = 2,
        errors: int | None = None,
        before: tuple[str, ...] | None = None,
        host: str = "127.0.0.1",
        **settings: str,
    ) -> None:
        self.host = host
        self.process: subprocess.Popen[bytes] | Copy
        with held_port() as self.port:
            self._errors = instance.parent / f"stderr-{self.port}"
            self._errors.touch()
            arguments = ["serve", "--host", host, "--port", str(self.port), "--workers", str(workers)]
            said = {name: said.replace("{port}", str(self.port)) for name, said in settings.items()}
            if before is not None or errors is not None:
                with self._errors.open("wb") as file:
                    self.process = subprocess.Popen(
                        [*(before or ()), SCREENER, *arguments],
                        env=environment(instance, **said),
                        stdout=subprocess.DEVNULL,
                        stderr=file if errors is None else errors,
                        start_new_session=True,
                    )
            else:
                nowhere = Path(os.devnull)
                self.process = Copy(arguments, environment(instance, **said), nowhere, nowhere, self._errors)
            self._wait()

    def _wait(self) -> None:
        for _ in range(400):
            if self.process.poll() is not None:
                break
            try:
                self.get("/healthz")
            except (ConnectionError, http.client.HTTPException):
                time.sleep(0.05)
            else:
                return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        raise AssertionError(self.errors)

    def get(self, path: str) -> tuple[int, str]:
        """Fetch a page; return its status and text."""
        response, page = self.ask(path)
        return response.status, page

    def ask(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, str]:
        """Fetch a page with these headers (underscores as they are); return the response and its text."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response, response.read().decode()
        finally:
            connection.close()

    @property
    def errors(self) -> str:
        """All that came on standard error."""
        return self._errors.read_text()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The log lines: all that came after the address and how to stop."""
        spoken = (
            "For patients: ",
            "For the clinic: ",
            "First administrator",
            "No email to staff: ",
            "Stop with Ctrl-C.",
            "Nobody has an account: ",
            "Begun anew, with keys of its own, in ",
            "The database is of a newer version",
            "There is no ",
            "SCREENER_",
        )
        return [json.loads(line) for line in self.errors.splitlines() if not line.startswith(spoken)]

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop and return its exit status."""
        if with_signal is signal.SIGINT:
            os.killpg(self.process.pid, with_signal)  # a terminal sends Ctrl-C to every process
        else:
            self.process.send_signal(with_signal)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
