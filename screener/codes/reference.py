"""Codes that people read out and type: reference numbers and receipt codes.

The alphabet has no look-alikes (0 O 1 I L Q Z) and no vowels (nor Y), so that no code can spell a word.
"""

import re
import unicodedata

ALPHABET = "23456789BCDFGHJKMNPRSTVWX"
REFERENCE_LENGTH = 8
RECEIPT_LENGTH = 20
"""25 to the power of 20 is about 2 to the power of 92: a receipt code cannot be guessed."""

_GROUP = 4


def code_from(number: int, length: int) -> str:
    """Write ``number``, modulo the count of such codes, as a code of ``length`` characters."""
    characters = []
    for _ in range(length):
        number, index = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[index])
    return "".join(characters)


def grouped(code: str) -> str:
    """Return ``code`` as it is shown and read out: in groups of four, with hyphens."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


LONGEST_TYPED = 200
"""A whole link with what was copied behind it is shorter; nothing longer is looked at."""
_END_OF_LINK = re.compile(r"[?#&<>%;]")
_LABEL = re.compile(r"^\D*[AEIOU]\D*?[\s:#]+(?=[\W_]*\w{4}(?:\w{4})?\b)")
"""Words before a code, as in "Reference: 2345-BCDF"; no code holds a vowel."""


def normalized(typed: str, length: int) -> str | None:
    """Return the code that was typed or copied, or ``None`` when it cannot be one of ``length``.

    Case, spaces and marks do not matter, nor that it is the end of a link, nor what was copied behind it.
    """
    link = _END_OF_LINK.split(typed[:LONGEST_TYPED].lstrip(" <#"))[0]
    last = link.rstrip("/ \t\r\n").rpartition("/")[2]
    code = "".join(filter(str.isalnum, _LABEL.sub("", unicodedata.normalize("NFKC", last).upper(), count=1)))
    return code if len(code) == length and set(code) <= set(ALPHABET) else None
