import pytest

from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.plain import answers_from, questions_of


def test_each_sort_of_answer_is_read() -> None:
    given = {"respondent": "self", "body-parts": ["neck", "left_hand"], "onset-age": 43, "task": "writing"}
    read = answers_from(DYSTONIA, given)
    assert read.text("respondent") == "self"
    assert read.chosen("body-parts") == {"neck", "left_hand"}
    assert read.number("onset-age") == 43
    assert read.text("task") == "writing"
    assert answers_from(DYSTONIA, {"onset-age": NOT_SURE}).text("onset-age") == NOT_SURE
    assert len(answers_from(DYSTONIA, {})) == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "the answers are no object"),
        (None, "the answers are no object"),
        ({"shoe-size": 43}, "an id is not that of a question"),
        ({"respondent": "nobody"}, "respondent: unknown choice"),
        ({"respondent": ["self"]}, "respondent: a value of another kind"),
        ({"body-parts": "neck"}, "body-parts: a value of another kind"),
        ({"body-parts": ["neck", "none"]}, "body-parts: an exclusive choice together with others"),
        ({"body-parts": ["neck", 1]}, "body-parts: a value of another kind"),
        ({"onset-age": 121}, "onset-age: not an age in years"),
        ({"onset-age": True}, "onset-age: a value of another kind"),
        ({"onset-age": 4.5}, "onset-age: a value of another kind"),
        ({"onset-age": 10**400}, "onset-age: not an age in years"),
        ({"task": "x" * 10_000}, "task: too long"),
        ({"task": None}, "task: a value of another kind"),
    ],
)
def test_what_is_no_answer_is_named_by_its_question(given: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        answers_from(DYSTONIA, given)


def test_what_was_typed_is_not_repeated() -> None:
    with pytest.raises(ValueError, match="task") as fault:
        answers_from(DYSTONIA, {"task": "Ann Example" * 1_000})
    assert "Ann" not in str(fault.value)


def test_every_question_is_listed_once_with_what_it_takes() -> None:
    listed = {str(row["id"]): row for row in questions_of(DYSTONIA)}
    assert list(listed) == list(DYSTONIA.questions)
    assert len(listed) == len(questions_of(DYSTONIA))
    assert listed["onset-age"]["most"] == 120
    assert listed["task"]["longest"] == DYSTONIA.questions["task"].limit
    assert listed["respondent"]["choices"] == [
        {"id": choice.id, "label": choice.label.you, "exclusive": False}
        for choice in DYSTONIA.questions["respondent"].choices
    ]
