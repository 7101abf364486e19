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


_TO = re.compile(r"\s*(to|until|through|al|hasta|a|-|–|—)(?:\s+|$)", re.IGNORECASE)
_SURELY_TO = frozenset({"to", "until", "through", "al", "hasta"})
"""Between two days, and never between a day and a name."""
_JOINED = re.compile(r"(?<=\d)\s*[–—]\s*(?=\d)|(?<=/\d{4})-(?=\d)")


class NoSuchDays(ValueError):
    """The last day comes before the first one, or too long after it."""


class TooManyNames(ValueError):
    """There are more names than languages."""


def read_holiday(typed: str, languages: Sequence[str]) -> Holiday:
    """Return the holiday of a line such as ``December 25, 2026 Christmas / Navidad``, its names in the order of ``languages``.

    Two days with "to" between them are the first and the last one. Raises ``TooManyNames``, ``NoSuchDays``, or for a line that
    begins with no day a mistake of ``screener.adapters.dates`` or a ``ValueError``.
    """
    day, behind = _begins_with(_JOINED.sub(" – ", typed))
    last, behind = _goes_on_to(behind)
    names = [name.strip() for name in re.sub(r"^[\s:,;.–—-]+", "", behind).split("/")]
    if len(names) > len(languages):
        raise TooManyNames("too many names")
    named = {code: name for code, name in zip(languages, names, strict=False) if name}
    try:
        return Holiday(day, named, None if last == day else last)
    except ValueError:
        raise NoSuchDays("no such days") from None


def _goes_on_to(behind: str) -> tuple[date | None, str]:
    """Return the last day, where one follows, and what stands behind it."""
    to = _TO.match(behind)
    if to is None:
        return None, behind
    try:
        return _begins_with(behind[to.end() :])
    except ValueError as mistake:
        if to[1].lower() in _SURELY_TO or isinstance(mistake, TwoFigures):
            raise
        return None, behind


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
    days = " to ".join(
        format_date(day, "MMM d, y", locale="en") for day in (holiday.day, holiday.last) if day
    )
    return f"{days}: {' / '.join(names)}".rstrip(" /:")
