"""The forms of retention: after how many days, and the word of the second person."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, StringField
from wtforms.validators import DataRequired, InputRequired, StopValidation

from screener.clinic.schedule import (
    FEWEST_DAYS,
    MOST_DAYS,
    SCHEDULE,
    Schedule,
)
from screener.submissions.submission import Status
from screener.web.clinic import words
from screener.web.clinic.account_fields import password_field
from screener.web.clinic.said_back import ManyField
from screener.web.clinic.typed import line_of

LONGEST_DAYS = len(str(MOST_DAYS))
_LONGEST_NUMBER = 4
HOW_TO_MEND = (
    f"Write days from {FEWEST_DAYS} to {MOST_DAYS} for one status at least. What is left empty is kept."
)


def _days_field(status: Status) -> StringField:
    return StringField(
        words.STATUS[status],
        filters=[line_of],
        name=f"days-{status.value}",
        render_kw={"inputmode": "numeric", "maxlength": LONGEST_DAYS, "aria-describedby": "days-hint"},
    )


class DaysForm(Form):  # type: ignore[misc]
    """Days by status, in the address or in a form that has its token beside it."""

    def schedule(self) -> Schedule:
        """Return the schedule; raises ``ValueError`` for days that are none, or out of bounds."""
        days = {}
        for status in SCHEDULE.days:
            written = self[status.value].data
            if len(written) > LONGEST_DAYS:
                raise ValueError("out of bounds")
            if written:
                days[status] = int(written)
        return Schedule(days)


for _status in SCHEDULE.days:
    setattr(DaysForm, _status.value, _days_field(_status))


class ConfirmForm(FlaskForm):  # type: ignore[misc]
    """What the second person says: that they looked, whom they name, how many lose their answers, and who they are."""

    looked = BooleanField(
        "I looked at the list, one by one.", validators=[InputRequired("Look at the list first.")]
    )
    named = ManyField("Purge it all the same")
    number = StringField(
        "How many lose their answers? Write the number.",
        filters=[line_of],
        validators=[DataRequired("Write how many.")],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": _LONGEST_NUMBER},
    )
    password = password_field("Your password", "current-password")

    def validate_number(self, field: Any) -> None:
        """Ask for figures."""
        if not (field.data.isdecimal() and len(field.data) <= _LONGEST_NUMBER):
            raise StopValidation("Write the number in figures.")
