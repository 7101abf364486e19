"""How soon people with and without a red flag were reached, against the time that the clinic set itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from screener.clinic.lengths import target_of
from screener.dystonia.urgency import Urgency


class ByUrgency(Protocol):
    """How long people waited, those of each urgency of their red flags apart."""

    def number_of(self, urgency: Urgency | None, at_most: int | None = None) -> int:
        """Return how many people of this urgency waited, or waited no longer than this length."""


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


def against_targets(
    reached: ByUrgency, waiting: ByUrgency, targets: Mapping[Urgency, timedelta]
) -> tuple[AgainstTarget, ...]:
    """Return a line for each urgency, the most urgent first, and one for those without a red flag."""
    return tuple(_line(urgency, targets, (reached, waiting)) for urgency in (*Urgency, None))


def _line(
    urgency: Urgency | None, targets: Mapping[Urgency, timedelta], both: tuple[ByUrgency, ByUrgency]
) -> AgainstTarget:
    target = targets[urgency] if urgency else None
    set_time = None if target is None else target_of(target)
    reached, waiting = (waits.number_of(urgency) for waits in both)
    reached_in_time, waiting_in_time = (waits.number_of(urgency, set_time) for waits in both)
    return AgainstTarget(
        urgency,
        target,
        reached_in_time=reached_in_time,
        reached_late=reached - reached_in_time,
        waiting_in_time=waiting_in_time,
        waiting_late=waiting - waiting_in_time,
    )


@dataclass(frozen=True, slots=True)
class Work:
    """What one staff member has, and did: open submissions that are theirs, some of which wait to be reached; calls."""

    staff_id: str
    open: int = 0
    waiting: int = 0
    tries: int = 0
    reached: int = 0
