"""The overview: how many submissions came, of which kind, and how long the people waited to be reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from screener.body.anatomy import Region
from screener.body.patterns import Distribution
from screener.clinic.lengths import Lengths, exactly, length_of, ranked, wait_of
from screener.clinic.targets import AgainstTarget, Work
from screener.clinic.worklist import NONE
from screener.dystonia.red_flags import EVERY_FLAG
from screener.dystonia.urgency import Urgency
from screener.submissions.submission import Status

WEEKS = 53
"""How many weeks the overview tells of, the present one included: a whole year, however its days fall."""
LENGTHS = tuple(timedelta(days=days) for days in (1, 3, 7, 14, 28))
"""The longest wait of each group of waits but the last, in which the longer ones are."""
WITHDRAWN = Status.WITHDRAWN.value
"""Stands for the pattern of a submission that was taken back, which has none any more."""
PURGED = "purged"
"""The same of one that the clinic deleted, which nobody took back."""
_WEEK = timedelta(weeks=1)
_URGENCIES = tuple(Urgency)


def mondays(today: date) -> tuple[date, ...]:
    """Return the first day of each of the ``WEEKS``, the earliest first."""
    present = today - timedelta(days=today.weekday())
    return tuple(present - _WEEK * back for back in reversed(range(WEEKS)))


def nearest_rank(number: int, percent: int) -> int:
    """Return the place, from 1 on, of the shortest of so many waits that so many percent of them do not exceed.

    ``number`` is not 0, and ``percent`` is 1 to 100: the wait is one that happened.
    """
    return -(-number * percent // 100)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people waited: ``by_length`` counts them by ``LENGTHS``. Without a wait there is no figure.

    A figure is as exact as it is shown: to the hour, or the tenth of a day.
    """

    number: int
    median: timedelta | None
    ninetieth: timedelta | None
    longest: timedelta | None
    by_length: tuple[int, ...]

    @classmethod
    def of(cls, lengths: Lengths) -> "Waits":
        """Measure waits that were counted."""
        number = lengths.number
        if not number:
            return cls(0, None, None, None, (0,) * (len(LENGTHS) + 1))
        up_to = [0, *(exactly(lengths, length_of(longest)) for longest in LENGTHS), number]
        median, ninetieth, longest = (
            wait_of(ranked(lengths, nearest_rank(number, percent))) for percent in (50, 90, 100)
        )
        by_length = tuple(more - fewer for fewer, more in pairwise(up_to))
        return cls(number, median, ninetieth, longest, by_length)


@dataclass(frozen=True, slots=True)
class Week:
    """How many submissions came in the week from ``monday`` on, and how many of these were taken back or purged since."""

    monday: date
    received: int
    withdrawn: int
    purged: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The submissions of ``WEEKS`` weeks, each counted once in ``by_pattern``, ``by_language`` and ``by_status``.

    ``by_pattern`` knows ``NONE`` and ``WITHDRAWN`` too; ``generalized`` are some of those with a pattern. A submission
    is in ``by_region`` once for each region that was marked, and in ``by_flag`` once for each red flag that was raised.
    ``left_out`` are synthetic submissions that none of it counts. ``waiting`` are the waits until now of those whom nobody
    has reached yet, so that the figures of ``together`` are the least that the waits of all can come to. What was closed
    without reaching anybody is ``unreached``. What was taken back is in none of these, and neither is what was
    ``purged``, which is in no status.
    """

    total: int
    weeks: tuple[Week, ...]
    by_pattern: Mapping[str, int]
    generalized: int
    by_language: Mapping[str, int]
    by_status: Mapping[Status, int]
    purged: int
    by_region: Mapping[Region, int]
    by_flag: Mapping[str, int]
    against: tuple[AgainstTarget, ...]
    work: tuple[Work, ...]
    left_out: int
    reached: Waits
    waiting: Waits
    together: Waits
    unreached: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of the submissions of the weeks that begin on ``begins``, by the names of what they have in common.

    ``weeks`` knows how many came in each, and of these how many are ``WITHDRAWN`` and ``PURGED``; ``patterns`` knows these
    too, and ``statuses`` what was purged.
    """

    begins: Sequence[date]
    weeks: Sequence[Mapping[str, int]]
    reached: Waits
    waiting: Waits
    together: Waits
    statuses: Mapping[str, int] = field(default_factory=dict)
    patterns: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    regions: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    generalized: int = 0
    unreached: int = 0
    against: tuple[AgainstTarget, ...] = ()
    work: Sequence[Work] = ()
    left_out: int = 0


def overview(counted: Counted) -> Overview:
    """Return the overview of what was counted."""
    weeks = tuple(
        Week(monday, sum(week.values()), week.get(WITHDRAWN, 0), week.get(PURGED, 0))
        for monday, week in zip(counted.begins, counted.weeks, strict=True)
    )
    patterns = {NONE: counted.patterns.get("", 0), **counted.patterns}
    return Overview(
        total=sum(week.received for week in weeks),
        weeks=weeks,
        by_pattern={
            name: patterns.get(name, 0)
            for name in (*(one.value for one in Distribution), NONE, WITHDRAWN, PURGED)
        },
        generalized=counted.generalized,
        by_language=dict(sorted(counted.languages.items())),
        by_status={status: counted.statuses.get(status, 0) for status in Status},
        purged=counted.statuses.get(PURGED, 0),
        by_region={region: counted.regions.get(region, 0) for region in Region},
        by_flag={
            flag.id: counted.flags[flag.id]
            for flag in sorted(EVERY_FLAG, key=lambda flag: _URGENCIES.index(flag.urgency))
            if flag.id in counted.flags
        },
        against=counted.against,
        work=tuple(sorted(counted.work, key=lambda one: (-one.open, -one.tries, one.staff_id))),
        left_out=counted.left_out,
        reached=counted.reached,
        waiting=counted.waiting,
        together=counted.together,
        unreached=counted.unreached,
    )
