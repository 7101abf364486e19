"""What a staff member writes down about a submission: it only adds; what is wrong is struck, and stays to be read."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from screener.audit import Action, Actor
from screener.clinic.changed import Taken, changed, check_not_withdrawn
from screener.clinic.notes import REASON_LIMIT, TEXT_LIMIT, Attempt, Means, Note
from screener.submissions.priority import WAITING
from screener.submissions.submission import LastAttempt, Outcome, Status, Submission


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
        check_not_withdrawn(submission)
        return changed(submission, Action.NOTE_ADDED, by, at, {})

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
        """Return the submission, contacted if it waited and the person was reached; what was closed stays so, and knows since when."""
        check_not_withdrawn(submission)
        details = {"means": self.means.value, "outcome": self.outcome.value}
        last = LastAttempt(at, by.id, self.outcome)
        submission = replace(submission, attempts=submission.attempts + 1, last_attempt=last)
        if self.outcome is Outcome.REACHED:
            contact_at = submission.first_contact_at or at
            submission = replace(submission, call_back_at=None, first_contact_at=contact_at)
        if self.outcome is Outcome.REACHED and submission.status in WAITING:
            details |= {"from": submission.status.value, "to": Status.CONTACTED.value}
            submission = replace(submission, status=Status.CONTACTED)
        return changed(submission, Action.CONTACT_ATTEMPTED, by, at, details)

    def written(self, new_id: str, by: Actor, at: datetime) -> Attempt:
        """Return the attempt, under an id of its own."""
        return Attempt(new_id, by.id, at, self.means, self.outcome, self.text)


@dataclass(frozen=True, slots=True)
class Strike:
    """Say that a note or an attempt, by its id, is wrong; ``ValueError`` without a reason or for a long one.

    ``left`` are the attempts that still count, the oldest first. ``reached_at`` is when the person was reached by what is struck.
    """

    entry: str
    reason: str = field(repr=False)
    left: tuple[LastAttempt, ...] = ()
    reached_at: datetime | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.reason.strip()) <= REASON_LIMIT:
            raise ValueError("a reason")

    def take(self, submission: Submission, by: Actor, at: datetime) -> Taken:
        """Return the submission as without the entry, but for its status, which staff set back themselves."""
        check_not_withdrawn(submission)
        last = self.left[-1] if self.left else None
        without = replace(submission, attempts=len(self.left), last_attempt=last)
        reached = [one.at for one in self.left if one.outcome is Outcome.REACHED]
        if reached and self.reached_at and submission.first_contact_at == self.reached_at:
            without = replace(without, first_contact_at=reached[0])
        return changed(without, Action.STRUCK, by, at, {})


def _check_length(text: str) -> None:
    if len(text) > TEXT_LIMIT:
        raise ValueError("too long")
