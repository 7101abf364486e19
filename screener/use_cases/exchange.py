"""What programs of other systems read: submissions one by one or page by page, each reading with its line of the audit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from screener.audit import COMMAND_LINE, Action, Actor, Event
from screener.clinic.exam import Exam
from screener.clinic.review import take_out
from screener.storage import audit, exchange
from screener.storage.database import Database
from screener.storage.exams import Exams
from screener.storage.exchange import Place, Wanted
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.submissions.opened import Opened
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.reviewed import NoSuchSubmission, locked

_BATCH = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Submissions in the order in which they changed, opened as far as they can be; ``next`` is where the next page begins."""

    submissions: Sequence[Opened]
    next: Place | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A submission, opened as far as it can be, with the newest version of its exam."""

    opened: Opened
    exam: Exam | None


class Exchanging:
    """The use cases of reading for other systems, on a database and a keyring."""

    def __init__(self, database: Database, keyring: Keyring, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def page(self, wanted: Wanted, count: int, by: Actor) -> Page:
        """Return up to ``count`` submissions that are wanted; each of them, and the search, is audited before."""
        with self._database.reading() as connection:
            found = exchange.places(connection, wanted, count + 1)
            opened = Reviews(connection, self._keyring).opened([place.id for place in found[:count]])
        now, details = self._clock(), {"address": by.address}
        searched = _searched(by, len(opened), now)
        read = [
            Event(Action.SUBMISSION_READ_BY_CLIENT, by.id, one.submission.id, now, details) for one in opened
        ]
        with self._database.writing() as connection:
            for event in (*read, searched):
                audit.append(connection, event)
        return Page(opened, found[count - 1] if len(found) > count else None)

    def count(self, wanted: Wanted, by: Actor) -> int:
        """Return how many submissions are wanted; the search is audited before, of which nobody was read."""
        with self._database.reading() as connection:
            found = exchange.count(connection, wanted)
        with self._database.writing() as connection:
            audit.append(connection, _searched(by, 0, self._clock()))
        return found

    def read(self, submission_id: str, by: Actor) -> Whole:
        """Return the submission of an id, for a program. Raises ``NoSuchSubmission``."""
        return self._read(submission_id, by, Action.SUBMISSION_READ_BY_CLIENT)

    def id_of(self, reference: str) -> str:
        """Return the id of a submission that is there, for whoever just stored it."""
        with self._database.reading() as connection:
            (found,) = exchange.places(connection, Wanted(reference=reference), 1)
        return found.id

    def take_out(self, reference: str, by: Actor) -> Whole:
        """Return the submission of a reference number, for a staff member who takes it out as a file; it is read from now on.

        Raises ``NoSuchSubmission``.
        """
        with self._database.writing() as connection:
            reviews = Reviews(connection, self._keyring)
            found = locked(reviews, reference)
            reviews.view(*take_out(found, by, self._clock()))
            return whole(connection, self._keyring, found.id)

    def take_out_all(self, wanted: Wanted) -> Iterator[Whole]:
        """Return, for somebody at the command line, every submission that is wanted, each audited before it is given.

        None of them is read by that: nobody of the clinic had it before their eyes.
        """
        by = Actor(COMMAND_LINE, "")
        while True:
            with self._database.reading() as connection:
                found = exchange.places(connection, wanted, _BATCH)
            for place in found:
                yield self._read(place.id, by, Action.SUBMISSION_TAKEN_OUT)
            if len(found) < _BATCH:
                return
            wanted = exchange.behind(wanted, found[-1])

    def _read(self, submission_id: str, by: Actor, action: Action) -> Whole:
        with self._database.writing() as connection:
            found = whole(connection, self._keyring, submission_id)
            details = {"address": by.address}
            audit.append(connection, Event(action, by.id, submission_id, self._clock(), details))
        return found


def _searched(by: Actor, count: int, at: datetime) -> Event:
    return Event(Action.CLIENT_SEARCHED, by.id, by.id, at, {"address": by.address, "count": str(count)})


def whole(connection: Connection, keyring: Keyring, submission_id: str) -> Whole:
    """Return a submission with its exam, inside a transaction. Raises ``NoSuchSubmission``."""
    found = Reviews(connection, keyring).opened([submission_id])
    if not found:
        raise NoSuchSubmission
    exams = Exams(connection, keyring).of(found[0].submission)
    return Whole(found[0], exams[-1] if exams else None)
