"""Drawn questionnaires, well formed and all different, and drawn answers, good and bad."""

from dataclasses import replace

from hypothesis import strategies as st

from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.conditions import ALWAYS, Below, Condition, Not, all_of, any_of, chose, only
from screener.questionnaire.faults import faults
from screener.questionnaire.pages import Page, Questionnaire, Section
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import Wording

WORDS = Wording("words")
LIMIT = 3
CHOICES = tuple(Choice(name, WORDS) for name in ("a", "b", "no"))
EXCLUSIVE = Choice(NOT_SURE, WORDS, exclusive=True)
WITH_CHOICES = (Kind.ONE, Kind.MANY)


def _one_condition(question: Question) -> st.SearchStrategy[Condition]:
    if question.kind is Kind.YEARS:
        return st.integers(1, 100).map(lambda limit: Below(question.id, limit))
    ids = st.lists(st.sampled_from(sorted(question.choice_ids)), min_size=1, unique=True)
    return st.one_of(
        ids.map(lambda chosen: chose(question.id, *chosen)),
        ids.map(lambda chosen: only(question.id, *chosen)),
        ids.map(lambda chosen: chose(question.id, *chosen, at_least=2)),
    )


def conditions(asked: list[Question]) -> st.SearchStrategy[Condition]:
    """Return conditions on the questions asked so far, nested at times; always true at least half the time."""
    readable = [question for question in asked if question.choices or question.kind is Kind.YEARS]
    if not readable:
        return st.just(ALWAYS)
    one = st.sampled_from(readable).flatmap(_one_condition)
    nested = st.one_of(
        one,
        one.map(Not),
        st.lists(one, max_size=2).map(lambda some: all_of(*some)),
        st.builds(any_of, one, one),
    )
    return st.one_of(st.just(ALWAYS), nested)


@st.composite
def _question(
    draw: st.DrawFn, name: str, asked: list[Question], when: Condition | None, *, optional: bool = False
) -> Question:
    kind = draw(st.sampled_from([*WITH_CHOICES, *WITH_CHOICES, Kind.TEXT, Kind.YEARS]))
    bases = [question.id for question in asked if question.kind in WITH_CHOICES]
    among = draw(st.none() | st.sampled_from(bases)) if bases and kind in WITH_CHOICES else None
    exclusive = kind in WITH_CHOICES and (among is not None or draw(st.booleans()))
    choices = CHOICES
    if exclusive and draw(st.booleans()):
        choices = (replace(CHOICES[0], when=draw(conditions(asked))), *CHOICES[1:])
    return Question(
        id=name,
        kind=kind,
        words=WORDS,
        choices=((*choices, EXCLUSIVE) if exclusive else choices) if kind in WITH_CHOICES else (),
        required=draw(st.booleans()) and not optional,
        limit=LIMIT if kind is Kind.TEXT else 0,
        when=draw(conditions(asked)) if when is None else when,
        among=among,
    )


@st.composite
def _page(draw: st.DrawFn, name: str, asked: list[Question], *, optional: bool = False) -> Page:
    """Return a page; a condition stands on it, on some of its questions, or on every one of them."""
    when = draw(conditions(asked))
    on_the_page = draw(st.booleans())
    questions: list[Question] = []
    for index in range(draw(st.integers(1, 3))):
        above = [*asked, *questions]
        each = None if on_the_page else when
        questions.append(draw(_question(f"{name}-{index}", above, each, optional=optional)))
    return Page(name, WORDS, "section", tuple(questions), when=when if on_the_page else ALWAYS)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Return a questionnaire of one to five pages, and up to two sections of one or two, that has no faults."""
    pages: list[Page] = []
    asked: list[Question] = []
    stop = draw(st.sampled_from([None, None, 0, 1, 2]))
    for number in range(draw(st.integers(1, 5))):
        page = draw(_page(f"page-{number}", asked))
        asked += page.questions
        pages.append(replace(page, stops_when=draw(conditions(asked)) if number == stop else None))
    sections: list[Section] = []
    for name in "ab"[: draw(st.integers(0, 2))]:
        inside: list[Page] = []
        for number in range(draw(st.integers(1, 2))):
            inside.append(draw(_page(f"{name}-{number}", asked, optional=True)))
            asked += inside[-1].questions
        sections.append(Section(name, "title", tuple(inside)))
    drawn = Questionnaire("1", tuple(pages), tuple(sections))
    assert list(faults(drawn)) == []
    return drawn


def accepted(question: Question) -> st.SearchStrategy[Value]:
    """Return values that are an answer to the question as it is shown."""
    skip: list[Value] = [] if question.required else [SKIPPED]
    if question.kind is Kind.YEARS:
        return st.sampled_from([0, 17, 18, 99, NOT_SURE, *skip])
    if question.kind is Kind.ONE:
        return st.sampled_from([*(choice.id for choice in question.choices), *skip])
    if question.kind is Kind.MANY:
        alone = [frozenset({choice.id}) for choice in question.choices]
        others = frozenset(choice.id for choice in question.choices if not choice.exclusive)
        return st.sampled_from([*alone, *([others] if others else []), *skip])
    return st.sampled_from(["x" * min(question.limit, 9), "é", *skip])


def values(question: Question) -> st.SearchStrategy[Value]:
    """Return values that are mostly an answer, and at times a wrong one."""
    wrong: list[Value] = [
        SKIPPED,
        "",
        "unknown",
        -1,
        121,
        frozenset(),
        frozenset({"unknown"}),
        "\x00",
        "x" * 600,
    ]
    good = accepted(question)
    return st.one_of(good, good, good, good, st.sampled_from(wrong))


@st.composite
def answers_to(draw: st.DrawFn, questionnaire: Questionnaire) -> Answers:
    """Return answers to some or all questions, whether or not they would be asked."""
    given: dict[str, Value] = {}
    for question in questionnaire.questions.values():
        if draw(st.integers(0, 5)):
            given[question.id] = draw(values(question))
    return Answers(given)


def changed(
    questionnaire: Questionnaire, answers: Answers, questions: set[str]
) -> st.SearchStrategy[Answers]:
    """Return ``answers`` with other answers, or none, to ``questions``."""
    return answers_to(questionnaire).map(
        lambda other: Answers(
            {name: value for name, value in answers.items() if name not in questions}
            | {name: other[name] for name in questions & other.keys()}
        )
    )
