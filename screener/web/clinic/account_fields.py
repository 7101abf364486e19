"""The fields that the forms of accounts are made of."""

from typing import Any

from wtforms import EmailField, PasswordField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from screener.accounts.staff import LONGEST_EMAIL, LONGEST_NAME, Role
from screener.adapters.email_addresses import email_address_as_typed
from screener.adapters.passwords import MOST_CHARACTERS
from screener.web.clinic.typed import line_of

_LONGEST_CODE = 40
ROLE = {Role.CLINICIAN: "Clinician", Role.ADMINISTRATOR: "Administrator", Role.AUDITOR: "Auditor"}
"""What the roles are called."""


def _small(typed: str | None) -> str:
    return line_of(typed).lower()


def _is_email(_: Any, field: Any) -> None:
    try:
        field.data = email_address_as_typed(field.data).lower()
    except ValueError:
        raise StopValidation("Write an email address like name@example.com.") from None


def _are_roles(_: Any, field: Any) -> None:
    if not set(field.data) <= set(ROLE):
        raise StopValidation("Choose one of the roles below.")


def email_field() -> EmailField:
    """Return a field for an email address, in small letters."""
    return EmailField(
        "Email address",
        filters=[_small],
        validators=[Length(max=LONGEST_EMAIL, message="This email address is too long."), _is_email],
        render_kw={"autocomplete": "username", "maxlength": LONGEST_EMAIL},
    )


def code_field(label: str) -> StringField:
    """Return a field for a code."""
    return StringField(
        label,
        filters=[line_of],
        validators=[
            DataRequired("Write the code."),
            Length(max=_LONGEST_CODE, message="This code is too long."),
        ],
        render_kw={"autocomplete": "one-time-code", "maxlength": _LONGEST_CODE, "spellcheck": "false"},
    )


def password_field(label: str, autocomplete: str) -> PasswordField:
    """Return a field for a password."""
    return PasswordField(
        label,
        validators=[
            InputRequired("Write the password."),
            Length(max=MOST_CHARACTERS, message=f"Use {MOST_CHARACTERS} characters or fewer."),
        ],
        render_kw={"autocomplete": autocomplete, "maxlength": MOST_CHARACTERS},
    )


def name_field() -> StringField:
    """Return a field for the name that colleagues see."""
    return StringField(
        "Your name",
        filters=[line_of],
        validators=[
            DataRequired("Write your name."),
            Length(max=LONGEST_NAME, message=f"Use {LONGEST_NAME} letters or fewer."),
        ],
        render_kw={"autocomplete": "name", "maxlength": LONGEST_NAME},
    )


def roles_field() -> SelectMultipleField:
    """Return boxes for the roles; at least one of them is ticked."""
    return SelectMultipleField(
        "Roles",
        choices={role.value: words for role, words in ROLE.items()},
        validators=[InputRequired("Choose at least one role."), _are_roles],
        validate_choice=False,  # it would say back what is none
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
