"""A condition reads as a sentence, with the ids of questions and choices."""

import pytest

from screener.dystonia.conditions_in_words import in_words
from screener.questionnaire.conditions import ALWAYS, Below, Condition, Not, all_of, any_of, chose, only


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (ALWAYS, "always"),
        (chose("q", "a_b", "c"), "q is a b or c"),
        (chose("q", "a", "b", at_least=2), "q is at least 2 of a or b"),
        (only("q", "a"), "q is nothing but a"),
        (Not(Below("age", 18)), "not (age is below 18)"),
        (all_of(chose("q", "a"), any_of(chose("r", "b"), chose("s", "c"))), "q is a and (r is b or s is c)"),
    ],
)
def test_a_condition_is_read_in_words(condition: Condition, words: str) -> None:
    assert in_words(condition) == words
