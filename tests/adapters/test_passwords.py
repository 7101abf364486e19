"""Passwords, codes and recovery codes: what is right, what is refused, and that rows made before still work."""

import json
import re
from base64 import b32decode
from datetime import UTC, datetime

import pytest

from screener.adapters.passwords import PasswordsAndCodes

pytestmark = pytest.mark.usefixtures("real_hashes")

CLINIC = "The Clinic"
# Rows made before, by Flask-Security 5.9 and the passlib under it.
HASHES_MADE_BEFORE = {
    "correct horse battery staple 9": (
        "$argon2id$v=19$m=65536,t=3,p=4$ZEwJoZRyzvm/917L+d97bw$Wa9sUApnGs0bTe5V+P4boYt9J4my8CeuWj+Jxbs0iTI"
    ),
    "\uff43afe\u0301 con leche y pan dulce": (
        "$argon2id$v=19$m=65536,t=3,p=4$qBXifK+1ltJaS8m5dw7hPA$9gRUZ7s4x7P/W/lEJIbFukjwVQVw46TwA1RmPdTkn3s"
    ),
}
KEY_MADE_BEFORE = '{"key":"SIZEMKDFZTMTWR2I5HOVWC7B3RNYXEJS","type":"totp","v":1}'
CODES_MADE_BEFORE = {1_700_000_000: "902873", 1_700_000_030: "624618", 1_790_000_000: "420527"}

THEN = 1_700_000_000
COUNTER = 56_666_666
CODE = CODES_MADE_BEFORE[THEN]
PERIOD = 30


def at(seconds: float) -> PasswordsAndCodes:
    """Return what the program knows of codes at so many seconds after 1970."""
    return PasswordsAndCodes(CLINIC, clock=lambda: datetime.fromtimestamp(seconds, UTC))


@pytest.fixture
def now() -> PasswordsAndCodes:
    """The moment at which the code of the key that was made before is right."""
    return at(THEN)


@pytest.mark.parametrize(("password", "made"), HASHES_MADE_BEFORE.items())
def test_a_password_hashed_before_is_still_right(now: PasswordsAndCodes, password: str, made: str) -> None:
    assert now.verify(password, made)
    assert not now.verify(password + " ", made)


@pytest.mark.parametrize(("seconds", "code"), CODES_MADE_BEFORE.items())
def test_a_key_made_before_has_the_same_codes(seconds: int, code: str) -> None:
    assert at(seconds).counter_of(code, KEY_MADE_BEFORE, None) == seconds // PERIOD


def test_a_key_made_before_has_the_same_address_and_is_written_the_same(now: PasswordsAndCodes) -> None:
    assert now.address_of(KEY_MADE_BEFORE, "a@example.org") == (
        "otpauth://totp/The%20Clinic:a@example.org"
        "?secret=SIZEMKDFZTMTWR2I5HOVWC7B3RNYXEJS&issuer=The%20Clinic"
    )
    assert now.written(KEY_MADE_BEFORE) == "SIZE MKDF ZTMT WR2I 5HOV WC7B 3RNY XEJS"


def test_an_address_is_one_label_and_two_values_whatever_the_names_hold() -> None:
    clinic = PasswordsAndCodes("A/B: care & more", clock=lambda: datetime.now(UTC))
    assert clinic.address_of(KEY_MADE_BEFORE, "a+b?c&d@example.org") == (
        "otpauth://totp/A%2FB%20care%20%26%20more:a%2Bb%3Fc%26d@example.org"
        "?secret=SIZEMKDFZTMTWR2I5HOVWC7B3RNYXEJS&issuer=A%2FB%20care%20%26%20more"
    )


def test_a_new_key_is_stored_like_those_made_before_and_is_not_the_last_one(now: PasswordsAndCodes) -> None:
    first, second = json.loads(now.new_key()), json.loads(now.new_key())
    assert first.keys() == json.loads(KEY_MADE_BEFORE).keys()
    assert (first["type"], first["v"]) == ("totp", 1)
    assert len(b32decode(first["key"])) == 20
    assert first["key"] != second["key"]


def test_a_code_works_once_and_so_does_every_earlier_one(now: PasswordsAndCodes) -> None:
    assert now.counter_of(CODE, KEY_MADE_BEFORE, None) == COUNTER
    assert now.counter_of(CODE, KEY_MADE_BEFORE, COUNTER - 1) == COUNTER
    assert now.counter_of(CODE, KEY_MADE_BEFORE, COUNTER) is None
    assert now.counter_of(CODE, KEY_MADE_BEFORE, COUNTER + 1) is None


@pytest.mark.parametrize("half_minutes", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(half_minutes: int) -> None:
    assert at(THEN + half_minutes * PERIOD).counter_of(CODE, KEY_MADE_BEFORE, None) == COUNTER


@pytest.mark.parametrize("half_minutes", [-2, 2])
def test_a_clock_may_not_be_a_minute_off(half_minutes: int) -> None:
    assert at(THEN + half_minutes * PERIOD).counter_of(CODE, KEY_MADE_BEFORE, None) is None


def test_a_half_minute_lasts_to_its_last_moment() -> None:
    last_moment = COUNTER * PERIOD + PERIOD - 0.001
    assert at(last_moment + PERIOD).counter_of(CODE, KEY_MADE_BEFORE, None) == COUNTER
    assert at(last_moment + PERIOD + 0.001).counter_of(CODE, KEY_MADE_BEFORE, None) is None


@pytest.mark.parametrize("typed", ["902 873", " 902873\n", "902-873", "90 28 73", "902\u00a0873"])
def test_a_code_may_be_typed_in_groups(now: PasswordsAndCodes, typed: str) -> None:
    assert now.counter_of(typed, KEY_MADE_BEFORE, None) == COUNTER


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "90287",
        "9028730",
        "0902873",
        "902874",
        "90287x",
        "+902873",
        "902873.0",
        "902\x00873",
        "902873\ud800",  # half a character
        "\uff19\uff10\uff12\uff18\uff17\uff13",  # digits of full width
        "\u0669\u0660\u0662\u0668\u0667\u0663",  # Arabic digits
    ],
)
def test_what_is_not_the_six_digits_is_wrong(now: PasswordsAndCodes, typed: str) -> None:
    assert now.counter_of(typed, KEY_MADE_BEFORE, None) is None


def test_the_code_of_another_key_is_wrong(now: PasswordsAndCodes) -> None:
    assert now.counter_of(CODE, KEY_MADE_BEFORE.replace("SIZE", "SIZF"), None) is None


def test_a_hash_is_argon2id_with_a_salt_of_its_own(now: PasswordsAndCodes) -> None:
    password = "plum kettle orbits Tuesday"
    first, second = now.hash(password), now.hash(password)
    assert re.fullmatch(r"\$argon2id\$v=19\$m=65536,t=3,p=4\$[\w+/]{22}\$[\w+/]{43}", first, re.ASCII)
    assert first != second
    assert now.verify(password, first)
    assert now.verify(password, second)
    assert not now.verify(password.lower(), first)


def test_a_password_is_the_same_on_every_keyboard(now: PasswordsAndCodes) -> None:
    assert now.verify("cafe\u0301 con leche y pan dulce", now.hash("\uff43af\u00e9 con leche y pan dulce"))


@pytest.mark.parametrize("nothing", [None, ""])
@pytest.mark.parametrize("password", ["a password that nobody has", "", "plum kettle orbits Tuesday"])
def test_no_password_is_right_where_there_is_no_hash(
    now: PasswordsAndCodes, password: str, nothing: str | None
) -> None:
    assert not now.verify(password, nothing)


def test_a_password_is_twelve_to_128_characters_long(now: PasswordsAndCodes) -> None:
    hard = "Zq7~kV2#xW9m"
    assert now.problem(hard) is None
    assert now.problem(hard[:11]) == "Use 12 to 128 characters."
    assert now.problem("plum kettle orbits Tuesday " + "x" * 101) is None
    assert now.problem("plum kettle orbits Tuesday " + "x" * 102) == "Use 12 to 128 characters."


def test_characters_are_counted_as_they_are_hashed(now: PasswordsAndCodes) -> None:
    assert now.problem("Zq7~kV2#x\ufb03") is None  # one sign for ffi
    assert now.problem("Zq7~kV2#ffi") == "Use 12 to 128 characters."


def test_two_uncommon_words_are_not_easy_to_guess(now: PasswordsAndCodes) -> None:
    assert now.problem("kettle-orbits") is None


@pytest.mark.parametrize(
    "easy", ["password1234", "aaaaaaaaaaaaaa", "qwertyuiopasdfg", "password1234" + "1" * 100]
)
def test_a_password_that_is_easy_to_guess_is_refused(now: PasswordsAndCodes, easy: str) -> None:
    assert (now.problem(easy) or "").startswith("This password is easy to guess.")


@pytest.mark.parametrize(
    "password", ["Wilhelmina Vanderbeek", "vanderbeekwilhelmina", "wilhelmina.vanderbeek@clinic.example"]
)
def test_a_password_made_of_what_others_know_of_the_person_is_refused(
    now: PasswordsAndCodes, password: str
) -> None:
    about = ("Wilhelmina Vanderbeek", "wilhelmina.vanderbeek@clinic.example")
    assert now.problem(password) is None
    assert (now.problem(password, *about) or "").startswith("This password is easy to guess.")


def test_recovery_codes_are_ten_of_twelve_signs_in_three_groups(now: PasswordsAndCodes) -> None:
    codes = now.new_recovery_codes()
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[0-9a-f]{4}(-[0-9a-f]{4}){2}", code) for code in codes)
    assert not set(codes) & set(now.new_recovery_codes())
