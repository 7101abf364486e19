"""The form of the clinic's facts: every fact a field, the words in each language."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field

from screener.adapters.holidays import read_holiday, written_holiday
from screener.adapters.opening_hours import read_hours, written_hours
from screener.clinic.facts import (
    FEWEST_IDLE_DAYS,
    LONGEST_LINE,
    MOST_HOLIDAYS,
    MOST_HOURS,
    MOST_IDLE_DAYS,
    MOST_READING_DAYS,
    NOTICES,
    Facts,
)
from screener.clinic.opening import Week, check_week
from screener.clinic.schedule import (
    FEWEST_DAYS,
    MOST_DAYS,
    SCHEDULE,
    Schedule,
)
from screener.dystonia.information import INFORMATION
from screener.dystonia.urgency import Urgency
from screener.web.clinic import words
from screener.web.clinic.facts_fields import (
    CODES,
    are_holidays,
    are_hours,
    between,
    holiday_lines,
    is_phone,
    is_phone_or_empty,
    is_there,
    is_website,
    line_field,
    text_field,
)

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS = 5
_ALIKE = 3
"""From so many alike on, the hours of weekdays stand in the one field for each of them."""
_LONGEST_HOLIDAYS = MOST_HOLIDAYS * LONGEST_LINE


class FactsForm(FlaskForm):  # type: ignore[misc]
    """What the clinic says of itself. The fields of a language, a day, a status or a page are made from their tables."""

    name = line_field("Name of the clinic", is_there)
    phone = line_field("Phone number", is_there, is_phone)
    night_phone = line_field("Phone number while it is closed", is_phone_or_empty)
    address = line_field("Address")
    website = line_field("Website", is_website)
    weekdays = line_field("Each weekday", are_hours)
    holidays = text_field("Holidays", are_holidays, longest=_LONGEST_HOLIDAYS, rows=6)
    idle_days = line_field(
        "Days until an account that nobody signs in to is disabled",
        between(FEWEST_IDLE_DAYS, MOST_IDLE_DAYS, empty=True),
        longest=4,
    )
    reads_within = line_field("Working days until somebody reads", between(0, MOST_READING_DAYS), longest=2)

    def validate(self, extra_validators: Any = None) -> bool:
        """Return whether all can be used, and the hours of no night go on into those of the morning after it."""
        good = bool(super().validate(extra_validators))
        days = self.day_fields()
        if not any(field.errors for field in (self.weekdays, *days)):
            try:
                check_week(self.week())
            except ValueError:
                days[0].errors = ("The hours of one day go on into those of the next one.",)
                return False
        return good

    def day_fields(self) -> list[Field]:
        """Return the hours of each day, Monday first."""
        return [self[f"day_{number}"] for number in range(len(DAYS))]

    def week(self) -> Week:
        """Return the hours of each day: a weekday without any of its own has those of each weekday."""
        return tuple(
            read_hours(field.data or (self.weekdays.data if number < _WEEKDAYS else ""))
            for number, field in enumerate(self.day_fields())
        )

    def hours_fields(self) -> list[Field]:
        """Return other words on the hours, by language."""
        return [self[f"hours_{code}"] for code in CODES]

    def notice_fields(self) -> list[Field]:
        """Return the words on each page, by language."""
        return [self[_notice(page, code)] for page in NOTICES for code in CODES]

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
            week=self.week(),
            holidays=tuple(read_holiday(line, CODES) for line in holiday_lines(self.holidays.data)),
            hours_words={code: field.data for code, field in zip(CODES, self.hours_fields(), strict=True)},
            idle_days=int(self.idle_days.data or 0),
            reads_within=int(self.reads_within.data),
            notices={page: {code: self[_notice(page, code)].data for code in CODES} for page in NOTICES},
            retention=Schedule({status: int(typed) for status, typed in days.items() if typed}),
            late_after={
                urgency: timedelta(hours=int(field.data))
                for urgency, field in zip(Urgency, self.late_fields(), strict=True)
            },
        )


def _notice(page_id: str, code: str) -> str:
    return f"notice_{page_id.replace('-', '_')}_{code}"


def _made() -> Iterator[tuple[str, Field]]:
    for number, name in enumerate(DAYS):
        yield f"day_{number}", line_field(name, are_hours)
    for code in CODES:
        yield f"hours_{code}", line_field(f"At the foot of every page, in {words.LANGUAGE[code]}")
    for page in NOTICES:
        for code in CODES:
            yield _notice(page, code), text_field(f"{INFORMATION[page].title}, in {words.LANGUAGE[code]}")
    for urgency in Urgency:
        label = f"Hours until a flag “{words.URGENCY[urgency]}” that nobody took stands out"
        yield f"late_{urgency.value}", line_field(label, between(1, MOST_HOURS), longest=3)
    for status in SCHEDULE.days:
        days = between(FEWEST_DAYS, MOST_DAYS, empty=True)
        yield f"days_{status.value}", line_field(f"Days: {words.STATUS[status]}", days, longest=5)


for _name, _field in _made():
    setattr(FactsForm, _name, _field)


def filled_in(known: Facts) -> Mapping[str, str]:
    """Return what the form shows of facts that are known: hours that most weekdays have once, for all of them."""
    by_field, weekdays = dict(typed(known)), known.week[:_WEEKDAYS]
    most, alike = Counter(weekdays).most_common(1)[0]
    if most and alike >= _ALIKE:
        own = {
            f"day_{number}": "" if hours == most else written_hours(hours) or "closed"
            for number, hours in enumerate(weekdays)
        }
        by_field |= {"weekdays": written_hours(most), **own}
    return by_field


def typed(known: Facts) -> Mapping[str, str]:
    """Return what the fields hold for facts that are known, each day its own hours."""
    return {
        **{name: getattr(known, name) for name in ("name", "phone", "night_phone", "address", "website")},
        "holidays": "\n".join(written_holiday(one, CODES) for one in known.holidays),
        "weekdays": "",
        "idle_days": str(known.idle_days or ""),
        "reads_within": str(known.reads_within),
        **{f"day_{number}": written_hours(hours) for number, hours in enumerate(known.week)},
        **{f"hours_{code}": known.hours_words.get(code, "") for code in CODES},
        **{_notice(page, code): known.notice(page, code) for page in NOTICES for code in CODES},
        **{
            f"late_{urgency.value}": str(known.late_after[urgency] // timedelta(hours=1))
            for urgency in Urgency
        },
        **{f"days_{status.value}": str(known.retention.days.get(status, "")) for status in SCHEDULE.days},
    }


def labels() -> dict[str, str]:
    """Return the label of each field by its name, in the order of the form."""
    return {field.name: field.label.text for field in FactsForm(formdata=None) if field.name != "csrf_token"}
