"""Ages as people type them: "43", "about 38", "6 months", "40's". What is too long is not looked at."""

import re
import unicodedata

_LONGEST = 40
_PARTS = re.compile(r"\d+|[^\W\d_]+|\S")
_YEARS = frozenset({"year", "years", "yr", "yrs", "y", "yo", "año", "años", "ano", "anos"})
_IN_A_YEAR = {
    **dict.fromkeys(("month", "months", "mo", "mos", "mth", "mths", "mes", "meses"), 12),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "semana", "semanas"), 52),
    **dict.fromkeys(("day", "days", "día", "dia", "días", "dias"), 365),
}
"""How many of each unit are a year."""
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
    | {"nació", "nacio", "infante", "bebé", "bebe"}
)
_HALVES = ("½", "¼", "¾", "1/2", "1/4", "3/4")
_MARKS = frozenset("~≈?.,'’\"+-±():/")
_BESIDE = frozenset(
    {"about", "around", "approximately", "approx", "roughly", "maybe", "perhaps", "probably"}
    | {"almost", "nearly", "over", "past", "just", "under", "circa", "ca", "c", "i", "was", "am"}
    | {"think", "he", "she", "at", "age", "aged", "of", "old", "in", "the", "my", "his", "her", "their"}
    | {"when", "since", "from", "and", "a", "half", "unos", "unas", "como"}
    | {"aproximadamente", "aprox", "casi", "más", "mas", "o", "menos", "quizá", "quizas"}
    | {"quizás", "tal", "vez", "creo", "que", "tenía", "tenia", "a", "los", "las", "de", "edad"}
    | {"alrededor", "cerca", "desde", "el", "la", "mis", "sus", "al", "y", "medio", "media"}
)
"""What is said beside an age without changing it."""
_WITHIN_TEN = {"early": 2, "mid": 5, "middle": 5, "late": 8}
_TEN = 10
_FIRST_YEAR, _LAST_YEAR = 1880, 2199


class TwoAges(ValueError):
    """There are two of them, and only who wrote them knows which."""


class YearInsteadOfAge(ValueError):
    """It is a year of the calendar."""


def age_in_years(typed: str) -> int:
    """Return the age in full years; less than a year is 0, and "in their 40's" is the middle of these ten years.

    Raises ``TwoAges``, ``YearInsteadOfAge``, or another ``ValueError`` when it is no age. Whether anybody can be so old
    is not asked here.
    """
    text = typed.strip().lower()
    if len(text) > _LONGEST or text.startswith(("-", "\u2212")):
        raise ValueError("not an age")
    for half in _HALVES:
        text = text.replace(half, " ")
    parts = [
        part
        for part in _PARTS.findall(unicodedata.normalize("NFKC", text))
        if part not in _MARKS and part not in _BESIDE
    ]
    figures = [int(part) for part in parts if part.isdecimal()]
    words = [part for part in parts if not part.isdecimal()]
    if not figures and words and _FROM_BIRTH.issuperset(words):
        return 0
    return _age(figures, words, typed)


def _age(figures: list[int], words: list[str], typed: str) -> int:
    units = [word for word in words if word in _YEARS or word in _IN_A_YEAR]
    others = [word for word in words if word not in units]
    if not all(map(str.isalpha, others)):
        raise ValueError("not an age")
    if len(figures) > 1 and not others and [word in _YEARS for word in units] == [True, False]:
        return figures[0]  # 1 year 6 months
    if len(figures) == 2 and re.search(r"\d[.,]\d", typed) and not others:  # noqa: PLR2004 - 38.5
        figures = figures[:1]
    if len(figures) > 1:
        raise TwoAges("not an age")
    if len(figures) != 1 or len(units) > 1:
        raise ValueError("not an age")
    (age,) = figures
    if "s" in others and age % _TEN == 0 and age > 0:
        others.remove("s")
        age += _WITHIN_TEN[others.pop()] if others and others[-1] in _WITHIN_TEN else _TEN // 2
    if others:
        raise ValueError("not an age")
    if not units and _FIRST_YEAR <= age <= _LAST_YEAR:
        raise YearInsteadOfAge("not an age")
    return age // _IN_A_YEAR.get(units[0], 1) if units else age
