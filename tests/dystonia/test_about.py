import pytest

from screener.body.patterns import Distribution
from screener.dystonia import about
from screener.rules import classify


def test_all_four_patterns_are_explained() -> None:
    assert about.EXAMPLES.keys() == {*Distribution}
    assert [str(pattern) for pattern in about.EXAMPLES] == [
        example.name.lower() for example in about.EXAMPLES.values()
    ]


@pytest.mark.parametrize("pattern", Distribution)
def test_the_rule_gives_each_example_the_pattern_that_it_explains(pattern: Distribution) -> None:
    answer = classify(about.EXAMPLES[pattern].marked)
    assert (answer.distribution, answer.generalized) == (pattern, False)
    assert answer.caveats == (("early_spread",) if pattern is Distribution.HEMIDYSTONIA else ())


def test_generalized_is_explained_as_the_rule_counts_it() -> None:
    assert "the trunk and in two or more other areas" in about.GENERALIZED
    assert classify(["trunk", "neck", "left_hand"]).generalized
    assert not classify(["trunk", "neck"]).generalized


def test_no_word_claims_that_the_reader_has_it() -> None:
    words = [*about.WHAT_IT_IS, about.GENERALIZED, *about.SIGNS, *about.WHO_GETS_IT, *about.RISKS]
    words += [about.LESS_THAN_ELSEWHERE, *about.APPOINTMENT]
    words += [text for row in about.EXAMPLES.values() for text in (row.name, row.used_when, row.example)]
    assert all(words)
    for banned in ("score", "likely", "probab", "positive", "you have", "your dystonia", "%"):
        assert not any(banned in text.lower() for text in words)
