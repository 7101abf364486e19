"""Months as people write them: in figures, in words of English or Spanish, cut short, misspelled or as Roman figures."""

import difflib
from functools import cache
from itertools import chain

from babel.dates import get_month_names

LOCALES = ("en", "es")
_SHORTEST_NAME = 3
_SLIPS = range(4, 13)
_CLOSE = 0.8
"""How alike a word of so many letters must be to the month that it is taken for, with the same letter first."""
ROMAN = dict(
    zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), range(1, 13), strict=True)
)


@cache  # Babel reads its files when the first date comes, not when the program starts
def _months() -> dict[str, int]:
    """Return the months by their names in each language; Babel knows one of the two Spanish names of September."""
    names = (get_month_names("wide", locale=spoken).items() for spoken in LOCALES)
    return {name.lower(): number for number, name in chain.from_iterable(names)} | {"setiembre": 9}


@cache
def short_months() -> frozenset[str]:
    """Return the first letters of each month, which may be short for a day of the week too."""
    return frozenset(name[:_SHORTEST_NAME] for name in _months())


def month(named: str) -> int | None:
    """Return the month of a word in small letters or of figures, which may be no month of the calendar; else nothing."""
    if named.isdecimal():
        return int(named) if len(named) <= 2 else None  # noqa: PLR2004
    if named in ROMAN:
        return ROMAN[named]
    found = {
        number
        for name, number in _months().items()
        if len(named) >= _SHORTEST_NAME and name.startswith(named)
    }
    return found.pop() if len(found) == 1 else _misspelled(named)


def _misspelled(named: str) -> int | None:
    """Return the one month that a slip of the finger makes of Febuary or Apirl, or nothing."""
    alike = [name for name in _months() if name[0] == named[0]] if len(named) in _SLIPS else []
    close = {_months()[name] for name in difflib.get_close_matches(named, alike, cutoff=_CLOSE)}
    return close.pop() if len(close) == 1 else None
