"""The receipt code: five words, like that of saved answers. It was one of 20 characters before, and those still open.

It is looked up by a keyed hash on the server: 45 bits are enough where tries are counted, and nobody can try at home.
"""

import re

from screener.codes import five_words, reference

OLD_LENGTH = reference.RECEIPT_LENGTH

_ESCAPED_BLANKS = re.compile(r"(?:%20|%0[ad]|\+|&nbsp;)", re.IGNORECASE)
_END_OF_LINK = re.compile(r"[?#&<>;%]")


def code_from(number: int, language: str) -> str:
    """Write ``number``, modulo the count of such codes, as five words of ``language`` with spaces between them."""
    return five_words.code_from(number, language)


def in_link(code: str) -> str:
    """Return the code as it stands at the end of a link: without spaces, which mail programs break."""
    return code.replace(" ", "-")


def is_short(code: str) -> bool:
    """Tell whether a code is of five words, which only the counting of tries keeps from being guessed."""
    return " " in code


def normalized(typed: str) -> str | None:
    """Return the code that was typed or copied, old or new, or ``None`` when it cannot be one.

    It may be the end of a link, which a mail may have wrapped, with what was copied around it.
    """
    if old := reference.normalized(typed, OLD_LENGTH):
        return old
    link = _END_OF_LINK.split(_ESCAPED_BLANKS.sub(" ", typed[: five_words.LONGEST_TYPED]).lstrip(" <"))[0]
    last = link.rstrip("/ \t\r\n.,").rpartition("/")[2]
    try:
        return five_words.normalized(last)
    except five_words.NotACode:
        return None
