"""Several submissions of one person: which they may be, and writing down that they are."""

from enum import StrEnum

from screener.audit import Actor
from screener.clinic.same_person import Other, shared
from screener.clinic.steps import ChangeStatus, Step
from screener.clinic.writing import AddNote
from screener.codes.reference import REFERENCE_LENGTH, grouped, normalized
from screener.storage import search_terms
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.submissions.opened import Opened
from screener.submissions.submission import AlreadyWithdrawn, ClosedReason, Status
from screener.use_cases.reviewed import NoSuchSubmission, Worked
from screener.use_cases.reviews import Reviewing

MOST = 20
"""The most others that are shown, the newest first."""


class As(StrEnum):
    """What one submission is to another."""

    SAME_PERSON = "same_person"
    DUPLICATE = "duplicate"


class Relating:
    """The use cases, on a database and a keyring, with those on one submission."""

    def __init__(self, database: Database, keyring: Keyring, reviews: Reviewing) -> None:
        self._database = database
        self._keyring = keyring
        self._reviews = reviews

    def others(self, opened: Opened) -> tuple[Other, ...]:
        """Return what may be of the same person as a submission: the newest first, up to ``MOST``; nothing without its content."""
        if opened.content is None:
            return ()
        with self._database.reading() as connection:
            common = search_terms.sharing(
                connection, self._keyring, opened.submission.id, opened.content.contact
            )
            ids = [found for found, kinds in common.items() if shared(kinds)]
            found = Reviews(connection, self._keyring).by_ids(ids)
        newest = sorted(found, key=lambda one: one.received_at, reverse=True)
        return tuple(Other(one, shared(common[one.id])) for one in newest[:MOST])

    def relate(  # noqa: PLR0913 - which two, as what, and by whom
        self, reference: str, version: int, other: str, what: As, by: Actor, *, press: str = ""
    ) -> Worked:
        """Write in the notes of both that they are of one person, once for each ``press``; a duplicate is closed as one too.

        Raises ``NoSuchSubmission`` where ``other``, as somebody typed it, is this one or none, and ``AlreadyWithdrawn``
        where the answers of either are gone.
        """
        this, that = normalized(reference, REFERENCE_LENGTH), normalized(other, REFERENCE_LENGTH)
        if this is None or that is None or this == that:
            raise NoSuchSubmission
        steps: list[Step] = [AddNote(f"{_HERE[what]} {grouped(that)}.")]
        present = self._reviews.present(this)
        if present.is_tombstone:  # before anything is written about it in the other one
            raise AlreadyWithdrawn
        if what is As.DUPLICATE and present.status is not Status.CLOSED:
            steps.append(ChangeStatus(Status.CLOSED, ClosedReason.DUPLICATE))
        press = press and f"{press} {what} {that}"  # the form of the work on the same page has this name too
        self._reviews.work(that, 0, [AddNote(f"{_THERE[what]} {grouped(this)}.")], by, press=press)
        return self._reviews.work(this, version, steps, by, press=press)


_HERE = {As.SAME_PERSON: "Same person as", As.DUPLICATE: "Duplicate of"}
_THERE = {As.SAME_PERSON: "Same person as", As.DUPLICATE: "This has a duplicate:"}
