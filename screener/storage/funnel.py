"""How often pages were shown, as stored."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, delete, select

from screener.clinic.funnel import Seen
from screener.storage.tables.funnel import funnel as table
from screener.storage.upsert import insert_into


def add(connection: Connection, counts: Mapping[Seen, int]) -> None:
    """Add counts to what is stored. The same rows in the same order for everybody."""
    for seen in sorted(counts, key=lambda one: (one.day, one.page, one.language, one.tablet)):
        row = {"day": seen.day, "page": seen.page, "language": seen.language, "tablet": seen.tablet}
        connection.execute(
            insert_into(connection, table)
            .values(**row, number=counts[seen])
            .on_conflict_do_update(
                index_elements=[table.c.day, table.c.page, table.c.language, table.c.tablet],
                set_={"number": table.c.number + counts[seen]},
            )
        )


def forget(connection: Connection, before: date) -> None:
    """Forget what was counted before a day."""
    connection.execute(delete(table).where(table.c.day < before))


def since(connection: Connection, oldest: date) -> list[tuple[Seen, int]]:
    """Return what was counted from a day on."""
    rows = connection.execute(select(table).where(table.c.day >= oldest))
    return [(Seen(row.day, row.page, row.language, row.tablet), row.number) for row in rows]
