"""How long people waited, as far as anybody is shown it: the ranks of very many waits, found from how many were how long.

A length is a whole number: twice the tenths of an hour that were full, and one more where the wait was longer than these. Whole
hours, half hours and twentieths of a day, where what is shown of a wait changes, are such lengths themselves: which side
of one a wait is on, or that it is just as long, is never lost.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

HALF_STEP = timedelta(minutes=3)
HOUR = 20
DAY = 24 * HOUR
_TENTH = 2 * HALF_STEP
_LEVELS = (DAY, HOUR, 1)


def length_of(wait: timedelta) -> int:
    """Return the length of a wait; who waits longer has no smaller one."""
    tenths, rest = divmod(wait, _TENTH)
    return 2 * tenths + bool(rest)


def wait_of(length: int) -> timedelta:
    """Return a wait of this length: the only one, or one that is shown as all of them are."""
    return length * HALF_STEP


def target_of(wait: timedelta) -> int:
    """Return the length of a time that somebody set, to which others are compared. Raises ``ValueError`` for parts of an hour."""
    length = length_of(wait)
    if length % HOUR:
        raise ValueError("a time that is set is whole hours")
    return length


class Lengths(Protocol):
    """Waits that are counted in several ways, the nearer the costlier."""

    @property
    def number(self) -> int:
        """How many waits there are."""

    @property
    def days(self) -> range:
        """Days, of which the longest waits fit into the last, and of which none fits into those before the first."""

    def at_most(self, length: int, level: int) -> tuple[int, int]:
        """Return the fewest and the most waits that can be no longer: at the last of three levels just as many."""


@dataclass(frozen=True, slots=True)
class Together:
    """Waits of two kinds as one."""

    one: Lengths
    other: Lengths

    @property
    def number(self) -> int:
        """How many waits there are."""
        return self.one.number + self.other.number

    @property
    def days(self) -> range:
        """Days that hold them all."""
        both = [each.days for each in (self.one, self.other) if each.number]
        return range(min(days.start for days in both), max(days.stop for days in both))

    def at_most(self, length: int, level: int) -> tuple[int, int]:
        """Return the fewest and the most waits that can be no longer."""
        (fewest, most), (fewer, more) = (each.at_most(length, level) for each in (self.one, self.other))
        return fewest + fewer, most + more


def exactly(lengths: Lengths, length: int) -> int:
    """Return how many waits are no longer."""
    return lengths.at_most(length, len(_LEVELS) - 1)[0]


def ranked(lengths: Lengths, rank: int) -> int:
    """Return the length of the wait that is the ``rank``-th from the shortest, which is the first."""

    def reaches(length: int) -> bool:
        bounds = (lengths.at_most(length, level) for level in range(len(_LEVELS)))
        # The finest level knows exactly how many there are: the fewest are the most.
        return next(fewest >= rank for fewest, most in bounds if fewest >= rank or most < rank)

    below, above = (lengths.days.start - 1) * DAY, (lengths.days.stop - 1) * DAY
    for step in _LEVELS:
        edges = range(below + step, above, step)
        above = next(iter(edges[bisect_left(edges, True, key=reaches) :]), above)  # noqa: FBT003 - what a key is compared with
        below = above - step
    return above
