"""The forms of accounts. What they say is English, as are all pages of staff."""

import re
from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from screener.accounts.staff import Role
from screener.adapters.email_addresses import email_address_as_typed
from screener.clinic.notices import Cadence
from screener.clinic.tablet import NAME_LIMIT
from screener.questionnaire.typed import readable_part, visible

TOO_MANY_TRIES = "This was tried too often. Try again in an hour."
WRONG_PASSWORD = "This password is wrong."  # noqa: S105 - words, not a password

_LONGEST_EMAIL = 254
_LONGEST_NAME = 100
_LONGEST_PASSWORD = 128
_LONGEST_CODE = 40
_LONGEST_PASSKEY_NAME = 60
_CODES = re.compile(r"[a-z0-9-]{4,40}( [a-z0-9-]{4,40}){0,19}\Z")
ROLE = {Role.CLINICIAN: "Clinician", Role.ADMINISTRATOR: "Administrator", Role.AUDITOR: "Auditor"}
"""What the roles are called."""


def _plain(typed: str | None) -> str:
    return readable_part(visible(typed or "")).strip()


def _small(typed: str | None) -> str:
    return _plain(typed).lower()


def _is_email(_: Any, field: Any) -> None:
    try:
        field.data = email_address_as_typed(field.data).lower()
    except ValueError:
        raise StopValidation("Write an email address like name@example.com.") from None


def _are_roles(_: Any, field: Any) -> None:
    if not set(field.data) <= set(ROLE):
        raise StopValidation("Choose one of the roles below.")


def _email_field() -> EmailField:
    return EmailField(
        "Email address",
        filters=[_small],
        validators=[Length(max=_LONGEST_EMAIL, message="This email address is too long."), _is_email],
        render_kw={"autocomplete": "username", "maxlength": _LONGEST_EMAIL},
    )


def _code_field(label: str) -> StringField:
    return StringField(
        label,
        filters=[_plain],
        validators=[
            DataRequired("Write the code."),
            Length(max=_LONGEST_CODE, message="This code is too long."),
        ],
        render_kw={"autocomplete": "one-time-code", "maxlength": _LONGEST_CODE, "spellcheck": "false"},
    )


def _password_field(label: str, autocomplete: str) -> PasswordField:
    return PasswordField(
        label,
        validators=[
            InputRequired("Write the password."),
            Length(max=_LONGEST_PASSWORD, message="Use 128 characters or fewer."),
        ],
        render_kw={"autocomplete": autocomplete, "maxlength": _LONGEST_PASSWORD},
    )


def _name_field() -> StringField:
    return StringField(
        "Your name",
        filters=[_plain],
        validators=[
            DataRequired("Write your name."),
            Length(max=_LONGEST_NAME, message="Use 100 letters or fewer."),
        ],
        render_kw={"autocomplete": "name", "maxlength": _LONGEST_NAME},
    )


def _roles_field() -> SelectMultipleField:
    return SelectMultipleField(
        "Roles",
        choices={role.value: words for role, words in ROLE.items()},
        validators=[InputRequired("Choose at least one role."), _are_roles],
        validate_choice=False,  # it would say back what is none
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Email and password."""

    email = _email_field()
    password = _password_field("Password", "current-password")


class CodeForm(FlaskForm):  # type: ignore[misc]
    """A code of the app, or a recovery code."""

    code = _code_field("Code")


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """The password, asked again."""

    password = _password_field("Your password", "current-password")


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password, and the one until now."""

    current_password = _password_field("Your password until now", "current-password")
    new_password = _password_field("New password", "new-password")


class RecoveryCodesForm(FlaskForm):  # type: ignore[misc]
    """Recovery codes that were just shown, to be had as a file."""

    codes = HiddenField(validators=[Regexp(_CODES)])


class PasskeyForm(FlaskForm):  # type: ignore[misc]
    """What a browser answered that was asked for a passkey, as its script wrote it."""

    answer = HiddenField(filters=[lambda typed: typed or ""])


class AddPasskeyForm(PasskeyForm, PasswordForm):
    """The same with the password, and a name for a new passkey."""

    name = StringField(
        "Name of the passkey",
        filters=[_plain],
        validators=[
            DataRequired("Write a name, such as where the passkey is kept."),
            Length(max=_LONGEST_PASSKEY_NAME, message="Use 60 letters or fewer."),
        ],
        render_kw={"autocomplete": "off", "maxlength": _LONGEST_PASSKEY_NAME},
    )


class EmailsForm(FlaskForm):  # type: ignore[misc]
    """How often to be told of new submissions."""

    cadence = SelectField(
        "Email about new submissions",
        choices={
            Cadence.AT_ONCE.value: "At once",
            Cadence.HOURLY.value: "At most once an hour",
            Cadence.DAILY.value: "At most once a day",
            Cadence.OFF.value: "Never",
        },
    )


class NameForm(FlaskForm):  # type: ignore[misc]
    """The name that colleagues see."""

    name = _name_field()


class AcceptForm(FlaskForm):  # type: ignore[misc]
    """Name and password of somebody who was invited."""

    name = _name_field()
    password = _password_field("New password", "new-password")


class FirstAcceptForm(AcceptForm):
    """The same with an email address, for the first administrator, whom nobody invited by it."""

    email = _email_field()


class InviteForm(FlaskForm):  # type: ignore[misc]
    """Whom to invite, and as what."""

    email = _email_field()
    roles = _roles_field()


class RolesForm(FlaskForm):  # type: ignore[misc]
    """The roles of an account, as they are to be."""

    roles = _roles_field()


class TabletForm(FlaskForm):  # type: ignore[misc]
    """Where a tablet stands."""

    name = StringField(
        "Where it stands",
        filters=[_plain],
        validators=[
            DataRequired("Write where the tablet stands, such as Waiting room 2."),
            Length(max=NAME_LIMIT, message=f"Use {NAME_LIMIT} letters or fewer."),
        ],
        render_kw={"autocomplete": "off", "maxlength": NAME_LIMIT},
    )
