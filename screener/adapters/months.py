"""Months as people write them: in figures, in words of a language there is, cut short, misspelled or as Roman figures."""

import difflib
from functools import cache
from itertools import chain

from babel.dates import get_month_names

from screener.adapters.languages import KNOWN

LOCALES = tuple(language.locale for language in KNOWN.values())
_SHORTEST_NAME = 3
_SLIPS = range(4, 13)
_CLOSE = 0.8
"""How alike a word of so many letters must be to the month that it is taken for, with the same letter first."""
_AS_IT_SOUNDS = {"mallo": 5, "henero": 1}
"""Spanish months as they sound, further from how they are written than a slip of the finger."""
ROMAN = dict(
    zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), range(1, 13), strict=True)
)


@cache  # Babel reads its files when the first date comes, not when the program starts
def _months(locale: str) -> dict[str, int]:
    """Return the months by their names in a language; Babel knows one of the two Spanish names of September."""
    names = {name.lower(): number for number, name in get_month_names("wide", locale=locale).items()}
    return names | ({"setiembre": 9} if "septiembre" in names else {})


@cache
def every_month() -> dict[str, int]:
    """Return the months by their names in all languages; where two share one, that of the first."""
    return dict(chain.from_iterable(_months(locale).items() for locale in reversed(LOCALES)))


@cache
def short_months() -> frozenset[str]:
    """Return the first letters of each month, which may be short for a day of the week too."""
    return frozenset(name[:_SHORTEST_NAME] for name in every_month())


def month(named: str) -> int | None:
    """Return the month of a word in small letters or of figures, which may be no month of the calendar; else nothing.

    What is one month in a language is so whatever it would be in those behind it: one more takes nothing from the others.
    """
    if named.isdecimal():
        return int(named) if len(named) <= 2 else None  # noqa: PLR2004
    if named in ROMAN:
        return ROMAN[named]
    for locale in LOCALES if len(named) >= _SHORTEST_NAME else ():
        found = {number for name, number in _months(locale).items() if name.startswith(named)}
        if len(found) == 1:
            return found.pop()
    return _AS_IT_SOUNDS.get(named) or _misspelled(named)


def _misspelled(named: str) -> int | None:
    """Return the one month that a slip of the finger makes of Febuary or Apirl, or nothing."""
    alike = [name for name in every_month() if name[0] == named[0]] if len(named) in _SLIPS else []
    close = {every_month()[name] for name in difflib.get_close_matches(named, alike, cutoff=_CLOSE)}
    return close.pop() if len(close) == 1 else None
