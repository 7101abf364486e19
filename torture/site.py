"""A site: `screener serve` on a port of its own, watched by somebody who starts it again, as systemd would."""

import http.client
import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from tests.commands.serving import SCREENER, environment, held_port

_START_SECONDS = 90
_ORPHANS_SECONDS = 20
"""How long workers whose master is gone may go on: then whoever watches kills what is left, as systemd does."""
CLOCK = (sys.executable, "-m", "torture.clock")


class Site:
    """The server, its processes and its log files."""

    def __init__(self, instance: Path, logs: Path, *, workers: int, **settings: str) -> None:
        self._held = ExitStack()
        self.port = self._held.enter_context(held_port())
        self.instance = instance
        self.logs = logs
        self.settings = settings
        self._workers = workers
        self._starts = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._group = 0

    def start(self, *, hours: float = 0, log_disk_full: bool = False) -> None:
        """Start the server and wait until it answers, with a clock so many hours ahead."""
        until = time.monotonic() + _START_SECONDS
        patience = time.monotonic() + _ORPHANS_SECONDS
        while not self._begin(hours, log_disk_full=log_disk_full, until=until):
            assert time.monotonic() < until, self._log().read_text()
            if self._group and time.monotonic() > patience:
                with suppress(ProcessLookupError):
                    os.killpg(
                        self._group, signal.SIGKILL
                    )  # one that is frozen notices nothing, and keeps the port
        self._group = self._master

    def _begin(self, hours: float, *, log_disk_full: bool, until: float) -> bool:
        before = (*CLOCK, str(hours)) if hours else ()
        self._starts += 1
        with Path("/dev/full").open("wb") if log_disk_full else self._log().open("wb") as errors:
            self._process = subprocess.Popen(
                [*before, SCREENER, "serve", "--port", str(self.port), "--workers", str(self._workers)],
                env=environment(self.instance, **self.settings),
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        while self._process.poll() is None and time.monotonic() < until:
            if self.answers():
                return True
            time.sleep(0.1)
        time.sleep(0.3)  # a worker of the one before may have had the port still
        return False

    def _log(self) -> Path:
        return self.logs / f"log-{self._starts}"

    def answers(self, path: str = "/healthz") -> bool:
        """Tell whether a page is answered with 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    @property
    def _master(self) -> int:
        assert self._process
        return self._process.pid

    def workers(self) -> list[int]:
        """Return the ids of the worker processes that are there now."""
        with suppress(OSError):
            children = Path(f"/proc/{self._master}/task/{self._master}/children").read_text()
            return [int(each) for each in children.split()]
        return []

    def kill_worker(self, draw: random.Random) -> None:
        """Kill one worker; its master starts another."""
        if found := self.workers():
            with suppress(ProcessLookupError):
                os.kill(draw.choice(found), signal.SIGKILL)

    def kill_master(self) -> None:
        """Kill the master alone; its workers notice."""
        with suppress(ProcessLookupError):
            os.kill(self._master, signal.SIGKILL)
        self._reap()

    def kill_all(self) -> None:
        """Kill every process of the server at once, as a power cut does."""
        with suppress(ProcessLookupError):
            os.killpg(self._master, signal.SIGKILL)
        self._reap()

    def stop(self) -> None:
        """Ask it to stop; what has not after a while is killed."""
        assert self._process
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill_all()
        with suppress(ProcessLookupError):
            os.killpg(self._master, signal.SIGKILL)

    def close(self) -> None:
        """Be gone, whatever happened."""
        if self._process is not None:
            self.kill_all()
        self._held.close()

    def _reap(self) -> None:
        assert self._process
        self._process.wait(30)

    def freeze(self, worker: int) -> None:
        """Stop a process in its tracks."""
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGSTOP)

    def thaw(self, worker: int) -> None:
        """Let it go on."""
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGCONT)

    def limit_files(self, largest: int) -> None:
        """Let no worker of now make a file larger than so many bytes: a disk that is full for them."""
        for worker in self.workers():
            with suppress(ProcessLookupError):
                resource.prlimit(worker, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
