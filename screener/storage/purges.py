"""Proposals of purges as stored. Nothing is opened."""

from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from screener.audit import Event
from screener.clinic.retention import (
    Chosen,
    Confirmed,
    Proposal,
    State,
)
from screener.clinic.schedule import Schedule
from screener.storage import audit
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.storage.submissions import Submissions
from screener.storage.tables.purge import purge_item as item
from screener.storage.tables.purge import purge_proposal as table
from screener.storage.tables.submission import submission
from screener.submissions.submission import Submission


class Purges:
    """The proposals behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._submissions = Submissions(connection, keyring)
        self._reviews = Reviews(connection, keyring)

    def propose(self, proposal: Proposal, event: Event) -> None:
        """Store a new proposal and its event."""
        self._connection.execute(
            insert(table).values(
                id=proposal.id,
                proposed_by=proposal.proposed_by,
                proposed_at=proposal.proposed_at,
                schedule=str(proposal.schedule),
                state=proposal.state.value,
            )
        )
        self._connection.execute(
            insert(item),
            [
                {"proposal_id": proposal.id, "submission_id": one.submission_id, "version": one.version}
                for one in proposal.chosen
            ],
        )
        audit.append(self._connection, event)

    def proposal(self, proposal_id: str) -> Proposal | None:
        """Return a proposal."""
        row = self._connection.execute(select(table).where(table.c.id == proposal_id)).first()
        return None if row is None else self._proposal(row)

    def locked_proposal(self, proposal_id: str) -> Proposal | None:
        """Return a proposal, which nobody else decides on before this transaction ends."""
        locked = select(table).where(table.c.id == proposal_id).with_for_update()
        row = self._connection.execute(locked).first()
        return None if row is None else self._proposal(row)

    def newest(self, limit: int) -> list[Proposal]:
        """Return the newest proposals, the newest first."""
        rows = self._connection.execute(select(table).order_by(table.c.proposed_at.desc()).limit(limit)).all()
        return [self._proposal(row) for row in rows]

    def waiting(self, since: datetime, *, besides: str) -> int:
        """Return how many proposals of others than ``besides`` are open that were made after ``since``."""
        mine = table.c.proposed_at > since, table.c.state == State.OPEN.value, table.c.proposed_by != besides
        number: int = self._connection.scalar(select(func.count()).select_from(table).where(*mine)) or 0
        return number

    def present(self, proposal: Proposal) -> dict[str, Submission]:
        """Return the submissions of a proposal by id, as they are now."""
        found = self._reviews.by_ids([one.submission_id for one in proposal.chosen])
        return {one.id: one for one in found}

    def locked_present(self, proposal: Proposal) -> dict[str, Submission]:
        """Return the same, which nobody else changes before this transaction ends."""
        locked = self._reviews.locked([one.reference for one in proposal.chosen])
        return {one.id: one for one in locked.values()}

    def decide(self, proposal: Proposal, event: Event) -> None:
        """Store what was decided on a proposal, and its event."""
        self._connection.execute(
            update(table)
            .where(table.c.id == proposal.id)
            .values(
                state=proposal.state.value,
                decided_by=proposal.decided_by,
                decided_at=proposal.decided_at,
                purged=proposal.purged,
            )
        )
        audit.append(self._connection, event)

    def confirm(self, confirmed: Confirmed) -> None:
        """Store a confirmed proposal and the tombstones, each with its event."""
        self.decide(confirmed.proposal, confirmed.event)
        for tombstone, event in confirmed.purged:
            self._submissions.save(tombstone, event)

    def _proposal(self, row: Row[tuple[object, ...]]) -> Proposal:
        chosen = self._connection.execute(
            select(item.c.submission_id, submission.c.reference, item.c.version)
            .join(submission, submission.c.id == item.c.submission_id)
            .where(item.c.proposal_id == row.id)
            .order_by(submission.c.received_at, submission.c.id)
        )
        return Proposal(
            id=row.id,
            proposed_by=row.proposed_by,
            proposed_at=row.proposed_at,
            schedule=Schedule.read(row.schedule),
            chosen=tuple(Chosen(*one) for one in chosen),
            state=State(row.state),
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            purged=row.purged,
        )
