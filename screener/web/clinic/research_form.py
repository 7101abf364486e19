"""The form of the figures for research: which months."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import StopValidation

from screener.web.clinic.typed import text_of

HOW_TO_MEND = "Write two months that are over, such as 2026-01 and 2026-06, the earlier one first."
_LETTERS = 7


def _month(written: str) -> date:
    if len(written) != _LETTERS or not "1900" <= written[:4] <= "2999":
        raise ValueError("no month")
    return date.fromisoformat(f"{written}-01")


def _is_month(_: Any, field: Any) -> None:
    try:
        _month(field.data)
    except ValueError:
        raise StopValidation(HOW_TO_MEND) from None


def _month_field(label: str) -> StringField:
    return StringField(
        label,
        filters=[text_of],
        validators=[_is_month],
        render_kw={"type": "month", "maxlength": _LETTERS, "aria-describedby": "month-hint"},
    )


class MonthsForm(FlaskForm):  # type: ignore[misc]
    """The first and the last month, included."""

    first = _month_field("First month")
    last = _month_field("Last month, included")

    def months(self) -> tuple[date, date]:
        """Return the first day of each, once they are valid."""
        return _month(self.first.data), _month(self.last.data)
