"""A tagged PDF (PDF/UA-1) from a template and words, typeset by typst, and the body picture as it stands on paper."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import filterfalse, groupby
from operator import itemgetter
from typing import Any

import typst

from screener.processes.slow_work import OneAtATime

UNPRINTABLE = "[signs that cannot be printed]"
"""Stands on an English sheet for letters that no font has."""
_TYPESETTING = OneAtATime(waiting=2)
_NO_FONT = re.compile(r"the text `?\"(.*?)\"`? could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
"""How the message writes what cannot be seen, such as the joiner inside a picture of a family."""
_PICTURES = "PICTURES"
_MARKS = "MARKS"
"""What stands on other letters: where a letter of ours cannot be shown, it is for the mark on it, as in a keycap."""
_LAST_LATIN = 0x24F


def typeset(template: bytes, sheet: Mapping[str, Any], picture: str, unprintable: str = UNPRINTABLE) -> bytes:
    """Return the PDF; the same sheet always gives the same bytes on the same machine.

    ``picture`` is an SVG file. All words go in as data, so that none of them is read as markup. Where no font
    of this machine has a letter, ``unprintable`` stands for it, and never an empty box.
    Raises ``typst.TypstError`` when the sheet cannot be typeset, and ``Busy`` when too many wait for theirs.
    """
    return _TYPESETTING.do(_typeset_all, template, sheet, picture, unprintable)


def _typeset_all(template: bytes, sheet: Mapping[str, Any], picture: str, unprintable: str) -> bytes:
    shown: Any = dict(sheet)
    unknown = frozenset[str]()
    while True:
        try:
            return _typeset(template, {"sheet": json.dumps(shown), "picture": picture})
        except typst.TypstError as fault:
            found = _NO_FONT.search(fault.message)
            if not found:
                raise
            letters = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
            plain = all(ord(letter) <= _LAST_LATIN for letter in letters)
            scripts = frozenset({_MARKS} if plain else map(_script, letters))
            if scripts <= unknown:
                raise
            unknown |= scripts
            shown = _without(dict(sheet), unknown, unprintable)


def _script(letter: str) -> str:
    """Return what a letter is written in, by the first word of its name: LATIN, ARABIC, CJK; pictures have many.

    A mark that one writing alone has belongs to it, such as the virama of Hindi; the others go with pictures.
    """
    written = unicodedata.name(letter, _PICTURES).partition(" ")[0]
    of_any = unicodedata.category(letter) == "Mn" and written in {"COMBINING", "VARIATION"}
    if of_any or unicodedata.category(letter) in {"So", "Sk", "Cn", "Co", "Cf", "Me"}:
        return _PICTURES
    return written


def _is_mark(letter: str) -> bool:
    return ord(letter) > _LAST_LATIN and unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"}


def _lost(text: str, unknown: frozenset[str]) -> Iterator[bool]:
    """Tell of each letter whether it cannot be printed: a mark goes with the letter that it stands on."""
    lost = False
    for letter in text:
        lost = (lost and _is_mark(letter)) or (ord(letter) > _LAST_LATIN and _script(letter) in unknown)
        yield lost


def _without(shown: Any, unknown: frozenset[str], unprintable: str) -> Any:
    if isinstance(shown, str):
        kept = shown if _MARKS not in unknown else "".join(filterfalse(_is_mark, shown))
        pieces = groupby(zip(kept, _lost(kept, unknown), strict=True), key=itemgetter(1))
        return "".join(
            unprintable if lost else "".join(letter for letter, _ in letters) for lost, letters in pieces
        )
    if isinstance(shown, Mapping):
        return {name: _without(value, unknown, unprintable) for name, value in shown.items()}
    if isinstance(shown, list | tuple):
        return [_without(value, unknown, unprintable) for value in shown]
    return shown


def _typeset(template: bytes, inputs: dict[str, str]) -> bytes:
    return typst.compile(template, font_paths=_fonts(), sys_inputs=inputs, pdf_standards="ua-1", format="pdf")


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    # The page's own font comes with typst; those of the machine serve for typed letters that it does not have.
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)
