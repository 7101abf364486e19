"""Hours as an administrator types them, and as a form shows them again."""

import re
from collections.abc import Sequence
from datetime import time

from screener.clinic.opening import Hours

_TIME = r"(?:(midnight|medianoche|noon|mediod[ií]a)|(\d{1,2})(?:[:.](\d{2}))? ?(?:(a|p)\.? ?m\.?)?)"
_HOURS = re.compile(rf"{_TIME} ?(?:to|until|-|–|—|a|hasta) ?{_TIME}", re.IGNORECASE)
_WHOLE_DAY = frozenset(
    {"24 hours", "open 24 hours", "24 horas", "all day", "todo el día", "abierto las 24 horas"}
)
_CLOSED = frozenset({"", "closed", "-", "–", "cerrado"})
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
