"""What a staff member does to many submissions at once, and what of it is left as it was, each with why."""

from collections.abc import Mapping
from dataclasses import dataclass

from screener.audit import Actor
from screener.clinic.review import NothingToUndo
from screener.clinic.steps import Assign, ChangeStatus, Undo
from screener.codes.reference import REFERENCE_LENGTH, normalized
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.storage.submissions import Submissions
from screener.submissions.submission import AlreadyWithdrawn, Submission
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.reviewed import WHY, Changed, NoSuchSubmission, Why
from screener.use_cases.reviews import Reviewing
from screener.use_cases.worklist import TooMany

AT_ONCE = 100
"""The most submissions that are changed together."""


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


class ChangingMany:
    """The use case, on a database and a keyring."""

    def __init__(self, database: Database, keyring: Keyring, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def change(self, versions: Mapping[str, int], step: ChangeStatus | Assign, by: Actor) -> Bulk:
        """Take ``step`` on each reference at the version that was seen; what it does not fit is left as it is.

        What nobody has read keeps its status, but can be given to somebody. Raises ``TooMany`` for more than ``AT_ONCE``.
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

    def undo(self, versions: Mapping[str, int], by: Actor) -> Bulk:
        """Take the last change back of each reference, where it still is at the version that change made."""
        done: list[str] = []
        left: list[Left] = []
        reviews = Reviewing(self._database, self._keyring, clock=self._clock)
        for reference, version in list(versions.items())[:AT_ONCE]:
            try:
                reviews.change(reference, version, Undo(), by)
            except Changed:
                left.append(Left(reference, Why.CHANGED))
            except (NoSuchSubmission, AlreadyWithdrawn):
                left.append(Left(reference, Why.WITHDRAWN))
            except (NothingToUndo, *WHY):
                left.append(Left(reference, Why.ALREADY_SO))
            else:
                done.append(reference)
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
        if submission.is_tombstone:
            return Why.WITHDRAWN
        if submission.first_viewed_at is None and not isinstance(step, Assign):
            return Why.UNREAD
        if submission.version != version:
            return Why.CHANGED
        try:
            changed, event = step.take(submission, by, self._clock())
        except tuple(WHY) as refused:
            return WHY[type(refused)]
        submissions.save(changed, event)
        return None


def _first_of(codes: Mapping[str, str | None], typed: str) -> bool:
    # One submission named twice, in two spellings, is one.
    code = codes[typed]
    return code is None or next(one for one, known in codes.items() if known == code) == typed
