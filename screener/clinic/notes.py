"""What the staff writes down about a submission: notes, and how they tried to reach the person."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

TEXT_LIMIT = 4000
"""The most characters of a note, or of the words to an attempt."""


class Means(StrEnum):
    """How a staff member tried to reach the person."""

    PHONE = "phone"
    EMAIL = "email"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of the try."""

    REACHED = "reached"
    MESSAGE_LEFT = "message_left"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class Note:
    """What a staff member wrote down. ``text`` is ``None`` where no key opens it."""

    id: str
    by: str
    at: datetime
    text: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try to reach the person. ``text`` may be empty, and is ``None`` where no key opens it."""

    id: str
    by: str
    at: datetime
    means: Means
    outcome: Outcome
    text: str | None = field(default="", repr=False)
