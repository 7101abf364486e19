"""What a staff member does to a submission: steps as data, which the page shows again when they cannot be taken.

``take`` of a step returns the submission after it, one version on, with the event; it raises ``AlreadyWithdrawn``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from screener.audit import Action, Actor, Event
from screener.clinic.changed import Taken, changed, check_not_withdrawn
from screener.clinic.review import NEXT, AlreadySo, NothingToUndo, WrongTransition, last_change
from screener.clinic.writing import AddAttempt, AddNote, Strike
from screener.submissions.priority import REACHED, WAITING
from screener.submissions.submission import (
    ClosedReason,
    HoldReason,
    Status,
    Submission,
)

LONGEST_WAIT = timedelta(days=366)
"""How far from now somebody is called back: a year that was mistyped hides a person, and the ends of the calendar are no days."""


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
        check_not_withdrawn(submission)
        if (submission.status, submission.closed_reason) == (self.to, self.reason):
            raise AlreadySo
        if self.to not in NEXT[submission.status]:
            raise WrongTransition
        return _moved(submission, self, by, at)


@dataclass(frozen=True, slots=True)
class Assign:
    """Give the submission to a staff member, by their id, or to nobody."""

    to: str | None

    def take(self, submission: Submission, by: Actor, at: datetime, **undone: str) -> Taken:
        """Return the assigned submission; raises ``AlreadySo``. ``undone`` is kept of an assignment that is taken back."""
        check_not_withdrawn(submission)
        if submission.assignee == self.to:
            raise AlreadySo
        details = {"from": submission.assignee or "", "to": self.to or "", **undone}
        return changed(replace(submission, assignee=self.to), Action.ASSIGNED, by, at, details)


@dataclass(frozen=True, slots=True)
class CallBack:
    """Call the person again at an aware time, ``LONGEST_WAIT`` away at most, or no more."""

    at: datetime | None

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission with its call back; raises ``AlreadySo``, ``WrongTransition`` where the work has ended.

        Raises ``ValueError`` for a time that is too far away.
        """
        check_not_withdrawn(submission)
        if self.at and abs(self.at - at) > LONGEST_WAIT:
            raise ValueError("too far away")
        if submission.call_back_at == self.at:
            raise AlreadySo
        if submission.status is Status.CLOSED:
            raise WrongTransition
        details = {"call_back_at": self.at.isoformat() if self.at else ""}
        return changed(replace(submission, call_back_at=self.at), Action.CALL_BACK_SET, by, at, details)


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep the submission from being purged; with another reason where it is on hold already."""

    reason: HoldReason

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission on hold; raises ``AlreadySo``."""
        check_not_withdrawn(submission)
        if submission.hold is self.reason:
            raise AlreadySo
        held = replace(submission, hold=self.reason)
        return changed(held, Action.HELD, by, at, {"reason": self.reason.value})


@dataclass(frozen=True, slots=True)
class LiftHold:
    """Let the submission be purged once it is old."""

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission on hold no longer; raises ``AlreadySo``."""
        check_not_withdrawn(submission)
        if submission.hold is None:
            raise AlreadySo
        details = {"reason": submission.hold.value}
        return changed(replace(submission, hold=None), Action.HOLD_LIFTED, by, at, details)


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
        as_it_was = replace(
            submission,
            first_contact_at=_time_in(last, "first_contact_at"),
            call_back_at=submission.call_back_at or _time_in(last, "call_back_at"),
        )
        return _moved(submission, ChangeStatus(status, reason), by, at, as_it_was=as_it_was, **undone)


Step = ChangeStatus | Assign | AddNote | AddAttempt | CallBack | Strike | Hold | LiftHold | Undo


def _moved(
    submission: Submission,
    move: ChangeStatus,
    by: Actor,
    at: datetime,
    *,
    as_it_was: Submission | None = None,
    **undone: str,
) -> Taken:
    known = as_it_was or submission
    details = {"from": submission.status.value, "to": move.to.value, **undone}
    if ends := move.reason or submission.closed_reason:
        details["reason"] = ends.value
    if submission.first_contact_at:
        details["first_contact_at"] = submission.first_contact_at.isoformat()
    first_contact_at = known.first_contact_at
    if move.to in REACHED:
        first_contact_at = first_contact_at or at
    elif move.to in WAITING:
        first_contact_at = None
    call_back_at = None if move.to is Status.CLOSED else known.call_back_at
    if submission.call_back_at and not call_back_at:
        details["call_back_at"] = submission.call_back_at.isoformat()
    moved = replace(
        submission,
        status=move.to,
        closed_reason=move.reason,
        first_contact_at=first_contact_at,
        call_back_at=call_back_at,
    )
    return changed(moved, Action.STATUS_CHANGED, by, at, details)


def _time_in(event: Event, detail: str) -> datetime | None:
    written = event.details.get(detail)
    return datetime.fromisoformat(written) if written else None
