"""The clinic's facts as stored."""

import json

from sqlalchemy import Connection, select

from screener.audit import Event
from screener.clinic.facts import Facts, Version, facts_from
from screener.clinic.proposals import State
from screener.storage.proposals import Proposals, Stored
from screener.storage.tables.facts import facts as table


class StoredFacts:
    """The versions behind one connection, inside its transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._proposals = Proposals(connection, table)

    def current(self) -> tuple[int, Facts] | None:
        """Return the number and the facts of the version that was confirmed last."""
        confirmed = select(table).where(table.c.state == State.CONFIRMED.value)
        row = self._connection.execute(confirmed.order_by(table.c.after.desc()).limit(1)).first()
        if row is None:
            return None
        version = self._version(row)
        return version.number, version.facts

    def newest(self, limit: int) -> list[Version]:
        """Return the newest proposals, the newest first."""
        return [self._version(row) for row in self._proposals.newest(limit)]

    def version(self, version_id: str) -> Version | None:
        """Return a proposal."""
        row = self._proposals.row(version_id)
        return None if row is None else self._version(row)

    def confirmed(self, number: int) -> Version | None:
        """Return the confirmed version of a number."""
        found = select(table).where(table.c.after == number - 1, table.c.state == State.CONFIRMED.value)
        row = self._connection.execute(found).first()
        return None if row is None else self._version(row)

    def locked(self, version_id: str) -> Version | None:
        """Return a proposal, which nobody else decides on before this transaction ends."""
        row = self._proposals.locked(version_id)
        return None if row is None else self._version(row)

    def add(self, version: Version, event: Event) -> None:
        """Store a new proposal and its event."""
        texts = json.dumps(version.facts.as_texts(), ensure_ascii=False)
        self._proposals.add(version, event, after=version.after, facts=texts, alone=False)

    def decide(self, version: Version, event: Event) -> None:
        """Store what was decided on a proposal, and its event.

        Raises SQLAlchemy's ``IntegrityError`` where another one was confirmed in the place of the same version.
        """
        self._proposals.decide(version, event, alone=version.alone)

    def _version(self, row: Stored) -> Version:
        facts = facts_from(json.loads(row.facts))
        return Version(**self._proposals.read(row), after=row.after, facts=facts, alone=row.alone)
