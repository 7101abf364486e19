"""When the clinic is open, in words: now, in a week, and on which days it is not."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from babel.dates import format_date, format_skeleton, format_time, get_day_names

from screener.adapters.catalogue import catalogue
from screener.clinic.facts import Facts
from screener.clinic.opening import Holiday, Hours, alike, near, opening
from screener.questionnaire.wording import N_
from screener.web.language import spoken_in

_OPEN = N_("We are open now, until %(time)s.")
_OPENS_TODAY = N_("We are closed now. We open today at %(time)s.")
_OPENS = N_("We are closed now. We open on %(day)s at %(time)s.")
_CLOSED = N_("We are closed now.")
_HOLIDAY = N_("We are closed on %(day)s.")
_NAMED_HOLIDAY = N_("We are closed on %(day)s: %(name)s.")
_HOLIDAYS = N_("We are closed from %(first)s to %(last)s.")
_NAMED_HOLIDAYS = N_("We are closed from %(first)s to %(last)s: %(name)s.")
_OPEN_ON_AND_ON = N_("We are open now.")
_ALL_DAY = N_("open 24 hours")
_MIDNIGHT = N_("midnight")
_DAYS = N_("%(first)s to %(last)s: %(hours)s")
_DAY = N_("%(day)s: %(hours)s")
_HOURS = N_("%(opens)s to %(closes)s")


def call_words(known: Facts, now: datetime, code: str) -> Iterator[str]:
    """Yield whether the clinic is open ``now``, a time of its own wall clock, and which days it is closed soon."""
    say, locale = catalogue(code).gettext, spoken_in(code)
    found = opening(known.week, known.holidays, now)
    if found is not None:
        if found.until:
            open_on_and_on = found.until - now > timedelta(days=1)
            words = say(_OPEN_ON_AND_ON if open_on_and_on else _OPEN)
            yield words if open_on_and_on else words % {"time": _clock(found.until.time(), code)}
        elif found.opens is None:
            yield say(_CLOSED)
        else:
            words = say(_OPENS_TODAY if found.opens.date() == now.date() else _OPENS)
            at = {"day": _day(found.opens.date(), locale), "time": _clock(found.opens.time(), code)}
            yield words % at
    for holiday in near(known.holidays, now.date()):
        yield _holiday(holiday, code, partial(_day, locale=locale))


def holidays_in_words(known: Facts, code: str) -> Iterator[str]:
    """Yield every holiday, its days written out so that nobody takes one for another."""
    for holiday in sorted(known.holidays, key=lambda one: one.day):
        yield _holiday(holiday, code, partial(format_date, format="full", locale=spoken_in(code)))


def week_in_words(known: Facts, code: str) -> Iterator[str]:
    """Yield a line for each run of days with the same hours."""
    say, locale = catalogue(code).gettext, spoken_in(code)
    names = get_day_names("wide", locale=locale)
    for first, last, hours in alike(known.week):
        times = _times(hours, code)
        if first == last:
            line = say(_DAY) % {"day": names[first], "hours": times}
        else:
            line = say(_DAYS) % {"first": names[first], "last": names[last], "hours": times}
        yield line[0].upper() + line[1:]


def hours_in_words(known: Facts, code: str) -> str:
    """Return the hours in one line, empty where the clinic says none in this language."""
    lines = filter(None, (*week_in_words(known, code), known.hours_words.get(code, "")))
    return " ".join(f"{line.rstrip('.')}." for line in lines)


def _holiday(holiday: Holiday, code: str, written: Callable[[date], str]) -> str:
    name = holiday.names.get(code, "")
    days = {
        "name": name,
        "day": written(holiday.day),
        "first": written(holiday.day),
        "last": written(holiday.end),
    }
    one_day, some_days = (_NAMED_HOLIDAY, _NAMED_HOLIDAYS) if name else (_HOLIDAY, _HOLIDAYS)
    words = some_days if holiday.last else one_day
    said: str = catalogue(code).gettext(words) % days
    return said


def _times(hours: Sequence[Hours], code: str) -> str:
    say = catalogue(code).gettext
    return ", ".join(
        say(_ALL_DAY)
        if one.whole_day
        else say(_HOURS) % {"opens": _clock(one.opens, code), "closes": _clock(one.closes, code)}
        for one in hours
    )


def _clock(moment: time, code: str) -> str:
    # 12:00 AM is read as noon by many.
    if moment == time():
        return catalogue(code).gettext(_MIDNIGHT)
    written: str = format_time(moment, "h:mm a", locale=spoken_in(code))
    return written


def _day(day: date, locale: str) -> str:
    weekday, month_and_day = (
        format_date(day, "EEEE", locale=locale),
        format_skeleton("MMMMd", datetime.combine(day, time()), locale=locale),
    )
    return f"{weekday}, {month_and_day}"
