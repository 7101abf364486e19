"""Research exports as stored, and whom they count."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection, select

from screener.audit import Event
from screener.clinic.research_exports import Export
from screener.storage.keys.sealing import Keyring
from screener.storage.proposals import Proposals, Stored
from screener.storage.reviews import Reviews
from screener.storage.tables.research import research_export as table
from screener.storage.tables.sealed import purpose
from screener.storage.tables.submission import submission
from screener.submissions.opened import Opened

_BATCH = 500


class Exports:
    """The exports behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring
        self._proposals = Proposals(connection, table)

    def all(self) -> list[Export]:
        """Return every export, the newest first."""
        return [self._export(row) for row in self._proposals.newest()]

    def locked(self) -> dict[str, Export]:
        """Return every export by id; nobody else decides on one of them before this transaction ends."""
        rows = self._connection.execute(select(table).order_by(table.c.id).with_for_update())
        return {row.id: self._export(row) for row in rows}

    def add(self, export: Export, event: Event) -> None:
        """Store a new proposal and its event."""
        self._proposals.add(export, event, first=_month(export.first), last=_month(export.last))

    def decide(self, export: Export, event: Event, file: bytes | None = None) -> None:
        """Store what was decided, with the file of an export that was confirmed, and the event."""
        sealed = None if file is None else self._keyring.seal(file, *purpose(table.c.file, export.id))
        self._proposals.decide(export, event, file=sealed)

    def file(self, export: Export) -> bytes:
        """Return the file of an export that was confirmed; raises ``CannotOpen`` where it was damaged."""
        sealed = self._connection.execute(select(table.c.file).where(table.c.id == export.id)).scalar_one()
        return self._keyring.open(sealed, *purpose(table.c.file, export.id))

    def received(self, since: datetime, until: datetime) -> Iterator[Opened]:
        """Yield the submissions of a time that still have their content, opened as far as they can be."""
        found = select(submission.c.id).where(
            submission.c.received_at >= since,
            submission.c.received_at < until,
            submission.c.withdrawn_at.is_(None),
        )
        ids = self._connection.scalars(found.order_by(submission.c.received_at, submission.c.id)).all()
        for start in range(0, len(ids), _BATCH):
            yield from Reviews(self._connection, self._keyring).opened(ids[start : start + _BATCH])

    def _export(self, row: Stored) -> Export:
        first, last = (date.fromisoformat(f"{month}-01") for month in (row.first, row.last))
        return Export(**self._proposals.read(row), first=first, last=last)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
