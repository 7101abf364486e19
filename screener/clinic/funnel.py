"""How far people come, counted by the day: how often a page was shown, and nothing of who saw it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from screener.clinic.small_cells import FEWEST

STARTED, RESULT, SHARE, SENT = "emergency", "result", "share", "sent"
"""The first page, and what comes after the questions; ``SENT`` counts presses of Send that were taken."""
RECENT, BEFORE = timedelta(days=7), timedelta(days=35)
"""The last days are compared with the weeks before them, until so many days ago."""
_ENOUGH = 20
_COLLAPSED = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """What is alike: a page on a day, in a language, on a tablet of the clinic or not."""

    day: date
    page: str
    language: str
    tablet: bool


@dataclass(frozen=True, slots=True)
class Funnel:
    """The last 35 days: for each page, by (language, on a tablet), how often it was shown; ``None`` where under ``FEWEST``.

    ``recent`` and ``before`` are how many of a hundred starts were sent, ``None`` after fewer than 20 starts.
    """

    pages: Mapping[str, Mapping[tuple[str, bool], int | None]]
    recent: int | None
    before: int | None

    @property
    def collapsed(self) -> bool:
        """Whether less than half as many are sent, per start, as in the weeks before."""
        return self.recent is not None and bool(self.before) and self.recent < _COLLAPSED * (self.before or 0)


def funnel(counts: Iterable[tuple[Seen, int]], pages: Iterable[str], today: date) -> Funnel:
    """Return the funnel of what was counted, with ``pages`` in their order."""
    by_page: dict[str, Counter[tuple[str, bool]]] = {page: Counter() for page in pages}
    recent, before = Counter[str](), Counter[str]()
    kinds = set()
    for seen, number in counts:
        if seen.page not in by_page or not today - BEFORE < seen.day <= today:
            continue
        kinds.add((seen.language, seen.tablet))
        by_page[seen.page][seen.language, seen.tablet] += number
        (recent if seen.day > today - RECENT else before)[seen.page] += number
    return Funnel(
        {
            page: {kind: found[kind] if found[kind] >= FEWEST else None for kind in sorted(kinds)}
            for page, found in by_page.items()
        },
        _sent_per_hundred(recent),
        _sent_per_hundred(before),
    )


def _sent_per_hundred(counts: Mapping[str, int]) -> int | None:
    started = counts[STARTED]
    return round(100 * counts[SENT] / started) if started >= _ENOUGH else None
