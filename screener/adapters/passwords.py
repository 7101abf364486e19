"""Flask-Security's passwords, codes and recovery codes, without its views, sessions and models (docs/decisions)."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask
from flask_security import RoleMixin, Security, UserDatastore, UserMixin, hash_password, verify_password
from flask_security.totp import Totp
from flask_security.utils import password_complexity_validator, password_length_validator

FEWEST_CHARACTERS = 12
_LONGEST_CHECKED = 72  # the checker of common passwords takes no longer ones
_WORD = re.compile(r"\w+")
_CLOCK_SKEW_SECONDS = 30
_RECOVERY_CODES = 10


@dataclass
class _Tries:
    """The half minute of the last code that was used, and of the one that was found right now."""

    last: int | None
    found: int | None = None


class _OnceOnly(Totp):
    """The replay guard that the library leaves to us, and keys as they are: the database seals them."""

    def generate_totp_secret(self) -> str:
        """Return a new key, unsealed."""
        return str(self._totp.new().to_json(encrypt=False))

    def get_last_counter(self, user: Any) -> int | None:
        """Return the half minute up to which codes were used."""
        tries: _Tries = user
        return tries.last

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Tell which half minute the right code is for."""
        user.found = tmatch.counter


class _User(UserMixin):
    fs_uniquifier = ""


@cache
def _nobodys_hash() -> str:
    # Once in a process, and not before somebody signs in: an argon2 hash is most of what a start would cost.
    return str(hash_password("a password that nobody has"))


class FlaskSecurityCredentials:
    """Passwords and codes, which apps show under the name of the ``clinic``.

    The library lives in an application of its own, which answers no request.
    """

    def __init__(self, clinic: str) -> None:
        self._app = Flask("screener.credentials")
        self._app.config.update(
            SECRET_KEY="it signs nothing",  # noqa: S106 - the library asks for one
            WTF_CSRF_ENABLED=False,
            SECURITY_PASSWORD_SINGLE_HASH={
                "argon2"
            },  # no salt of its own: the hash is sealed in the database
            SECURITY_PASSWORD_SCHEMES=["argon2"],
            SECURITY_DEPRECATED_PASSWORD_SCHEMES=[],
            SECURITY_PASSWORD_LENGTH_MIN=FEWEST_CHARACTERS,
            SECURITY_PASSWORD_COMPLEXITY_CHECKER="zxcvbn",  # noqa: S106 - the name of a library
        )
        self._security = Security(self._app, UserDatastore(_User, RoleMixin), register_blueprint=False)
        self._totp = _OnceOnly({"1": "unused: keys are sealed by the database"}, clinic.replace(":", ""))

    def problem(self, password: str, *about: str) -> str | None:
        """Return what is wrong with a new password, in English; ``about`` is what others know of the person."""
        with self._app.app_context():
            if password_length_validator(self._normal(password)):
                return f"Use {FEWEST_CHARACTERS} to 128 characters."
            known = {word: word for text in about for word in (text, *_WORD.findall(text))}
            start = self._normal(password)[:_LONGEST_CHECKED]
            if password_complexity_validator(start, is_register=True, **known):
                return "This password is easy to guess. Use several words that do not belong together."
        return None

    def hash(self, password: str) -> str:
        """Return the argon2 hash of a password."""
        with self._app.app_context():
            return str(hash_password(self._normal(password)))

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Tell whether this is the password; takes as long, and is never right, where there is no hash."""
        with self._app.app_context():
            nobodys = _nobodys_hash()  # for a known account too: the first try of a process tells nothing
            right = verify_password(self._normal(password), password_hash or nobodys)
        return bool(right) and password_hash is not None

    def new_key(self) -> str:
        """Return the key of a new authenticator app."""
        return self._totp.generate_totp_secret()

    def counter_of(self, code: str, key: str, last: int | None) -> int | None:
        """Return the number of the half minute a code is for, or ``None`` where it is wrong or not after ``last``."""
        tries: Any = _Tries(last)  # the library hands it back to the two methods above
        self._totp.verify_totp(code, key, tries, window=_CLOCK_SKEW_SECONDS)
        found: int | None = tries.found
        return found

    def new_recovery_codes(self) -> list[str]:
        """Return new recovery codes, 48 random bits each."""
        codes: list[str] = self._totp.generate_recovery_codes(_RECOVERY_CODES)
        return codes

    def address_of(self, key: str, email: str) -> str:
        """Return the ``otpauth:`` address that the QR code of a key holds."""
        return str(self._totp.get_totp_uri(email, key))

    def written(self, key: str) -> str:
        """Return a key as it is typed into an app, in groups."""
        return str(self._totp.get_totp_pretty_key(key)).replace("-", " ")  # not every app takes hyphens

    def _normal(self, password: str) -> str:
        return str(self._security.password_util.normalize(password))
