"""A step that a staff member asks for, as data: the page shows it again when it cannot be taken."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from screener.audit import Actor, Event
from screener.clinic.notes import TEXT_LIMIT, Attempt, Means, Note, Outcome
from screener.clinic.review import add_attempt, add_note, assign, change_status, hold, lift_hold, undo
from screener.submissions.submission import ClosedReason, HoldReason, Status, Submission


@dataclass(frozen=True, slots=True)
class ChangeStatus:
    """Take the submission to a status; ``ValueError`` unless a reason is given to close, and for nothing else."""

    to: Status
    reason: ClosedReason | None = None

    def __post_init__(self) -> None:
        if (self.to is Status.CLOSED) != (self.reason is not None):
            raise ValueError("a reason is given to close, and for nothing else")


@dataclass(frozen=True, slots=True)
class Assign:
    """Give the submission to a staff member, by their id, or to nobody."""

    to: str | None


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write a note; ``ValueError`` for an empty one and for one over ``TEXT_LIMIT``."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an empty note")
        _check_length(self.text)


@dataclass(frozen=True, slots=True)
class AddAttempt:
    """Write down a try to reach the person; ``ValueError`` for words over ``TEXT_LIMIT``."""

    means: Means
    outcome: Outcome
    text: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        _check_length(self.text)


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep the submission from being purged; with another reason where it is on hold already."""

    reason: HoldReason


@dataclass(frozen=True, slots=True)
class LiftHold:
    """Let the submission be purged once it is old."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change of status or assignee back."""


Step = ChangeStatus | Assign | AddNote | AddAttempt | Hold | LiftHold | Undo
Taken = tuple[Submission, Event, Note | Attempt | None]


def take(  # noqa: PLR0913 - a step, on what, by whom and when
    submission: Submission, step: Step, by: Actor, at: datetime, *, history: Sequence[Event], new_id: str
) -> Taken:
    """Return the submission after ``step``, its event, and what was written down, under ``new_id``.

    Raises what the transitions of ``review`` raise.
    """
    match step:
        case ChangeStatus(to, reason):
            return *change_status(submission, to, by, at, reason=reason), None
        case Assign(to):
            return *assign(submission, to, by, at), None
        case AddNote(text):
            note = Note(new_id, by.id, at, text)
            return *add_note(submission, note, by), note
        case AddAttempt(means, outcome, text):
            attempt = Attempt(new_id, by.id, at, means, outcome, text)
            return *add_attempt(submission, attempt, by), attempt
        case Hold(reason):
            return *hold(submission, reason, by, at), None
        case LiftHold():
            return *lift_hold(submission, by, at), None
    return *undo(submission, history, by, at), None


def _check_length(text: str) -> None:
    if len(text) > TEXT_LIMIT:
        raise ValueError("too long")
