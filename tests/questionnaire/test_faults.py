"""What makes a questionnaire well formed: each kind of fault is found, and named."""

from dataclasses import replace
from typing import Any

import pytest

from screener.questionnaire.answers import NOT_SURE, Answers
from screener.questionnaire.conditions import Condition, Not, all_of, any_of, chose, only
from screener.questionnaire.faults import faults, well_formed
from screener.questionnaire.flow import walk
from screener.questionnaire.pages import Conflict, Page, Questionnaire, Section
from screener.questionnaire.question import Choice, Group, Kind, Question, Whole
from screener.questionnaire.wording import Wording

WORDS = Wording("words")
AB = (Choice("a", WORDS), Choice("b", WORDS))
NONE = Choice("none", WORDS, exclusive=True)


def _one(name: str, **changes: Any) -> Question:
    return replace(Question(name, Kind.ONE, WORDS, choices=AB), **changes)


def _page(name: str, *questions: Question, **changes: Any) -> Page:
    return Page(name, WORDS, "section", questions, **changes)


def _faults(*pages: Page) -> list[str]:
    return list(faults(Questionnaire("1", pages)))


FIRST = _page("first", _one("q"))


def test_a_well_formed_questionnaire_has_no_faults() -> None:
    second = _page(
        "second", _one("r", when=chose("q", "a")), when=Not(chose("q", "b")), stops_when=chose("r", "a")
    )
    assert _faults(FIRST, second) == []
    assert _faults() == []


@pytest.mark.parametrize(
    ("pages", "fault"),
    [
        ((FIRST, _page("first", _one("r"))), "page id 'first' is used twice"),
        ((FIRST, _page("second", _one("q"))), "question id 'q' is used twice"),
        ((_page("first", _one("q"), _one("q")),), "question id 'q' is used twice"),
        ((_page("first"),), "page 'first' asks nothing"),
        (
            (_page("first", _one("q"), when=chose("r", "a")),),
            "page 'first' depends on 'r', which is not asked before it",
        ),
        (
            (_page("first", _one("q"), when=chose("q", "a")),),
            "page 'first' depends on 'q', which is not asked before it",
        ),
        (
            (_page("first", _one("r", when=chose("q", "a")), _one("q")),),
            "question 'r' depends on 'q', which is not asked before it",
        ),
        (
            (_page("first", _one("q"), stops_when=chose("r", "a")), _page("second", _one("r"))),
            "the stop of page 'first' depends on 'r', which is not asked before it",
        ),
        (
            (FIRST, _page("second", _one("r"), when=chose("q", "a", "z"))),
            "page 'second' depends on the choice 'z', which 'q' does not have",
        ),
        (
            (FIRST, _page("second", _one("r", when=chose("q", "z")))),
            "question 'r' depends on the choice 'z', which 'q' does not have",
        ),
        (
            (_page("first", _one("q"), stops_when=chose("q", "z")),),
            "the stop of page 'first' depends on the choice 'z', which 'q' does not have",
        ),
        (
            (_page("first", _one("q", choices=())),),
            "question 'q' needs choices if, and only if, it is a choice",
        ),
        (
            (_page("first", _one("q", kind=Kind.YEARS)),),
            "question 'q' needs choices if, and only if, it is a choice",
        ),
        ((_page("first", _one("q", choices=(*AB, *AB))),), "question 'q' has a choice id twice"),
        ((_page("first", _one("q", limit=9)),), "question 'q' needs a limit if, and only if, it is typed"),
        (
            (_page("first", _one("q", kind=Kind.EMAIL, choices=())),),
            "question 'q' needs a limit if, and only if, it is typed",
        ),
        (
            (_page("first", _one("q", groups=(Group("title", ("a",)),))),),
            "the groups of question 'q' do not hold each of its choices",
        ),
        (
            (_page("first", _one("q", groups=(Group("title", ("a", "b", "z")),))),),
            "the groups of question 'q' do not hold each of its choices",
        ),
        (
            (_page("first", _one("r", choices=(*AB, NONE), among="q"), _one("q")),),
            "question 'r' is limited by 'q', which is not asked before it",
        ),
        (
            (_page("first", _one("q", choices=(*AB, Choice("c", WORDS, when=chose("r", "a"))))),),
            "the choice 'c' of question 'q' depends on 'r', which is not asked before it",
        ),
        (
            (_page("first", _one("q"), conflict=Conflict(chose("r", "a"), "q", WORDS)),),
            "the conflict of page 'first' depends on 'r', which is not asked before it",
        ),
        (
            (FIRST, _page("second", _one("r"), conflict=Conflict(chose("q", "a"), "q", WORDS))),
            "the conflict of page 'second' is said at a question of another page",
        ),
        (
            (FIRST, _page("second", _one("r", choices=(Choice("c", WORDS, when=chose("q", "a")),)))),
            "question 'r' may be left without any choice",
        ),
    ],
)
def test_each_kind_of_fault_is_found_once_and_named(pages: tuple[Page, ...], fault: str) -> None:
    assert _faults(*pages) == [fault]


def test_nothing_of_the_second_part_is_required_stops_anybody_or_is_refused() -> None:
    optional = _one("r", required=False)
    second = [
        _page("second", optional),
        _page("third", _one("s")),
        _page("fourth", replace(optional, id="t"), stops_when=chose("t", "a")),
        _page("fifth", replace(optional, id="u"), conflict=Conflict(chose("u", "a"), "u", WORDS)),
    ]
    found = faults(Questionnaire("1", (FIRST,), (Section("more", "title", tuple(second)),)))
    assert list(found) == [
        "question 's' of the second part is required",
        "page 'fourth' of the second part may stop nobody",
        "page 'fifth' of the second part may stop nobody",
    ]


def test_a_question_may_depend_on_one_above_it_on_its_page() -> None:
    assert _faults(_page("first", _one("q"), _one("r", when=chose("q", "a")))) == []


def test_the_wholes_of_a_group_hold_each_of_its_choices_once() -> None:
    for held, fault in ((("b", "a"), False), (("a",), True), (("a", "b", "b"), True)):
        groups = (Group("title", ("a", "b"), (Whole("w", "words", "undo", held),)),)
        assert bool(_faults(_page("first", _one("q", groups=groups)))) is fault


def test_the_groups_leave_out_the_exclusive_choices() -> None:
    groups = (Group("title", ("a",)), Group("title", ("b",)))
    assert _faults(_page("first", _one("q", choices=(*AB, NONE), groups=groups))) == []


def test_every_fault_is_told_not_only_the_first() -> None:
    assert len(_faults(_page("first"), _page("first", _one("q", choices=()), when=chose("x", "a")))) == 4


@pytest.mark.parametrize(
    "condition",
    [
        only("q", "z"),
        Not(chose("q", "z")),
        all_of(chose("q", "a"), chose("q", "z")),
        any_of(chose("q", "a"), Not(only("q", "z"))),
    ],
)
def test_a_choice_that_does_not_exist_is_found_in_any_condition(condition: Condition) -> None:
    (fault,) = _faults(FIRST, _page("second", _one("r"), when=condition))
    assert "'z'" in fault


def test_a_required_question_whose_choices_can_all_vanish_is_a_fault() -> None:
    """Nothing chosen for ``q`` leaves ``r`` with no choice at all, and the way could never go on."""
    optional = _one("q", kind=Kind.MANY, required=False)
    first = _page("first", optional)
    assert _faults(first, _page("second", _one("r", among="q"))) == [
        "question 'r' may be left without any choice"
    ]
    assert _faults(first, _page("second", _one("r", choices=(*AB, NONE), among="q"))) == []
    assert _faults(first, _page("second", _one("r", among="q", required=False))) == []


def test_a_page_whose_questions_are_all_conditional_is_not_certain_to_be_due() -> None:
    """A total that is told on the first page has to hold whatever is answered there."""
    second = _page("second", _one("r", when=chose("q", "a")))
    questionnaire = Questionnaire("1", (FIRST, second))
    told = walk(questionnaire, Answers({"q": "b"})).progress("first")
    assert told.total in {None, len(walk(questionnaire, Answers({"q": "a"})).pages)}


def test_the_certain_pages_are_those_that_nothing_asked_from_there_on_can_change() -> None:
    second, third = _page("second", _one("r")), _page("third", _one("s"), when=chose("q", "a"))
    assert Questionnaire("1", (FIRST, second, third)).certain_pages == {"second", "third"}
    assert Questionnaire("1", (FIRST, second)).certain_pages == {"first", "second"}
    stopping = _page("second", _one("r"), stops_when=chose("r", NOT_SURE))
    assert Questionnaire("1", (FIRST, stopping, _page("third", _one("s")))).certain_pages == {"third"}


def test_a_questionnaire_with_faults_is_refused_and_each_is_named() -> None:
    good = Questionnaire("1", (_page("one", _one("q")),))
    assert well_formed(good) is good
    with pytest.raises(ValueError, match=r"^page 'one' asks nothing; page 'two' asks nothing$"):
        well_formed(Questionnaire("1", (_page("one"), _page("two"))))
