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
_EARLY = frozenset("123456")
"""Hours at which few clinics are open, and many are twelve hours later."""


def read_hours(typed: str) -> tuple[Hours, ...]:
    """Return the hours of one day, of a text such as ``8 am to 12 pm, 1 pm to 5 pm`` or ``08:00-17:00``; none for closed.

    A time says am or pm, or has minutes and is of 24 hours; midnight may end a day, and hours go on into the night. Raises
    ``ValueError`` for anything else, and where a time of 24 hours may be one of the afternoon, as in ``1:00-5:00``.
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
        opens, closes = found.groups()[:4], found.groups()[4:]
        _say_which_half(opens, closes)
        read.append(Hours(_time(*opens), _time(*closes)))
    return tuple(sorted(read))


def _say_which_half(*ends: tuple[str | None, ...]) -> None:
    """Raise ``ValueError`` where an end is at an early hour that may be one of the afternoon, and nothing says which it is.

    Beside an hour that no clock of 12 hours shows, it is of 24 hours too.
    """
    hours = [hour for named, hour, _, half in ends if not named and half is None]
    of_24_hours = any(hour.startswith("0") or int(hour) > _NOON for hour in hours if hour)
    if not of_24_hours and _EARLY.intersection(hours):
        raise ValueError("am or pm is missing")


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
