"""How soon people with and without a red flag were reached, against the time that the clinic set itself."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from screener.dystonia.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Wait:
    """How long one person waited to be reached, or waits until now; ``urgency`` is that of their red flags."""

    length: timedelta
    reached: bool
    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True)
class AgainstTarget:
    """How many people of one urgency were reached in time and later, and how many wait, in time still or over it.

    Without a ``target`` nobody is late, because nothing was promised.
    """

    urgency: Urgency | None
    target: timedelta | None
    reached_in_time: int
    reached_late: int
    waiting_in_time: int
    waiting_late: int

    @property
    def number(self) -> int:
        """How many people these are."""
        return self.reached_in_time + self.reached_late + self.waiting_in_time + self.waiting_late

    @property
    def decided(self) -> int:
        """How many of them the target was met or missed for: whoever waits in time still may yet be either."""
        return self.number - self.waiting_in_time


def against_targets(waits: Iterable[Wait], targets: Mapping[Urgency, timedelta]) -> tuple[AgainstTarget, ...]:
    """Return a line for each urgency, the most urgent first, and one for those without a red flag."""
    waits = tuple(waits)
    return tuple(_line(urgency, targets, waits) for urgency in (*Urgency, None))


def _line(
    urgency: Urgency | None, targets: Mapping[Urgency, timedelta], waits: tuple[Wait, ...]
) -> AgainstTarget:
    target = targets[urgency] if urgency else None
    counted = Counter(
        (wait.reached, target is not None and wait.length > target)
        for wait in waits
        if wait.urgency is urgency
    )
    return AgainstTarget(
        urgency,
        target,
        reached_in_time=counted[True, False],
        reached_late=counted[True, True],
        waiting_in_time=counted[False, False],
        waiting_late=counted[False, True],
    )


@dataclass(frozen=True, slots=True)
class Work:
    """What one staff member has, and did: open submissions that are theirs, some of which wait to be reached; calls."""

    staff_id: str
    open: int = 0
    waiting: int = 0
    tries: int = 0
    reached: int = 0
