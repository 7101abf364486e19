"""Holidays as an administrator types them, and as a form shows them again."""

import re
from collections.abc import Sequence
from datetime import date

from babel.dates import format_date

from screener.adapters.dates import NoSuchDay, PartMissing, TwoFigures, day_written
from screener.clinic.opening import Holiday

_MOST_WORDS_OF_A_DAY = 7
"""As in: Friday, the 25th of December of 2026."""
_NAMED = (NoSuchDay, TwoFigures, PartMissing)
"""What can be said of a line without a day, the most telling first."""


class TooManyNames(ValueError):
    """There are more names than languages."""


def read_holiday(typed: str, languages: Sequence[str]) -> Holiday:
    """Return the holiday of a line such as ``December 25, 2026 Christmas / Navidad``, its names in the order of ``languages``.

    Raises ``TooManyNames``, or for a line that begins with no day a mistake of ``screener.adapters.dates`` or a
    ``ValueError``.
    """
    day, behind = _begins_with(typed)
    names = [name.strip() for name in re.sub(r"^[\s:,;.–—-]+", "", behind).split("/")]
    if len(names) > len(languages):
        raise TooManyNames("too many names")
    return Holiday(day, {code: name for code, name in zip(languages, names, strict=False) if name})


def _begins_with(typed: str) -> tuple[date, str]:
    """Return the day of the fewest words that are one, and what stands behind: a name may begin with a word of dates."""
    ends = [found.end() for found in re.finditer(r"\S+", typed)][:_MOST_WORDS_OF_A_DAY]
    mistakes: list[ValueError] = []
    for end in ends:
        try:
            return day_written(typed[:end]), typed[end:]
        except ValueError as mistake:
            mistakes.append(mistake)
    for kind in _NAMED:
        for made in mistakes:
            if isinstance(made, kind):
                raise made
    raise ValueError("not a holiday")


def written_holiday(holiday: Holiday, languages: Sequence[str]) -> str:
    """Return the line that ``read_holiday`` reads, its day in words."""
    names = [holiday.names.get(code, "") for code in languages]
    return f"{format_date(holiday.day, 'MMM d, y', locale='en')}: {' / '.join(names)}".rstrip(" /:")
