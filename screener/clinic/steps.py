"""What a staff member does to a submission: steps as data, which the page shows again when they cannot be taken.

``take`` of a step returns the submission after it, one version on, with the event; it raises ``AlreadyWithdrawn``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from screener.audit import Action, Actor, Event
from screener.clinic.notes import REASON_LIMIT, TEXT_LIMIT, Attempt, Means, Note
from screener.clinic.review import NEXT, AlreadySo, NothingToUndo, WrongTransition, last_change
from screener.submissions.priority import REACHED, WAITING
from screener.submissions.submission import (
    AlreadyWithdrawn,
    ClosedReason,
    HoldReason,
    LastAttempt,
    Outcome,
    Status,
    Submission,
)

Taken = tuple[Submission, Event]


@dataclass(frozen=True, slots=True)
class ChangeStatus:
    """Take the submission to a status; ``ValueError`` unless a reason is given to close, and for nothing else."""

    to: Status
    reason: ClosedReason | None = None

    def __post_init__(self) -> None:
        if (self.to is Status.CLOSED) != (self.reason is not None):
            raise ValueError("a reason is given to close, and for nothing else")

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the moved submission; who goes back to waiting was not reached. Raises ``AlreadySo``, ``WrongTransition``."""
        _check_not_withdrawn(submission)
        if (submission.status, submission.closed_reason) == (self.to, self.reason):
            raise AlreadySo
        if self.to not in NEXT[submission.status]:
            raise WrongTransition
        return _moved(submission, self, by, at, first_contact_at=submission.first_contact_at)


@dataclass(frozen=True, slots=True)
class Assign:
    """Give the submission to a staff member, by their id, or to nobody."""

    to: str | None

    def take(self, submission: Submission, by: Actor, at: datetime, **undone: str) -> Taken:
        """Return the assigned submission; raises ``AlreadySo``. ``undone`` is kept of an assignment that is taken back."""
        _check_not_withdrawn(submission)
        if submission.assignee == self.to:
            raise AlreadySo
        details = {"from": submission.assignee or "", "to": self.to or "", **undone}
        return _changed(replace(submission, assignee=self.to), Action.ASSIGNED, by, at, details)


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write a note; ``ValueError`` for an empty one and for one over ``TEXT_LIMIT``."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an empty note")
        _check_length(self.text)

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission, because of the note; its words are in ``written`` alone."""
        _check_not_withdrawn(submission)
        return _changed(submission, Action.NOTE_ADDED, by, at, {})

    def written(self, new_id: str, by: Actor, at: datetime) -> Note:
        """Return the note, under an id of its own."""
        return Note(new_id, by.id, at, self.text)


@dataclass(frozen=True, slots=True)
class AddAttempt:
    """Write down a try to reach the person; ``ValueError`` for words over ``TEXT_LIMIT``."""

    means: Means
    outcome: Outcome
    text: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        _check_length(self.text)

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission, contacted if it waited and the person was reached."""
        _check_not_withdrawn(submission)
        details = {"means": self.means.value, "outcome": self.outcome.value}
        last = LastAttempt(at, by.id, self.outcome)
        submission = replace(submission, attempts=submission.attempts + 1, last_attempt=last)
        if self.outcome is Outcome.REACHED:
            submission = replace(submission, call_back_at=None)
        if self.outcome is Outcome.REACHED and submission.status in WAITING:
            details |= {"from": submission.status.value, "to": Status.CONTACTED.value}
            submission = replace(submission, status=Status.CONTACTED, first_contact_at=at)
        return _changed(submission, Action.CONTACT_ATTEMPTED, by, at, details)

    def written(self, new_id: str, by: Actor, at: datetime) -> Attempt:
        """Return the attempt, under an id of its own."""
        return Attempt(new_id, by.id, at, self.means, self.outcome, self.text)


@dataclass(frozen=True, slots=True)
class CallBack:
    """Call the person again at an aware time, or no more."""

    at: datetime | None

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission with its call back; raises ``AlreadySo``, ``WrongTransition`` where the work has ended."""
        _check_not_withdrawn(submission)
        if submission.call_back_at == self.at:
            raise AlreadySo
        if submission.status is Status.CLOSED:
            raise WrongTransition
        details = {"call_back_at": self.at.isoformat() if self.at else ""}
        return _changed(replace(submission, call_back_at=self.at), Action.CALL_BACK_SET, by, at, details)


@dataclass(frozen=True, slots=True)
class Strike:
    """Say that a note or an attempt, by its id, is wrong; ``ValueError`` without a reason or for a long one.

    ``left`` are the attempts that still count, the oldest first.
    """

    entry: str
    reason: str = field(repr=False)
    left: tuple[LastAttempt, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.reason.strip()) <= REASON_LIMIT:
            raise ValueError("a reason")

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission as without the entry, but for its status, which staff set back themselves."""
        _check_not_withdrawn(submission)
        last = self.left[-1] if self.left else None
        without = replace(submission, attempts=len(self.left), last_attempt=last)
        return _changed(without, Action.STRUCK, by, at, {})


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep the submission from being purged; with another reason where it is on hold already."""

    reason: HoldReason

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission on hold; raises ``AlreadySo``."""
        _check_not_withdrawn(submission)
        if submission.hold is self.reason:
            raise AlreadySo
        held = replace(submission, hold=self.reason)
        return _changed(held, Action.HELD, by, at, {"reason": self.reason.value})


@dataclass(frozen=True, slots=True)
class LiftHold:
    """Let the submission be purged once it is old."""

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission on hold no longer; raises ``AlreadySo``."""
        _check_not_withdrawn(submission)
        if submission.hold is None:
            raise AlreadySo
        details = {"reason": submission.hold.value}
        return _changed(replace(submission, hold=None), Action.HOLD_LIFTED, by, at, details)


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change of status or assignee back; undoing twice is doing it again."""

    def take(self, submission: Submission, by: Actor, at: datetime, *, history: Sequence[Event]) -> Taken:
        """Return the submission as before its last change in ``history``, which is in order. Raises ``NothingToUndo``."""
        last = last_change(submission, history)
        if last is None:
            raise NothingToUndo
        before, undone = last.details["from"], {"undoes": last.details["version"]}
        if last.action is Action.ASSIGNED:
            return Assign(before or None).take(submission, by, at, **undone)
        status = Status(before)
        reason = ClosedReason(last.details["reason"]) if status is Status.CLOSED else None
        written = last.details.get("first_contact_at")
        contact_at = datetime.fromisoformat(written) if written else None
        back = ChangeStatus(status, reason)
        return _moved(submission, back, by, at, first_contact_at=contact_at, **undone)


Step = ChangeStatus | Assign | AddNote | AddAttempt | CallBack | Strike | Hold | LiftHold | Undo


def _check_length(text: str) -> None:
    if len(text) > TEXT_LIMIT:
        raise ValueError("too long")


def _check_not_withdrawn(submission: Submission) -> None:
    if submission.status is Status.WITHDRAWN:
        raise AlreadyWithdrawn


def _moved(
    submission: Submission,
    move: ChangeStatus,
    by: Actor,
    at: datetime,
    *,
    first_contact_at: datetime | None,
    **undone: str,
) -> Taken:
    details = {"from": submission.status.value, "to": move.to.value, **undone}
    if ends := move.reason or submission.closed_reason:
        details["reason"] = ends.value
    if submission.first_contact_at:
        details["first_contact_at"] = submission.first_contact_at.isoformat()
    if move.to in REACHED:
        first_contact_at = first_contact_at or at
    elif move.to in WAITING:
        first_contact_at = None
    call_back_at = None if move.to is Status.CLOSED else submission.call_back_at
    moved = replace(
        submission,
        status=move.to,
        closed_reason=move.reason,
        first_contact_at=first_contact_at,
        call_back_at=call_back_at,
    )
    return _changed(moved, Action.STATUS_CHANGED, by, at, details)


def _changed(
    submission: Submission, action: Action, by: Actor, at: datetime, details: dict[str, str]
) -> Taken:
    changed = replace(submission, version=submission.version + 1)
    said = {**details, "version": str(changed.version), "address": by.address}
    return changed, Event(action, by.id, submission.id, at, said)
