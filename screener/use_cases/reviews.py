"""What a staff member can do with a submission: open it, change it, and change many at once."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from screener.audit import Action, Actor, Event, Line, LineFilter
from screener.clinic.notes import Attempt, Note
from screener.clinic.review import AlreadySo, Reading, WrongTransition, last_change, view
from screener.clinic.steps import AddAttempt, AddNote, Assign, ChangeStatus, Step, Undo
from screener.codes.reference import REFERENCE_LENGTH, normalized
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.storage.submissions import Submissions
from screener.submissions.submission import Status, Submission
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.worklist import TooMany

AT_ONCE = 100
"""The most submissions that are changed together."""
_HISTORY = 500


class NoSuchSubmission(Exception):
    """No submission has this reference number."""


@dataclass(frozen=True, slots=True)
class Review:
    """A submission with all that is known about it, everything oldest first; its last 500 lines of the audit.

    ``undoable`` is the change that ``Undo`` would take back.
    """

    submission: Submission
    notes: tuple[Note, ...]
    attempts: tuple[Attempt, ...]
    history: tuple[Line, ...]
    undoable: Event | None


class Changed(Exception):
    """Somebody changed the submission: how it is now, and what was done to it since the version that was seen."""

    def __init__(self, present: Review, seen: int) -> None:
        super().__init__()
        self.present = present
        self.since = tuple(line for line in present.history if _is_after(line.event, seen))


class Why(StrEnum):
    """Why a submission was left as it is."""

    UNKNOWN = "unknown"
    UNREAD = "unread"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    ALREADY_SO = "already_so"
    WRONG_TRANSITION = "wrong_transition"


@dataclass(frozen=True, slots=True)
class Left:
    """A submission that was left as it is, by the reference that was given."""

    reference: str
    why: Why


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was changed, by reference, and what was not."""

    done: tuple[str, ...]
    left: tuple[Left, ...]


_WHY = {AlreadySo: Why.ALREADY_SO, WrongTransition: Why.WRONG_TRANSITION}


class Reviewing:
    """The use cases on one submission, or on some that were chosen, on a database and a keyring."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def open(self, reference: str, by: Actor, read: Reading = view) -> Review:
        """Return the submission of a reference typed in any case and spacing; it is read from now on.

        ``read`` is how the audit tells of it: ``view`` or ``export``. Content that was damaged is shown as such. Raises ``NoSuchSubmission``.
        """
        with self._database.writing() as connection:
            reviews = Reviews(connection, self._keyring)
            viewed, event = read(_locked(reviews, reference), by, self._clock())
            reviews.view(viewed, event)
            (submission,) = reviews.batch([viewed.id])
            history = _history(connection, submission)
            return Review(
                submission,
                reviews.notes(submission),
                reviews.attempts(submission),
                history,
                last_change(submission, [line.event for line in history]),
            )

    def change(self, reference: str, version: int, step: Step, by: Actor) -> Submission:
        """Take ``step`` on the version that was seen and return the submission after it, unopened.

        Raises ``NoSuchSubmission``, ``Changed`` where there is a newer version, and what the step itself raises.
        """
        with self._database.writing() as connection:
            reviews, now = Reviews(connection, self._keyring), self._clock()
            submission = _locked(reviews, reference)
            if submission.version == version:
                if isinstance(step, Undo):
                    history = [line.event for line in _history(connection, submission)]
                    changed, event = step.take(submission, by, now, history=history)
                else:
                    changed, event = step.take(submission, by, now)
                Submissions(connection, self._keyring).save(changed, event)
                if isinstance(step, AddNote | AddAttempt):
                    reviews.write(changed, step.written(str(uuid.uuid4()), by, now))
                return changed
        raise Changed(self.open(reference, by), version)

    def bulk(self, versions: Mapping[str, int], step: ChangeStatus | Assign, by: Actor) -> Bulk:
        """Take ``step`` on each reference at the version that was seen; what it does not fit is left as it is.

        What nobody has read is left too. Raises ``TooMany`` for more than ``AT_ONCE``.
        """
        if len(versions) > AT_ONCE:
            raise TooMany
        codes = {typed: normalized(typed, REFERENCE_LENGTH) for typed in versions}
        versions = {typed: version for typed, version in versions.items() if _first_of(codes, typed)}
        done: list[str] = []
        left: list[Left] = []
        with self._database.writing() as connection:
            submissions = Submissions(connection, self._keyring)
            locked = Reviews(connection, self._keyring).locked([code for code in codes.values() if code])
            for typed, version in versions.items():
                why = self._take(submissions, locked.get(codes[typed] or ""), version, step, by)
                if why is None:
                    done.append(typed)
                else:
                    left.append(Left(typed, why))
        return Bulk(tuple(done), tuple(left))

    def _take(
        self,
        submissions: Submissions,
        submission: Submission | None,
        version: int,
        step: ChangeStatus | Assign,
        by: Actor,
    ) -> Why | None:
        if submission is None:
            return Why.UNKNOWN
        if submission.status is Status.WITHDRAWN:
            return Why.WITHDRAWN
        if submission.first_viewed_at is None:
            return Why.UNREAD
        if submission.version != version:
            return Why.CHANGED
        try:
            changed, event = step.take(submission, by, self._clock())
        except tuple(_WHY) as refused:
            return _WHY[type(refused)]
        submissions.save(changed, event)
        return None


def _first_of(codes: Mapping[str, str | None], typed: str) -> bool:
    # One submission named twice, in two spellings, is one.
    code = codes[typed]
    return code is None or next(one for one, known in codes.items() if known == code) == typed


def _locked(reviews: Reviews, reference: str) -> Submission:
    code = normalized(reference, REFERENCE_LENGTH)
    found = reviews.locked([code]).get(code) if code else None
    if found is None:
        raise NoSuchSubmission
    return found


def _history(connection: Connection, submission: Submission) -> tuple[Line, ...]:
    lines = audit.lines(connection, LineFilter(subjects=(submission.id,)), before=None, limit=_HISTORY)
    return tuple(reversed(lines))


def _is_after(event: Event, seen: int) -> bool:
    gone = event.action in {Action.SUBMISSION_WITHDRAWN, Action.SUBMISSION_PURGED}
    return gone or int(event.details.get("version", "0")) > seen
