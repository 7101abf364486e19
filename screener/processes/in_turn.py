"""Work that one process of a machine does, again and again, until it ends; then the next one does it."""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import structlog


def in_turn(name: str, work: Callable[[], object], lock: Path, *, every: float) -> None:
    """Do ``work`` every so many seconds in a thread of this process, as soon as no other process does.

    The thread ends with its process, also in the middle of the work: what is done must bear to be done again.
    """
    Thread(target=_do, args=(name, work, lock, every), name=name, daemon=True).start()


def _do(name: str, work: Callable[[], object], lock: Path, every: float) -> None:
    wait_for(lock, name)
    while True:
        try:
            work()
        except Exception as fault:  # noqa: BLE001 - the next round may go well, and nobody else would do it
            structlog.get_logger().error(f"{name} failed", error=type(fault).__name__)
        time.sleep(every)


def wait_for(lock: Path, name: str) -> None:
    """Wait until no other process of this machine holds the lock; where it cannot be had, all of them work."""
    try:
        held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(held, fcntl.LOCK_EX)  # the system gives it back when this process ends, in whatever way
    except OSError as fault:
        structlog.get_logger().warning(f"{name} goes without a lock", error=type(fault).__name__)
