"""A submission and its life. Each step returns the new state and its audit event together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, StrEnum

from screener.audit import COMMAND_LINE, PATIENT, Action, Event
from screener.safety import Urgency


class Status(StrEnum):
    """Where a submission is in its life."""

    NEW = "new"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SeenAnswer:
    """A question and its answer in the words that the person saw, and in English for the staff."""

    question_id: str
    question: str
    answer: str
    question_in_english: str
    answer_in_english: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the person saw of their own: the answers by section, and the flags, pattern, reasons and caveats of the result.

    Words that are the same for everybody are not kept: the versions say which they were.
    """

    sections: tuple[tuple[str, tuple[SeenAnswer, ...]], ...]
    result: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the person, as validated, and the words they consented to.

    ``date_of_birth`` is ISO 8601; ``phone`` is E.164, with ``;ext=`` and the extension where there is one.
    """

    name: str = ""
    date_of_birth: str = ""
    phone: str = ""
    email: str = ""
    best_time: str = ""
    leave_message: str = ""
    language: str = ""
    message: str = ""
    consent: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything about the person. It is sealed in the database, and gone after a withdrawal."""

    contact: Contact
    answers: Mapping[str, str | int | list[str] | None]
    parts: tuple[str, ...]
    seen: Seen


class Unopened(Enum):
    """There is content, and it was not opened."""

    UNOPENED = "unopened"


@dataclass(frozen=True, slots=True)
class Submission:
    """A record that a person chose to send. ``content`` is ``None`` once it was withdrawn."""

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
    content: Content | Unopened | None = field(repr=False)
    status: Status = Status.NEW
    version: int = 1
    withdrawn_at: datetime | None = None
    synthetic: bool = False
    """Made to try the program with: it is nobody's, and every page that shows it says so."""
    purged: bool = False
    """Withdrawn by the clinic, which keeps nothing for ever, and not by the person."""


class AlreadyWithdrawn(Exception):
    """A withdrawn or purged submission cannot be changed any more."""


def received(submission: Submission) -> tuple[Submission, Event]:
    """Return a new submission with the event that it arrived."""
    details = {
        "language": submission.language,
        "questionnaire_version": submission.questionnaire_version,
        "rules_version": submission.rules_version,
    }
    actor = COMMAND_LINE if submission.synthetic else PATIENT
    return submission, Event(
        Action.SUBMISSION_RECEIVED, actor, submission.id, submission.received_at, details
    )


def withdraw(submission: Submission, at: datetime) -> tuple[Submission, Event]:
    """Return the tombstone of a submission: reference, times and versions stay, all content and pattern go.

    Raises ``AlreadyWithdrawn`` the second time.
    """
    return _tombstone(submission, at), Event(Action.SUBMISSION_WITHDRAWN, PATIENT, submission.id, at)


def purge(submission: Submission, at: datetime, actor: str) -> tuple[Submission, Event]:
    """Return the tombstone of a submission that the clinic keeps no longer; what stays is what a withdrawal leaves.

    Raises ``AlreadyWithdrawn`` when its content is gone already.
    """
    tombstone = replace(_tombstone(submission, at), purged=True)
    return tombstone, Event(Action.SUBMISSION_PURGED, actor, submission.id, at)


def _tombstone(submission: Submission, at: datetime) -> Submission:
    if submission.status is Status.WITHDRAWN:
        raise AlreadyWithdrawn
    return replace(
        submission,
        status=Status.WITHDRAWN,
        version=submission.version + 1,
        withdrawn_at=at,
        content=None,
        respondent="",
        distribution=None,
        generalized=False,
        regions=(),
        caveats=(),
        flags=(),
        urgency=None,
    )
