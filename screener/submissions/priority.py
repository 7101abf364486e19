"""The place of a submission in the order of the worklist."""

from enum import IntEnum

from screener.dystonia.urgency import Urgency
from screener.submissions.submission import Status, Submission

WAITING = frozenset({Status.NEW, Status.IN_REVIEW})
"""The person waits to be reached: in these statuses, and in no other open one, there was no contact yet."""

REACHED = frozenset({Status.CONTACTED, Status.APPOINTMENT_BOOKED})
"""The person was reached, and the work goes on."""


class Priority(IntEnum):
    """Where a submission stands in the order of the worklist: a higher one stands above."""

    DONE = 0
    OPEN = 1
    UNREAD = 2
    SOON = 3
    URGENT = 4


def priority(submission: Submission) -> Priority:
    """Return the place of a submission: red flags of people who wait to be reached, then what nobody has read."""
    if submission.status in {Status.CLOSED, Status.WITHDRAWN}:
        return Priority.DONE
    if submission.status in WAITING and submission.urgency is Urgency.TODAY:
        return Priority.URGENT
    if submission.status in WAITING and submission.urgency is Urgency.SOON:
        return Priority.SOON
    return Priority.OPEN if submission.first_viewed_at else Priority.UNREAD
