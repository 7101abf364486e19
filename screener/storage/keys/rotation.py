"""Sealing what is stored anew with the newest key, a few rows at a time, while others read and write.

A sealed column is of the type ``Sealed``, and each value is sealed for its table, its column and its row. Keyed hashes
(send keys, receipt codes, throttles) cannot be made anew: what they are of is not stored. They stay findable by the older
keys, which is why no older key may ever be thrown away. What staff search by is another matter: ``upkeep.index``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Table, func, or_, select, update

from screener.audit import COMMAND_LINE, Action, Event
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables import metadata
from screener.storage.tables.sealed import purpose, sealed_columns

AT_ONCE = 100
"""How many rows in one transaction, so that nobody who sends waits long."""


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many values were sealed anew, and how many could not be opened and stay as they are."""

    values: int
    unopened: int


def reseal(database: Database, keyring: Keyring, at: datetime) -> Resealed:
    """Seal with the newest key whatever an older one sealed; what is done stays done when this is interrupted.

    Raises ``DatabaseUnavailable``.
    """
    values = unopened = 0
    for table, columns in sealed_tables():
        last: object = None
        while True:
            with database.writing() as connection:
                rows = _stale(connection, keyring, table, columns, last)
                for row in rows:
                    anew = _anew(keyring, table, columns, row)
                    values += len(anew)
                    unopened += sum(_is_stale(keyring, row, column) for column in columns) - len(anew)
                    if anew:
                        connection.execute(update(table).where(_key(table) == row.key).values(anew))
            if not rows:
                break
            last = rows[-1].key
    if values:
        with database.writing() as connection:
            details = {"count": str(values)}
            audit.append(connection, Event(Action.KEYS_ROTATED, COMMAND_LINE, "keys", at, details))
        database.forget_overwritten()
    return Resealed(values, unopened)


def sealed_tables() -> Iterator[tuple[Table, list[str]]]:
    """Yield each table that has sealed columns, with their names."""
    for table in metadata.sorted_tables:
        if names := [column.name for column in sealed_columns(table)]:
            yield table, names


def _key(table: Table) -> ColumnElement[object]:
    (key,) = table.primary_key.columns
    return key


def _stale(
    connection: Connection, keyring: Keyring, table: Table, columns: list[str], last: object
) -> list[Row[tuple[object, ...]]]:
    head = keyring.newest_head
    stale = or_(*(func.substr(table.c[column], 1, len(head)) != head for column in columns))
    key = _key(table)
    found = select(key.label("key"), *(table.c[column] for column in columns)).where(stale)
    if last is not None:
        found = found.where(key > last)
    return list(connection.execute(found.order_by(key).limit(AT_ONCE).with_for_update()))


def _anew(
    keyring: Keyring, table: Table, columns: list[str], row: Row[tuple[object, ...]]
) -> dict[str, bytes]:
    anew = {}
    for column in columns:
        if _is_stale(keyring, row, column):
            bound = purpose(table.c[column], row.key)
            try:
                anew[column] = keyring.seal(keyring.open(getattr(row, column), *bound), *bound)
            except CannotOpen:
                continue
    return anew


def _is_stale(keyring: Keyring, row: Row[tuple[object, ...]], column: str) -> bool:
    sealed: bytes | None = getattr(row, column)
    return sealed is not None and not sealed.startswith(keyring.newest_head)
