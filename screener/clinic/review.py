"""What a staff member does to a submission: status, assignee, notes, contact attempts, and taking a step back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from screener.audit import Action, Actor, Event
from screener.clinic.notes import Attempt, Note, Outcome
from screener.submissions.priority import REACHED, WAITING
from screener.submissions.submission import AlreadyWithdrawn, ClosedReason, HoldReason, Status, Submission

NEXT: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.IN_REVIEW, Status.CONTACTED, Status.APPOINTMENT_BOOKED, Status.CLOSED}),
    Status.IN_REVIEW: frozenset({Status.NEW, Status.CONTACTED, Status.APPOINTMENT_BOOKED, Status.CLOSED}),
    Status.CONTACTED: frozenset({Status.IN_REVIEW, Status.APPOINTMENT_BOOKED, Status.CLOSED}),
    Status.APPOINTMENT_BOOKED: frozenset({Status.IN_REVIEW, Status.CONTACTED, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.IN_REVIEW, Status.CONTACTED}),
    Status.WITHDRAWN: frozenset(),
}
"""Where a staff member can take a submission from each status. Only the person withdraws, and nobody undoes that."""

Reading = Callable[[Submission, Actor, datetime], tuple[Submission, Event]]
"""What a staff member does who reads a submission: ``view`` or ``export``."""


class WrongTransition(Exception):
    """A submission in this status cannot be taken to that one."""


class AlreadySo(Exception):
    """The step would change nothing."""


class NothingToUndo(Exception):
    """The last change was no change of status or assignee."""


def view(submission: Submission, by: Actor, at: datetime) -> tuple[Submission, Event]:
    """Return the submission as read, its version unchanged: nobody's work is in the way of somebody who looks."""
    viewed = replace(submission, first_viewed_at=submission.first_viewed_at or at)
    return viewed, Event(Action.SUBMISSION_VIEWED, by.id, submission.id, at, {"address": by.address})


def export(submission: Submission, by: Actor, at: datetime) -> tuple[Submission, Event]:
    """Return the submission as read, its version unchanged, because all of it leaves the program as a file."""
    viewed, event = view(submission, by, at)
    return viewed, replace(event, action=Action.SUBMISSION_EXPORTED)


def change_status(
    submission: Submission, to: Status, by: Actor, at: datetime, *, reason: ClosedReason | None = None
) -> tuple[Submission, Event]:
    """Return the submission in status ``to``; ``reason`` is given to close, and for nothing else.

    Who goes back to waiting was not reached. Raises ``AlreadyWithdrawn``, ``AlreadySo`` or ``WrongTransition``, and
    ``ValueError`` for a reason too few or too many.
    """
    _check_not_withdrawn(submission)
    if (submission.status, submission.closed_reason) == (to, reason):
        raise AlreadySo
    if to not in NEXT[submission.status]:
        raise WrongTransition
    return _moved(submission, to, by, at, reason=reason, first_contact_at=submission.first_contact_at)


def assign(
    submission: Submission, to: str | None, by: Actor, at: datetime, **undone: str
) -> tuple[Submission, Event]:
    """Return the submission as the work of staff member ``to``, or of nobody.

    Raises ``AlreadyWithdrawn`` or ``AlreadySo``.
    """
    _check_not_withdrawn(submission)
    if submission.assignee == to:
        raise AlreadySo
    details = {"from": submission.assignee or "", "to": to or "", **undone}
    return _changed(replace(submission, assignee=to), Action.ASSIGNED, by, at, details)


def add_note(submission: Submission, note: Note, by: Actor) -> tuple[Submission, Event]:
    """Return the submission one version on, because of ``note``. Raises ``AlreadyWithdrawn``."""
    _check_not_withdrawn(submission)
    return _changed(submission, Action.NOTE_ADDED, by, note.at, {})


def add_attempt(submission: Submission, attempt: Attempt, by: Actor) -> tuple[Submission, Event]:
    """Return the submission one version on, because of ``attempt``: contacted, if it waited and the person was reached.

    Raises ``AlreadyWithdrawn``.
    """
    _check_not_withdrawn(submission)
    details = {"means": attempt.means.value, "outcome": attempt.outcome.value}
    if attempt.outcome is Outcome.REACHED and submission.status in WAITING:
        details |= {"from": submission.status.value, "to": Status.CONTACTED.value}
        submission = replace(submission, status=Status.CONTACTED, first_contact_at=attempt.at)
    return _changed(submission, Action.CONTACT_ATTEMPTED, by, attempt.at, details)


def hold(submission: Submission, reason: HoldReason, by: Actor, at: datetime) -> tuple[Submission, Event]:
    """Return the submission that is not purged until the hold is lifted. Raises ``AlreadyWithdrawn`` or ``AlreadySo``."""
    _check_not_withdrawn(submission)
    if submission.hold is reason:
        raise AlreadySo
    return _changed(replace(submission, hold=reason), Action.HELD, by, at, {"reason": reason.value})


def lift_hold(submission: Submission, by: Actor, at: datetime) -> tuple[Submission, Event]:
    """Return the submission that may be purged once it is old. Raises ``AlreadyWithdrawn`` or ``AlreadySo``."""
    _check_not_withdrawn(submission)
    if submission.hold is None:
        raise AlreadySo
    details = {"reason": submission.hold.value}
    return _changed(replace(submission, hold=None), Action.HOLD_LIFTED, by, at, details)


def last_change(submission: Submission, history: Sequence[Event]) -> Event | None:
    """Return the event that ``undo`` would take back, ``None`` where there is none. ``history`` is in order."""
    changes = [event for event in history if "version" in event.details]
    if not changes or submission.status is Status.WITHDRAWN:
        return None
    last = changes[-1]
    takes_back = last.action in {Action.STATUS_CHANGED, Action.ASSIGNED}
    return last if takes_back and last.details["version"] == str(submission.version) else None


def undo(
    submission: Submission, history: Sequence[Event], by: Actor, at: datetime
) -> tuple[Submission, Event]:
    """Return the submission as it was before its last change; undoing twice is doing it again.

    Raises ``NothingToUndo`` where the last change was another one: a note, an attempt, an arrival, a withdrawal.
    """
    last = last_change(submission, history)
    if last is None:
        raise NothingToUndo
    before, undone = last.details["from"], {"undoes": last.details["version"]}
    if last.action is Action.ASSIGNED:
        return assign(submission, before or None, by, at, **undone)
    status = Status(before)
    reason = ClosedReason(last.details["reason"]) if status is Status.CLOSED else None
    written = last.details.get("first_contact_at")
    contact_at = datetime.fromisoformat(written) if written else None
    return _moved(submission, status, by, at, reason=reason, first_contact_at=contact_at, **undone)


def _check_not_withdrawn(submission: Submission) -> None:
    if submission.status is Status.WITHDRAWN:
        raise AlreadyWithdrawn


def _moved(  # noqa: PLR0913 - a status with all that depends on it
    submission: Submission,
    to: Status,
    by: Actor,
    at: datetime,
    *,
    reason: ClosedReason | None,
    first_contact_at: datetime | None,
    **undone: str,
) -> tuple[Submission, Event]:
    if (to is Status.CLOSED) != (reason is not None):
        raise ValueError("a reason is given to close, and for nothing else")
    details = {"from": submission.status.value, "to": to.value, **undone}
    if ends := reason or submission.closed_reason:
        details["reason"] = ends.value
    if submission.first_contact_at:
        details["first_contact_at"] = submission.first_contact_at.isoformat()
    if to in REACHED:
        first_contact_at = first_contact_at or at
    elif to in WAITING:
        first_contact_at = None
    moved = replace(submission, status=to, closed_reason=reason, first_contact_at=first_contact_at)
    return _changed(moved, Action.STATUS_CHANGED, by, at, details)


def _changed(
    submission: Submission, action: Action, by: Actor, at: datetime, details: dict[str, str]
) -> tuple[Submission, Event]:
    changed = replace(submission, version=submission.version + 1)
    said = {**details, "version": str(changed.version), "address": by.address}
    return changed, Event(action, by.id, submission.id, at, said)
