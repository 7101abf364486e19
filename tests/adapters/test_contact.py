"""Phone numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.adapters.contact import (
    CostsExtra,
    Letters,
    NoAreaCode,
    NoSuchNumber,
    TwoNumbers,
    WhichCountry,
    WrongLength,
    phone_number,
)
from screener.adapters.look_alikes import LetterForFigure
from screener.adapters.written_phones import dialled, shown
from tests.adapters.refusing import refused

PHONES = [
    ("913-588-1227", "+19135881227"),
    ("(913) 588-1227", "+19135881227"),
    ("9135881227", "+19135881227"),
    ("1 913 588 1227", "+19135881227"),
    ("+1 913.588.1227", "+19135881227"),
    ("  913 588 1227  ", "+19135881227"),
    ("913\u2013588\u20131227", "+19135881227"),
    ("\uff19\uff11\uff13 588 1227", "+19135881227"),
    ("+52 55 1234 5678", "+525512345678"),
    ("+44 20 7946 0018", "+442079460018"),
    ("+49 30 123456", "+4930123456"),
    ("913-555-0123 x45", "+19135550123;ext=45"),
    ("(913) 555-0123 ext. 45", "+19135550123;ext=45"),
    ("913 555 0123 extension 0045", "+19135550123;ext=0045"),
    ("+19135550123;ext=45", "+19135550123;ext=45"),
    ("913 555 0123 #45", "+19135550123;ext=45"),
    ("tel:+19135550123", "+19135550123"),
    ("913_555_0123", "+19135550123"),
    ("\u0669\u0661\u0663 555 0123", "+19135550123"),
    ("011 52 55 1234 5678", "+525512345678"),
    ("0052 55 1234 5678", "+525512345678"),
    ("52 55 1234 5678", "+525512345678"),
    ("+52 1 55 1234 5678", "+525512345678"),
    ("044 55 1234 5678", "+525512345678"),
    ("+502 5123 4567", "+50251234567"),
    ("50251234567", "+50251234567"),
    ("787-555-0123", "+17875550123"),
    ("800-555-0123", "+18005550123"),
    ("<913-555-0123>", "+19135550123"),
    ("\U0001f4de 913-555-0123!", "+19135550123"),
    ("[913] 555=0123", "+19135550123"),
    ("“+1 913 555 0123”", "+19135550123"),
    ("913-555-0123,45", "+19135550123;ext=45"),
    ("9135550123p45", "+19135550123;ext=45"),
    ("913 555 0123 (ext. 45)", "+19135550123;ext=45"),
    ("913 555 0123 ext no. 45", "+19135550123;ext=45"),
    ("913 555 0123 interno 45", "+19135550123;ext=45"),
    ("+52 044 55 1234 5678", "+525512345678"),
    ("+52 01 55 1234 5678", "+525512345678"),
    ("01 55 1234 5678", "+525512345678"),
    ("01 (33) 3512 3456", "+523335123456"),
    ("011 52 1 55 1234 5678", "+525512345678"),
    ("Tel. 913-555-0123", "+19135550123"),
    ("Teléfono: (913) 555-0123", "+19135550123"),
    ("my phone number is 913-555-0123", "+19135550123"),
    ("cell 913-555-0123", "+19135550123"),
    ("Cell phone: 913-555-0123", "+19135550123"),
    ("my mobile number is 913-555-0123", "+19135550123"),
    ("cel. 913-555-0123", "+19135550123"),
    ("mi celular es 913-555-0123", "+19135550123"),
    ("Casa: 913-555-0123", "+19135550123"),
    ("work 913-555-0123 x45", "+19135550123;ext=45"),
    ("Mi número es 913-555-0123", "+19135550123"),
    ("Ph 913-555-0123 ext 45", "+19135550123;ext=45"),
    ("sms:+19135550123", "+19135550123"),
    ("913 555 0123 ex. 45", "+19135550123;ext=45"),
    ("913 555 0123 ext Nº 45", "+19135550123;ext=45"),
    ("913 555 0123 extension number 45", "+19135550123;ext=45"),
    ("913-555-0123 [ext. 45]", "+19135550123;ext=45"),
    ("913-555-0123 (913) 555-0123", "+19135550123"),
    ("+525512345678 +52 55 1234 5678", "+525512345678"),
    ("800-411-1234", "+18004111234"),
    ("mi tel. es 913-555-0123", "+19135550123"),
    ("Mi cel. es el 913-555-0123", "+19135550123"),
    ("WhatsApp: +52 81 1234 5678", "+528112345678"),
    ("whats app 913-555-0123", "+19135550123"),
    ("TTY 913-555-0123", "+19135550123"),
]
WITH_WORDS = [
    "588-1227 mom",
    "555-0123 mom",
    "5881227 cel",
    "913-555-0123 home",
    "913-KUHS-1227",
    "913 555 0123 ext. mom",
    "mom: 913-555-0123",
    "913 555 0123 after 5",
    "phones 913 555 0123",
]
NAMED = [
    ("588-1227", NoAreaCode),
    ("5881227", NoAreaCode),
    ("555 0123", NoAreaCode),
    ("913-555-0123 / 816-555-0199", TwoNumbers),
    ("913-555-0123 or 816-555-0199", TwoNumbers),
    ("913-555-0123, 555-0199", TwoNumbers),
    ("913 555 012", WrongLength),
    ("913 555 01234", WrongLength),
    ("913", WrongLength),
    ("12", WrongLength),
    ("0000000000", NoSuchNumber),
    ("1234567890", NoSuchNumber),
    ("111-111-1111", NoSuchNumber),
    ("+10000000000", NoSuchNumber),
    ("900-555-1234", CostsExtra),
    ("+1 (900) 555-1234", CostsExtra),
    ("1-900-555-1234 x45", CostsExtra),
    ("+44 909 879 0000", CostsExtra),
    ("913-555-O123", LetterForFigure),
    ("9l3-555-0123", LetterForFigure),
    ("9999999999", NoSuchNumber),
    ("913-055-0123", NoSuchNumber),
    ("+55 1234 5678", NoSuchNumber),
    ("913-911-1234", NoSuchNumber),
    ("+1 913 411 1234", NoSuchNumber),
    ("+52 55 1234 567", NoSuchNumber),
    ("+52 55 1234 56789", NoSuchNumber),
    ("+1 913 555 012", WrongLength),
    ("1-555-0123", NoAreaCode),
    ("913-555-0123 913-555-0124", TwoNumbers),
]
IN_MEXICO_PERHAPS = [
    ("55 5512 3456", ("+525555123456",)),
    ("(81) 8123-4567", ("+528181234567",)),
    ("664 123 4567", ("+526641234567",)),
    ("664 123 4567 ext. 3", ("+526641234567;ext=3",)),
    ("55 1234 5678", ("+15512345678", "+525512345678")),
    ("33-1234-5678", ("+13312345678", "+523312345678")),
    ("01 913 555 0123", ("+19135550123", "+529135550123")),
    ("01 800 123 4567", ("+528001234567",)),
]
NO_PHONES = ["", " ", "call me", "+", "+999 123 456 789", "@", "\0", "x" * 300 + " " * 50]


@pytest.mark.parametrize(("typed", "number"), PHONES)
def test_a_phone_number_is_kept_in_its_international_form(typed: str, number: str) -> None:
    assert phone_number(typed) == number


@pytest.mark.parametrize("typed", WITH_WORDS)
def test_a_word_beside_a_number_is_not_dialled_as_letters(typed: str) -> None:
    with pytest.raises(Letters):
        phone_number(typed)


@pytest.mark.parametrize(("typed", "mistake"), NAMED)
def test_each_mistake_has_a_name_and_none_repeats_the_number(typed: str, mistake: type[ValueError]) -> None:
    with pytest.raises(ValueError, match=r"^not a phone number$") as raised:
        phone_number(typed)
    assert type(raised.value) is mistake


@pytest.mark.parametrize(("typed", "numbers"), IN_MEXICO_PERHAPS)
def test_a_number_that_may_be_one_in_mexico_is_asked_about(typed: str, numbers: tuple[str, ...]) -> None:
    with pytest.raises(WhichCountry, match=r"^not a phone number$") as asked:
        phone_number(typed)
    assert asked.value.numbers == numbers


@pytest.mark.parametrize(
    ("typed", "figures"),
    [("(913) 555-012", 9), ("+1 (913) 555-012", 9), ("1 913 555 01234", 11), ("52 55 1234 567", 11)],
)
def test_a_number_of_the_wrong_length_says_how_many_digits_were_counted(typed: str, figures: int) -> None:
    with pytest.raises(WrongLength) as counted:
        phone_number(typed)
    assert counted.value.figures == figures


@pytest.mark.parametrize("typed", NO_PHONES)
def test_what_is_no_phone_number_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^not a phone number$") as raised:
        phone_number(typed)
    assert (type(raised.value), raised.value.__cause__) == (ValueError, None)


def test_an_extension_is_dialled_after_a_pause() -> None:
    assert dialled("+19135550123;ext=45") == "+19135550123,45"
    assert dialled("+19135550123") == "+19135550123"


@given(st.text(alphabet="0123456789+()-. xext#,;o", max_size=40))
def test_whatever_is_typed_is_a_number_that_can_be_shown_or_none(typed: str) -> None:
    with refused("not a phone number"):
        assert shown(phone_number(typed))
