"""How long the clinic keeps a submission, and so what is due to be purged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from screener.submissions.submission import Status

FEWEST_DAYS, MOST_DAYS = 30, 36500


@dataclass(frozen=True, slots=True)
class Schedule:
    """After how many days since it was received a submission is purged, by status; what is not named is kept.

    Raises ``ValueError`` for days out of bounds, for none at all, and for a status that has nothing left to purge.
    """

    days: Mapping[Status, int]

    def __post_init__(self) -> None:
        if not self.days or Status.WITHDRAWN in self.days:
            raise ValueError("nothing to purge by")
        if not all(FEWEST_DAYS <= days <= MOST_DAYS for days in self.days.values()):
            raise ValueError("out of bounds")

    def __str__(self) -> str:
        return " ".join(f"{status.value}:{self.days[status]}" for status in Status if status in self.days)

    @classmethod
    def read(cls, written: str) -> "Schedule":
        """Return the schedule of its written form; raises ``ValueError`` for anything else."""
        pairs = (one.split(":") for one in written.split())
        return cls({Status(status): int(days) for status, days in pairs})

    def before(self, at: datetime) -> dict[Status, datetime]:
        """Return, by status, the time before which a submission was received that is due at ``at``."""
        return {status: at - timedelta(days=days) for status, days in self.days.items()}


SCHEDULE = Schedule(
    {
        Status.NEW: 1095,
        Status.IN_REVIEW: 1095,
        Status.CONTACTED: 730,
        Status.APPOINTMENT_BOOKED: 730,
        Status.CLOSED: 365,
    }
)
"""What is proposed unless an administrator writes other days: who may still wait is kept longest."""


@dataclass(frozen=True, slots=True)
class Due:
    """How many submissions are old enough to be purged, how many more if they are named, and how many but for a hold."""

    free: int
    by_name: int
    on_hold: int
