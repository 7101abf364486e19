"""The words of the staff for what would help at the visit."""

from screener.clinic.needs import NEED, in_words
from screener.submissions.needs import NEEDS


def test_every_need_has_its_words() -> None:
    assert tuple(NEED) == NEEDS


def test_an_interpreter_is_named_with_the_language_where_it_is_known() -> None:
    assert in_words(("interpreter", "wheelchair"), "Vietnamese") == ("Interpreter: Vietnamese", "Wheelchair")
    assert in_words(("interpreter", "companion"), "") == ("Interpreter", "Someone comes along")


def test_a_need_of_a_later_version_is_left_out() -> None:
    assert in_words(("of-a-version-to-come",), "") == ()
