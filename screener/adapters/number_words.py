"""Numbers below a hundred as they are said in English and Spanish: "forty-two", "treinta y ocho", "the second"."""

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
    place = 0
    while place < len(words):
        plain = folded(words[place])
        ten, one, taken = _TENS.get(plain), 0, 1
        if ten is not None:
            one, taken = _one_behind(list(words[place + 1 : place + 3]), said)
        if plain in _DECADES:
            found += [str(_DECADES[plain]), "s"]
        elif plain in said:
            found.append(str(said[plain] + one))
        else:
            found.append(words[place])
        place += taken
    return found


def _one_behind(rest: list[str], said: dict[str, int]) -> tuple[int, int]:
    """Return what a ten has behind it, as in forty-two or treinta y ocho, and how many words it all takes."""
    between = 1 if rest[:1] in (["-"], ["y"]) else 0
    one = said.get(folded(rest[between]), 0) if len(rest) > between else 0
    return (one, 2 + between) if 0 < one < 10 else (0, 1)  # noqa: PLR2004 - one figure
