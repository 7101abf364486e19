"""Ages as people type them: "43", "about 38", "forty", "6 months", "40's". What is too long is not looked at."""

import difflib
import re
import unicodedata

from screener.adapters.age_words import (
    A_DECADE,
    A_YEAR,
    AND_SO,
    BELOW_ZERO,
    BESIDE,
    FROM_BIRTH,
    HALVES,
    HOW_LONG,
    IN_A_YEAR,
    JUST,
    KNOWN,
    LATELY,
    LESS,
    LONG_AGO,
    MOST_MONTHS_IN_SHORT,
    OF_NOW,
    OLD,
    ORDINAL,
    POINT_BEFORE,
    SHORT_VERB,
    SHORT_YEAR,
    THE_YEAR,
    UNSURE,
    WHOSE,
    WITHIN_TEN,
    YEARS,
    YEARS_BEHIND,
    YEARS_MISTYPED,
)
from screener.adapters.look_alikes import LetterForFigure, with_a_letter_for_a_figure
from screener.adapters.number_words import in_figures

_LONGEST = 40
_PARTS = re.compile(r"\d+|[^\W\d_]+|\S")
_TEN = 10
_A_DECADE_OF_THE_CENTURY = 70
"""From here on, ten years that are nobody's own are likelier those of the calendar, as in the 80s."""
_FIRST_YEAR, _LAST_YEAR = 1880, 2199
_IN_FIGURES_ALONE = re.compile("[1-9][0-9]?|1[0-9][0-9]")


class TwoAges(ValueError):
    """There are two of them, and only who wrote them knows which."""


class YearInsteadOfAge(ValueError):
    """It is a year of the calendar."""


class HowLongAgo(ValueError):
    """It is how long ago it was."""


class NoNumber(ValueError):
    """There are words, and no number among them: "as a child"."""


def age_in_years(typed: str) -> int:
    """Return the age in full years; less than a year is 0, and "in their 40's" is the middle of these ten years.

    Raises a class of this module for a mistake that can be named, or another ``ValueError`` when it is no age. Whether
    anybody can be so old is not asked here.
    """
    text = typed.strip().lower()
    # As nearly everybody writes it; what reads the rest would say the same.
    return int(text) if _IN_FIGURES_ALONE.fullmatch(text) else _age_as_written(text)


def _age_as_written(text: str) -> int:
    if len(text) > _LONGEST or BELOW_ZERO.match(text):
        raise ValueError("not an age")
    if with_a_letter_for_a_figure(text):
        raise LetterForFigure("not an age")
    text = _plain(text)
    said = [_unit_mistyped(part) for part in in_figures(_PARTS.findall(text))]
    if HOW_LONG.search(" ".join(said)) and OLD.isdisjoint(said):
        raise HowLongAgo("not an age")
    less = not LESS.isdisjoint(said)
    words = [part for part in said if part.isalpha() and part not in BESIDE | LESS]
    figures = [int(part) for part in said if part.isdecimal()]
    if _of_the_calendar(said, figures):
        raise YearInsteadOfAge("not an age")
    if not figures and words:
        if not LATELY.isdisjoint(said):
            raise HowLongAgo("not an age")
        return _without_figures(words, less=less or said[0] in {"half", "medio"})
    return _age(figures, words, text, less=less)


def _plain(text: str) -> str:
    """Return the text without what changes nothing of it. Raises ``ValueError`` for what nobody can see, and for '85."""
    text = SHORT_VERB.sub(" ", text)
    if any(map(str.isdecimal, text)):
        text = OF_NOW.sub(" ", text)
    if SHORT_YEAR.search(text):
        raise YearInsteadOfAge("not an age")
    for half in HALVES:
        text = text.replace(half, " half ")
    text = unicodedata.normalize("NFKC", UNSURE.sub(" ", POINT_BEFORE.sub("0", text)))
    text = YEARS_BEHIND.sub(" years ", AND_SO.sub(" ", JUST.sub(" ", ORDINAL.sub("", text))))
    if not text.isprintable():
        raise ValueError("not an age")
    return text


def _of_the_calendar(said: list[str], figures: list[int]) -> bool:
    """Tell whether it reads like 1998, "the 80s" or "en los ochenta", which is when it was."""
    if IN_A_YEAR.keys().isdisjoint(said) and any(_FIRST_YEAR <= figure <= _LAST_YEAR for figure in figures):
        return True
    if THE_YEAR.search(" ".join(said)):
        return True
    ten_years = "s" in said or {"en", "los"}.issubset(said) or said[:1] in (["los"], ["años"])
    late = len(figures) == 1 and figures[0] % _TEN == 0 and figures[0] >= _A_DECADE_OF_THE_CENTURY
    return ten_years and late and WHOSE.isdisjoint(said)


def _without_figures(words: list[str], *, less: bool) -> int:
    """Return the age of what says one without a number: since birth, a few months, a year, ``less`` than a year."""
    if FROM_BIRTH.issuperset(words):
        return 0
    if len(words) == 1 and words[0] in IN_A_YEAR:
        return 0
    if words in A_YEAR:
        return 0 if less else 1
    raise NoNumber("not an age")


def _age(figures: list[int], words: list[str], text: str, *, less: bool) -> int:
    units = [word for word in words if word in YEARS or word in IN_A_YEAR]
    of_a_baby = not IN_A_YEAR.keys().isdisjoint(units)
    others = [word for word in words if word not in units and not (of_a_baby and word in FROM_BIRTH)]
    if not LONG_AGO.isdisjoint(others):
        raise HowLongAgo("not an age")
    if len(figures) > 1 and not others and [word in YEARS for word in units] == [True, False]:
        return figures[0]  # 1 year 6 months
    if len(figures) == 2 and re.search(r"\d[.,]\d", text) and not others:  # noqa: PLR2004 - 38.5
        figures = figures[:1]
    if len({*figures}) > 1:
        raise TwoAges("not an age")
    if not figures or len(units) > 1:
        raise ValueError("not an age")
    age = figures[0]
    if others and age % _TEN == 0 and age > 0 and A_DECADE.issuperset(others):
        age += next((WITHIN_TEN[word] for word in others if word in WITHIN_TEN), _TEN // 2)
    elif others:
        raise ValueError("not an age")
    if units == ["m"] and age > MOST_MONTHS_IN_SHORT:
        raise ValueError("not an age")
    if less and age > 0:
        age -= 1
    return age // IN_A_YEAR.get(units[0], 1) if units else age


def _unit_mistyped(part: str) -> str:
    """Return "years" for a word that is a slip away from it, such as yeras, or aos where a keyboard has no ñ."""
    if part in KNOWN:
        return part
    return "years" if difflib.get_close_matches(part, YEARS_MISTYPED, 1, 0.75) else part
