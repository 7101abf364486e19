"""The place of a submission in the order of the worklist."""

from enum import IntEnum

from screener.review import WAITING
from screener.safety import Urgency
from screener.submission import Status, Submission


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
    if submission.status in WAITING and submission.urgency in {Urgency.EMERGENCY, Urgency.TODAY}:
        return Priority.URGENT
    if submission.status in WAITING and submission.urgency is Urgency.SOON:
        return Priority.SOON
    return Priority.OPEN if submission.first_viewed_at else Priority.UNREAD
