"""A submission that staff work on, found by its reference, and what comes of it: all that is known, what was left, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from screener.audit import Action, Actor, Event, Line, LineFilter
from screener.clinic.notes import Attempt, Note
from screener.clinic.review import AlreadySo, WrongTransition
from screener.clinic.steps import Step
from screener.codes.reference import REFERENCE_LENGTH, normalized
from screener.storage import audit
from screener.storage.reviews import Reviews
from screener.submissions.opened import Opened
from screener.submissions.submission import Submission

_SAME_VIEW = timedelta(minutes=1)


class NoSuchSubmission(Exception):
    """No submission has this reference number."""


@dataclass(frozen=True, slots=True)
class Review:
    """A submission, opened as far as it can be, with all that is known about it, everything oldest first, and each line of the audit.

    ``undoable`` is the change that ``Undo`` would take back.
    """

    opened: Opened
    notes: tuple[Note, ...]
    attempts: tuple[Attempt, ...]
    history: tuple[Line, ...]
    undoable: Event | None


class Changed(Exception):
    """Somebody changed the submission: how it is now, and what was done to it since the version that was seen."""

    def __init__(self, present: Review, seen: int) -> None:
        super().__init__()
        self.present = present
        self.since = tuple(line for line in present.history if is_after(line.event, seen))


class Why(StrEnum):
    """Why a submission was left as it is."""

    UNKNOWN = "unknown"
    UNREAD = "unread"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    ALREADY_SO = "already_so"
    WRONG_TRANSITION = "wrong_transition"


@dataclass(frozen=True, slots=True)
class Worked:
    """What one save did: the submission after it, and the steps that were left, each with why.

    ``since`` is what somebody else did since the version that was seen: notes and attempts are kept all the same.
    """

    submission: Submission
    left: tuple[tuple[Step, Why], ...]
    since: tuple[Line, ...]


WHY = {AlreadySo: Why.ALREADY_SO, WrongTransition: Why.WRONG_TRANSITION}
"""Why a step was left, by what it raised."""


def is_after(event: Event, seen: int) -> bool:
    """Tell whether an event changed the submission after the version that was seen, or ended it."""
    gone = event.action in {Action.SUBMISSION_WITHDRAWN, Action.SUBMISSION_PURGED}
    return gone or int(event.details.get("version", "0")) > seen


def locked(reviews: Reviews, reference: str) -> Submission:
    """Return the submission of a reference typed in any case and spacing; nobody else changes it before the transaction ends.

    Raises ``NoSuchSubmission``.
    """
    code = normalized(reference, REFERENCE_LENGTH)
    found = reviews.locked([code]).get(code) if code else None
    if found is None:
        raise NoSuchSubmission
    return found


def history_of(connection: Connection, submission: Submission) -> tuple[Line, ...]:
    """Return every line of the audit about a submission, the oldest first."""
    lines = audit.lines(connection, LineFilter(subjects=(submission.id,)), before=None, limit=None)
    return tuple(reversed(lines))


def goes_on(history: Sequence[Line], by: Actor, now: datetime, *, again: bool) -> bool:
    """Tell whether a page of a submission is no second view: it answers somebody's own step, and they had opened it before.

    So does what they ask for at once after a step or a view of theirs, even where it is not said to be ``again``.
    """
    last = history[-1].event if history else None
    own = last is not None and last.actor == by.id and timedelta() <= now - last.at < _SAME_VIEW
    return (own or again) and any(
        line.event.action is Action.SUBMISSION_VIEWED and line.event.actor == by.id for line in history
    )
