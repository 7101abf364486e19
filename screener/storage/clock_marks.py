"""A time that has surely passed: what is deleted because it is old must not go because a clock was wrong for a moment."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from screener.storage.tables.clock_mark import clock_mark
from screener.storage.upsert import insert_into

APART = timedelta(days=1)
"""A clock that was wrong for less than this deletes nothing."""


def surely_passed(connection: Connection, at: datetime) -> datetime | None:
    """Return the newest time at which something asked this, and that a clock said again was a day ago; ``None`` so far.

    ``at`` is the time by the clock at hand. A clock that is ahead leaves a mark in the future, which the next one that is
    right takes away; one that is behind makes all of this later.
    """
    marks = clock_mark.c
    connection.execute(delete(clock_mark).where(marks.at > at))
    today = {"day": int(at.timestamp()) // int(APART.total_seconds()), "at": at}
    connection.execute(insert_into(connection, clock_mark).on_conflict_do_nothing(), today)
    passed: datetime | None = connection.scalar(select(func.max(marks.at)).where(marks.at <= at - APART))
    if passed is not None:
        connection.execute(delete(clock_mark).where(marks.at < passed))
    return passed
