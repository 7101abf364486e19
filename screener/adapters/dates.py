"""Dates of birth as people type them: in figures or words, in either order, and asked about where two days fit."""

import re
import unicodedata
from datetime import date

from babel.dates import get_month_names

_OLDEST = 130
_YEAR_DIGITS = 4
_ALL_DIGITS = 8
_LAST_MONTH = 12
_ORDINAL = re.compile(r"(?<=\d)\s*\.?\s*(?:st|nd|rd|th|ro|er|do|º|°|ª)(?![a-z])", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\uff0d]")
_WRITTEN = re.compile(r"[^\W_](?:[\w\s./,-]*[^\W_])?")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_OF = frozenset({"de", "del", "of", "the", "el"})
_LONGEST = 60
_MONTHS: dict[str, int] = {
    _plain: number
    for spoken in ("en", "es")
    for number, name in get_month_names("wide", locale=spoken).items()
    for _plain in [name.lower()]
} | {"setiembre": 9}
"""Months as they are called in each language; Babel knows one of the two Spanish names of September."""


class TwoFigures(ValueError):
    """The year has two figures, and two centuries fit."""


class TwoDays(ValueError):
    """Two days fit: the figures can be month and day, or day and month."""

    def __init__(self, month_first: date, day_first: date) -> None:
        super().__init__("not a date")
        self.days = (month_first, day_first)


def date_of_birth(typed: str, today: date, *, month_first: bool = True) -> str:
    """Return the date in ISO 8601 form. Figures in an order that fits one day are that day.

    Where two days fit, it is the one with the month first where people write so, and ``TwoDays`` elsewhere. Raises
    ``TwoFigures`` for a short year, and ``ValueError`` (without the date) when it is none, lies after ``today``, or is
    over 130 years old.
    """
    words = _words_of(typed)
    try:
        days = {date(*figures) for figures in _readings(words) if _is_a_day(*figures)}
    except (ValueError, IndexError):
        raise ValueError("not a date") from None
    possible = sorted(day for day in days if today.year - _OLDEST <= day.year and day <= today)
    if not possible:
        _refuse(words, today)
    if len(possible) == 1:
        return possible[0].isoformat()
    first, second = (_by_order(words, monthly=True), _by_order(words, monthly=False))
    if not month_first:
        raise TwoDays(first, second)
    return first.isoformat()


def _words_of(typed: str) -> list[str]:
    text = unicodedata.normalize("NFKC", _ORDINAL.sub(" ", typed[: _LONGEST + 1].strip().rstrip(".,;")))
    text = _DASHES.sub("-", text)
    if len(typed.strip()) > _LONGEST or not _WRITTEN.fullmatch(text):
        raise ValueError("not a date")
    return [word for word in _WORDS.findall(text.lower()) if word not in _OF]


def _readings(words: list[str]) -> list[tuple[int, int, int]]:
    """Return (year, month, day) for each order that the words may be in."""
    if len(words) == 1 and words[0].isdigit() and len(words[0]) == _ALL_DIGITS:
        digits = words[0]
        ended = _orders(digits[:2], digits[2:4], digits[4:])
        return [*ended, (int(digits[:4]), int(digits[4:6]), int(digits[6:]))]
    if len(words) != 3:  # noqa: PLR2004 - a day, a month and a year
        raise ValueError("not a date")
    first, second, third = words
    if len(first) == _YEAR_DIGITS and first.isdigit():
        return [(int(first), _month(second), int(third))]
    if not first.isdigit():
        return [(_year(third), _month(first), int(second))]
    if not second.isdigit():
        return [(_year(third), _month(second), int(first))]
    return _orders(first, second, third)


def _orders(first: str, second: str, year: str) -> list[tuple[int, int, int]]:
    return [(_year(year), int(first), int(second)), (_year(year), int(second), int(first))]


def _by_order(words: list[str], *, monthly: bool) -> date:
    return date(*_readings(words)[0 if monthly else 1])


def _is_a_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return True


def _year(written: str) -> int:
    return int(written) if len(written) == _YEAR_DIGITS else 0


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    found = {number for full, number in _MONTHS.items() if len(name) > 2 and full.startswith(name)}  # noqa: PLR2004
    if len(found) != 1:
        raise ValueError("not a date")
    return found.pop()


def _refuse(words: list[str], today: date) -> None:
    if len(words) == 3 and len(words[2]) == 2 and words[2].isdigit():  # noqa: PLR2004 - three words, two figures
        full = [*words[:2], f"{today.year // 100 - 1}{words[2]}"]
        if any(_is_a_day(*figures) for figures in _readings(full)):
            raise TwoFigures("not a date")
    raise ValueError("not a date of birth")
