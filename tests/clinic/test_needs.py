"""The words of the staff for what would help at the visit."""

from itertools import combinations

from screener.clinic.needs import FIT_A_ROW, IN_SHORT, NEED, in_short, in_words
from screener.submissions.needs import NEEDS


def test_every_need_has_its_words() -> None:
    assert tuple(NEED) == tuple(IN_SHORT) == NEEDS


def test_an_interpreter_is_named_with_the_language_where_it_is_known() -> None:
    assert in_words(("interpreter", "wheelchair"), "Vietnamese") == ("Interpreter: Vietnamese", "Wheelchair")
    assert in_words(("interpreter", "companion"), "") == ("Interpreter", "Someone comes along")


def test_a_need_of_a_later_version_is_left_out() -> None:
    assert in_words(("of-a-version-to-come",), "") == ()


def test_a_row_says_whole_words_and_how_many_more_there_are() -> None:
    assert in_short((), "") == in_short(("of-a-version-to-come",), "") == ""
    assert in_short(("write-only", "eyes-close"), "") == "Text only, Eyes close"
    assert in_short(("wheelchair", "companion"), "") == "Wheelchair +1"
    assert in_short(NEEDS, "") == "Interpreter +5"
    assert in_short(("interpreter", "wheelchair"), "Haitian Creole") == "Interpreter: Haitian Creole +1"
    for several in range(1, len(NEEDS) + 1):
        for some in combinations(NEEDS, several):
            said = in_short(some, "")
            words, _, more = said.partition(" +")
            assert len(said) <= FIT_A_ROW, said
            assert len(words.split(", ")) + int(more or 0) == several
