"""The parts of the worklist that staff work through, and the orders in which they can be shown."""

from enum import StrEnum

from screener.submissions.priority import REACHED, WAITING
from screener.submissions.submission import Status


class Sort(StrEnum):
    """The orders of the worklist.

    The longest waiting are the people nobody has reached yet, and nobody else; by when to call back come those who are to be
    called back, and nobody else.
    """

    PRIORITY = "priority"
    NEWEST = "newest"
    OLDEST = "oldest"
    LONGEST_WAITING = "longest_waiting"
    CALL_BACK = "call_back"

    @property
    def leaves_out(self) -> bool:
        """Tell whether some have no place in it, as a filter would leave them out."""
        return self in {Sort.LONGEST_WAITING, Sort.CALL_BACK}

    @property
    def newest_first(self) -> bool:
        """Tell whether the order goes down by the time of arrival."""
        return self in {Sort.PRIORITY, Sort.NEWEST}


class Tab(StrEnum):
    """The parts of the worklist that staff work through, each with its count. ``ALL`` holds what is done and gone too."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses of what is in it."""
        return _STATUSES[self]


_OPEN = WAITING | REACHED
_STATUSES = {
    Tab.MINE: _OPEN,
    Tab.UNASSIGNED: _OPEN,
    Tab.WAITING: WAITING,
    Tab.OPEN: _OPEN,
    Tab.CLOSED: frozenset({Status.CLOSED}),
    Tab.ALL: frozenset(Status),
}
