"""The words that stand in and beside an age, in both languages, and what each says of it."""

import re

YEARS = frozenset(
    {"year", "years", "yr", "yrs", "yo"} | {"año", "años", "ano", "anos", "anio", "anios", "añito", "añitos"}
)
A_YEAR = (["year"], ["año"], ["ano"], ["añito"])
IN_A_YEAR = {
    **dict.fromkeys(("month", "months", "m", "mo", "mos", "mth", "mths", "mes", "meses"), 12),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "semana", "semanas"), 52),
    **dict.fromkeys(("day", "days", "día", "dia", "días", "dias"), 365),
}
"""How many of each unit are a year."""
YEARS_MISTYPED = ("years", "year", "años", "anos")
MOST_MONTHS_IN_SHORT = 24
"""Beyond this nobody counts in months: the m of 43m is not one."""
FROM_BIRTH = frozenset(
    {"birth", "born", "newborn", "infant", "baby", "nacimiento"}
    | {"nacer", "recién", "recien", "nacido", "nacida"}
    | {"nació", "nacio", "nací", "naci", "infante", "bebé", "bebe", "infancy"}
)
HALVES = ("½", "¼", "¾", "1/2", "1/4", "3/4")
BESIDE = frozenset(
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
    | {"ya", "apenas", "tendría", "tendria", "teniendo", "cumpliendo", "eso"}
    | {"andaba", "rondando", "on", "birthday"}
    | {"with", "guess", "guessing", "suppose", "say", "supongo", "digamos", "por", "ahí", "ahi", "pushing"}
)
"""What is said beside an age without changing it."""
WITHIN_TEN = {
    **dict.fromkeys(("early", "low", "principio", "principios", "inicio", "inicios", "comienzos"), 2),
    **dict.fromkeys(("mid", "middle", "mediados", "something", "odd", "tantos", "pico", "algo"), 5),
    **dict.fromkeys(("late", "upper", "high", "final", "finales", "fin", "fines"), 8),
}
A_DECADE = frozenset({"s", *WITHIN_TEN})
AND_SO = re.compile(r"\b(?:m[aá]s o menos|more or less|last birthday)\b")
BELOW_ZERO = re.compile(r"[-\u2212]\S")
YEARS_BEHIND = re.compile(r"(?<=\d)ys?(?![^\W\d_])")
POINT_BEFORE = re.compile(r"(?<!\S)(?=[.,]\d)")
"""Where a zero was left out, as in .5."""
UNSURE = re.compile(
    r"\b(?:not sure|(?:i )?don.?t (?:know|remember)|no (?:s[eé]|recuerdo)|no estoy segur[oa])\b"
)
SHORT_VERB = re.compile(r"(?<=[^\W\d_])['\u2019`](?:m|s|d|re|ve)\b")
"""The end of I'm and she's, which says nothing of months or of ten years."""
OF_NOW = re.compile(r"\b(?:this|next) (?:year|month|week)\b|\best[ea] (?:año|mes|semana)\b")
LESS = frozenset({"<", "under", "below", "before", "less", "younger", "menos", "menor", "antes"})
LONG_AGO = frozenset(
    {"ago", "hace", "for", "durante", "back", "last", "pasado", "pasada"}
    | {"had", "have", "has", "been", "llevo", "lleva", "llevaba", "van"}
)
LATELY = LONG_AGO | {"this", "este", "esta", "yesterday", "ayer", "today", "hoy", "now", "ahora"}
"""What says without a number that it was not long ago."""
_UNIT = "|".join(sorted({*YEARS, *IN_A_YEAR}))
HOW_LONG = re.compile(
    rf"\b\d+ (?:{_UNIT}) (?:now|ahora|así|asi|since|desde|with|con)\b(?!.*\d)|\b(?:since|desde) \d+ (?:{_UNIT})\b"
)
"""How long it has been so, as in "2 years now", "2 años con esto" and "since 2 years"."""
OLD = frozenset({"old", "age", "aged", "edad", "i", "he", "she"})
"""What makes an age of it all the same, as in "she is 2 years now"."""
THE_YEAR = re.compile(rf"\b(?:in|el) \d\d\b(?! (?:{_UNIT}|s)\b)")
"""A year without its century, as in "in 98" and "en el 98"."""
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)(?= birthday\b)")
JUST = re.compile(r"\breci[eé]n (?=c)")
"""In front of a word such as cumplidos it says nothing of a birth."""
WHOSE = frozenset({"my", "his", "her", "their", "mis", "sus"})
SHORT_YEAR = re.compile(r"['\u2018\u2019`]\d\d\b")
"""A year without its century, as in '85."""
KNOWN = frozenset().union(BESIDE, YEARS, LATELY, LESS, FROM_BIRTH, A_DECADE, IN_A_YEAR)
