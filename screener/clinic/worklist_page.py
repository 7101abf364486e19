"""What one page of the worklist shows, and which of its rows stand out."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from screener.clinic.needs import in_short, in_words
from screener.clinic.tabs import Tab
from screener.clinic.worklist import Cursor
from screener.dystonia.urgency import Urgency
from screener.submissions.needs import ANOTHER_LANGUAGE
from screener.submissions.priority import WAITING
from screener.submissions.submission import Submission

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the worklist. Of the content it has the name, the marked parts, the day of birth, the age that was told and the interpreter's language.

    ``damaged`` tells that these could not be opened, and are empty for that reason.
    """

    submission: Submission
    name: str = field(default="", repr=False)
    parts: tuple[str, ...] = ()
    interpreter: str = ""
    date_of_birth: str = field(default="", repr=False)
    age_told: int | None = field(default=None, repr=False)
    damaged: bool = False
    asked_for: str = ""
    """The language to be called in, as the person chose it; empty where they did not."""

    @property
    def spoken(self) -> str:
        """The language to call in: that of the answers, which a helper may have given in their own, unless they chose one."""
        return self.submission.language if self.asked_for in {"", ANOTHER_LANGUAGE} else self.asked_for

    @property
    def needs(self) -> tuple[str, ...]:
        """What would help at the visit, in words."""
        return in_words(self.submission.needs, self.interpreter)

    @property
    def needs_in_short(self) -> str:
        """The same, as much as fits the row."""
        return in_short(self.submission.needs, self.interpreter)


@dataclass(frozen=True, slots=True)
class WorklistPage:
    """Up to ``PAGE_SIZE`` rows; ``next`` is ``None`` on the last page.

    ``previous`` likewise on the first. ``total`` counts all that the query finds; ``by_tab`` what it would find in each tab,
    were it not for its own and for its assignee. There may be more than ``total`` where it is ``at_least`` so many, and more in
    the tabs that ``more`` has.
    """

    rows: tuple[Row, ...]
    total: int
    by_tab: Mapping[Tab, int]
    next: Cursor | None
    previous: Cursor | None = None
    at_least: bool = False
    more: frozenset[Tab] = frozenset()

    @property
    def pages(self) -> int:
        """How many pages all that the query finds takes; one at least."""
        return max(1, -(-self.total // PAGE_SIZE))


LATE_AFTER: Mapping[Urgency, timedelta] = {Urgency.TODAY: timedelta(hours=1), Urgency.SOON: timedelta(days=2)}
"""How long a flagged submission may wait for somebody to take it, unless the clinic's facts say otherwise. No source."""


def is_late(
    submission: Submission,
    now: datetime,
    late_after: Mapping[Urgency, timedelta] = LATE_AFTER,
    former: Container[str] = (),
) -> bool:
    """Tell whether a flagged person waits longer than ``late_after``, with nobody assigned and no try to reach them.

    Who was received so long after now was so by a clock that was ahead: nobody knows since when they wait.
    ``former`` are the ids of staff who cannot do what they were given any more: that is as if nobody had it.
    """
    if submission.urgency is None or submission.status not in WAITING:
        return False
    assigned = submission.assignee is not None and submission.assignee not in former
    taken = assigned or submission.attempts
    return not taken and abs(now - submission.received_at) > late_after[submission.urgency]


def is_due(submission: Submission, now: datetime) -> bool:
    """Tell whether it is time to call the person back."""
    return submission.call_back_at is not None and submission.call_back_at <= now
