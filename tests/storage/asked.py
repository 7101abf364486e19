"""What tests ask of a database, and what they hear it being asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Table, event, func, select

from screener.storage.database import Database


def how_many(database: Database, table: Table) -> int:
    """Return how many rows a table has."""
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Give the statements that a database is asked until the end, as they come."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
