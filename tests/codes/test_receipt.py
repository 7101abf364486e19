"""The receipt: five words as people type and copy them, and the 20 characters of before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.codes import reference
from screener.codes.receipt import OLD_LENGTH, code_from, in_link, is_short, normalized

CODE = code_from(7**15, "en")


@given(st.integers(0, 2**64), st.sampled_from(["en", "es"]))
def test_a_code_is_known_as_it_is_shown_and_in_its_link(number: int, language: str) -> None:
    code = code_from(number, language)
    assert normalized(code) == normalized(in_link(code)) == code


@pytest.mark.parametrize(
    "around",
    [
        *(
            "{}.",
            "{},",
            "{})",
            "{};",
            "{}/",
            "“{}”",
            "<{}>",
            "{}&amp;",
            "{}%20",
            "{}\u200b",
            "{}?utm=mail",
            " {}\n",
        ),
        "https://screen.example/receipt/{},",
        "see https://screen.example/es/receipt/{}.\r\n",
    ],
)
def test_what_was_copied_around_it_does_no_harm(around: str) -> None:
    assert normalized(around.format(in_link(CODE))) == CODE


@pytest.mark.parametrize(
    "at_the_break", ["-\n", "-\r\n", "-%0A", "-%20", "\n", "+", " ", "-\r\n> ", "%2D", "%E2%80%91", ""]
)
def test_a_link_that_was_wrapped_still_opens(at_the_break: str) -> None:
    wrapped = CODE.replace(" ", at_the_break, 3).replace(" ", "-")
    assert normalized(f"https://screen.example/receipt/{wrapped}") == CODE


def test_a_link_that_was_wrapped_in_the_middle_of_a_word_still_opens() -> None:
    link = f"https://screen.example/receipt/{in_link(CODE)}"
    assert normalized(f"{link[:-3]}\r\n> {link[-3:]}") == normalized(f"{link[:-3]}=\r\n{link[-3:]}") == CODE


@pytest.mark.parametrize("between", ["/", ";", " & ", "; ", "|", ", "])
def test_words_may_have_any_mark_between_them(between: str) -> None:
    assert normalized(CODE.replace(" ", between)) == CODE


def test_the_words_are_found_in_a_message_that_was_copied_whole() -> None:
    assert normalized(f"The clinic, 913-588-1227. My 5 words: {CODE}. Thank you") == CODE


def test_an_old_code_is_still_one() -> None:
    old = reference.code_from(7**40, OLD_LENGTH)
    assert normalized(f"{reference.grouped(old).lower()},") == old
    assert (is_short(old), is_short(CODE)) == (False, True)


@pytest.mark.parametrize(
    "typed", ["", "/", "acorn", "one two three four five six", "x" * 10**6, "a " * 10**6]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert normalized(typed) is None
