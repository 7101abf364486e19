"""Proposals of purges as stored. Nothing is opened."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from screener.audit import Event
from screener.clinic.retention import Chosen, Confirmed, PurgeProposal
from screener.clinic.schedule import Schedule
from screener.storage.keys.sealing import Keyring
from screener.storage.proposals import Proposals, Stored
from screener.storage.reviews import Reviews
from screener.storage.submissions import Submissions
from screener.storage.tables.purge import purge_item as item
from screener.storage.tables.purge import purge_proposal as table
from screener.storage.tables.submission import submission
from screener.submissions.submission import Submission

_OPEN = "open"
"""The state of a proposal in its table while it is worth something, or nobody decided on it in time."""


class Purges:
    """The proposals behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._proposals = Proposals(connection, table, undecided=_OPEN)
        self._submissions = Submissions(connection, keyring)
        self._reviews = Reviews(connection, keyring)

    def propose(self, proposal: PurgeProposal, event: Event) -> None:
        """Store a new proposal and its event."""
        self._proposals.add(proposal, event, schedule=str(proposal.schedule))
        self._connection.execute(
            insert(item),
            [
                {"proposal_id": proposal.id, "submission_id": one.submission_id, "version": one.version}
                for one in proposal.chosen
            ],
        )

    def proposal(self, proposal_id: str) -> PurgeProposal | None:
        """Return a proposal."""
        row = self._proposals.row(proposal_id)
        return None if row is None else self._proposal(row)

    def locked_proposal(self, proposal_id: str) -> PurgeProposal | None:
        """Return a proposal, which nobody else decides on before this transaction ends."""
        row = self._proposals.locked(proposal_id)
        return None if row is None else self._proposal(row)

    def newest(self, limit: int) -> list[PurgeProposal]:
        """Return the newest proposals, the newest first."""
        return [self._proposal(row) for row in self._proposals.newest(limit)]

    def waiting(self, since: datetime, *, besides: str) -> int:
        """Return how many proposals of others than ``besides`` are open that were made after ``since``."""
        mine = table.c.proposed_at > since, table.c.state == _OPEN, table.c.proposed_by != besides
        number: int = self._connection.scalar(select(func.count()).select_from(table).where(*mine)) or 0
        return number

    def present(self, proposal: PurgeProposal) -> dict[str, Submission]:
        """Return the submissions of a proposal by id, as they are now."""
        found = self._reviews.by_ids([one.submission_id for one in proposal.chosen])
        return {one.id: one for one in found}

    def locked_present(self, proposal: PurgeProposal) -> dict[str, Submission]:
        """Return the same, which nobody else changes before this transaction ends."""
        locked = self._reviews.locked([one.reference for one in proposal.chosen])
        return {one.id: one for one in locked.values()}

    def decide(self, proposal: PurgeProposal, event: Event) -> None:
        """Store what was decided on a proposal, and its event."""
        self._proposals.decide(proposal, event, purged=proposal.purged)

    def confirm(self, confirmed: Confirmed) -> None:
        """Store a confirmed proposal and the tombstones, each with its event."""
        self.decide(confirmed.proposal, confirmed.event)
        for tombstone, event in confirmed.purged:
            self._submissions.save(tombstone, event)

    def _proposal(self, row: Stored) -> PurgeProposal:
        chosen = self._connection.execute(
            select(item.c.submission_id, submission.c.reference, item.c.version)
            .join(submission, submission.c.id == item.c.submission_id)
            .where(item.c.proposal_id == row.id)
            .order_by(submission.c.received_at, submission.c.id)
        )
        return PurgeProposal(
            **self._proposals.read(row),
            schedule=Schedule.read(row.schedule),
            chosen=tuple(Chosen(*one) for one in chosen),
            purged=row.purged,
        )
