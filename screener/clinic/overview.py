"""The overview: how many submissions came, of which kind, and how long the people waited to be reached."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from screener.body.anatomy import Region
from screener.body.patterns import Distribution
from screener.clinic.targets import AgainstTarget, Wait, Work, against_targets
from screener.clinic.worklist import NONE
from screener.clinic.worklist_page import LATE_AFTER
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
_Kind = TypeVar("_Kind", bound=Hashable)


def mondays(today: date) -> tuple[date, ...]:
    """Return the first day of each of the ``WEEKS``, the earliest first."""
    present = today - timedelta(days=today.weekday())
    return tuple(present - _WEEK * back for back in reversed(range(WEEKS)))


def percentile(ordered: Sequence[timedelta], percent: int) -> timedelta:
    """Return the shortest wait that so many percent of all waits do not exceed; it is one of them (nearest rank).

    ``ordered`` begins with the shortest wait and is not empty; ``percent`` is 1 to 100.
    """
    return ordered[-(-len(ordered) * percent // 100) - 1]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many submissions are alike in all of this; ``week`` counts from 0, the earliest.

    ``reached`` tells that somebody spoke with the person, also where the work has ended since.
    """

    week: int
    status: Status
    distribution: str | None
    generalized: bool
    language: str
    reached: bool
    number: int
    purged: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people waited: ``by_length`` counts them by ``LENGTHS``. Without a wait there is no figure."""

    number: int
    median: timedelta | None
    ninetieth: timedelta | None
    longest: timedelta | None
    by_length: tuple[int, ...]

    @classmethod
    def of(cls, waits: Iterable[timedelta]) -> "Waits":
        """Measure ``waits``, which may come in any order."""
        ordered = sorted(waits)
        lengths = Counter(bisect_left(LENGTHS, wait) for wait in ordered)
        by_length = tuple(lengths[place] for place in range(len(LENGTHS) + 1))
        if not ordered:
            return cls(0, None, None, None, by_length)
        return cls(len(ordered), percentile(ordered, 50), percentile(ordered, 90), ordered[-1], by_length)


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
    """What was counted of the submissions of the weeks that begin on ``begins``, marked regions and red flags by id."""

    begins: Sequence[date]
    tallies: Sequence[Tally] = ()
    regions: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    waits: Sequence[Wait] = ()
    work: Sequence[Work] = ()
    left_out: int = 0


def overview(counted: Counted, targets: Mapping[Urgency, timedelta] = LATE_AFTER) -> Overview:
    """Return the overview of what was counted; ``targets`` are the times that the clinic set itself."""
    begins, tallies = counted.begins, counted.tallies
    reached = [wait.length for wait in counted.waits if wait.reached]
    waiting = [wait.length for wait in counted.waits if not wait.reached]
    weeks = _summed(tallies, lambda tally: tally.week)
    gone = _summed(tallies, lambda tally: (tally.status is Status.WITHDRAWN, tally.purged, tally.week))
    patterns = _summed(tallies, _pattern)
    languages = _summed(tallies, lambda tally: tally.language)
    statuses = _summed(tallies, lambda tally: None if tally.purged else tally.status)
    return Overview(
        total=weeks.total(),
        weeks=tuple(
            Week(monday, weeks[place], gone[True, False, place], gone[True, True, place])
            for place, monday in enumerate(begins)
        ),
        by_pattern={
            name: patterns[name] for name in (*(one.value for one in Distribution), NONE, WITHDRAWN, PURGED)
        },
        generalized=_summed(tallies, lambda tally: tally.generalized)[True],
        by_language=dict(sorted(languages.items())),
        by_status={status: statuses[status] for status in Status},
        purged=statuses[None],
        by_region={region: counted.regions.get(region, 0) for region in Region},
        by_flag={
            flag.id: counted.flags[flag.id]
            for flag in sorted(EVERY_FLAG, key=lambda flag: _URGENCIES.index(flag.urgency))
            if flag.id in counted.flags
        },
        against=against_targets(counted.waits, targets),
        work=tuple(sorted(counted.work, key=lambda one: (-one.open, -one.tries, one.staff_id))),
        left_out=counted.left_out,
        reached=Waits.of(reached),
        waiting=Waits.of(waiting),
        together=Waits.of([*reached, *waiting]),
        unreached=_summed(tallies, lambda tally: (tally.status, tally.reached))[Status.CLOSED, False],
    )


def _summed(tallies: Iterable[Tally], kind: Callable[[Tally], _Kind]) -> Counter[_Kind]:
    found: Counter[_Kind] = Counter()
    for tally in tallies:
        found[kind(tally)] += tally.number
    return found


def _pattern(tally: Tally) -> str:
    if tally.purged:
        return PURGED
    return WITHDRAWN if tally.status is Status.WITHDRAWN else tally.distribution or NONE
