"""What is not kept for ever: the content of old submissions, and counts of tries in hours that are over."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from screener.audit import COMMAND_LINE
from screener.clinic.retention import Left, Old, why_named
from screener.clinic.schedule import Due
from screener.dystonia.urgency import Urgency
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions, goes_unnamed, is_old
from screener.storage.tables.submission import submission
from screener.storage.tables.throttle import throttle
from screener.storage.throttling import WINDOW_SECONDS
from screener.submissions.submission import Status, purge

AT_ONCE = 100
"""How many go in one transaction, so that nobody who sends waits long."""


def count_due(connection: Connection, before: Mapping[Status, datetime]) -> dict[Status, Due]:
    """Return, for each status, how many were received before its time and still have content."""
    on_hold, free = submission.c.hold.is_not(None), goes_unnamed()
    counted = (
        select(
            submission.c.status,
            func.count().filter(~on_hold, free),
            func.count().filter(~on_hold, ~free),
            func.count().filter(on_hold),
        )
        .where(is_old(before))
        .group_by(submission.c.status)
    )
    found = {Status(status): Due(*counts) for status, *counts in connection.execute(counted)}
    return {status: found.get(status, Due(0, 0, 0)) for status in before}


def old(connection: Connection, before: Mapping[Status, datetime]) -> tuple[Old, ...]:
    """Return each submission that was received before the time of its status and still has content, the oldest first."""
    column = submission.c
    found = select(
        column.reference,
        column.received_at,
        column.status,
        column.hold,
        column.first_viewed_at,
        column.urgency,
    ).where(is_old(before))
    return tuple(
        Old(
            row.reference,
            row.received_at,
            Status(row.status),
            Left.ON_HOLD
            if row.hold
            else why_named(row.first_viewed_at, Urgency(row.urgency) if row.urgency else None),
        )
        for row in connection.execute(found.order_by(column.received_at, column.id))
    )


def purge_some(
    connection: Connection,
    keyring: Keyring,
    before: Mapping[Status, datetime],
    at: datetime,
    named: Collection[str] = (),
) -> int:
    """Take the content out of up to ``AT_ONCE`` submissions, the oldest first, each with its event; return how many.

    What nobody read, and what has a red flag, is left unless its reference is among ``named``. Reference, times, language
    and versions stay. The caller calls ``Database.forget_overwritten`` at the end.
    """
    submissions = Submissions(connection, keyring)
    due = submissions.due(before, at_most=AT_ONCE, named=named)
    for one in due:
        submissions.save(*purge(one, at, COMMAND_LINE))
    return len(due)


def forget_tries(connection: Connection, at: datetime) -> int:
    """Forget how often something was tried in the hours before that of ``at``; return how many counts went."""
    over = throttle.c.window < int(at.timestamp()) // WINDOW_SECONDS
    return connection.execute(delete(throttle).where(over)).rowcount
