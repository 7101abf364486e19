"""What holds of any way through any well-formed questionnaire, ours among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.flow import DuePage, Way, walk
from screener.questionnaire.follow_ups import on_page
from screener.questionnaire.pages import Questionnaire
from screener.questionnaire.question import Question
from tests.drawing import steadily
from tests.questionnaire.questionnaires import accepted, answers_to, changed, questionnaires

KINDS = {"drawn": questionnaires(), "ours": st.just(DYSTONIA)}
EXAMPLES = 60

pytestmark = pytest.mark.parametrize("of", ["drawn", "ours"])


def _begin(data: st.DataObject, of: str) -> tuple[Questionnaire, Answers, Way]:
    questionnaire = data.draw(KINDS[of])
    answers = data.draw(answers_to(questionnaire))
    return questionnaire, answers, walk(questionnaire, answers)


def _second(way: Way) -> list[DuePage]:
    return [due for section in way.sections for due in section.pages]


def _asked(way: Way) -> set[str]:
    return {question.id for due in way.every_page for question in due.questions}


def _left_of(value: Value, asked: Question) -> Value:
    """Of several ticks those that are offered; any other answer as it is."""
    return value & asked.choice_ids if isinstance(value, frozenset) else value


@given(st.data())
@steadily(EXAMPLES)
def test_every_due_page_is_reachable_by_answering_and_every_way_ends(of: str, data: st.DataObject) -> None:
    questionnaire, answers, way = _begin(data, of)
    steps = 0
    while way.frontier is not None:
        frontier = way.frontier
        assert way.at(frontier.id) == frontier
        behind = way.pages[way.pages.index(frontier) + 1 :]
        assert all(way.at(due.id) is None for due in (*behind, *_second(way)))
        # One below the other, as they are read: what a question offers may hang on the answer above it, on the same page.
        for question in frontier.questions:
            asked = questionnaire.questions[question.id].offered(walk(questionnaire, answers).answers)
            answers = answers.with_({question.id: data.draw(accepted(asked))})
        if frontier.page.conflict is not None:
            answers = answers.with_({frontier.page.conflict.question: NOT_SURE})
        way = walk(questionnaire, answers)
        done = way.at(frontier.id)
        assert done is not None
        assert done.done or len(done.questions) > len(
            {question.id for question in frontier.questions} & way.answers.keys()
        )
        steps += 1
        assert steps <= len(questionnaire.questions)
    assert all(way.at(due.id) == due for due in way.pages)
    assert way.complete == (way.stopped_at is None)
    assert all(way.at(due.id) == due for due in _second(way))


@given(st.data())
@steadily(EXAMPLES)
def test_the_second_part_never_changes_what_is_due_in_the_first(of: str, data: st.DataObject) -> None:
    questionnaire, answers, way = _begin(data, of)
    second = {
        question.id
        for section in questionnaire.sections
        for page in section.pages
        for question in page.questions
    }
    other = walk(questionnaire, data.draw(changed(questionnaire, answers, second)))
    assert other.pages == way.pages
    assert (other.complete, other.stopped_at) == (way.complete, way.stopped_at)


@given(st.data())
@steadily(EXAMPLES)
def test_a_way_as_far_as_a_page_says_of_it_what_the_whole_one_says(of: str, data: st.DataObject) -> None:
    questionnaire, answers, whole = _begin(data, of)
    page = data.draw(st.sampled_from(questionnaire.every_page))
    way = walk(questionnaire, answers, to=page.id)
    in_the_first = page in questionnaire.pages
    assert way.sections == (() if in_the_first else whole.sections)
    assert (way.pages, way.frontier, way.complete, way.stopped_at) == (
        (whole.pages, whole.frontier, whole.complete, whole.stopped_at)
    )
    due = whole.at(page.id)
    assert way.at(page.id) == due
    assert (way.before(page.id), way.after(page.id)) == (whole.before(page.id), whole.after(page.id))
    assert way.section_of(page.id) == whole.section_of(page.id)
    if due is not None:
        assert way.progress(page.id) == whole.progress(page.id)
        assert on_page(due, way.answers) == on_page(due, whole.answers)


@given(st.data())
@steadily(EXAMPLES)
def test_a_section_that_is_left_half_done_counts_what_was_answered_and_loses_nothing(
    of: str, data: st.DataObject
) -> None:
    _, answers, way = _begin(data, of)
    for section in way.sections:
        assert section.pages
        assert 0 <= section.answered <= section.questions
        assert all(way.section_of(due.id) == section for due in section.pages)
        for due in section.pages:
            counted = [question for question in due.questions if question.id in way.answers]
            assert due.answered == sum(way.answers[question.id] is not SKIPPED for question in counted)
            assert all(way.answers[each.id] == _left_of(answers[each.id], each) for each in counted)
    assert way.sections == () or way.stopped_at is None


@given(st.data())
@steadily(EXAMPLES)
def test_the_way_keeps_the_order_of_the_pages_and_ends_where_it_stops(of: str, data: st.DataObject) -> None:
    questionnaire, _, way = _begin(data, of)
    order = [page.id for page in questionnaire.pages]
    places = [order.index(due.id) for due in way.pages]
    assert places == sorted(set(places))
    assert all(due.questions for due in way.pages)
    if way.stopped_at is not None:
        assert way.stopped_at == way.pages[-1].page
        assert not way.complete


@given(st.data())
@steadily(EXAMPLES)
def test_what_counts_is_what_was_given_to_a_question_that_is_asked(of: str, data: st.DataObject) -> None:
    questionnaire, answers, way = _begin(data, of)
    shown = {question.id: question for due in way.every_page for question in due.questions}
    assert way.answers.keys() <= answers.keys() & shown.keys()
    for name, question in shown.items():
        left = _left_of(answers.get(name, SKIPPED), question)
        known = name in answers and questionnaire.questions[name].problem(answers[name]) is None
        emptied = left == frozenset() and left != answers.get(name)
        good = known and not emptied and question.problem(left) is None
        assert (name in way.answers) == good
        assert not good or way.answers[name] == left


@given(st.data())
@steadily(EXAMPLES)
def test_an_answer_that_no_longer_applies_steers_nothing(of: str, data: st.DataObject) -> None:
    questionnaire, answers, way = _begin(data, of)
    idle = questionnaire.questions.keys() - _asked(way)
    assert idle.isdisjoint(way.answers)
    assert walk(questionnaire, data.draw(changed(questionnaire, answers, idle))) == way


@given(st.data())
@steadily(EXAMPLES)
def test_changing_answers_and_changing_them_back_loses_nothing(of: str, data: st.DataObject) -> None:
    questionnaire, answers, way = _begin(data, of)
    name = data.draw(st.sampled_from(sorted(questionnaire.questions)))
    other = data.draw(accepted(questionnaire.questions[name]))
    away = answers.with_({name: other})
    assert walk(questionnaire, away).answers.keys() <= away.keys()
    back = away.with_({name: answers[name]}) if name in answers else answers
    assert walk(questionnaire, back) == way


@given(st.data())
@steadily(EXAMPLES)
def test_walking_the_answers_that_count_gives_the_same_way(of: str, data: st.DataObject) -> None:
    questionnaire, _, way = _begin(data, of)
    assert walk(questionnaire, way.answers) == way


@given(st.data())
@steadily(EXAMPLES)
def test_before_and_after_are_inverse(of: str, data: st.DataObject) -> None:
    _, _, way = _begin(data, of)
    for due in way.pages:
        before, after = way.before(due.id), way.after(due.id)
        assert (before is None) == (due == way.pages[0])
        assert (after is None) == (due == way.pages[-1])
        assert before is None or way.after(before.id) == due
        assert after is None or way.before(after.id) == due


@given(st.data())
@steadily(3 * EXAMPLES)
def test_a_total_that_is_given_stays_true_whatever_is_answered_from_there_on(
    of: str, data: st.DataObject
) -> None:
    questionnaire, answers, way = _begin(data, of)
    told_at = [due.id for due in way.pages if way.progress(due.id).total is not None]
    if not told_at:
        return
    here = data.draw(st.sampled_from(told_at))
    order = [page.id for page in questionnaire.pages]
    from_here = {
        question.id for page in questionnaire.pages[order.index(here) :] for question in page.questions
    }
    later = walk(questionnaire, data.draw(changed(questionnaire, answers, from_here)))
    told = way.progress(here)
    assert told.number == [due.id for due in way.pages].index(here) + 1
    assert told.number == later.progress(here).number
    assert told.total == later.progress(here).total == len(later.pages)
