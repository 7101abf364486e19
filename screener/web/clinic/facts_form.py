"""The form of the clinic's facts: every fact a field, the words in each language."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from screener.adapters.contact import phone_number
from screener.adapters.opening_hours import read_holiday, read_hours, written_holiday, written_hours
from screener.clinic.facts import (
    LONGEST_LINE,
    LONGEST_NOTICE,
    MOST_HOLIDAYS,
    MOST_HOURS,
    MOST_READING_DAYS,
    NOTICES,
    Facts,
)
from screener.clinic.opening import Week, check_week
from screener.clinic.retention import FEWEST_DAYS, MOST_DAYS, SCHEDULE, Schedule
from screener.dystonia.information import INFORMATION
from screener.dystonia.urgency import Urgency
from screener.questionnaire.typed import in_lines, readable_part, visible
from screener.web.clinic import words
from screener.web.language import LANGUAGES

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODES = tuple(LANGUAGES)
_LONGEST_HOLIDAYS = MOST_HOLIDAYS * LONGEST_LINE


def _plain(typed: str | None) -> str:
    return readable_part(visible(typed or "")).strip()


def _lines(typed: str | None) -> str:
    return readable_part(in_lines(visible(typed or ""))).strip()


def _line(label: str, *validators: Any, longest: int = LONGEST_LINE) -> StringField:
    return StringField(
        label,
        filters=[_plain],
        validators=[*validators, Length(max=longest, message=f"Use {longest} letters or fewer.")],
        render_kw={"autocomplete": "off", "maxlength": longest},
    )


def _text(label: str, *validators: Any, longest: int = LONGEST_NOTICE, rows: int = 4) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[_lines],
        validators=[*validators, Length(max=longest, message=f"Use {longest} letters or fewer.")],
        render_kw={"maxlength": longest, "rows": rows},
    )


def _is_there(_: Any, field: Any) -> None:
    if not field.data:
        raise StopValidation(f"Write the {field.label.text.lower()}.")


def _is_phone(_: Any, field: Any) -> None:
    try:
        phone_number(field.data)
    except ValueError:
        raise StopValidation("Write a phone number with area code, such as 913-555-0100.") from None


def _is_phone_or_empty(form: Any, field: Any) -> None:
    if field.data:
        _is_phone(form, field)


def _is_website(_: Any, field: Any) -> None:
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
        good = parts.scheme == "https" and parts.hostname and not parts.username
    except ValueError:
        good = False
    if not good:
        raise StopValidation("Write a whole address that begins with https://")


def _are_hours(_: Any, field: Any) -> None:
    try:
        check_week((read_hours(field.data), *((),) * 6))
    except ValueError:
        raise StopValidation(
            f"{field.label.text}: write hours such as 8 am to 5 pm, or 8 am to 12 pm, 1 pm to 5 pm. Leave it empty for closed."
        ) from None


def _are_holidays(_: Any, field: Any) -> None:
    days = []
    for number, line in enumerate(_holiday_lines(field.data), 1):
        try:
            days.append(read_holiday(line, _CODES).day)
        except ValueError:
            raise StopValidation(
                f"Line {number} of the holidays: write a day such as 12/25/2026 Christmas / Navidad."
            ) from None
    if len(set(days)) != len(days) or len(days) > MOST_HOLIDAYS:
        raise StopValidation(f"Write each holiday once, and {MOST_HOLIDAYS} at most.")


def _between(fewest: int, most: int, *, empty: bool = False) -> Any:
    def check(_: Any, field: Any) -> None:
        if empty and not field.data:
            return
        if not (field.data.isascii() and field.data.isdecimal() and fewest <= int(field.data) <= most):
            raise StopValidation(f"{field.label.text}: write a number from {fewest} to {most}.")

    return check


def _holiday_lines(typed: str) -> list[str]:
    return [line for line in typed.split("\n") if line.strip()]


class FactsForm(FlaskForm):  # type: ignore[misc]
    """What the clinic says of itself. The fields of a language, a day, a status or a page are made from their tables."""

    name = _line("Name of the clinic", _is_there)
    phone = _line("Phone number", _is_there, _is_phone)
    night_phone = _line("Phone number while it is closed", _is_phone_or_empty)
    address = _line("Address")
    website = _line("Website", _is_website)
    holidays = _text("Holidays", _are_holidays, longest=_LONGEST_HOLIDAYS, rows=6)
    reads_within = _line("Working days until somebody reads", _between(0, MOST_READING_DAYS), longest=2)

    def day_fields(self) -> list[Field]:
        """Return the hours of each day, Monday first."""
        return [self[f"day_{number}"] for number in range(len(DAYS))]

    def hours_fields(self) -> list[Field]:
        """Return other words on the hours, by language."""
        return [self[f"hours_{code}"] for code in _CODES]

    def notice_fields(self) -> list[Field]:
        """Return the words on each page, by language."""
        return [self[_notice(page, code)] for page in NOTICES for code in _CODES]

    def late_fields(self) -> list[Field]:
        """Return the hours after which a flag stands out."""
        return [self[f"late_{urgency.value}"] for urgency in Urgency]

    def retention_fields(self) -> list[Field]:
        """Return the days that a submission is kept, by status."""
        return [self[f"days_{status.value}"] for status in SCHEDULE.days]

    def facts(self) -> Facts:
        """Return the facts of a form that was validated. Raises ``ValueError`` where they do not fit one another."""
        days = {status: self[f"days_{status.value}"].data for status in SCHEDULE.days}
        return Facts(
            name=self.name.data,
            phone=self.phone.data,
            night_phone=self.night_phone.data,
            address=self.address.data,
            website=self.website.data,
            week=_week(self.day_fields()),
            holidays=tuple(read_holiday(line, _CODES) for line in _holiday_lines(self.holidays.data)),
            hours_words={code: field.data for code, field in zip(_CODES, self.hours_fields(), strict=True)},
            reads_within=int(self.reads_within.data),
            notices={page: {code: self[_notice(page, code)].data for code in _CODES} for page in NOTICES},
            retention=Schedule({status: int(typed) for status, typed in days.items() if typed}),
            late_after={
                urgency: timedelta(hours=int(field.data))
                for urgency, field in zip(Urgency, self.late_fields(), strict=True)
            },
        )


def _notice(page_id: str, code: str) -> str:
    return f"notice_{page_id.replace('-', '_')}_{code}"


def _week(fields: Sequence[Field]) -> Week:
    return tuple(read_hours(field.data) for field in fields)


def _made() -> Iterator[tuple[str, Field]]:
    for number, name in enumerate(DAYS):
        yield f"day_{number}", _line(name, _are_hours)
    for code in _CODES:
        yield f"hours_{code}", _line(f"Other words on the hours, in {words.LANGUAGE[code]}")
    for page in NOTICES:
        for code in _CODES:
            yield _notice(page, code), _text(f"{INFORMATION[page].title}, in {words.LANGUAGE[code]}")
    for urgency in Urgency:
        label = f"Hours until a flag “{words.URGENCY[urgency]}” that nobody took stands out"
        yield f"late_{urgency.value}", _line(label, _between(1, MOST_HOURS), longest=3)
    for status in SCHEDULE.days:
        days = _between(FEWEST_DAYS, MOST_DAYS, empty=True)
        yield f"days_{status.value}", _line(f"Days: {words.STATUS[status]}", days, longest=5)


for _name, _field in _made():
    setattr(FactsForm, _name, _field)


def typed(known: Facts) -> Mapping[str, str]:
    """Return what the fields hold for facts that are known."""
    return {
        **{name: getattr(known, name) for name in ("name", "phone", "night_phone", "address", "website")},
        "holidays": "\n".join(written_holiday(one, _CODES) for one in known.holidays),
        "reads_within": str(known.reads_within),
        **{f"day_{number}": written_hours(hours) for number, hours in enumerate(known.week)},
        **{f"hours_{code}": known.hours_words.get(code, "") for code in _CODES},
        **{_notice(page, code): known.notice(page, code) for page in NOTICES for code in _CODES},
        **{
            f"late_{urgency.value}": str(known.late_after[urgency] // timedelta(hours=1))
            for urgency in Urgency
        },
        **{f"days_{status.value}": str(known.retention.days.get(status, "")) for status in SCHEDULE.days},
    }


def labels() -> dict[str, str]:
    """Return the label of each field by its name, in the order of the form."""
    return {field.name: field.label.text for field in FactsForm(formdata=None) if field.name != "csrf_token"}
