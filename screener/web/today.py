"""The clinic's day: what a paper, a form and a promise mean by today, wherever the server stands."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from screener.use_cases.clock import utc_now
from screener.web.use_cases import use_cases


def day_of(moment: datetime) -> date:
    """Return the day that a moment falls on at the clinic."""
    return moment.astimezone(ZoneInfo(use_cases().settings.clinic_timezone)).date()


def today() -> date:
    """Return the day that it is at the clinic."""
    return day_of(utc_now())


def years_old(date_of_birth: str, on: date | None = None) -> int | None:
    """Return how many years somebody born on a day in ISO 8601 form is old today, or ``on`` a day; ``None`` for no day of birth."""
    if not date_of_birth:
        return None
    born, day = date.fromisoformat(date_of_birth), on or today()
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
