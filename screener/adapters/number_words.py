"""Numbers as they are said in English and Spanish: "forty-two", "treinta y ocho", "the second", "mil novecientos"."""

from collections.abc import Sequence

from screener.codes.folding import folded

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve"
)
_ENGLISH_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPANISH_TENS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_JOINED_WITH_Y = {"diez": 10, "veinte": 20}
"""What some write apart though it is one word: diez y ocho."""
_TENS = {
    **{said: 10 * ten for ten, said in enumerate(_ENGLISH_TENS, start=2)},
    **{said: 10 * ten for ten, said in enumerate(_SPANISH_TENS, start=3)},
    "fourty": 40,
}
_CARDINALS = {
    **{said: number for words in (_ENGLISH, _SPANISH) for number, said in enumerate(words.split())},
    "veintiun": 21,
    "un": 1,
    **{  # treintaiocho
        f"{ten}i{said}": _TENS[ten] + number
        for ten in _SPANISH_TENS
        for number, said in enumerate(_SPANISH.split()[:10])
        if number
    },
    **{  # sixtyfive
        f"{ten}{said}": 10 * place + number
        for place, ten in enumerate(_ENGLISH_TENS, start=2)
        for number, said in enumerate(_ENGLISH.split()[:10])
        if number
    },
    **_TENS,
}
_ORDINALS = {
    **{said: number for number, said in enumerate(_ENGLISH_ORDINALS.split())},
    "twentieth": 20,
    "thirtieth": 30,
    "primero": 1,
    "primer": 1,
    "segundo": 2,
    "tercero": 3,
}
_HUNDREDS_APART = (
    "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_SPANISH_HUNDREDS = {
    **{said: 100 * number for number, said in enumerate(_HUNDREDS_APART.split(), start=2)},
    "cien": 100,
    "ciento": 100,
}
_SCALES = {"hundred": 100, "thousand": 1000, "mil": 1000}
_BETWEEN = frozenset({"and", "y", "-"})
_DECADES = {
    **{f"{said.removesuffix('y')}ies": ten for said, ten in _TENS.items() if said.endswith("y")},
    **{f"{said}s": ten for said, ten in _TENS.items() if said.endswith("a")},
    "teens": 10,
}


def in_figures(words: Sequence[str], *, ordinals: bool = False) -> list[str]:
    """Return ``words`` with each number that is said in them as figures, and the others as they are.

    "forties" becomes 40 and an s. An ordinal is a number where ``ordinals`` says so.
    """
    said = _CARDINALS | _ORDINALS if ordinals else _CARDINALS
    found: list[str] = []
    open_below = 0
    """What may still be added to the last number, as after "two thousand": less than this."""
    spoken = False
    place = 0
    while place < len(words):
        plain = folded(words[place])
        number, taken = _number(plain, words[place + 1 : place + 3], said)
        if plain in _SCALES:
            open_below = _scaled(found, plain, spoken=spoken)
        elif number and number < open_below:
            found[-1] = str(int(found[-1]) + number)
            open_below = 100 if number % 100 == 0 else 0
        elif plain in _BETWEEN and open_below and _said_below(words[place + 1 :], open_below, said):
            pass
        elif plain in _DECADES:
            found += [str(_DECADES[plain]), "s"]
            open_below = 0
        else:
            found.append(words[place] if number is None else str(number))
            open_below = 100 if plain in _SPANISH_HUNDREDS else 0
        spoken = number is not None
        place += taken
    return found


def _number(plain: str, rest: Sequence[str], said: dict[str, int]) -> tuple[int | None, int]:
    """Return the number below a thousand that begins here, if one does, and how many words it takes."""
    if plain in _SPANISH_HUNDREDS:
        return _SPANISH_HUNDREDS[plain], 1
    one, taken = 0, 1
    if plain in _TENS or (plain in _JOINED_WITH_Y and rest[:1] == ["y"]):
        one, taken = _one_behind(list(rest), said)
    return (said[plain] + one, taken) if plain in said else (None, 1)


def _scaled(found: list[str], scale: str, *, spoken: bool) -> int:
    """Make hundreds or thousands of the number that was said last, or of one; return what may be added to it.

    Of the numbers before "mil" only two is part of a year: in "abril cinco mil novecientos" five is the day.
    """
    of_it = spoken and (found[-1] == "2" if scale == "mil" else int(found[-1]) < 100)  # noqa: PLR2004
    if of_it:
        found[-1] = str(int(found[-1]) * _SCALES[scale])
    else:
        found.append(str(_SCALES[scale]))
    return _SCALES[scale]


def _said_below(rest: Sequence[str], below: int, said: dict[str, int]) -> bool:
    number, _ = _number(folded(rest[0]), rest[1:3], said) if rest else (None, 0)
    return number is not None and 0 < number < below


def _one_behind(rest: list[str], said: dict[str, int]) -> tuple[int, int]:
    """Return what a ten has behind it, as in forty-two or treinta y ocho, and how many words it all takes."""
    between = 1 if rest[:1] in (["-"], ["y"]) else 0
    one = said.get(folded(rest[between]), 0) if len(rest) > between else 0
    return (one, 2 + between) if 0 < one < 10 else (0, 1)  # noqa: PLR2004 - one figure
