"""What the staff writes down about a submission: notes, and how they tried to reach the person."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from screener.submissions.submission import Outcome

__all__ = ["REASON_LIMIT", "TEXT_LIMIT", "Attempt", "Means", "Note", "Outcome", "Struck"]

REASON_LIMIT = 200
"""The most characters of the reason why a note or an attempt was struck."""
TEXT_LIMIT = 4000
"""The most characters of a note, or of the words to an attempt."""


class Means(StrEnum):
    """How a staff member tried to reach the person."""

    PHONE = "phone"
    EMAIL = "email"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Struck:
    """That a note or an attempt was wrong: it stays to be read, with who struck it, when and why."""

    by: str
    at: datetime
    reason: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Note:
    """What a staff member wrote down. ``text`` is ``None`` where no key opens it."""

    id: str
    by: str
    at: datetime
    text: str | None = field(repr=False)
    struck: Struck | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try to reach the person. ``text`` may be empty, and is ``None`` where no key opens it."""

    id: str
    by: str
    at: datetime
    means: Means
    outcome: Outcome
    text: str | None = field(default="", repr=False)
    struck: Struck | None = None
