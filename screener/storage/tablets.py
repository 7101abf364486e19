"""Tablets of the clinic as stored: only a keyed hash of each code, so that nobody who reads the database can use one."""

from sqlalchemy import Connection, Row, delete, insert, select

from screener.clinic.tablet import Tablet
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.tablet import tablet as table

_PURPOSE = "kiosk"
"""Stored hashes are bound to this word, as tablets were called when the first one was made."""


class TabletRows:
    """The tablets behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(self, tablet: Tablet, code: str) -> None:
        """Store a tablet under its code."""
        row = {"id": tablet.id, "code": self._hashes(code)[0], "name": tablet.name, "made_at": tablet.made_at}
        self._connection.execute(insert(table), row)

    def all(self) -> list[Tablet]:
        """Return every tablet, by name."""
        rows = self._connection.execute(select(table).order_by(table.c.name, table.c.made_at))
        return [_tablet_of(row) for row in rows]

    def by_code(self, code: str) -> Tablet | None:
        """Return the tablet that a code belongs to."""
        row = self._connection.execute(select(table).where(table.c.code.in_(self._hashes(code)))).first()
        return None if row is None else _tablet_of(row)

    def take(self, tablet_id: str) -> Tablet | None:
        """Delete a tablet and return it; ``None`` where there is none of this id."""
        row = self._connection.execute(select(table).where(table.c.id == tablet_id)).first()
        if row is None or not self._connection.execute(delete(table).where(table.c.id == tablet_id)).rowcount:
            return None
        return _tablet_of(row)

    def _hashes(self, code: str) -> list[bytes]:
        return self._keyring.fingerprints(code, _PURPOSE)


def _tablet_of(row: Row[tuple[object, ...]]) -> Tablet:
    return Tablet(row.id, row.name, row.made_at)
