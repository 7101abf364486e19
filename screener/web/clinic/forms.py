"""The forms of accounts. What they say is English, as are all pages of staff."""

import re

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Length, Regexp

from screener.clinic.notices import Cadence
from screener.clinic.tablet import NAME_LIMIT
from screener.web.clinic.account_fields import (
    code_field,
    email_field,
    name_field,
    password_field,
    roles_field,
)
from screener.web.clinic.typed import line_of

TOO_MANY_TRIES = "This was tried too often. Try again in an hour."
WRONG_PASSWORD = "This password is wrong."  # noqa: S105 - words, not a password

NAME_TAKEN = "Somebody else here has this name. Add something that tells you apart."

_LONGEST_PASSKEY_NAME = 60
_CODES = re.compile(r"[a-z0-9-]{4,40}( [a-z0-9-]{4,40}){0,19}\Z")


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Email and password."""

    email = email_field()
    password = password_field("Password", "current-password")


class CodeForm(FlaskForm):  # type: ignore[misc]
    """A code of the app, or a recovery code."""

    code = code_field("Code")


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """The password, asked again."""

    password = password_field("Your password", "current-password")


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password, and the one until now."""

    current_password = password_field("Your password until now", "current-password")
    new_password = password_field("New password", "new-password")


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
        filters=[line_of],
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

    name = name_field()


class AcceptForm(FlaskForm):  # type: ignore[misc]
    """Name and password of somebody who was invited."""

    name = name_field()
    password = password_field("New password", "new-password")


class FirstAcceptForm(AcceptForm):
    """The same with an email address, for the first administrator, whom nobody invited by it."""

    email = email_field()


class InviteForm(FlaskForm):  # type: ignore[misc]
    """Whom to invite, and as what."""

    email = email_field()
    roles = roles_field()


class RolesForm(FlaskForm):  # type: ignore[misc]
    """The roles of an account, as they are to be."""

    roles = roles_field()


class TabletForm(FlaskForm):  # type: ignore[misc]
    """Where a tablet stands."""

    name = StringField(
        "Where it stands",
        filters=[line_of],
        validators=[
            DataRequired("Write where the tablet stands, such as Waiting room 2."),
            Length(max=NAME_LIMIT, message=f"Use {NAME_LIMIT} letters or fewer."),
        ],
        render_kw={"autocomplete": "off", "maxlength": NAME_LIMIT},
    )
