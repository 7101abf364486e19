from dataclasses import FrozenInstanceError, fields

import pytest

from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value


def test_not_asked_not_answered_not_sure_and_no_are_four_things() -> None:
    given: list[dict[str, Value]] = [{}, {"question": SKIPPED}, {"question": NOT_SURE}, {"question": "no"}]
    assert len({Answers(each) for each in given}) == len(given)


@pytest.mark.parametrize(
    ("value", "chosen", "number", "text"),
    [
        ("yes", {"yes"}, None, "yes"),
        (frozenset({"a", "b"}), {"a", "b"}, None, ""),
        (7, set(), 7, ""),
        (0, set(), 0, ""),
        (SKIPPED, set(), None, ""),
        (None, set(), None, ""),
    ],
)
def test_each_value_is_read_as_what_it_is_and_as_nothing_else(
    value: Value | None, chosen: set[str], number: int | None, text: str
) -> None:
    answers = Answers({} if value is None else {"question": value})
    assert answers.chosen("question") == chosen
    assert answers.number("question") == number
    assert answers.text("question") == text


def test_a_change_makes_new_answers_and_leaves_the_old_ones() -> None:
    before = Answers({"one": "a", "two": "b"})
    after = before.with_({"two": "c", "three": 3})
    assert dict(before) == {"one": "a", "two": "b"}
    assert dict(after) == {"one": "a", "two": "c", "three": 3}


def test_answers_are_a_mapping_equal_and_hashed_by_what_they_hold() -> None:
    answers = Answers({"one": "a", "two": frozenset({"b"})})
    same = Answers({"two": frozenset({"b"}), "one": "a"})
    assert answers["one"] == "a"
    assert list(answers) == ["one", "two"]
    assert len(answers) == 2
    assert answers == same
    assert hash(answers) == hash(same)
    assert answers != Answers({"one": "a"})


def test_a_question_that_is_not_there_has_no_value() -> None:
    with pytest.raises(KeyError, match="question"):
        Answers()["question"]


def test_answers_cannot_be_changed_in_place() -> None:
    answers = Answers({"one": "a"})
    with pytest.raises(FrozenInstanceError):
        setattr(answers, fields(answers)[0].name, {})
