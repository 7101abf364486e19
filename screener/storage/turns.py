"""Who may use the database at once: never all threads of a process, so that pages that need none are always served."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

WAIT_SECONDS = 0.5
_STUCK_SECONDS = 1.0


class NoTurn(Exception):
    """As many as may use the database do, and do not get on."""


class Turns:
    """Turns for ``most`` threads at once."""

    def __init__(self, most: int) -> None:
        self._free = BoundedSemaphore(most)
        self._begun: dict[object, float] = {}

    @contextmanager
    def one(self) -> Iterator[None]:
        """Take a turn; raises ``NoTurn`` after half a second, and at once where those who have one are stuck."""
        if not self._free.acquire(blocking=False):
            stuck = time.monotonic() - _STUCK_SECONDS
            # A copy, because others come and go.
            if any(begun < stuck for begun in tuple(self._begun.values())):
                raise NoTurn
            if not self._free.acquire(timeout=WAIT_SECONDS):
                raise NoTurn
        me = object()
        self._begun[me] = time.monotonic()
        try:
            yield
        finally:
            del self._begun[me]
            self._free.release()
