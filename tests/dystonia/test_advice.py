import pytest

from screener.body.patterns import PATTERNS, Distribution
from screener.dystonia import advice
from screener.rules import classify
from tests.rules.selections import every_unsided


@pytest.mark.parametrize(
    ("marks", "named"),
    [
        ("neck", "focal"),
        ("neck larynx", "segmental"),
        ("upper_face left_hand", "multifocal"),
        ("left_hand left_foot", "hemidystonia"),
    ],
)
def test_each_pattern_is_named_in_its_own_words(marks: str, named: str) -> None:
    words = advice.pattern_words(classify(marks.split()))
    assert words is advice.PATTERN_WORDS[Distribution(named)]
    assert words.named == f"If it is dystonia, doctors call this pattern {named}."


def test_a_generalized_pattern_is_named_both_multifocal_and_generalized() -> None:
    words = advice.pattern_words(classify(["neck", "trunk", "left_hand"]))
    assert words is advice.GENERALIZED_WORDS
    assert "multifocal" in words.named
    assert "as wide as this one generalized" in words.named


def test_nothing_marked_has_no_pattern_and_still_leads_to_a_call() -> None:
    assert advice.pattern_words(classify([])) is None
    assert "You can still call." in advice.WITHOUT_PATTERN


def test_every_distribution_and_reason_has_words_and_no_other() -> None:
    reasons = {reason.id for result in every_unsided() for reason in result.reasons}
    assert reasons == advice.REASON_WORDS.keys()
    assert {pattern.id for pattern in PATTERNS} < advice.REASON_WORDS.keys()
    assert {*Distribution} == advice.PATTERN_WORDS.keys()


def test_the_patient_reads_why_in_the_order_of_the_reasons() -> None:
    marked = classify(["trunk", "neck", "left_shoulder", "left_foot"])
    assert advice.reasons_for_patient(marked) == (
        advice.REASON_WORDS["trunk_and_two_others"][0],
        advice.REASON_WORDS["leg_marked"][0],
        advice.REASON_WORDS["shoulder_with_neck"][0],
    )


@pytest.mark.parametrize("marks", ["neck left_hand", "neck right_arm larynx"])
def test_what_connects_an_arm_and_the_neck_is_said_in_its_own_words(marks: str) -> None:
    assert advice.ARM_WITH_NECK in advice.reasons_for_patient(classify(marks.split()))


@pytest.mark.parametrize("marks", ["neck larynx", "left_hand right_hand"])
def test_other_neighbours_are_said_to_be_next_to_each_other(marks: str) -> None:
    assert advice.reasons_for_patient(classify(marks.split()))[0] == advice.REASON_WORDS["all_connected"][0]


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ("left_upper_face", True),
        ("neck left_hand left_foot", True),
        ("left_leg", False),
        ("neck larynx", False),
        ("left_hand", False),
        ("", False),
    ],
)
def test_the_patient_hears_of_the_caveats_meant_for_them(
    marks: str,
    told: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert advice.specialist_may_differ(classify(marks.split())) is told


def test_what_always_stands_there() -> None:
    assert advice.NOT_A_DIAGNOSIS == "This is not a diagnosis. Only an exam can tell."
    assert "988" in " ".join(words.you for words in advice.FEELING_LOW)
    assert "911" in " ".join(advice.WATCH_FOR)


def test_no_word_claims_a_score_or_a_likelihood() -> None:
    words = [words for row in advice.REASON_WORDS.values() for words in row]
    words += [
        text for row in advice.PATTERN_WORDS.values() for text in (row.described, row.named, row.definition)
    ]
    words += [
        *advice.WHAT_IT_IS_NOT,
        *(words.you for words in advice.THE_VISIT),
        *advice.TREATMENTS,
        *advice.WATCH_FOR,
    ]
    assert all(words)
    for banned in ("score", "likely", "probab", "positive", "you have dystonia", "%"):
        assert not any(banned in text.lower() for text in words)
