"""The forms of the audit: what to look at, and whom or what to look for."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import Optional, StopValidation

from screener.audit import PATIENT, Action, LineFilter
from screener.questionnaire.typed import readable_part, visible
from screener.use_cases.sought import SEARCH_LIMIT, as_searched
from screener.web.clinic import action_words
from screener.web.clinic.said_back import DayField
from screener.web.clinic.typed import line_of

_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 31)


def _plain(typed: str | None) -> str:
    return as_searched(readable_part(visible(typed or "")))


def _in_the_calendar(_: Any, field: Any) -> None:
    if field.data is not None and not _FIRST <= field.data <= _LAST:
        raise StopValidation("Choose a day.")


def _day_field(label: str) -> DayField:
    return DayField(label, validators=[Optional(), _in_the_calendar])


class LinesForm(FlaskForm):  # type: ignore[misc]
    """Which lines: by whom, what, about which submission, on which days of the clinic."""

    class Meta:
        """It changes nothing, and stands in the address."""

        csrf = False

    actor = SelectField("Who", default="", filters=[line_of])
    action = SelectField(
        "What",
        default="",
        choices={"": "Anything", **{one.value: said for one, said in action_words.ACTION.items()}},
    )
    about = StringField("Submission", filters=[_plain], render_kw={"autocomplete": "off"})
    since = _day_field("From")
    until = _day_field("To")

    def __init__(self, staff: dict[str, str], asked: Any) -> None:
        super().__init__(asked)
        known = {PATIENT: "Patients", **staff}
        if self.actor.data and self.actor.data not in known:
            known[self.actor.data] = self.actor.data  # somebody, or a command, that is in no list
        self.actor.choices = {"": "Anybody", **known}

    def filter(self, zone: ZoneInfo, subjects: tuple[str, ...], records: tuple[str, ...]) -> LineFilter:
        """Return what is asked for, about these subjects and submissions; days begin at midnight in ``zone``."""
        return LineFilter(
            actor=self.actor.data or None,
            action=Action(self.action.data) if self.action.data else None,
            subjects=subjects,
            records=records,
            since=_midnight(self.since.data, zone),
            until=_midnight(self.until.data and self.until.data + timedelta(days=1), zone),
        )


class LookUpForm(FlaskForm):  # type: ignore[misc]
    """Whom to look for, or which search: what no address may hold."""

    person = StringField(
        "Person", filters=[_plain], render_kw={"autocomplete": "off", "maxlength": SEARCH_LIMIT}
    )
    term = StringField(
        "Searched for", filters=[_plain], render_kw={"autocomplete": "off", "maxlength": SEARCH_LIMIT}
    )


def _midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC) if day else None
