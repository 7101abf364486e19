"""Figures of several processes: for ``/metrics`` in files that they share, for pages that were shown in memory until written."""

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import structlog

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which the processes of the server share their figures."""
_KINDS = ("counter", "histogram")
_ROOM = 1024 * 1024
"""Bytes for one kind, of every route with every status."""
_WRITE_SECONDS = 60


def share_figures(memory: str) -> None:
    """Let the processes of this server share their figures, in a folder that goes with it; ``memory`` if that is there."""
    folder, owner = tempfile.mkdtemp(dir=memory if Path(memory).is_dir() else None), os.getpid()
    os.environ[SHARED] = folder

    def remove() -> None:
        if os.getpid() == owner:  # a worker leaves by the same way, and the others go on
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)


def reserve_figures() -> bool:
    """Take the room for all that this process will count, where processes share their figures; ``False`` where there is none.

    They are counted in files that are a part of its memory: where the disk has no room for one, the system ends the process.
    """
    folder = os.environ.get(SHARED)
    files = [Path(folder, f"{kind}_{os.getpid()}.db") for kind in _KINDS] if folder else []
    try:
        for file in files:
            file.write_bytes(bytes(_ROOM))
    except OSError as fault:
        for file in files:
            with suppress(OSError):
                file.unlink()
        structlog.get_logger().warning("figures not counted", error=type(fault).__name__)
        return False
    return True


def write_now_and_then(write: Callable[[], None]) -> None:
    """Write what this process counted every minute, from a thread that ends with it."""

    def go_on() -> None:
        while True:
            time.sleep(_WRITE_SECONDS)
            write_counts(write)

    Thread(target=go_on, name="counts", daemon=True).start()


def write_counts(write: Callable[[], None]) -> None:
    """Write what this process counted; what could not be written is counted on."""
    try:
        write()
    except Exception as fault:  # noqa: BLE001 - the next round may go well, and nobody waits for it
        structlog.get_logger().warning("counts not written", error=type(fault).__name__)
