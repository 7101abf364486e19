"""How often something was tried in this hour, counted across processes and machines, under keyed hashes only."""

from datetime import datetime

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from screener.storage.tables import throttle

WINDOW_SECONDS = 3600


def count(connection: Connection, key: bytes, at: datetime) -> int:
    """Count one more try under ``key`` in the hour of ``at`` and return how many there are now."""
    window = int(at.timestamp()) // WINDOW_SECONDS
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    counted = (
        dialect.insert(throttle)
        .values(key=key, window=window, count=1)
        .on_conflict_do_update(
            index_elements=[throttle.c.key, throttle.c.window], set_={"count": throttle.c.count + 1}
        )
        .returning(throttle.c.count)
    )
    tries: int = connection.execute(counted).scalar_one()
    if tries == 1:
        connection.execute(delete(throttle).where(throttle.c.window < window))
    return tries
