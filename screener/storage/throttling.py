"""How often something was tried in this hour, counted across processes and machines, under keyed hashes only."""

from datetime import datetime
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite

from screener.storage.tables import throttle

WINDOW_SECONDS = 3600


def _statement(dialect: ModuleType) -> Any:
    return (
        dialect.insert(throttle)
        .values(key=bindparam("key"), window=bindparam("window"), count=1)
        .on_conflict_do_update(
            index_elements=[throttle.c.key, throttle.c.window], set_={"count": throttle.c.count + 1}
        )
        .returning(throttle.c.count)
    )


_COUNT = {"postgresql": _statement(postgresql), "sqlite": _statement(sqlite)}


def count(connection: Connection, key: bytes, at: datetime) -> int:
    """Count one more try under ``key`` in the hour of ``at`` and return how many there are now."""
    window = int(at.timestamp()) // WINDOW_SECONDS
    counted = connection.execute(_COUNT[connection.dialect.name], {"key": key, "window": window})
    tries: int = counted.scalar_one()
    if tries == 1:
        connection.execute(delete(throttle).where(throttle.c.window < window))
    return tries


def forget(connection: Connection, key: bytes) -> None:
    """Forget every try under ``key``."""
    connection.execute(delete(throttle).where(throttle.c.key == key))
