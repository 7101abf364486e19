"""Slow work, a little at a time and behind everybody else: whoever asks for a lot of it keeps nobody waiting but themselves."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock, Semaphore, get_native_id
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")
_NICE = 10
"""How far behind other threads the system puts this work, where a processor is wanted by both."""


class Busy(Exception):
    """More of this work is waiting already than will be done in a moment."""


class OneAtATime:
    """Does one piece of work at a time in each process, while a few wait; never in the caller's thread."""

    def __init__(self, *, waiting: int) -> None:
        self._waiting = waiting
        self._lock = Lock()
        self._process = 0
        self._places = Semaphore(0)
        self._worker: ThreadPoolExecutor

    def do(self, work: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Return what ``work`` returns, or raise what it raises. Raises ``Busy`` at once when too many wait."""
        worker, places = self._of_this_process()
        if not places.acquire(blocking=False):
            raise Busy
        try:
            return worker.submit(work, *args, **kwargs).result()
        finally:
            places.release()

    def _of_this_process(self) -> tuple[ThreadPoolExecutor, Semaphore]:
        with self._lock:
            if self._process != os.getpid():  # a thread does not survive a fork
                self._worker = ThreadPoolExecutor(1, initializer=_stand_back)
                self._places = Semaphore(1 + self._waiting)
                self._process = os.getpid()
            return self._worker, self._places


def _stand_back() -> None:
    with suppress(OSError, AttributeError):  # Linux alone gives each thread a priority of its own
        mine = os.getpriority(os.PRIO_PROCESS, get_native_id())
        os.setpriority(os.PRIO_PROCESS, get_native_id(), mine + _NICE)
