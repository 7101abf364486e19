"""Our own questionnaire: its pages, what it asks, and how large its answers can grow."""

from collections.abc import Iterator

import pytest

from screener.body.anatomy import MARKS, UNSIDED_MARKS
from screener.dystonia import DYSTONIA, SHARE, marked_parts, voice, voice_of
from screener.dystonia.red_flags import RED_FLAGS
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.conditions import Chose, Condition, Only
from screener.questionnaire.faults import faults
from screener.questionnaire.pages import Figure, Questionnaire
from screener.questionnaire.question import WRITTEN, Kind
from screener.questionnaire.wording import Voice
from screener.rules import classify

PAGES = ["emergency", "respondent", "body-parts", "sides", "onset", "new-or-worse", "medicines"]
SECTIONS = {
    "noticed": ["signs-head", "signs-body", "signs-limbs"],
    "course": ["course", "triggers", "features"],
    "health": ["background", "treatment", "so-far"],
    "life": ["effect"],
    "person": ["about-you"],
    "help": ["help"],
}

WITHOUT_NOT_SURE = {"emergency", "respondent"}
"""A person knows whether it is happening or just did, and for whom they answer."""


def _leaves(condition: Condition) -> Iterator[Condition]:
    inner = [*getattr(condition, "conditions", ()), *filter(None, [getattr(condition, "condition", None)])]
    if not inner:
        yield condition
    for each in inner:
        yield from _leaves(each)


def test_the_questionnaire_and_the_last_page_have_no_faults() -> None:
    assert list(faults(DYSTONIA)) == []
    assert list(faults(Questionnaire("1", (*DYSTONIA.pages, SHARE), DYSTONIA.sections))) == []


def test_the_pages_are_those_of_the_design_in_its_order() -> None:
    assert [page.id for page in DYSTONIA.pages] == PAGES
    assert {section.id: [page.id for page in section.pages] for section in DYSTONIA.sections} == SECTIONS
    assert all(len(pages) <= 3 for pages in SECTIONS.values())
    assert SHARE.id == "share"


def test_the_questionnaire_has_a_version() -> None:
    assert DYSTONIA.version == "2.3.3"


def test_every_question_that_needs_an_answer_takes_not_sure() -> None:
    unsure: dict[Kind, Value] = {Kind.ONE: NOT_SURE, Kind.YEARS: NOT_SURE, Kind.MANY: frozenset({NOT_SURE})}
    without = {
        question.id
        for question in DYSTONIA.questions.values()
        if question.required and question.problem(unsure[question.kind]) is not None
    }
    assert without == WITHOUT_NOT_SURE


def test_the_choices_that_say_no_or_not_sure_exclude_all_others() -> None:
    for question in DYSTONIA.questions.values():
        if question.kind is Kind.MANY:
            assert question.choice_ids & {"no", "none", NOT_SURE} == question.exclusive_ids


def test_every_condition_names_questions_and_choices_that_exist() -> None:
    conditions = [flag.when for flag in RED_FLAGS]
    for page in DYSTONIA.every_page:
        conditions += [page.when, *filter(None, [page.stops_when])]
        conditions += [question.when for question in page.questions]
    for leaf in (leaf for condition in conditions for leaf in _leaves(condition)):
        assert leaf.reads() <= DYSTONIA.questions.keys()
        if isinstance(leaf, Chose | Only):
            assert leaf.choices <= DYSTONIA.questions[leaf.question].choice_ids


def test_nothing_typed_is_required_and_everything_typed_has_a_limit() -> None:
    typed = [question for question in DYSTONIA.questions.values() if question.kind in WRITTEN]
    assert all(not question.required and 0 < question.limit <= 60 for question in typed)


def test_the_body_parts_are_the_sixteen_marks_and_the_groups_are_those_of_the_pictures() -> None:
    question = DYSTONIA.questions["body-parts"]
    assert question.choice_ids - question.exclusive_ids == set(UNSIDED_MARKS)
    assert [group.title for group in question.groups] == [
        "Head, neck and voice",
        "Trunk",
        "Arms and hands",
        "Legs and feet",
    ]


def test_the_card_and_the_picture_stand_on_their_pages() -> None:
    figures = {page.id: page.figure for page in DYSTONIA.pages if page.figure}
    assert figures == {"emergency": Figure.EMERGENCY_CARD, "body-parts": Figure.BODY_PICTURE}


@pytest.mark.parametrize("word", ["Shaking", "Pain", "Writing"])
def test_shaking_pain_and_writing_are_asked_once(word: str) -> None:
    asked = [
        question.id
        for question in DYSTONIA.questions.values()
        for choice in question.choices
        if choice.label.you.startswith(word)
    ]
    assert len(asked) == (0 if word == "Pain" else 1)
    assert "pain" in DYSTONIA.questions


def test_a_degree_is_asked_for_each_area_that_was_ticked() -> None:
    areas = DYSTONIA.questions["life"].choice_ids - DYSTONIA.questions["life"].exclusive_ids
    assert {f"effect-{area}" for area in areas} == {
        name for name in DYSTONIA.questions if name.startswith("effect-")
    }


def test_the_answers_of_the_questions_that_decide_urgency_keep_their_ids() -> None:
    ids = {name: question.choice_ids for name, question in DYSTONIA.questions.items()}
    several = {"none", NOT_SURE}
    assert ids["onset-when"] == {"last-week", "last-three-months", "last-year", "over-a-year", NOT_SURE}
    assert ids["onset-pace"] == {"minutes-hours", "days", "weeks-months", "years", NOT_SURE}
    assert ids["spells"] == ids["worse-within-days"] == ids["speech-after-shot"] == {"yes", "no", NOT_SURE}
    assert ids["medicine"] == {"no", "new", "now", "past", NOT_SURE}
    assert ids["new-or-worse"] == several | {
        *("swallowing", "coughing", "weight", "breathing", "bladder-numbness", "eyes-rolling", "thinking"),
    }
    assert ids["happened"] == several | {
        *("stroke-recent", "stroke-earlier", "head-injury-recent", "head-injury-earlier"),
        *("botulinum-recent", "device"),
    }
    assert ids["respondent"] == {"self", "parent", "partner", "family", "carer", "other"}


def test_a_message_may_be_left_only_where_the_person_says_so_and_consent_is_required() -> None:
    assert [question.id for question in SHARE.questions if question.required] == ["consent"]


def _marked(parts: set[str], **sides: Value) -> tuple[str, ...]:
    given = {f"side-{part.replace('_', '-')}": side for part, side in sides.items()}
    return marked_parts(Answers({"body-parts": frozenset(parts), **given}))


@pytest.mark.parametrize("part", ["upper_face", "lower_face", "jaw_tongue", "neck", "trunk"])
def test_a_midline_part_carries_the_side_that_was_chosen_for_it(part: str) -> None:
    assert _marked({part}, **{part: "left"}) == (f"left_{part}",)
    assert _marked({part}, **{part: "right"}) == (f"right_{part}",)
    for no_side in ("both", NOT_SURE, SKIPPED):
        assert _marked({part}, **{part: no_side}) == (part,)
    assert _marked({part}) == (part,)
    assert _marked({"left_hand"}, **{part: "left"}) == ("left_hand",)


def test_nothing_marked_and_not_sure_are_no_parts() -> None:
    assert marked_parts(Answers()) == _marked({"none"}) == _marked({NOT_SURE}) == ()


def test_the_marked_parts_are_words_of_the_rule_in_the_order_of_the_page() -> None:
    every = _marked(set(UNSIDED_MARKS), neck="left")
    assert every == tuple("left_neck" if mark == "neck" else mark for mark in UNSIDED_MARKS)
    assert set(every) <= MARKS.keys()
    assert classify(every).generalized


SPOKEN_TO = {
    "self": Voice.SELF,
    "parent": Voice.CHILD,
    "partner": Voice.PARTNER,
    "family": Voice.RELATIVE,
    "carer": Voice.CARED_FOR,
    "other": Voice.OTHER,
}


@pytest.mark.parametrize(("who", "spoken_to"), SPOKEN_TO.items())
def test_words_speak_about_whom_the_person_said_they_answer_for(who: str, spoken_to: Voice) -> None:
    assert voice(Answers({"respondent": who})) is voice_of(who) is spoken_to


def test_every_respondent_has_a_voice_and_nobody_is_spoken_to_as_oneself() -> None:
    assert SPOKEN_TO.keys() == DYSTONIA.questions["respondent"].choice_ids
    assert voice_of("of a version to come") is Voice.OTHER
    for given in ({"respondent": SKIPPED}, {}):
        assert voice(Answers(given)) is Voice.SELF
