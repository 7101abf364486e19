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
    UNREAD_MESSAGE = 3
    SOON = 4
    SOON_WITH_UNREAD_MESSAGE = 5
    URGENT = 6
    URGENT_WITH_UNREAD_MESSAGE = 7


def has_unread_message(submission: Submission) -> bool:
    """Tell whether the person wrote something that nobody has opened yet."""
    return submission.has_message and submission.first_viewed_at is None


def priority(submission: Submission) -> Priority:
    """Return the place of a submission: red flags of people who wait to be reached, then what nobody has read.

    Within each, what holds a message that nobody has read stands above what does not: nobody watches messages arrive.
    """
    if submission.status in {Status.CLOSED, Status.WITHDRAWN}:
        return Priority.DONE
    unread_message = has_unread_message(submission)
    if submission.status in WAITING and submission.urgency is Urgency.TODAY:
        return Priority.URGENT_WITH_UNREAD_MESSAGE if unread_message else Priority.URGENT
    if submission.status in WAITING and submission.urgency is Urgency.SOON:
        return Priority.SOON_WITH_UNREAD_MESSAGE if unread_message else Priority.SOON
    if unread_message:
        return Priority.UNREAD_MESSAGE
    return Priority.OPEN if submission.first_viewed_at else Priority.UNREAD
