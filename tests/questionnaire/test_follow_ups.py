"""What a page holds from the start: what it asks, and what one choice on it would bring up."""

from screener.questionnaire.answers import Answers, Value
from screener.questionnaire.conditions import ALWAYS, Below, Condition, Not, all_of, any_of, chose
from screener.questionnaire.flow import walk
from screener.questionnaire.follow_ups import OnPage, on_page
from screener.questionnaire.pages import Page, Questionnaire
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import Wording


def _question(name: str, when: Condition = ALWAYS, kind: Kind = Kind.ONE, **limits: str) -> Question:
    choices = tuple(Choice(choice, Wording(choice)) for choice in ("yes", "no", "maybe"))
    return Question(name, kind, Wording(name), choices=choices, when=when, **limits)  # type: ignore[arg-type]


def _held(*questions: Question, **given: Value) -> dict[str, OnPage]:
    start = Page("start", Wording("start"), "s", (_question("before"),))
    page = Page("page", Wording("page"), "s", questions)
    way = walk(Questionnaire("1", (start, page)), Answers({"before": "no", **given}))
    return {each.question.id: each for each in on_page(way.pages[1], way.answers)}


def test_a_question_is_held_with_the_choices_that_bring_it_up() -> None:
    more = _question("more", chose("first", "yes", "maybe"))
    for given in ({}, {"first": "no"}, {"first": "yes"}):
        held = _held(_question("first"), more, **given)
        assert held["first"] == OnPage(held["first"].question)
        assert held["more"] == OnPage(more, "first", frozenset({"yes", "maybe"}))


def test_one_of_many_choices_brings_it_up_too() -> None:
    held = _held(_question("first", kind=Kind.MANY), _question("more", chose("first", "maybe")))
    assert held["more"].choices == {"maybe"}


def test_what_another_page_brings_up_is_asked_anyway() -> None:
    both = any_of(chose("before", "no"), chose("first", "yes"))
    assert _held(_question("first"), _question("more", both))["more"].after == ""
    assert "more" not in _held(_question("first"), _question("more", chose("before", "yes")))


def test_what_hangs_on_two_answers_of_the_page_is_held_once_it_is_asked() -> None:
    both = all_of(chose("first", "yes"), chose("second", "yes"))
    questions = (_question("first"), _question("second"), _question("more", both))
    assert "more" not in _held(*questions, first="yes")
    assert _held(*questions, first="yes", second="yes")["more"].after == ""


def test_what_no_choice_can_bring_up_is_not_held() -> None:
    never = all_of(chose("first", "yes"), chose("before", "yes"))
    assert "more" not in _held(_question("first"), _question("more", never))
    age = Question("age", Kind.YEARS, Wording("age"))
    assert "more" not in _held(age, _question("more", Below("age", 5)))


def test_what_is_asked_until_an_answer_speaks_against_it_is_no_follow_up() -> None:
    unless = _question("more", Not(chose("first", "yes")))
    assert _held(_question("first"), unless)["more"].after == ""
    assert "more" not in _held(_question("first"), unless, first="yes")


def test_a_question_whose_choices_hang_on_the_page_waits_until_it_is_asked() -> None:
    among = _question("more", chose("first", "yes"), among="first")
    assert "more" not in _held(_question("first"), among)
    assert _held(_question("first"), among, first="yes")["more"].after == ""
