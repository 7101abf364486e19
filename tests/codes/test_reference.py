import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.codes.reference import (
    ALPHABET,
    RECEIPT_LENGTH,
    REFERENCE_LENGTH,
    code_from,
    grouped,
    normalized,
)
from tests.drawing import steadily

numbers = st.integers(min_value=0, max_value=2**128)
lengths = st.sampled_from([REFERENCE_LENGTH, RECEIPT_LENGTH])


def test_the_alphabet_has_no_look_alikes_and_no_vowels() -> None:
    assert set(ALPHABET).isdisjoint("0O1ILQZAEIOUY")


def test_the_alphabet_is_25_different_capitals_and_digits() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 25
    assert all(character.isascii() and (character.isdigit() or character.isupper()) for character in ALPHABET)


def test_a_reference_has_8_characters_and_a_receipt_code_20() -> None:
    assert (REFERENCE_LENGTH, RECEIPT_LENGTH) == (8, 20)
    assert 25**RECEIPT_LENGTH > 2**92


@given(numbers, lengths)
@steadily(100)
def test_a_code_has_its_length_and_nothing_but_the_alphabet(number: int, length: int) -> None:
    code = code_from(number, length)
    assert len(code) == length
    assert set(code) <= set(ALPHABET)


def test_every_number_below_the_count_of_codes_has_its_own_code_and_then_they_repeat() -> None:
    assert len({code_from(number, 2) for number in range(625)}) == 625
    assert [code_from(number, 2) for number in (0, 1, 24, 25, 624, 625)] == [
        "22",
        "32",
        "X2",
        "23",
        "XX",
        "22",
    ]


@given(numbers, lengths, st.data())
@steadily(200)
def test_a_code_is_known_in_any_case_and_spacing(number: int, length: int, data: st.DataObject) -> None:
    code = code_from(number, length)
    gaps = st.text(
        st.sampled_from(" -–—.\t\n\r\u00a0\u2007\u2009\u202f\u3000\u2010\u2011\u2012\u2015\uff0d"), max_size=3
    )
    typed = "".join(
        data.draw(gaps) + (character.lower() if data.draw(st.booleans()) else character) for character in code
    ) + data.draw(gaps)
    assert normalized(typed, length) == code


@given(numbers, lengths)
@steadily(50)
def test_a_code_is_known_as_it_is_shown(number: int, length: int) -> None:
    code = code_from(number, length)
    assert normalized(grouped(code), length) == code


def test_a_code_is_shown_in_groups_of_four() -> None:
    assert grouped("2345BCDF") == "2345-BCDF"
    assert grouped("23456789BCDFGHJKMNPR") == "2345-6789-BCDF-GHJK-MNPR"
    assert grouped("234") == "234"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2345BCD",
        "2345BCDFG",
        "2345BCD0",
        "2345BCDO",
        "2345BCDé",
        "  -  ",
        "2345/BCDF",
        "Reference: 2345-6789-BCDF",
        "2345 6789 BCDF",
        "Ann Lee",
    ],
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normalized(typed, 8) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Reference: 2345-BCDF",
        "Ref. 2345 BCDF",
        "reference number 2345-bcdf",
        "No. 2345BCDF",
        "Número: 2345-BCDF",
        "Your number is BCDF-2345",
        "\uff12\uff13\uff14\uff15-\uff22\uff23\uff24\uff26",
    ],
)
def test_a_code_is_known_behind_the_words_for_it_and_in_full_width(typed: str) -> None:
    assert normalized(typed, 8) in {"2345BCDF", "BCDF2345"}


@pytest.mark.parametrize(
    "around",
    [
        *(
            "{}.",
            "{},",
            "{})",
            "{}>",
            "{};",
            "{}/",
            "({})",
            "“{}”",
            "'{}'",
            "<{}>",
            "{}&amp;",
            "{}%20",
            "{}\u200b",
        ),
        *(
            "https://screen.example/receipt/{}",
            "https://screen.example/receipt/{}/?utm_source=mail",
            "{}?a=b#c",
        ),
        "see https://screen.example/es/receipt/{}.\r\n",
    ],
)
def test_a_code_is_known_with_what_was_copied_around_it(around: str) -> None:
    code = code_from(7**40, RECEIPT_LENGTH)
    assert normalized(around.format(grouped(code)), RECEIPT_LENGTH) == code


@pytest.mark.parametrize("typed", ["", "/", "?", "x" * 10**6, "/" * 10**6, "2222-2222-2222-2222-2222-2"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert normalized(typed, RECEIPT_LENGTH) is None
