"""The clinic's facts as pages and papers name them, in the language of whoever reads."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time, get_day_names

from screener.adapters.catalogue import catalogue
from screener.adapters.contact import dialled, phone_number
from screener.clinic.facts import Facts
from screener.clinic.opening import Hours, alike, near, opening
from screener.dystonia.visit import Letterhead
from screener.questionnaire.wording import N_
from screener.use_cases.clock import utc_now
from screener.web.language import language, spoken, spoken_in
from screener.web.use_cases import use_cases

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
WHILE_CLOSED = N_("When we are closed, call:")
_READS = {0: N_("The clinic plans to read your answers on a working day.")}
_READS_WITHIN = (
    N_("The clinic plans to read your answers within 1 working day."),
    N_("The clinic plans to read your answers within %(days)s working days."),
)


def facts() -> Facts:
    """Return the facts that pages speak from now."""
    return use_cases().facts.current()


def tel(phone: str) -> str:
    """Return the ``tel:`` address of a phone number."""
    return f"tel:{dialled(phone_number(phone))}"


def letterhead(day: str) -> Letterhead:
    """Return what stands on a paper in the language of the request; ``day`` may be empty."""
    known = facts()
    own = spoken()
    return Letterhead(
        own.code,
        day,
        known.name,
        own.isolated(known.phone),
        hours_in_words(known, own.code),
        own.direction,
    )


def here_and_now() -> datetime:
    """Return what the clock on the clinic's wall shows."""
    zone = ZoneInfo(use_cases().settings.clinic_timezone)
    return utc_now().astimezone(zone).replace(tzinfo=None)


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
        name = holiday.names.get(code, "")
        if holiday.last:
            words = say(_NAMED_HOLIDAYS if name else _HOLIDAYS)
            yield words % {
                "first": _day(holiday.day, locale),
                "last": _day(holiday.last, locale),
                "name": name,
            }
        else:
            words = say(_NAMED_HOLIDAY if name else _HOLIDAY)
            yield words % {"day": _day(holiday.day, locale), "name": name}


def holidays_in_words(known: Facts, code: str) -> Iterator[str]:
    """Yield every holiday, its day written out so that nobody takes it for another."""
    say, locale = catalogue(code).gettext, spoken_in(code)
    for holiday in sorted(known.holidays, key=lambda one: one.day):
        words = say(_NAMED_HOLIDAY if holiday.names.get(code) else _HOLIDAY)
        day = format_date(holiday.day, "full", locale=locale)
        yield words % {"day": day, "name": holiday.names.get(code, "")}


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


def reads_in_words(known: Facts, code: str) -> str:
    """Return when somebody plans to read what was sent."""
    within, many = _READS_WITHIN
    words = _READS.get(known.reads_within, within if known.reads_within == 1 else many)
    return catalogue(code).gettext(words) % {"days": known.reads_within}


class Clinic:
    """The clinic as templates name it: the facts in force, in the language of the request."""

    @property
    def name(self) -> str:
        """Its name."""
        return facts().name

    @property
    def phone(self) -> str:
        """Its number, as people read it."""
        return spoken().isolated(facts().phone)

    @property
    def tel(self) -> str:
        """The address that calls it."""
        return tel(facts().phone)

    @property
    def night_phone(self) -> str:
        """The number for the hours in which it is closed, or nothing."""
        return spoken().isolated(facts().night_phone)

    @property
    def night_tel(self) -> str:
        """The address that calls it then."""
        return tel(facts().night_phone)

    @property
    def address(self) -> str:
        """Where it is, or nothing."""
        return spoken().isolated(facts().address)

    @property
    def website(self) -> str:
        """Its own pages, or nothing."""
        return facts().website

    @property
    def footer(self) -> str:
        """What it says of its hours in its own words; short, because it stands on every page."""
        return facts().hours_words.get(language(), "")

    @property
    def hours(self) -> str:
        """All that is known of its hours in one line, or nothing."""
        return hours_in_words(facts(), language())

    @property
    def calling(self) -> Sequence[str]:
        """Whether it is open now, and which days it is closed soon."""
        return tuple(call_words(facts(), here_and_now(), language()))

    @property
    def reads(self) -> str:
        """When somebody plans to read what was sent."""
        return reads_in_words(facts(), language())

    def notice(self, page_id: str) -> str:
        """Return what it adds to a page of information, or nothing."""
        return facts().notice(page_id, language())


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
