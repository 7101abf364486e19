"""What a staff member can do with a submission: open it, write down work on it, take a step back, strike what is wrong."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import astuple, replace

from sqlalchemy import Connection

from screener.audit import Actor
from screener.clinic.changed import Taken
from screener.clinic.notes import Attempt, Note, Struck
from screener.clinic.review import AlreadySo, Reading, last_change, view
from screener.clinic.steps import Step, Undo
from screener.clinic.writing import AddAttempt, AddNote, Strike
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.storage.submissions import Submissions
from screener.submissions.submission import AlreadyWithdrawn, LastAttempt, Outcome, Submission
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.reviewed import (
    WHY,
    Changed,
    NoSuchSubmission,
    Review,
    Why,
    Worked,
    goes_on,
    history_of,
    is_after,
    locked,
)


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

    def open(self, reference: str, by: Actor, read: Reading = view, *, again: bool = False) -> Review:
        """Return the submission of a reference typed in any case and spacing; it is read from now on.

        ``again`` is the page that answers somebody's own step: no second view, where they had opened it before.
        ``read`` is how the audit tells of it: ``view`` or ``export``. Content that was damaged is shown as such. Raises ``NoSuchSubmission``.
        """
        with self._database.writing() as connection:
            reviews = Reviews(connection, self._keyring)
            found, now = locked(reviews, reference), self._clock()
            viewed, event = read(found, by, now)
            history = history_of(connection, found)
            if read is not view or not goes_on(history, by, now, again=again):
                reviews.view(viewed, event)
                history = history_of(connection, found)
            (opened,) = reviews.opened([viewed.id])
            return Review(
                opened,
                reviews.notes(opened.submission),
                reviews.attempts(opened.submission),
                history,
                last_change(opened.submission, [line.event for line in history]),
            )

    def present(self, reference: str) -> Submission:
        """Return the submission of a reference as it is now. Raises ``NoSuchSubmission``."""
        with self._database.writing() as connection:
            return locked(Reviews(connection, self._keyring), reference)

    def change(self, reference: str, version: int, step: Step, by: Actor) -> Submission:
        """Take ``step`` on the version that was seen and return the submission after it.

        Raises ``NoSuchSubmission``, ``Changed`` where there is a newer version, and what the step itself raises.
        """
        with self._database.writing() as connection:
            reviews = Reviews(connection, self._keyring)
            submission = locked(reviews, reference)
            if submission.version == version:
                taken = self._taken(connection, submission, step, by)
                return self._store(connection, reviews, step, taken, str(uuid.uuid4()))
        raise Changed(self.open(reference, by, again=True), version)

    def work(
        self, reference: str, version: int, steps: Sequence[Step], by: Actor, *, press: str = ""
    ) -> Worked:
        """Take all ``steps`` of one save, in order, in one transaction.

        Notes and attempts only add: they are taken whatever happened since ``version``, the same words once for each ``press``,
        the name of the form that was sent, so that one whose answer was lost can be sent again. A change of status, assignee or
        call back is left where somebody changed the submission since; where it is so already, nothing is to do. Raises
        ``NoSuchSubmission``, and ``AlreadyWithdrawn``, when nothing of it is taken.
        """
        left: list[tuple[Step, Why]] = []
        with self._database.writing() as connection:
            reviews = Reviews(connection, self._keyring)
            submission = locked(reviews, reference)
            if submission.is_tombstone:
                raise AlreadyWithdrawn
            changed_since = submission.version != version
            since = history_of(connection, submission) if changed_since else ()
            for number, step in enumerate(steps):
                adds = isinstance(step, AddNote | AddAttempt)
                entry = _entry_of(step, press, number, submission, by)
                if adds and reviews.is_written(entry):
                    continue
                try:
                    taken = self._taken(connection, submission, step, by)
                    if changed_since and not adds:
                        left.append((step, Why.CHANGED))
                    else:
                        submission = self._store(connection, reviews, step, taken, entry)
                except AlreadySo:
                    continue
                except tuple(WHY) as refused:
                    left.append((step, Why.CHANGED if changed_since else WHY[type(refused)]))
        return Worked(submission, tuple(left), tuple(line for line in since if is_after(line.event, version)))

    def strike(self, reference: str, entry: str, reason: str, by: Actor) -> bool:
        """Strike a note or an attempt, with a reason; it stays to be read, and an attempt counts no more.

        Return whether the person still counts as reached, by this attempt alone: staff set the status back themselves.
        Raises ``NoSuchSubmission``, ``AlreadyWithdrawn``, ``ValueError`` without a reason, ``AlreadySo`` where it is struck.
        """
        with self._database.writing() as connection:
            reviews, now = Reviews(connection, self._keyring), self._clock()
            submission = locked(reviews, reference)
            attempts = reviews.attempts(submission)
            written: list[Note | Attempt] = [*reviews.notes(submission), *attempts]
            found = next((one for one in written if one.id == entry), None)
            if found is None:  # what was written about a person goes with the answers
                raise AlreadyWithdrawn if submission.withdrawn_at else NoSuchSubmission
            if found.struck:
                raise AlreadySo
            left = tuple(
                LastAttempt(one.at, one.by, one.outcome)
                for one in attempts
                if one.id != entry and not one.struck
            )
            said_so = isinstance(found, Attempt) and found.outcome is Outcome.REACHED
            step = Strike(entry, reason, left, found.at if said_so else None)
            changed, event = step.take(submission, by, now)
            Submissions(connection, self._keyring).save(changed, event)
            reviews.strike(replace(found, struck=Struck(by.id, now, reason)))
        others_say_so = any(one.outcome is Outcome.REACHED for one in left)
        return said_so and not others_say_so and changed.first_contact_at is not None

    def _taken(self, connection: Connection, submission: Submission, step: Step, by: Actor) -> Taken:
        now = self._clock()
        if isinstance(step, Undo):
            history = [line.event for line in history_of(connection, submission)]
            return step.take(submission, by, now, history=history)
        return step.take(submission, by, now)

    def _store(
        self, connection: Connection, reviews: Reviews, step: Step, taken: Taken, entry: str
    ) -> Submission:
        changed, event = taken
        Submissions(connection, self._keyring).save(changed, event)
        if isinstance(step, AddNote | AddAttempt):
            reviews.write(changed, step.written(entry, Actor(event.actor, ""), event.at))
        return changed


def _entry_of(step: Step, press: str, number: int, submission: Submission, by: Actor) -> str:
    """Return the id of what is written by one step of a press: the same one for the same words in the same press of the same person."""
    if not press:
        return str(uuid.uuid4())
    # Whoever got no answer may go back, write more and press again: other words are another note.
    words = "\0".join(map(str, astuple(step)))
    named = hashlib.sha256(f"{submission.id} {by.id} {press} {number} {words}".encode()).digest()
    return str(uuid.UUID(bytes=named[:16], version=4))
