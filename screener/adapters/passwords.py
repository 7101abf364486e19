"""What the libraries know of passwords (argon2-cffi, zxcvbn), codes (cryptography) and recovery codes."""

import json
import re
import secrets
import unicodedata
from base64 import b32decode, b32encode
from collections.abc import Callable
from datetime import datetime
from functools import cache
from urllib.parse import quote

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerifyMismatchError
from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from screener.processes.slow_work import OneAtATime

FEWEST_CHARACTERS = 12
MOST_CHARACTERS = 128
_LONGEST_CHECKED = 72  # the checker of common passwords takes no longer ones
_HARD_TO_GUESS = 3  # of its scores 0 to 4: more than 10^8 guesses
_HASHING = OneAtATime(waiting=3)
_WORD = re.compile(r"\w+")
HASHER = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, hash_len=32, salt_len=16, type=Type.ID)
"""What every password is hashed with."""

# What every authenticator app takes; some ignore an address that asks for anything else.
_DIGITS = 6
_PERIOD = 30
_KEY_BYTES = 20
_GROUP = 4
_CLOCK_SKEW = 1  # half minutes, each side
_SEPARATORS = re.compile(r"[\s-]")

_RECOVERY_CODES = 10
_RECOVERY_CODE_BYTES = 6


@cache
def _nobodys_hash(hasher: PasswordHasher) -> str:
    # Once in a process, and not before somebody signs in: an argon2 hash is most of what a start would cost.
    return hasher.hash("a password that nobody has")


class PasswordsAndCodes:
    """Passwords of staff, and the codes of their authenticator apps, which show them under the name of the ``clinic``.

    ``clock`` tells which half minute it is, and so which codes are right.
    """

    def __init__(self, clinic: str, *, clock: Callable[[], datetime]) -> None:
        self._issuer = clinic.replace(":", "")  # in an address it ends the issuer
        self._clock = clock

    def problem(self, password: str, *about: str) -> str | None:
        """Return what is wrong with a new password, in English; ``about`` is what others know of the person."""
        normal = _normal(password)
        if not FEWEST_CHARACTERS <= len(normal) <= MOST_CHARACTERS:
            return f"Use {FEWEST_CHARACTERS} to {MOST_CHARACTERS} characters."
        # Half a megabyte of common words: nobody needs them until somebody chooses a password.
        from zxcvbn import zxcvbn

        known = dict.fromkeys(word for text in about for word in (text, *_WORD.findall(text)))
        if zxcvbn(normal[:_LONGEST_CHECKED], user_inputs=list(known))["score"] < _HARD_TO_GUESS:
            return "This password is easy to guess. Use several words that do not belong together."
        return None

    def hash(self, password: str) -> str:
        """Return the argon2 hash of a password. Raises ``Busy`` when too many wait for theirs."""
        return _HASHING.do(HASHER.hash, _normal(password))

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Tell whether this is the password; takes as long, and is never right, where there is no hash.

        Raises ``Busy`` when too many wait for theirs.
        """
        return _HASHING.do(self._verify, password, password_hash)

    def _verify(self, password: str, password_hash: str | None) -> bool:
        nobodys = _nobodys_hash(HASHER)  # for a known account too: the first try of a process tells nothing
        try:
            HASHER.verify(password_hash or nobodys, _normal(password))
        except VerifyMismatchError:
            return False
        return bool(password_hash)

    def new_key(self) -> str:
        """Return the key of a new authenticator app, in the form in which it is stored."""
        key = b32encode(secrets.token_bytes(_KEY_BYTES)).decode()
        return json.dumps({"key": key, "type": "totp", "v": 1}, separators=(",", ":"))

    def counter_of(self, code: str, key: str, last: int | None) -> int | None:
        """Return the number of the half minute a code is for, or ``None`` where it is wrong or not after ``last``."""
        digits = _SEPARATORS.sub("", code)
        if not digits.isascii():
            return None
        app = TOTP(b32decode(_base32(key)), _DIGITS, SHA1(), _PERIOD)  # noqa: S303 - the one that apps know
        now = int(self._clock().timestamp()) // _PERIOD
        around = range(now - _CLOCK_SKEW, now + _CLOCK_SKEW + 1)
        # All of them are compared, so that the time it takes does not tell which one is right.
        right = [counter for counter in around if bytes_eq(app.generate(counter * _PERIOD), digits.encode())]
        return next((counter for counter in right if last is None or counter > last), None)

    def new_recovery_codes(self) -> list[str]:
        """Return new recovery codes, 48 random bits each."""
        codes = (secrets.token_hex(_RECOVERY_CODE_BYTES) for _ in range(_RECOVERY_CODES))
        return ["-".join(_groups(code)) for code in codes]

    def address_of(self, key: str, email: str) -> str:
        """Return the ``otpauth:`` address that the QR code of a key holds."""
        # Not cryptography's own: it writes a space as a plus sign, which apps show as it is.
        label = f"{quote(self._issuer, '@')}:{quote(email, '@')}"
        return f"otpauth://totp/{label}?secret={_base32(key)}&issuer={quote(self._issuer, '')}"

    def written(self, key: str) -> str:
        """Return a key as it is typed into an app, in groups."""
        return " ".join(_groups(_base32(key)))  # not every app takes hyphens


def _normal(password: str) -> str:
    # One password typed on two keyboards is one password.
    return unicodedata.normalize("NFKD", password)


def _base32(key: str) -> str:
    return str(json.loads(key)["key"])


def _groups(text: str) -> list[str]:
    return [text[start : start + _GROUP] for start in range(0, len(text), _GROUP)]
