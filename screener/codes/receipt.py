"""The receipt code: five words, like that of saved answers. It was one of 20 characters before, and those still open.

It is looked up by a keyed hash on the server: 45 bits are enough where tries are counted, and nobody can try at home.
"""

import re

from screener.codes import five_words, reference

OLD_LENGTH = reference.RECEIPT_LENGTH

_QUOTED = re.compile(r"=?(?:\r?\n|\r)[> ]*")
"""The end of a line of a mail, as it may be sent, and how the next one begins where it is an answer."""
_ESCAPED = re.compile(r"(?:%[0-9a-f]{2})+", re.IGNORECASE)
_END_OF_LINK = re.compile(r"[?#&<>;%]")


def code_from(number: int, word_list: str) -> str:
    """Write ``number``, modulo the count of such codes, as five words of a list with spaces between them."""
    return five_words.code_from(number, word_list)


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
    text = _unescaped(_QUOTED.sub("\n", typed[: five_words.LONGEST_TYPED].strip(" <")).replace("&nbsp;", " "))
    last = _END_OF_LINK.split(text)[0].rstrip("/ \t\r\n.,").rpartition("/")[2]
    for each in (last, "".join(last.split()), text):
        try:
            return five_words.normalized(each)
        except five_words.NotACode:
            continue
    return None


def _unescaped(link: str) -> str:
    """Return ``link`` with what stands in it in percent signs; ``urllib`` is of a ring outside."""
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode(errors="replace"), link)
