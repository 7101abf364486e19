"""A submission in review: reading it, where it can go from each status, and which change can be taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from screener.audit import Action, Actor, Event
from screener.submissions.submission import Status, Submission

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


def take_out(submission: Submission, by: Actor, at: datetime) -> tuple[Submission, Event]:
    """Return the submission as read, because all of it goes into another system's record."""
    viewed, event = view(submission, by, at)
    return viewed, replace(event, action=Action.SUBMISSION_TAKEN_OUT)


def last_change(submission: Submission, history: Sequence[Event]) -> Event | None:
    """Return the event that ``Undo`` would take back, ``None`` where there is none. ``history`` is in order."""
    changes = [event for event in history if "version" in event.details]
    if not changes or submission.is_tombstone:
        return None
    last = changes[-1]
    takes_back = last.action in {Action.STATUS_CHANGED, Action.ASSIGNED}
    return last if takes_back and last.details["version"] == str(submission.version) else None
