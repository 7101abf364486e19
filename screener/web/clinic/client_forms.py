"""The form that lets a program of another system in."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from screener.accounts.client import LONGEST_DAYS, NAME_LIMIT, Scope
from screener.web.clinic.said_back import ManyField
from screener.web.clinic.typed import line_of, text_of

SCOPES = {
    Scope.READ_RESPONSES: "Read answers, without name and contact",
    Scope.READ_BUNDLES: "Read whole submissions, with name, contact and exam",
    Scope.SEND_RESPONSES: "Send answers that were given in another system",
}
_DIGITS = 3


def _are_keys(_: Any, field: Any) -> None:
    if not field.data:
        return
    from screener.adapters.client_keys import public_keys

    try:
        field.data = public_keys(field.data)
    except ValueError as fault:
        raise StopValidation(str(fault)) from None


def _are_days(_: Any, field: Any) -> None:
    if field.data is None or not 0 < field.data <= LONGEST_DAYS:
        raise StopValidation(f"Write a number of days from 1 to {LONGEST_DAYS}.")


class _Days(IntegerField):  # type: ignore[misc]
    def process_formdata(self, valuelist: list[str]) -> None:
        # A number of four hundred digits is one that no integer column and no calendar has.
        written = valuelist[0].strip() if valuelist else ""
        short = written.isascii() and written.isdigit() and len(written) <= _DIGITS
        self.data = int(written) if short else None

    def _value(self) -> str:
        return line_of(super()._value())


class ClientForm(FlaskForm):  # type: ignore[misc]
    """A program: its name, what it may do, until when, and its public keys where it has some."""

    name = StringField(
        "Name of the program",
        filters=[line_of],
        validators=[
            DataRequired("Write which program it is, such as Epic interface."),
            Length(max=NAME_LIMIT, message=f"Use {NAME_LIMIT} letters or fewer."),
        ],
        render_kw={"autocomplete": "off", "maxlength": NAME_LIMIT},
    )
    scopes = ManyField(
        "What it may do",
        choices={scope.value: words for scope, words in SCOPES.items()},
        validators=[DataRequired("Choose what it may do.")],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    days = _Days(
        "Good for how many days",
        default=90,
        validators=[_are_days],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    jwks = TextAreaField(
        "Its public keys",
        filters=[text_of],
        validators=[_are_keys],
        render_kw={"rows": 4, "autocomplete": "off", "spellcheck": "false"},
    )
