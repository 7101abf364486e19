"""The clinic's day: what a paper, a form and a promise mean by today, wherever the server stands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from screener.use_cases.clock import utc_now
from screener.web.use_cases import use_cases

_TOLD_IN_MONTHS = 24


def day_of(moment: datetime) -> date:
    """Return the day that a moment falls on at the clinic."""
    return moment.astimezone(ZoneInfo(use_cases().settings.clinic_timezone)).date()


def today() -> date:
    """Return the day that it is at the clinic."""
    return day_of(utc_now())


def years_old(date_of_birth: str, on: date) -> int | None:
    """Return how many years somebody born on a day in ISO 8601 form is old ``on`` another; ``None`` for no day of birth."""
    if not date_of_birth:
        return None
    born = date.fromisoformat(date_of_birth)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_in_words(date_of_birth: str) -> str:
    """Return how old somebody born on a day in ISO 8601 form is today: years, below two of them months; empty for no day."""
    short = age_in_short(date_of_birth)
    return f"{short} years" if short.isdecimal() else short


def age_in_short(date_of_birth: str) -> str:
    """Return the same, of whoever is two or older the number of the years alone."""
    if not date_of_birth:
        return ""
    born, day = date.fromisoformat(date_of_birth), today()
    months = 12 * (day.year - born.year) + day.month - born.month - (day.day < born.day)
    if months < _TOLD_IN_MONTHS:
        return "1 month" if months == 1 else f"{months} months"
    return str(months // 12)
