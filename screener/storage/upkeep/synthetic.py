"""Taking synthetic submissions out again, with all that hangs on them. A real one is never touched."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from screener.audit import COMMAND_LINE, Action, Event
from screener.storage import audit
from screener.storage.tables import metadata
from screener.storage.tables.submission import submission

AT_ONCE = 500
"""How many go in one transaction, so that nobody who sends waits long."""


def remove_some(connection: Connection, at: datetime) -> int:
    """Remove up to ``AT_ONCE`` synthetic submissions and their rows in every table; return how many went.

    The audit keeps that they came, and that so many went.
    """
    some = select(submission.c.id).where(submission.c.synthetic).order_by(submission.c.id).limit(AT_ONCE)
    ids = list(connection.scalars(some))
    if not ids:
        return 0
    for table in reversed(metadata.sorted_tables):
        for column in table.columns:
            if column.references(submission.c.id):
                connection.execute(delete(table).where(column.in_(ids)))
    connection.execute(delete(submission).where(submission.c.id.in_(ids), submission.c.synthetic))
    details = {"count": str(len(ids))}
    audit.append(connection, Event(Action.SYNTHETIC_REMOVED, COMMAND_LINE, "synthetic", at, details))
    return len(ids)
