"""Ages as people type them: "43", "about 38", "forty", "6 months", "40's". What is too long is not looked at."""

import difflib
import re
import unicodedata

from screener.adapters.look_alikes import LetterForFigure, with_a_letter_for_a_figure
from screener.adapters.number_words import in_figures

_LONGEST = 40
_PARTS = re.compile(r"\d+|[^\W\d_]+|\S")
_YEARS = frozenset(
    {"year", "years", "yr", "yrs", "yo"} | {"año", "años", "ano", "anos", "anio", "anios", "añito", "añitos"}
)
_A_YEAR = (["year"], ["año"], ["ano"], ["añito"])
_IN_A_YEAR = {
    **dict.fromkeys(("month", "months", "m", "mo", "mos", "mth", "mths", "mes", "meses"), 12),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "semana", "semanas"), 52),
    **dict.fromkeys(("day", "days", "día", "dia", "días", "dias"), 365),
}
"""How many of each unit are a year."""
_YEARS_MISTYPED = ("years", "year", "años", "anos")
_MOST_MONTHS_IN_SHORT = 24
"""Beyond this nobody counts in months: the m of 43m is not one."""
_FROM_BIRTH = frozenset(
    {
        "birth",
        "born",
        "newborn",
        "infant",
        "baby",
        "nacimiento",
        "nacer",
        "recién",
        "recien",
        "nacido",
        "nacida",
    }
    | {"nació", "nacio", "nací", "naci", "infante", "bebé", "bebe", "infancy"}
)
_HALVES = ("½", "¼", "¾", "1/2", "1/4", "3/4")
_BESIDE = frozenset(
    {"about", "around", "approximately", "approx", "roughly", "maybe", "perhaps", "probably"}
    | {"almost", "nearly", "over", "past", "just", "under", "circa", "ca", "c", "i", "was", "am"}
    | {"think", "he", "she", "at", "age", "aged", "of", "old", "in", "the", "my", "his", "her", "their"}
    | {"when", "since", "from", "and", "a", "half", "unos", "unas", "como"}
    | {"aproximadamente", "aprox", "casi", "más", "mas", "o", "menos", "quizá", "quizas"}
    | {"quizás", "tal", "vez", "creo", "que", "tenía", "tenia", "a", "los", "las", "de", "edad"}
    | {"alrededor", "cerca", "desde", "el", "la", "mis", "sus", "al", "y", "medio", "media", "yo"}
    | {"cuando", "tuve", "en", "era", "ish", "or", "so", "few", "couple", "several", "only", "pocos", "pocas"}
    | {"algunos", "algunas", "solo", "sólo", "mi", "su", "entre", "between", "to", "than"}
    | {"turned", "turning", "plus", "así", "asi", "cumplí", "cumpli", "cumplió", "cumplio", "cumplir"}
    | {"it", "began", "started", "empezó", "empezo", "comenzó", "comenzo", "inició", "as", "an", "con"}
    | {"this", "now", "ahora", "cumplidos", "is", "es", "tengo", "tiene", "tuvo", "noticed", "noté", "notó"}
    | {"me", "le", "give", "take", "thereabouts", "im", "hes", "shes"}
    | {
        "ya",
        "apenas",
        "tendría",
        "tendria",
        "teniendo",
        "cumpliendo",
        "eso",
        "andaba",
        "rondando",
        "on",
        "birthday",
    }
    | {"with", "guess", "guessing", "suppose", "say", "supongo", "digamos", "por", "ahí", "ahi", "pushing"}
)
"""What is said beside an age without changing it."""
_WITHIN_TEN = {
    **dict.fromkeys(("early", "low", "principio", "principios", "inicio", "inicios", "comienzos"), 2),
    **dict.fromkeys(("mid", "middle", "mediados", "something", "odd", "tantos", "pico", "algo"), 5),
    **dict.fromkeys(("late", "upper", "high", "final", "finales", "fin", "fines"), 8),
}
_A_DECADE = frozenset({"s", *_WITHIN_TEN})
_AND_SO = re.compile(r"\b(?:m[aá]s o menos|more or less|last birthday)\b")
_BELOW_ZERO = re.compile(r"[-\u2212]\S")
_YEARS_BEHIND = re.compile(r"(?<=\d)ys?(?![^\W\d_])")
_POINT_BEFORE = re.compile(r"(?<!\S)(?=[.,]\d)")
"""Where a zero was left out, as in .5."""
_UNSURE = re.compile(
    r"\b(?:not sure|(?:i )?don.?t (?:know|remember)|no (?:s[eé]|recuerdo)|no estoy segur[oa])\b"
)
_SHORT_VERB = re.compile(r"(?<=[^\W\d_])['\u2019`](?:m|s|d|re|ve)\b")
"""The end of I'm and she's, which says nothing of months or of ten years."""
_OF_NOW = re.compile(r"\b(?:this|next) (?:year|month|week)\b|\best[ea] (?:año|mes|semana)\b")
_LESS = frozenset({"<", "under", "below", "before", "less", "younger", "menos", "menor", "antes"})
_LONG_AGO = frozenset(
    {"ago", "hace", "for", "durante", "back", "last", "pasado", "pasada"}
    | {"had", "have", "has", "been", "llevo", "lleva", "llevaba", "van"}
)
_LATELY = _LONG_AGO | {"this", "este", "esta", "yesterday", "ayer", "today", "hoy", "now", "ahora"}
"""What says without a number that it was not long ago."""
_UNIT = "|".join(sorted({*_YEARS, *_IN_A_YEAR}))
_HOW_LONG = re.compile(
    rf"\b\d+ (?:{_UNIT}) (?:now|ahora|así|asi|since|desde|with|con)\b(?!.*\d)|\b(?:since|desde) \d+ (?:{_UNIT})\b"
)
"""How long it has been so, as in "2 years now", "2 años con esto" and "since 2 years"."""
_OLD = frozenset({"old", "age", "aged", "edad", "i", "he", "she"})
"""What makes an age of it all the same, as in "she is 2 years now"."""
_THE_YEAR = re.compile(rf"\b(?:in|el) \d\d\b(?! (?:{_UNIT}|s)\b)")
"""A year without its century, as in "in 98" and "en el 98"."""
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)(?= birthday\b)")
_JUST = re.compile(r"\breci[eé]n (?=c)")
"""In front of a word such as cumplidos it says nothing of a birth."""
_WHOSE = frozenset({"my", "his", "her", "their", "mis", "sus"})
_SHORT_YEAR = re.compile(r"['\u2018\u2019`]\d\d\b")
"""A year without its century, as in '85."""
_KNOWN = frozenset().union(_BESIDE, _YEARS, _LATELY, _LESS, _FROM_BIRTH, _A_DECADE, _IN_A_YEAR)
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
    if len(text) > _LONGEST or _BELOW_ZERO.match(text):
        raise ValueError("not an age")
    if with_a_letter_for_a_figure(text):
        raise LetterForFigure("not an age")
    text = _plain(text)
    said = [_unit_mistyped(part) for part in in_figures(_PARTS.findall(text))]
    if _HOW_LONG.search(" ".join(said)) and _OLD.isdisjoint(said):
        raise HowLongAgo("not an age")
    less = not _LESS.isdisjoint(said)
    words = [part for part in said if part.isalpha() and part not in _BESIDE | _LESS]
    figures = [int(part) for part in said if part.isdecimal()]
    if _of_the_calendar(said, figures):
        raise YearInsteadOfAge("not an age")
    if not figures and words:
        if not _LATELY.isdisjoint(said):
            raise HowLongAgo("not an age")
        return _without_figures(words, less=less or said[0] in {"half", "medio"})
    return _age(figures, words, text, less=less)


def _plain(text: str) -> str:
    """Return the text without what changes nothing of it. Raises ``ValueError`` for what nobody can see, and for '85."""
    text = _SHORT_VERB.sub(" ", text)
    if any(map(str.isdecimal, text)):
        text = _OF_NOW.sub(" ", text)
    if _SHORT_YEAR.search(text):
        raise YearInsteadOfAge("not an age")
    for half in _HALVES:
        text = text.replace(half, " half ")
    text = unicodedata.normalize("NFKC", _UNSURE.sub(" ", _POINT_BEFORE.sub("0", text)))
    text = _YEARS_BEHIND.sub(" years ", _AND_SO.sub(" ", _JUST.sub(" ", _ORDINAL.sub("", text))))
    if not text.isprintable():
        raise ValueError("not an age")
    return text


def _of_the_calendar(said: list[str], figures: list[int]) -> bool:
    """Tell whether it reads like 1998, "the 80s" or "en los ochenta", which is when it was."""
    if _IN_A_YEAR.keys().isdisjoint(said) and any(_FIRST_YEAR <= figure <= _LAST_YEAR for figure in figures):
        return True
    if _THE_YEAR.search(" ".join(said)):
        return True
    ten_years = "s" in said or {"en", "los"}.issubset(said) or said[:1] in (["los"], ["años"])
    late = len(figures) == 1 and figures[0] % _TEN == 0 and figures[0] >= _A_DECADE_OF_THE_CENTURY
    return ten_years and late and _WHOSE.isdisjoint(said)


def _without_figures(words: list[str], *, less: bool) -> int:
    """Return the age of what says one without a number: since birth, a few months, a year, ``less`` than a year."""
    if _FROM_BIRTH.issuperset(words):
        return 0
    if len(words) == 1 and words[0] in _IN_A_YEAR:
        return 0
    if words in _A_YEAR:
        return 0 if less else 1
    raise NoNumber("not an age")


def _age(figures: list[int], words: list[str], text: str, *, less: bool) -> int:
    units = [word for word in words if word in _YEARS or word in _IN_A_YEAR]
    of_a_baby = not _IN_A_YEAR.keys().isdisjoint(units)
    others = [word for word in words if word not in units and not (of_a_baby and word in _FROM_BIRTH)]
    if not _LONG_AGO.isdisjoint(others):
        raise HowLongAgo("not an age")
    if len(figures) > 1 and not others and [word in _YEARS for word in units] == [True, False]:
        return figures[0]  # 1 year 6 months
    if len(figures) == 2 and re.search(r"\d[.,]\d", text) and not others:  # noqa: PLR2004 - 38.5
        figures = figures[:1]
    if len({*figures}) > 1:
        raise TwoAges("not an age")
    if not figures or len(units) > 1:
        raise ValueError("not an age")
    age = figures[0]
    if others and age % _TEN == 0 and age > 0 and _A_DECADE.issuperset(others):
        age += next((_WITHIN_TEN[word] for word in others if word in _WITHIN_TEN), _TEN // 2)
    elif others:
        raise ValueError("not an age")
    if units == ["m"] and age > _MOST_MONTHS_IN_SHORT:
        raise ValueError("not an age")
    if less and age > 0:
        age -= 1
    return age // _IN_A_YEAR.get(units[0], 1) if units else age


def _unit_mistyped(part: str) -> str:
    """Return "years" for a word that is a slip away from it, such as yeras, or aos where a keyboard has no ñ."""
    if part in _KNOWN:
        return part
    return "years" if difflib.get_close_matches(part, _YEARS_MISTYPED, 1, 0.75) else part
