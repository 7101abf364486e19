"""What comes in a form of the work, read: what was typed, and what the page itself put there."""

import re
from typing import Any

from screener.questionnaire.typed import in_lines, in_one_line, readable_part, visible

_PRESS = re.compile(r"[0-9a-f]{32}", re.ASCII)


def text_of(typed: str | None) -> str:
    """Return what was typed as it is kept: what can be read of it, its lines ended alike."""
    return readable_part(in_lines(visible(typed or ""))).strip()


def line_of(typed: str | None) -> str:
    """Return one line that was typed, as it is kept: what can be read of it, on one line whatever a browser sent."""
    return readable_part(in_one_line(visible(typed or ""))).strip()


def version_of(typed: Any) -> int:
    """Return the version that a form names, 0 for what is none."""
    written = str(typed or "")
    return int(written) if written.isdecimal() and len(written) < 10 else 0  # noqa: PLR2004 - longer is no version


def press_of(typed: Any) -> str:
    """Return the name of a form that was sent; empty for none, and for what we never called one."""
    return str(typed) if _PRESS.fullmatch(str(typed or "")) else ""
