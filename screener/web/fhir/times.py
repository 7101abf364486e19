"""Times in a search, as FHIR writes them: to the year, the month, the day or finer, behind a prefix."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

_WRITTEN = re.compile(
    r"(eq|ge|gt|le|lt|sa|eb)?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?)?)?"
)
_FIRST, _LAST = 1900, 2999
_DATE_TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)
_A_DAY_BEGINS_FIRST = timedelta(hours=14)
"""How long before it begins in UTC a day begins somewhere."""
_CLOCKS_DIFFER = timedelta(minutes=5)


def span(written: Iterable[str]) -> tuple[datetime | None, datetime | None]:
    """Return from when on (with it), and before when; all that is written holds. Raises ``ValueError`` for what is no time.

    What is looked for is a moment, for which ``sa`` (starts after) is ``gt``, and ``eb`` (ends before) is ``lt``.
    """
    since: datetime | None = None
    until: datetime | None = None
    for each in written:
        prefix, begin, end = _read(each)
        if prefix in {"eq", "ge", "gt", "sa"}:
            bound = end if prefix in {"gt", "sa"} else begin
            since = bound if since is None else max(since, bound)
        if prefix in {"eq", "le", "lt", "eb"}:
            bound = begin if prefix in {"lt", "eb"} else end
            until = bound if until is None else min(until, bound)
    return since, until


def in_the_past(written: object, now: datetime) -> str:
    """Return a FHIR dateTime as it was written. Raises ``ValueError`` for anything else, and for one that is still to come."""
    if not isinstance(written, str) or not _DATE_TIME.fullmatch(written):
        raise ValueError("no time")
    _, begin, _ = _read(written)
    early = timedelta() if "T" in written else _A_DAY_BEGINS_FIRST
    if begin - early > now + _CLOCKS_DIFFER:
        raise ValueError("still to come")
    return written


def _read(written: str) -> tuple[str, datetime, datetime]:
    """Return the prefix, and the first moment of what is written and the first one after it."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise ValueError("no time")
    prefix, year, month, day, clock, zone = found.groups()
    if not _FIRST <= int(year) <= _LAST:
        raise ValueError("no time of ours")
    begin = datetime.fromisoformat(f"{year}-{month or '01'}-{day or '01'}T{clock or '00:00'}{zone or 'Z'}")
    begin = begin.astimezone(UTC)
    if month is None:
        return prefix or "eq", begin, begin.replace(year=begin.year + 1)
    if day is None:
        return prefix or "eq", begin, (begin + timedelta(days=31)).replace(day=1)
    return prefix or "eq", begin, begin + _as_long_as(clock)


def _as_long_as(clock: str | None) -> timedelta:
    if clock is None:
        return timedelta(days=1)
    if "." in clock:
        # The times that are told are told to the thousandth.
        return timedelta(milliseconds=1)
    return timedelta(seconds=1) if clock.count(":") > 1 else timedelta(minutes=1)
