"""What people type: what of it can be read and seen, and how long it is."""

import re

_NO_LETTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
"""What Unicode keeps free for good: no page of HTML may hold one."""
_UNREADABLE = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd{_NO_LETTERS}]"
)
_LINES = re.compile(r"[\n\t]")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_GAPS = re.compile("[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return ``text`` without marks that cannot be seen, such as those that phones put around a copied number."""
    return _INVISIBLE.sub("", text)


def in_lines(text: str) -> str:
    """Return ``text`` with one kind of line break, and with a space for whatever else separates words."""
    return _GAPS.sub(" ", _BREAKS.sub("\n", text))


def in_one_line(text: str) -> str:
    """Return ``text`` with a space for each line break too, so that a pasted address stays words."""
    return _GAPS.sub(" ", _BREAKS.sub(" ", text))


def length(text: str) -> int:
    """Count ``text`` as a browser's ``maxlength`` does: in UTF-16 units, so that an emoji counts as two."""
    return len(text.encode("utf-16-le")) // 2


def readable(text: str) -> bool:
    """Tell whether ``text`` is free of control characters, of marks that reorder text, and of what was not UTF-8."""
    return _UNREADABLE.search(text) is None


def on_one_line(text: str) -> bool:
    """Tell whether ``text`` has neither a line break nor a tab."""
    return _LINES.search(text) is None


def readable_part(text: str) -> str:
    """Return ``text`` without what cannot be read, to show it again."""
    return _UNREADABLE.sub("", text)
