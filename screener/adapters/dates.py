"""Dates of birth as people type them: in figures or words, in either order, and asked about where two days fit.

What is typed is cut at a length before it is looked at, and each pass over it is linear.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain

from babel.dates import get_day_names, get_month_names

_OLDEST = 130
_YEAR_DIGITS = 4
_SHORT_YEAR_DIGITS = 2
_SHORTEST_NAME = 3
_LONGEST = 60
_LOCALES = ("en", "es")
_MARKS = frozenset(" \t\r\n.,;:/\\|_'’()[]+-")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_FIRST = re.compile(r"\b(?:primero|primer|first)\b")
"""The one day of a month that is spelled out: "primero de mayo"."""
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_ENDINGS = frozenset({"st", "nd", "rd", "th", "ro", "er", "do", "o", "a"})
"""What makes a figure an ordinal, where it stands right behind one; NFKC turns the marks º and ª into letters."""
_BESIDE = frozenset(
    {"de", "del", "of", "the", "el", "día", "dia", "day", "mes", "month", "año", "year", "born", "on", "dob"}
    | {"nací", "naci", "nacido", "nacida", "en", "fecha", "birth", "date", "nacimiento"}
)
"""What stands beside a date and says nothing of it."""
_ROMAN = dict(
    zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), range(1, 13), strict=True)
)
Figures = tuple[int, int, int]
"""Year, month and day, which may be none of the calendar."""


class NoSuchDay(ValueError):
    """Day, month and year are there, and the month has no such day, or the year no such month."""


class NotYet(ValueError):
    """The day has not come yet."""


class LongAgo(ValueError):
    """Nobody is as old as that."""


class PartMissing(ValueError):
    """There is a date in it, without its day or its year."""


class TwoFigures(ValueError):
    """The year has two figures, and two centuries fit."""


class TwoDays(ValueError):
    """Two days fit: the figures can be month and day, or day and month. The first of ``days`` has the month first."""

    def __init__(self, month_first: date, day_first: date) -> None:
        super().__init__("not a date")
        self.days = (month_first, day_first)


def date_of_birth(typed: str, today: date) -> str:
    """Return the date in ISO 8601 form. Figures in an order that fits one day are that day.

    Raises ``TwoDays`` where two fit, another class of this module for a mistake that can be named, and ``ValueError``
    for anything else; the date is in none of their texts. Nobody was born after ``today`` or over 130 years ago.
    """
    words = _words_of(typed)
    readings = _readings(words)
    days = [day for figures in readings if (day := _day(*figures)) is not None]
    possible = [day for day in dict.fromkeys(days) if today.year - _OLDEST <= day.year and day <= today]
    if not possible:
        raise _why_not(words, readings, days, today)
    if len(possible) == 1:
        return possible[0].isoformat()
    raise TwoDays(possible[0], possible[1])


@cache  # Babel reads its files when the first date comes, not when the program starts
def _months() -> dict[str, int]:
    """Return the months by their names in each language; Babel knows one of the two Spanish names of September."""
    names = (get_month_names("wide", locale=spoken).items() for spoken in _LOCALES)
    return {name.lower(): number for number, name in chain.from_iterable(names)} | {"setiembre": 9}


@cache
def _days() -> frozenset[str]:
    """Return the days of the week in each language: they tell nothing that the date does not.

    One that is short for a month too (mar) is read as it is needed.
    """
    return frozenset(
        name.lower().rstrip(".")
        for spoken in _LOCALES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, locale=spoken).values()
    )


@cache
def _short_months() -> frozenset[str]:
    return frozenset(name[:_SHORTEST_NAME] for name in _months())


def _words_of(typed: str) -> list[str]:
    text = unicodedata.normalize("NFKC", typed[: _LONGEST + 1]).strip().lower().replace("°", "º")
    if len(typed.strip()) > _LONGEST:
        raise ValueError("not a date")
    text = _FIRST.sub("1", _DASHES.sub("-", text))
    if any(not (letter.isalnum() or letter in _MARKS or letter == "º") for letter in text):
        raise ValueError("not a date")
    words = [word for word in _without_endings(text) if word not in _BESIDE]
    return [word for word in words if word not in _days() or (len(words) == 3 and word in _short_months())]  # noqa: PLR2004


def _without_endings(text: str) -> Iterator[str]:
    end = -1
    for match in _WORDS.finditer(text):
        behind_a_figure = not text[end : match.start()].strip(" .º") and end > 0 and text[end - 1].isdigit()
        if not (behind_a_figure and match[0] in _ENDINGS):
            yield match[0]
        end = match.end()


def _readings(words: list[str]) -> list[Figures]:
    """Return the figures in each order that the words may be in, with the month before the day first."""
    if len(words) == 1 and words[0].isdecimal():
        return list(_run_together(words[0]))
    if len(words) != 3:  # noqa: PLR2004 - a day, a month and a year
        return []
    first, second, third = words
    if not first.isdecimal():
        orders = [(third, first, second)]
    elif len(first) == _YEAR_DIGITS:
        orders = [(first, second, third) if third.isdecimal() else (first, third, second)]
    elif not second.isdecimal():
        orders = [(third, second, first)]
    else:
        orders = [(third, first, second), (third, second, first)]
    return [
        (int(year), month, int(day))
        for year, named, day in orders
        if len(year) == _YEAR_DIGITS and year.isdecimal() and day.isdecimal() and len(day) <= 2  # noqa: PLR2004
        if (month := _month(named)) is not None
    ]


def _run_together(digits: str) -> Iterator[Figures]:
    """Yield what figures without a mark between them may be: 04281956, 28041956, 19560428, 4281956."""
    if len(digits) == 8:  # noqa: PLR2004 - two for the day, two for the month, four for the year
        yield int(digits[4:]), int(digits[:2]), int(digits[2:4])
        yield int(digits[4:]), int(digits[2:4]), int(digits[:2])
        yield int(digits[:4]), int(digits[4:6]), int(digits[6:])
    elif len(digits) == 7:  # noqa: PLR2004 - one of day and month has one figure
        for cut in (1, 2):
            one, other = int(digits[:cut]), int(digits[cut:3])
            yield int(digits[3:]), one, other
            yield int(digits[3:]), other, one


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(named: str) -> int | None:
    if named.isdecimal():
        return int(named) if len(named) <= 2 else None  # noqa: PLR2004
    if named in _ROMAN:
        return _ROMAN[named]
    found = {
        number
        for name, number in _months().items()
        if len(named) >= _SHORTEST_NAME and name.startswith(named)
    }
    return found.pop() if len(found) == 1 else None


def _why_not(words: list[str], readings: list[Figures], days: list[date], today: date) -> ValueError:
    if days:
        return NotYet("not a date") if max(days) > today else LongAgo("not a date")
    if readings:
        return NoSuchDay("not a date")
    if any(_day(*figures) for figures in _readings(_with_a_century(words))):
        return TwoFigures("not a date")
    named = [word for word in words if word not in _ROMAN and _month(word) is not None]
    figures = [word for word in words if word.isdecimal() and len(word) in {1, 2, _YEAR_DIGITS}]
    two_of_three = len(words) == 2 and len({*chain(named, figures)}) == len({*words})  # noqa: PLR2004
    one_of_three = len(words) == 1 and bool(named or figures)
    return PartMissing("not a date") if two_of_three or one_of_three else ValueError("not a date")


def _with_a_century(words: list[str]) -> list[str]:
    if len(words) == 1 and len(words[0]) == 6:  # noqa: PLR2004 - 042856
        return [f"{words[0][:4]}19{words[0][4:]}"]
    if len(words) == 3 and len(words[2]) == _SHORT_YEAR_DIGITS:  # noqa: PLR2004
        return [*words[:2], f"19{words[2]}"]
    return []
