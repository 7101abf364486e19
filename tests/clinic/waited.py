"""Waits that are all known, to measure and to compare with what is counted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from screener.clinic.lengths import DAY, HOUR, length_of
from screener.dystonia.urgency import Urgency


class Waited:
    """Some waits; asked from afar, it tells only between what day or hour they lie."""

    def __init__(self, waits: Iterable[timedelta] = ()) -> None:
        self._lengths = sorted(length_of(wait) for wait in waits)

    @property
    def number(self) -> int:
        """How many waits there are."""
        return len(self._lengths)

    @property
    def days(self) -> range:
        """Days that hold them all."""
        return range(-(-self._lengths[0] // DAY), -(-self._lengths[-1] // DAY) + 1)

    def at_most(self, length: int, level: int) -> tuple[int, int]:
        """Return the fewest and the most waits that can be no longer."""
        size = (DAY, HOUR, 1)[level]
        near = (length // size * size, -(-length // size) * size)
        fewest, most = (sum(each <= edge for each in self._lengths) for edge in near)
        return fewest, most


class ByUrgency:
    """Some waits of each urgency."""

    def __init__(self, waits: Mapping[Urgency | None, Sequence[timedelta]] | None = None) -> None:
        self._waits = waits or {}

    def number_of(self, urgency: Urgency | None, at_most: int | None = None) -> int:
        """Return how many of this urgency waited, or waited no longer than this."""
        waits = self._waits.get(urgency, ())
        return sum(at_most is None or length_of(wait) <= at_most for wait in waits)
