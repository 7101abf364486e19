"""Hours and holidays as an administrator types them, and as a form shows them again."""

import re
from collections.abc import Sequence
from datetime import date, time

from screener.clinic.opening import Holiday, Hours

_TIME = r"(?:(midnight|medianoche|noon|mediod[ií]a)|(\d{1,2})(?:[:.](\d{2}))? ?(?:(a|p)\.? ?m\.?)?)"
_HOURS = re.compile(rf"{_TIME} ?(?:to|until|-|–|—|a|hasta) ?{_TIME}", re.IGNORECASE)
_WHOLE_DAY = frozenset(
    {"24 hours", "open 24 hours", "24 horas", "all day", "todo el día", "abierto las 24 horas"}
)
_CLOSED = frozenset({"", "closed", "-", "–", "cerrado"})
_DATE = r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4}))"
_HOLIDAY = re.compile(
    rf"{_DATE}(?: ?(?:to|until|through|-|–|—|a|al|hasta) ?{_DATE})?"
    r"(?:[ :,]+(?!(?:to|until|through|-|–|—|al|hasta)(?: |$))(.*))?",
    re.IGNORECASE,
)
_NOON = 12
_HALF_DAY = 12
_END_OF_DAY = (24, 0)


def read_hours(typed: str) -> tuple[Hours, ...]:
    """Return the hours of one day, of a text such as ``8 am to 12 pm, 1 pm to 5 pm`` or ``08:00-17:00``; none for closed.

    A time says am or pm, or has minutes and is of 24 hours; midnight may end a day, and hours go on into the night. Raises ``ValueError`` for anything else.
    """
    plain = " ".join(typed.split())
    if plain.lower() in _CLOSED:
        return ()
    if plain.lower() in _WHOLE_DAY:
        return (Hours(time(), time()),)
    read = []
    for one in re.split(r"[,;]| and ", plain):
        found = _HOURS.fullmatch(one.strip())
        if found is None:
            raise ValueError("not hours")
        read.append(Hours(_time(*found.groups()[:4]), _time(*found.groups()[4:])))
    return tuple(sorted(read))


def _time(named: str | None, hour: str, minute: str | None, half: str | None) -> time:
    if named:
        return time() if named.lower().startswith(("midnight", "medianoche")) else time(_NOON)
    if half is None:
        if minute is None:
            raise ValueError("am or pm is missing")
        if (int(hour), int(minute)) == _END_OF_DAY:
            return time()
        return time(int(hour), int(minute))
    if not 1 <= int(hour) <= _NOON:
        raise ValueError("no such hour")
    return time(int(hour) % _NOON + (_HALF_DAY if half.lower() == "p" else 0), int(minute or 0))


def written_hours(hours: Sequence[Hours]) -> str:
    """Return the text that ``read_hours`` reads."""
    return ", ".join(f"{_written(one.opens)} to {_written(one.closes)}" for one in hours)


def _written(moment: time) -> str:
    return moment.strftime("%I:%M %p").lstrip("0").lower()


def read_holiday(typed: str, languages: Sequence[str]) -> Holiday:
    """Return the holiday of a line such as ``12/25/2026 Christmas / Navidad``, its names in the order of ``languages``.

    Two days with "to" between them are the first and the last one. Raises ``ValueError`` for a line without a day of the calendar.
    """
    found = _HOLIDAY.fullmatch(typed.strip())
    if found is None:
        raise ValueError("not a holiday")
    *days, names = found.groups()
    first, last = _date(days[:6]), _date(days[6:]) if any(days[6:]) else None
    parts = [name.strip() for name in (names or "").split("/")]
    if len(parts) > len(languages):
        raise ValueError("too many names")
    named = {code: name for code, name in zip(languages, parts, strict=False) if name}
    return Holiday(first, named, None if last == first else last)


def _date(found: Sequence[str]) -> date:
    year, month, day, other_month, other_day, other_year = found
    return date(int(year or other_year), int(month or other_month), int(day or other_day))


def written_holiday(holiday: Holiday, languages: Sequence[str]) -> str:
    """Return the line that ``read_holiday`` reads."""
    names = [holiday.names.get(code, "") for code in languages]
    days = " to ".join(f"{day:%m/%d/%Y}" for day in (holiday.day, holiday.last) if day)
    return f"{days} {' / '.join(names)}".rstrip(" /")
