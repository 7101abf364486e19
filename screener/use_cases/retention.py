"""Purging what the clinic keeps no longer: two administrators on their pages, or who may run commands on the server."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from screener.audit import Actor
from screener.clinic.retention import (
    MOST_AT_ONCE,
    VALID,
    Confirmed,
    Left,
    Old,
    PurgeProposal,
    cancel,
    confirm,
    left_out,
    propose,
)
from screener.clinic.schedule import Due, Schedule
from screener.storage import retention
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.purges import Purges
from screener.storage.reviews import Reviews
from screener.storage.submissions import Submissions
from screener.submissions.content import Content
from screener.submissions.submission import Status, Submission
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.proposals import known

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal, by reference what a purge would leave out by now, and its submissions by id, each with what was opened of it."""

    proposal: PurgeProposal
    left: dict[str, Left]
    present: Mapping[str, Submission]
    contents: Mapping[str, Content]


class Retaining:
    """The use cases around retention, on a database and a keyring."""

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

    def due_by(self, schedule: Schedule) -> dict[Status, Due]:
        """Return how many submissions are due now in each status of a schedule."""
        with self._database.reading() as connection:
            return retention.count_due(connection, schedule.before(self._clock()))

    def propose(self, schedule: Schedule, by: Actor) -> PurgeProposal:
        """Propose to purge what is due now, the oldest ``MOST_AT_ONCE`` of it. Raises ``NothingDue``."""
        now = self._clock()
        with self._database.writing() as connection:
            due = Submissions(connection, self._keyring).due(schedule.before(now), at_most=MOST_AT_ONCE)
            proposal, event = propose(str(uuid.uuid4()), schedule, due, by, now)
            Purges(connection, self._keyring).propose(proposal, event)
        return proposal

    def proposals(self) -> list[PurgeProposal]:
        """Return the newest proposals, the newest first."""
        with self._database.reading() as connection:
            return Purges(connection, self._keyring).newest(_SHOWN)

    def proposal(self, proposal_id: str, *, opened: bool = False) -> Proposed:
        """Return a proposal with what a purge would leave out by now, its submissions ``opened`` or not.

        Raises ``NoSuchProposal``.
        """
        with self._database.reading() as connection:
            purges = Purges(connection, self._keyring)
            found = known(purges.proposal(proposal_id))
            present = purges.present(found)
            read = Reviews(connection, self._keyring).opened([*present] if opened else [])
            contents = {one.submission.id: one.content for one in read if one.content}
            return Proposed(found, left_out(found, present), present, contents)

    def waiting(self, by: Actor) -> int:
        """Return how many proposals wait for somebody else than who made them, ``by`` being that somebody."""
        with self._database.reading() as connection:
            return Purges(connection, self._keyring).waiting(self._clock() - VALID, besides=by.id)

    def confirm(
        self, proposal_id: str, by: Actor, named: Collection[str] = (), counted: int | None = None
    ) -> Confirmed:
        """Purge what was proposed and is as it was then, all of it or nothing; ``named`` are references.

        Raises ``NoSuchProposal``, ``NotOpen``, ``SamePerson`` for whoever proposed it, and ``OtherNumber`` where not just
        ``counted`` would go.
        """
        with self._database.writing() as connection:
            purges = Purges(connection, self._keyring)
            found = known(purges.locked_proposal(proposal_id))
            confirmed = confirm(found, purges.locked_present(found), by, self._clock(), named, counted)
            purges.confirm(confirmed)
        self._database.forget_overwritten()
        return confirmed

    def cancel(self, proposal_id: str, by: Actor) -> None:
        """Let nobody confirm a proposal any more. Raises ``NoSuchProposal`` or ``NotOpen``."""
        with self._database.writing() as connection:
            purges = Purges(connection, self._keyring)
            found = known(purges.locked_proposal(proposal_id))
            purges.decide(*cancel(found, by, self._clock()))

    def old(self, before: Mapping[Status, datetime]) -> tuple[Old, ...]:
        """Return each submission that was received before the time of its status, the oldest first; nothing is opened."""
        with self._database.reading() as connection:
            return retention.old(connection, before)

    def purge(self, before: Mapping[Status, datetime], named: Collection[str] = ()) -> int:
        """Purge, on the word of the command line, what was received before the time of its status; return how many.

        What is on hold is left, and so is what nobody read or has a red flag, unless its reference is among ``named``. A few go
        at a time, so that nobody who sends waits long.
        """
        now, purged = self._clock(), 0
        while True:
            with self._database.writing() as connection:
                some = retention.purge_some(connection, self._keyring, before, now, named)
            if not some:
                break
            purged += some
        if purged:
            self._database.forget_overwritten()
        return purged
