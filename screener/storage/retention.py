"""What is not kept for ever: the content of old submissions, and counts of tries in hours that are over."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from screener.audit import COMMAND_LINE
from screener.storage.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables import submission, throttle
from screener.storage.throttling import WINDOW_SECONDS
from screener.submission import Status, purge

AT_ONCE = 100
"""How many go in one transaction, so that nobody who sends waits long."""


def count_due(connection: Connection, before: datetime, status: Status | None) -> int:
    """Return how many submissions received before then still have content (of one status, where one is given)."""
    due = select(func.count()).where(submission.c.received_at < before, submission.c.withdrawn_at.is_(None))
    return connection.scalar(due if status is None else due.where(submission.c.status == status.value)) or 0


def purge_some(
    connection: Connection, keyring: Keyring, before: datetime, status: Status | None, at: datetime
) -> int:
    """Take the content out of up to ``AT_ONCE`` submissions, the oldest first, each with its event; return how many.

    Reference, times, language and versions stay. The caller calls ``Database.forget_overwritten`` at the end.
    """
    submissions = Submissions(connection, keyring)
    due = submissions.kept_since_before(before, status, at_most=AT_ONCE)
    for one in due:
        submissions.save(*purge(one, at, COMMAND_LINE))
    return len(due)


def forget_tries(connection: Connection, at: datetime) -> int:
    """Forget how often something was tried in the hours before that of ``at``; return how many counts went."""
    over = throttle.c.window < int(at.timestamp()) // WINDOW_SECONDS
    return connection.execute(delete(throttle).where(over)).rowcount
