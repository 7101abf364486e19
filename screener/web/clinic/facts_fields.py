"""The fields that the form of the clinic's facts is made of, and what each takes."""

from itertools import combinations
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from screener.adapters.contact import phone_number
from screener.adapters.dates import NoSuchDay, PartMissing, TwoFigures
from screener.adapters.holidays import NoSuchDays, TooManyNames, read_holiday
from screener.adapters.opening_hours import read_hours
from screener.adapters.setting_values import web_address
from screener.clinic.facts import LONGEST_LINE, LONGEST_NOTICE, MOST_HOLIDAYS
from screener.clinic.opening import LONGEST_HOLIDAY, check_week
from screener.web.clinic.typed import line_of, text_of
from screener.web.language import LANGUAGES

CODES = tuple(LANGUAGES)
"""The languages that facts are written in: those that patients are offered."""


def line_field(label: str, *validators: Any, longest: int = LONGEST_LINE) -> StringField:
    """Return a field of one line."""
    return StringField(
        label,
        filters=[line_of],
        validators=[*validators, Length(max=longest, message=f"Use {longest} letters or fewer.")],
        render_kw={"autocomplete": "off", "maxlength": longest},
    )


def text_field(label: str, *validators: Any, longest: int = LONGEST_NOTICE, rows: int = 4) -> TextAreaField:
    """Return a field of several lines."""
    return TextAreaField(
        label,
        filters=[text_of],
        validators=[*validators, Length(max=longest, message=f"Use {longest} letters or fewer.")],
        render_kw={"maxlength": longest, "rows": rows},
    )


def is_there(_: Any, field: Any) -> None:
    """Refuse what is empty."""
    if not field.data:
        raise StopValidation(f"Write the {field.label.text.lower()}.")


def is_phone(_: Any, field: Any) -> None:
    """Refuse what nobody can call."""
    try:
        phone_number(field.data)
    except ValueError:
        raise StopValidation("Write a phone number with area code, such as 913-555-0100.") from None


def is_phone_or_empty(form: Any, field: Any) -> None:
    """Refuse what is there and nobody can call."""
    if field.data:
        is_phone(form, field)


def is_website(_: Any, field: Any) -> None:
    """Refuse what is there and is no whole https address."""
    if not field.data:
        return
    try:
        parts = web_address(field.data)
        good = parts.scheme == "https" and "." in str(parts.hostname).strip(".") and not parts.username
    except ValueError:
        good = False
    if not good:
        raise StopValidation("Write a whole address that begins with https://")


def are_hours(_: Any, field: Any) -> None:
    """Refuse what are no hours of a day."""
    try:
        check_week((read_hours(field.data), *((),) * 6))
    except ValueError:
        raise StopValidation(
            f"{field.label.text}: write hours such as 8 am to 5 pm, 8 am to 12 pm, 1 pm to 5 pm, 8 pm to 2 am, or 24 hours. Leave it empty for closed."
        ) from None


_SHOWN = 40
_BEGINS = "begin with the day, such as December 25, 2026 Christmas / Navidad."
_NO_HOLIDAY: dict[type[ValueError], str] = {
    NoSuchDay: "there is no such day. Look at the month and the day.",
    TwoFigures: "write all four figures of the year.",
    PartMissing: "write the month, the day and the year, such as December 25, 2026.",
    NoSuchDays: f"the last day has to come after the first one, at most {LONGEST_HOLIDAY.days} days after it.",
    TooManyNames: f"write one name for each language, {len(CODES)} at most, with / between them.",
}


def are_holidays(_: Any, field: Any) -> None:
    """Refuse lines that are no days, or name a day twice."""
    holidays = []
    for number, line in enumerate(holiday_lines(field.data), 1):
        try:
            holidays.append(read_holiday(line, CODES))
        except ValueError as mistake:
            why = next((said for kind, said in _NO_HOLIDAY.items() if isinstance(mistake, kind)), _BEGINS)
            raise StopValidation(f"Line {number} of the holidays, “{line[:_SHOWN]}”: {why}") from None
    twice = any(one.overlaps(other) for one, other in combinations(holidays, 2))
    if twice or len(holidays) > MOST_HOLIDAYS:
        raise StopValidation(f"Write each holiday once, and {MOST_HOLIDAYS} at most.")


def between(fewest: int, most: int, *, empty: bool = False) -> Any:
    """Return what refuses any but a whole number in these bounds."""

    def check(_: Any, field: Any) -> None:
        if empty and not field.data:
            return
        # Figures are counted first: Python reads no number of five thousand of them.
        short = field.data.isascii() and field.data.isdecimal() and len(field.data) <= len(str(most))
        if not short or not fewest <= int(field.data) <= most:
            raise StopValidation(f"{field.label.text}: write a number from {fewest} to {most}.")

    return check


def holiday_lines(typed: str) -> list[str]:
    """Return the lines that say something."""
    return [line for line in typed.split("\n") if line.strip()]
