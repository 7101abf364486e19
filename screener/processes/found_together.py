"""What many ask at once is found out once for all of them: whoever asks again and again keeps a thread, and no database."""

from collections.abc import Callable
from threading import Condition
from typing import Generic, TypeVar

_T = TypeVar("_T")


class FoundTogether(Generic[_T]):
    """Finds one thing out at a time. What it finds is the answer to all who had asked before it began, and to nobody else."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._begun = 0
        self._ended = 0
        self._busy = False
        self._found: _T

    def find(self, find_out: Callable[[], _T], seconds: float, otherwise: _T) -> _T:
        """Return what ``find_out`` returns, here or where another thread asks it; ``otherwise`` to who waited for so many seconds."""
        with self._changed:
            mine = self._begun + 1
            if not self._changed.wait_for(lambda: self._ended >= mine or not self._busy, seconds):
                return otherwise
            if self._ended >= mine:
                return self._found
            self._busy, self._begun = True, mine
        found = otherwise
        try:
            found = find_out()
        finally:
            with self._changed:
                self._busy, self._ended, self._found = False, mine, found
                self._changed.notify_all()
        return found
