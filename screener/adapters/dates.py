"""Dates of birth as people type them: in figures or words, in either order, and asked about where two days fit."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from screener.adapters.date_words import words_of
from screener.adapters.months import ROMAN, month

_OLDEST = 130
_YEAR_DIGITS = 4
_SHORT_YEAR_DIGITS = 2
_MONTHS_OF_A_YEAR = 12
_DAYS_OF_A_MONTH = 31
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
    words = words_of(typed)
    readings = _readings(words)
    days = [day for figures in readings if (day := _day(*figures)) is not None]
    possible = [day for day in dict.fromkeys(days) if today.year - _OLDEST <= day.year and day <= today]
    if not possible:
        raise _why_not(words, readings, days, today)
    if len(possible) == 1:
        return possible[0].isoformat()
    if len(possible) > 2:  # noqa: PLR2004 - 1121956 has too many readings to choose from
        raise ValueError("not a date")
    raise TwoDays(possible[0], possible[1])


def day_written(typed: str) -> date:
    """Return a day of any time, such as a holiday; where figures fit two days, the month stands first.

    Raises as ``date_of_birth`` does, but for what has to do with ages.
    """
    words = words_of(typed)
    readings = _readings(words)
    days = [day for figures in readings if (day := _day(*figures)) is not None]
    if not days:
        raise _why_not(words, readings, days, date.max)
    return days[0]


def _readings(words: list[str]) -> list[Figures]:
    """Return the figures in each order that the words may be in, with the month before the day first."""
    figures = ["1" if word == "i" else word for word in words]
    if figures == words:
        return _in_order(words)
    return [*_in_order(figures), *_in_order(words)]  # 5/I/1956: a one, or the first month in Roman figures


def _in_order(words: list[str]) -> list[Figures]:
    if len(words) == 1 and words[0].isdecimal():
        return list(_run_together(words[0]))
    if len(words) != 3:  # noqa: PLR2004 - a day, a month and a year
        return []
    first, second, third = words
    if not first.isdecimal():
        orders = [(third, first, second)]
    elif len(first) == _YEAR_DIGITS:
        day_first = not third.isdecimal() or (second.isdecimal() and int(second) > _MONTHS_OF_A_YEAR)
        orders = [(first, third, second) if day_first else (first, second, third)]
    elif not second.isdecimal():
        orders = [(third, second, first)]
    else:
        orders = [(third, first, second), (third, second, first)]
    return [
        (int(year), numbered, int(day))
        for year, named, day in orders
        if len(year) == _YEAR_DIGITS and year.isdecimal() and day.isdecimal() and len(day) <= 2  # noqa: PLR2004
        if (numbered := month(named)) is not None
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


def _why_not(words: list[str], readings: list[Figures], days: list[date], today: date) -> ValueError:
    if days:
        return NotYet("not a date") if max(days) > today else LongAgo("not a date")
    if readings:
        return NoSuchDay("not a date")
    if with_a_century := _readings(_with_a_century(words)):
        known = any(_day(*figures) for figures in with_a_century)
        return TwoFigures("not a date") if known else NoSuchDay("not a date")
    named = [word for word in words if word not in ROMAN and month(word) is not None]
    figures = [word for word in words if word.isdecimal() and len(word) in {1, 2, _YEAR_DIGITS}]
    two_of_three = len(words) == 2 and len({*chain(named, figures)}) == len({*words})  # noqa: PLR2004
    one_of_three = len(words) == 1 and bool(named or figures)
    return PartMissing("not a date") if two_of_three or one_of_three else ValueError("not a date")


def _with_a_century(words: list[str]) -> list[str]:
    """Return the words with a year of four figures in the place of one that has fewer or more."""
    if len(words) == 1 and len(words[0]) == 6 and words[0].isdecimal():  # noqa: PLR2004 - 042856, 560428
        run = words[0]
        return [f"19{run}" if int(run[:2]) > _DAYS_OF_A_MONTH else f"{run[:4]}19{run[4:]}"]
    if len(words) != 3:  # noqa: PLR2004
        return []
    first, second, third = words
    if first.isdecimal() and len(first) == _SHORT_YEAR_DIGITS and int(first) > _DAYS_OF_A_MONTH:
        return [f"19{first}", second, third]
    return [first, second, f"19{third[-_SHORT_YEAR_DIGITS:]:0>2}"] if third.isdecimal() else []
