"""What two people decide on, as stored: who proposed it, who decided, each with its event. What it is about stands beside it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, insert, select, update

from screener.audit import Event
from screener.clinic.proposals import Proposal, State
from screener.storage import audit

Stored = Row[tuple[object, ...]]


class Proposals:
    """The proposals of one table, behind one connection, inside its transaction.

    ``undecided`` is what the table calls the state of one that nobody decided on.
    """

    def __init__(
        self, connection: Connection, table: Table, *, undecided: str = State.PROPOSED.value
    ) -> None:
        self._connection = connection
        self._table = table
        self._undecided = undecided

    def newest(self, limit: int | None = None) -> Sequence[Stored]:
        """Return the rows of the newest ones, the newest first."""
        columns = self._table.c
        newest = select(self._table).order_by(columns.proposed_at.desc(), columns.id)
        return self._connection.execute(newest.limit(limit)).all()

    def row(self, proposal_id: str) -> Stored | None:
        """Return the row of one."""
        return self._connection.execute(self._one(proposal_id)).first()

    def locked(self, proposal_id: str) -> Stored | None:
        """Return the row of one, on which nobody else decides before this transaction ends."""
        return self._connection.execute(self._one(proposal_id).with_for_update()).first()

    def add(self, proposal: Proposal, event: Event, **about: object) -> None:
        """Store a new one with what it is about, and its event."""
        self._connection.execute(
            insert(self._table).values(
                id=proposal.id,
                proposed_by=proposal.proposed_by,
                proposed_at=proposal.proposed_at,
                state=self._written(proposal.state),
                **about,
            )
        )
        audit.append(self._connection, event)

    def decide(self, proposal: Proposal, event: Event, **about: object) -> None:
        """Store what was decided on one, with what came of it, and the event."""
        self._connection.execute(
            update(self._table)
            .where(self._table.c.id == proposal.id)
            .values(
                state=self._written(proposal.state),
                decided_by=proposal.decided_by,
                decided_at=proposal.decided_at,
                **about,
            )
        )
        audit.append(self._connection, event)

    def read(self, row: Stored) -> dict[str, Any]:
        """Return what a row says of its proposal, by the names of ``Proposal``."""
        return {
            "id": row.id,
            "proposed_by": row.proposed_by,
            "proposed_at": row.proposed_at,
            "state": State.PROPOSED if row.state == self._undecided else State(row.state),
            "decided_by": row.decided_by,
            "decided_at": row.decided_at,
        }

    def _one(self, proposal_id: str) -> Select[tuple[Any, ...]]:
        return select(self._table).where(self._table.c.id == proposal_id)

    def _written(self, state: State) -> str:
        return self._undecided if state is State.PROPOSED else state.value
