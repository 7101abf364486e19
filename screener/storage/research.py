"""Research exports as stored, and whom they count."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection, Row, insert, select, update

from screener.audit import Event
from screener.clinic.proposals import State
from screener.clinic.research_exports import Export
from screener.storage import audit
from screener.storage.keys.sealing import Keyring
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

    def all(self) -> list[Export]:
        """Return every export, the newest first."""
        rows = self._connection.execute(select(table).order_by(table.c.proposed_at.desc(), table.c.id))
        return [_export(row) for row in rows]

    def locked(self) -> dict[str, Export]:
        """Return every export by id; nobody else decides on one of them before this transaction ends."""
        rows = self._connection.execute(select(table).order_by(table.c.id).with_for_update())
        return {row.id: _export(row) for row in rows}

    def add(self, export: Export, event: Event) -> None:
        """Store a new proposal and its event."""
        self._connection.execute(
            insert(table).values(
                id=export.id,
                first=_month(export.first),
                last=_month(export.last),
                proposed_by=export.proposed_by,
                proposed_at=export.proposed_at,
                state=export.state.value,
            )
        )
        audit.append(self._connection, event)

    def decide(self, export: Export, event: Event, file: bytes | None = None) -> None:
        """Store what was decided, with the file of an export that was confirmed, and the event."""
        sealed = None if file is None else self._keyring.seal(file, *purpose(table.c.file, export.id))
        self._connection.execute(
            update(table)
            .where(table.c.id == export.id)
            .values(
                state=export.state.value,
                decided_by=export.decided_by,
                decided_at=export.decided_at,
                file=sealed,
            )
        )
        audit.append(self._connection, event)

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


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _export(row: Row[tuple[object, ...]]) -> Export:
    return Export(
        id=row.id,
        first=date.fromisoformat(f"{row.first}-01"),
        last=date.fromisoformat(f"{row.last}-01"),
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        state=State(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
