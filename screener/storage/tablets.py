"""Tablets of the clinic as stored: only a keyed hash of each code, so that nobody who reads the database can use one."""

from sqlalchemy import Connection, Row, delete, insert, select

from screener.clinic.tablet import Kiosk
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.tablet import kiosk as table


class KioskRows:
    """The tablets behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(self, kiosk: Kiosk, code: str) -> None:
        """Store a tablet under its code."""
        row = {"id": kiosk.id, "code": self._hashes(code)[0], "name": kiosk.name, "made_at": kiosk.made_at}
        self._connection.execute(insert(table), row)

    def all(self) -> list[Kiosk]:
        """Return every tablet, by name."""
        rows = self._connection.execute(select(table).order_by(table.c.name, table.c.made_at))
        return [_kiosk_of(row) for row in rows]

    def by_code(self, code: str) -> Kiosk | None:
        """Return the tablet that a code belongs to."""
        row = self._connection.execute(select(table).where(table.c.code.in_(self._hashes(code)))).first()
        return None if row is None else _kiosk_of(row)

    def take(self, kiosk_id: str) -> Kiosk | None:
        """Delete a tablet and return it; ``None`` where there is none of this id."""
        row = self._connection.execute(select(table).where(table.c.id == kiosk_id)).first()
        if row is None or not self._connection.execute(delete(table).where(table.c.id == kiosk_id)).rowcount:
            return None
        return _kiosk_of(row)

    def _hashes(self, code: str) -> list[bytes]:
        return self._keyring.fingerprints(code, "kiosk")


def _kiosk_of(row: Row[tuple[object, ...]]) -> Kiosk:
    return Kiosk(row.id, row.name, row.made_at)
