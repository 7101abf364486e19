"""Months as people write them: in figures, in words of English or Spanish, cut short, misspelled or as Roman figures."""

import difflib

from babel.dates import get_month_names

LOCALES = ("en", "es")
_SHORTEST_NAME = 3
_SHORTEST_SLIP = 4
_CLOSE = 0.8
"""How alike a word of so many letters must be to the month it is taken for, with the same letter first."""
_MONTHS: dict[str, int] = {
    name.lower(): number
    for spoken in LOCALES
    for number, name in get_month_names("wide", locale=spoken).items()
} | {"setiembre": 9}
"""Months as they are called in each language; Babel knows one of the two Spanish names of September."""
ROMAN = dict(
    zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), range(1, 13), strict=True)
)
SHORT = frozenset(name[:_SHORTEST_NAME] for name in _MONTHS)


def month(named: str) -> int | None:
    """Return the month of a word in small letters or of figures, which may be no month of the calendar; else nothing."""
    if named.isdecimal():
        return int(named) if len(named) <= 2 else None  # noqa: PLR2004
    if named in ROMAN:
        return ROMAN[named]
    found = {
        number for name, number in _MONTHS.items() if len(named) >= _SHORTEST_NAME and name.startswith(named)
    }
    return found.pop() if len(found) == 1 else _misspelled(named)


def _misspelled(named: str) -> int | None:
    """Return the one month that a slip of the finger makes of Febuary or Apirl, or nothing."""
    alike = [name for name in _MONTHS if name[0] == named[0]] if len(named) >= _SHORTEST_SLIP else []
    close = {_MONTHS[name] for name in difflib.get_close_matches(named, alike, cutoff=_CLOSE)}
    return close.pop() if len(close) == 1 else None
