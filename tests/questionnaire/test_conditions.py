import pytest

from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.conditions import ALWAYS, Below, Condition, Not, all_of, any_of, chose, only

A, B = chose("one", "a"), chose("two", "b")


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        (chose("q", "a", "b"), "a", True),
        (chose("q", "a", "b"), "c", False),
        (chose("q", "a", "b"), frozenset({"b", "c"}), True),
        (chose("q", "a", "b"), frozenset(), False),
        (chose("q", "a", "b"), SKIPPED, False),
        (chose("q", "a", "b"), 1, False),
        (chose("q", "a", "b", at_least=2), frozenset({"a", "c"}), False),
        (chose("q", "a", "b", at_least=2), frozenset({"a", "b", "c"}), True),
        (only("q", "a", "b"), frozenset({"a"}), True),
        (only("q", "a", "b"), frozenset({"a", "b"}), True),
        (only("q", "a", "b"), frozenset({"a", "c"}), False),
        (only("q", "a", "b"), frozenset(), False),
        (only("q", "a", "b"), "b", True),
        (only("q", "a", "b"), SKIPPED, False),
        (Below("q", 18), 17, True),
        (Below("q", 18), 0, True),
        (Below("q", 18), 18, False),
        (Below("q", 18), NOT_SURE, False),
        (Below("q", 18), SKIPPED, False),
        (ALWAYS, "a", True),
        (Not(ALWAYS), "a", False),
    ],
)
def test_a_condition_holds_of_some_values_and_not_of_others(
    condition: Condition,
    value: Value,
    holds: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert condition.holds(Answers({"q": value})) is holds


@pytest.mark.parametrize("condition", [chose("q", "a"), only("q", "a"), Below("q", 18)])
def test_no_condition_holds_of_a_question_that_was_not_asked_but_its_opposite_does(
    condition: Condition,
) -> None:
    assert not condition.holds(Answers())
    assert Not(condition).holds(Answers())


@pytest.mark.parametrize(
    ("one", "two", "both", "either"),
    [("a", "b", True, True), ("a", "x", False, True), ("x", "b", False, True), ("x", "x", False, False)],
)
def test_all_of_needs_every_condition_and_any_of_needs_one(
    one: str,
    two: str,
    both: bool,  # noqa: FBT001 - a column of the table
    either: bool,  # noqa: FBT001 - a column of the table
) -> None:
    answers = Answers({"one": one, "two": two})
    assert all_of(A, B).holds(answers) is both
    assert any_of(A, B).holds(answers) is either


def test_all_of_nothing_holds_and_any_of_nothing_does_not() -> None:
    assert all_of().holds(Answers())
    assert not any_of().holds(Answers())


@pytest.mark.parametrize(
    ("condition", "reads"),
    [
        (ALWAYS, set()),
        (A, {"one"}),
        (only("two", "b"), {"two"}),
        (Below("age", 18), {"age"}),
        (Not(A), {"one"}),
        (all_of(A, B, Not(Below("age", 18))), {"one", "two", "age"}),
        (any_of(A, all_of(B)), {"one", "two"}),
        (all_of(), set()),
        (any_of(), set()),
    ],
)
def test_a_condition_names_every_question_it_reads(condition: Condition, reads: set[str]) -> None:
    assert condition.reads() == reads


def test_conditions_are_data_that_can_be_compared() -> None:
    assert all_of(chose("q", "a", "b"), Not(ALWAYS)) == all_of(chose("q", "b", "a"), Not(ALWAYS))
    assert len({chose("q", "a"), only("q", "a")}) == 2
