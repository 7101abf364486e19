"""How soon the first page comes after ``screener serve`` starts, and what each of its processes holds of memory that is its own.

Beside a bare Flask-WTF page that gunicorn serves, in turns. The first start makes keys and database and is not counted; memory is
looked at once each process has served pages, and what they share with their parent is not counted.
"""

import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from over_http import BARE, OURS, Browser

STARTS, PAGES = 5, 100
_KILOBYTE = 1024


def private_megabytes(pid: int) -> float:
    """Return what a process holds that it shares with none."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / _KILOBYTE


def started(command: tuple[str, ...], instance: str) -> tuple[float, float]:
    """Start, fetch the first page and some more, and stop; return the seconds to the first page and the megabytes of a worker."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    bind = ("--bind", f"127.0.0.1:{port}") if "bare:app" in command else ("--port", str(port))
    began = time.perf_counter()
    server = subprocess.Popen(
        [*command, *bind],
        env=os.environ | {"SCREENER_INSTANCE": instance},
        cwd=Path(__file__).parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        browser = Browser(port)
        while not _answers(browser):
            assert server.poll() is None, "the server ended"
            assert time.perf_counter() - began < 60, "no page came"
            time.sleep(0.01)
        seconds = time.perf_counter() - began
        for _ in range(PAGES):
            browser.get("/")
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii").split()
        return seconds, statistics.mean(private_megabytes(int(pid)) for pid in children)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _answers(browser: Browser) -> bool:
    try:
        browser.get("/")
    except OSError:
        return False
    return True


def main() -> None:
    """Print both ratios."""
    with tempfile.TemporaryDirectory() as instance:
        ours, bare = [], []
        started(OURS, instance)
        for _ in range(STARTS):
            ours.append(started(OURS, instance))
            bare.append(started(BARE, instance))

    def medians(of: Callable[[tuple[float, float]], float]) -> tuple[float, float]:
        return statistics.median(map(of, ours)), statistics.median(map(of, bare))

    seconds, megabytes = medians(lambda one: one[0]), medians(lambda one: one[1])
    print(f"start to the first page: {seconds[0]:.2f} s, bare page: {seconds[1]:.2f} s")
    print(f"start to the first page = {seconds[0] / seconds[1]:.2f} of a bare page")
    print(
        f"memory of a worker beyond what is shared: {megabytes[0]:.0f} MB, bare page: {megabytes[1]:.0f} MB"
    )
    print(f"memory of a worker = {megabytes[0] / megabytes[1]:.2f} of a bare page")


main()
