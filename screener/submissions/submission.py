"""A submission and its life. Each step returns the new state and its audit event together."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from screener.audit import COMMAND_LINE, PATIENT, Action, Event
from screener.dystonia.urgency import Urgency


class Status(StrEnum):
    """Where a submission is in its life."""

    NEW = "new"
    IN_REVIEW = "in_review"
    CONTACTED = "contacted"
    APPOINTMENT_BOOKED = "appointment_booked"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class ClosedReason(StrEnum):
    """Why the work on a submission ended."""

    APPOINTMENT_KEPT = "appointment_kept"
    APPOINTMENT_KEPT_ELSEWHERE = "appointment_kept_elsewhere"
    NOT_REACHABLE = "not_reachable"
    DECLINED = "declined"
    NOT_FOR_THIS_CLINIC = "not_for_this_clinic"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of a try to reach the person."""

    REACHED = "reached"
    MESSAGE_LEFT = "message_left"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class LastAttempt:
    """The newest try to reach the person: when, by which staff member, with what outcome."""

    at: datetime
    by: str
    outcome: Outcome


class HoldReason(StrEnum):
    """Why the clinic has to keep a submission, however old it is. It is about the records, not the person's health."""

    LEGAL = "legal"
    COMPLAINT = "complaint"
    RECORDS_REQUEST = "records_request"
    CARE = "care"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Submission:
    """What stands in clear of a record that a person chose to send; what is sealed of it is its ``Content``.

    ``assignee`` is the id of a staff member. ``first_contact_at`` is when the person was first reached, and is ``None``
    while they wait to be reached. ``first_viewed_at`` is ``None`` while no staff member has opened the submission.
    """

    id: str
    reference: str
    received_at: datetime
    language: str
    respondent: str
    questionnaire_version: str
    rules_version: str
    distribution: str | None
    generalized: bool
    regions: tuple[str, ...]
    caveats: tuple[str, ...]
    flags: tuple[str, ...]
    urgency: Urgency | None
    needs: tuple[str, ...] = ()
    """What would help the person at the visit, by the ids of ``submissions.needs``."""
    has_message: bool = False
    """There is a message among the content; it is unread until somebody opens the submission."""
    status: Status = Status.NEW
    version: int = 1
    withdrawn_at: datetime | None = None
    assignee: str | None = None
    closed_reason: ClosedReason | None = None
    first_contact_at: datetime | None = None
    first_viewed_at: datetime | None = None
    synthetic: bool = False
    """Made to try the program with: it is nobody's, and every page that shows it says so."""
    purged: bool = False
    """Withdrawn by the clinic, which keeps nothing for ever, and not by the person."""
    entered_by: str | None = None
    """The id of the staff member who entered the answers of a caller; ``None`` where the person sent them."""
    sent_by: str | None = None
    """The id of the program of another system that sent it; ``None`` where it was answered here."""
    hold: HoldReason | None = None
    """Why the clinic must not purge it; the person can take it back all the same."""
    attempts: int = 0
    """How often somebody tried to reach the person; those that were struck do not count."""
    last_attempt: LastAttempt | None = None
    call_back_at: datetime | None = None
    """When the clinic said it would call again, or wants to."""

    @property
    def is_tombstone(self) -> bool:
        """Its content is gone for good: the person took it back, or the clinic purged it."""
        return self.status is Status.WITHDRAWN


class AlreadyWithdrawn(Exception):
    """A withdrawn or purged submission cannot be changed any more."""


class OnHold(Exception):
    """A submission that is on hold is not purged."""


def received(submission: Submission, address: str = "") -> Event:
    """Return the event that a new submission arrived; ``address`` is kept of staff who entered it and of programs, alone."""
    details = {
        "language": submission.language,
        "questionnaire_version": submission.questionnaire_version,
        "rules_version": submission.rules_version,
    }
    actor = COMMAND_LINE if submission.synthetic else PATIENT
    if submission.entered_by is not None:
        actor = submission.entered_by
        details |= {"means": "phone", "address": address}
    if submission.sent_by is not None:
        actor = submission.sent_by
        details |= {"means": "program", "address": address}
    return Event(Action.SUBMISSION_RECEIVED, actor, submission.id, submission.received_at, details)


def withdraw(submission: Submission, at: datetime) -> tuple[Submission, Event]:
    """Return the tombstone of a submission: reference, times, versions and assignee stay, content and pattern go.

    Raises ``AlreadyWithdrawn`` the second time.
    """
    return _tombstone(submission, at), Event(Action.SUBMISSION_WITHDRAWN, PATIENT, submission.id, at)


def purge(submission: Submission, at: datetime, actor: str, **details: str) -> tuple[Submission, Event]:
    """Return the tombstone of a submission that the clinic keeps no longer; what stays is what a withdrawal leaves.

    Raises ``OnHold``, and ``AlreadyWithdrawn`` when its content is gone already.
    """
    if submission.hold:
        raise OnHold
    tombstone = replace(_tombstone(submission, at), purged=True)
    return tombstone, Event(Action.SUBMISSION_PURGED, actor, submission.id, at, details)


def _tombstone(submission: Submission, at: datetime) -> Submission:
    if submission.is_tombstone:
        raise AlreadyWithdrawn
    return replace(
        submission,
        status=Status.WITHDRAWN,
        version=submission.version + 1,
        withdrawn_at=at,
        closed_reason=None,
        hold=None,
        respondent="",
        distribution=None,
        generalized=False,
        regions=(),
        caveats=(),
        flags=(),
        urgency=None,
        needs=(),
        has_message=False,
        attempts=0,
        last_attempt=None,
        call_back_at=None,
    )
