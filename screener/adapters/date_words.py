"""What is typed for a date, as words and figures alone: without ordinals, days of the week and what stands beside it.

What is typed is cut at a length before it is looked at, and each pass over it is linear.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from babel.dates import get_day_names

from screener.adapters.look_alikes import LetterForFigure, with_a_letter_for_a_figure
from screener.adapters.months import LOCALES, short_months
from screener.adapters.number_words import in_figures
from screener.codes.folding import folded

_YEAR_DIGITS = 4
_LONGEST = 60
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?|z)?$")
"""The time of day that a program puts behind a date."""
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_ENDINGS = frozenset(
    {"st", "nd", "rd", "th", "ro", "er", "ero", "era", "do", "da", "to", "mo", "vo", "no", "o", "a"}
)
"""What makes a figure an ordinal, where it stands behind one."""
_MARK_OF_ORDINAL = re.compile(r" ?[º°ª]")
_FIRST_OF = re.compile(r"\b0?1o\.?(?= (?:de |del )?[^\W\d_]{3})", re.IGNORECASE)
"""The first of a month, named behind it, where a keyboard has no º."""
_BESIDE = frozenset(
    {"de", "del", "of", "the", "el", "día", "dia", "day", "mes", "month", "año", "year", "born", "on", "dob"}
    | {"nací", "naci", "nacido", "nacida", "nació", "nacio", "en", "fecha", "birth", "date", "nacimiento"}
    | {"nac", "fn", "fdn", "he", "she", "ano", "in"}
    | {"birthday", "cumpleaños", "my", "mi", "is", "es", "it", "was", "about", "fue"}
    | {"cumplo", "cumple"}
    | {"年", "月", "日"}
)
"""What stands beside a date and says nothing of it."""
_LETTERS_BESIDE = re.compile(r"^\W*(?:d\W+o\W+b|f\W+n(?:ac)?|f\W+de?\W+n(?:ac)?|i was)\b|(?<= )d(?= )")
"""Letters that say nothing of a date where they stand so; elsewhere a letter may be a slip, as in 2B."""
_AGE_BEHIND = re.compile(
    r"(?<=\d{4})\W+(?:(?:aged?|edad) \d{1,3}|\d{1,3} ?(?:años|anos|years?|yrs?)(?: old| de edad)?)\W*$"
)
"""How old that is, behind a year."""
_NAMED_PARTS = {"day": 2, "día": 2, "dia": 2, "month": 1, "mes": 1, "year": 0, "año": 0, "ano": 0}
_NAMED_PART = re.compile(r"\b(" + "|".join(_NAMED_PARTS) + r")\W*(\d+)\b")
"""A figure with a word before it that says whether it is the day, the month or the year; and the place of each."""
_DAY_OF_MONTH = re.compile(
    r"\D*(\d{1,2})(?:st|nd|rd|th)?\W+(?:del?|of)\W+(?:the\W+|mes\W+)?(\d{1,2})(?:st|nd|rd|th)?\D+(\d{4})\D*"
)
"""A day of a month in figures, as in "5 del 4 del 1956": nobody says the month first so."""
_WEEKDAYS_CUT_SHORT = frozenset({"tues", "weds", "thur", "thurs"})


@cache  # Babel reads its files when the first date comes, not when the program starts
def _days() -> frozenset[str]:
    """Return the days of the week in each language: they tell nothing that the date does not.

    One that is short for a month too (mar) is read as it is needed.
    """
    names = (
        name.rstrip(".")
        for spoken in LOCALES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, locale=spoken).values()
    )
    return _WEEKDAYS_CUT_SHORT.union(*({name.lower(), folded(name)} for name in names))


def words_of(typed: str) -> list[str]:
    """Return the words and figures of a date, without what says nothing of it; their order is as typed.

    Where each figure has its name beside it, the year stands first and the day last. Raises ``ValueError`` for what is
    too long to be a date, and ``LetterForFigure``.
    """
    if len(typed.strip()) > _LONGEST:
        raise ValueError("not a date")
    if with_a_letter_for_a_figure(_FIRST_OF.sub("1 ", typed)):
        raise LetterForFigure("not a date")
    text = _TIME.sub("", unicodedata.normalize("NFKC", _MARK_OF_ORDINAL.sub("", typed)).strip().lower())
    text = _AGE_BEHIND.sub("", text)
    named = {_NAMED_PARTS[part]: figures for part, figures in _NAMED_PART.findall(text)}
    if len(named) == 3:  # noqa: PLR2004 - día 5, mes 4, año 1956
        return [named[place] for place in sorted(named)]
    if day_of_month := _DAY_OF_MONTH.fullmatch(text):
        return list(day_of_month.groups()[::-1])
    text = _LETTERS_BESIDE.sub(" ", text)
    words = [word for word in in_figures([*_without_endings(text)], ordinals=True) if word not in _BESIDE]
    words = [word for word in words if word not in _days() or (len(words) == 3 and word in short_months())]  # noqa: PLR2004
    return _put_together(words)


def _put_together(words: list[str]) -> list[str]:
    """Return the words with the figures of one number joined, and those of two that ran together taken apart."""
    if len(words) in {2, 6} and words[: len(words) // 2] == words[len(words) // 2 :]:
        words = words[: len(words) // 2]  # pasted twice
    figures = "".join(words)
    in_two = len(words) == 2 and len(figures) in {7, 8}  # noqa: PLR2004 - 0428 1956
    if figures.isdecimal() and (in_two or (len(words) in {7, 8} and len(words) == len(figures))):
        return [figures]  # 0 4 2 8 1 9 5 6
    if len(words) in {4, 6} and all(map(str.isdecimal, words[2:])):
        year = "".join(words[2:])
        if len(year) == _YEAR_DIGITS and (len(words[0]) <= 2 or not words[0].isdecimal()):  # noqa: PLR2004
            return [*words[:2], year]  # 4/28/ 19 56
    if len(words) == 2 and not words[0].isdecimal() and words[1].isdecimal():  # noqa: PLR2004
        day, year = words[1][:-_YEAR_DIGITS], words[1][-_YEAR_DIGITS:]
        if day:  # Apr281956
            return [words[0], day, year]
    return words


def _without_endings(text: str) -> Iterator[str]:
    end = -1
    for match in _WORDS.finditer(text):
        between = text[end : match.start()]
        behind_a_figure = end > 0 and text[end - 1].isdigit() and not between.strip(" .")
        # A letter alone is one only where it touches the figure: in "2 O" it may be a zero.
        if not (behind_a_figure and match[0] in _ENDINGS and (not between or len(match[0]) > 1)):
            yield match[0]
        end = match.end()
