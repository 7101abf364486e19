"""The clinic's facts as stored."""

import json

from sqlalchemy import Connection, Row, insert, select, update

from screener.audit import Event
from screener.clinic.facts import Facts, Version, facts_from
from screener.clinic.proposals import State
from screener.storage import audit
from screener.storage.tables.facts import facts as table


class StoredFacts:
    """The versions behind one connection, inside its transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> tuple[int, Facts] | None:
        """Return the number and the facts of the version that was confirmed last."""
        confirmed = select(table).where(table.c.state == State.CONFIRMED.value)
        row = self._connection.execute(confirmed.order_by(table.c.after.desc()).limit(1)).first()
        if row is None:
            return None
        version = _version(row)
        return version.number, version.facts

    def newest(self, limit: int) -> list[Version]:
        """Return the newest proposals, the newest first."""
        rows = select(table).order_by(table.c.proposed_at.desc(), table.c.id).limit(limit)
        return [_version(row) for row in self._connection.execute(rows)]

    def version(self, version_id: str) -> Version | None:
        """Return a proposal."""
        row = self._connection.execute(select(table).where(table.c.id == version_id)).first()
        return None if row is None else _version(row)

    def confirmed(self, number: int) -> Version | None:
        """Return the confirmed version of a number."""
        found = select(table).where(table.c.after == number - 1, table.c.state == State.CONFIRMED.value)
        row = self._connection.execute(found).first()
        return None if row is None else _version(row)

    def locked(self, version_id: str) -> Version | None:
        """Return a proposal, which nobody else decides on before this transaction ends."""
        row = self._connection.execute(
            select(table).where(table.c.id == version_id).with_for_update()
        ).first()
        return None if row is None else _version(row)

    def add(self, version: Version, event: Event) -> None:
        """Store a new proposal and its event."""
        self._connection.execute(
            insert(table).values(
                id=version.id,
                after=version.after,
                facts=json.dumps(version.facts.as_texts(), ensure_ascii=False),
                proposed_by=version.proposed_by,
                proposed_at=version.proposed_at,
                state=version.state.value,
                alone=False,
            )
        )
        audit.append(self._connection, event)

    def decide(self, version: Version, event: Event) -> None:
        """Store what was decided on a proposal, and its event.

        Raises SQLAlchemy's ``IntegrityError`` where another one was confirmed in the place of the same version.
        """
        self._connection.execute(
            update(table)
            .where(table.c.id == version.id)
            .values(
                state=version.state.value,
                decided_by=version.decided_by,
                decided_at=version.decided_at,
                alone=version.alone,
            )
        )
        audit.append(self._connection, event)


def _version(row: Row[tuple[object, ...]]) -> Version:
    return Version(
        id=row.id,
        after=row.after,
        facts=facts_from(json.loads(row.facts)),
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        state=State(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        alone=row.alone,
    )
