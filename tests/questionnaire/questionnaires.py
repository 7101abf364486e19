"""Drawn questionnaires, well formed and all different, and drawn answers, good and bad."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import TypeVar

from hypothesis import strategies as st

from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.conditions import ALWAYS, Below, Condition, Not, all_of, any_of, chose, only
from screener.questionnaire.faults import faults
from screener.questionnaire.pages import Page, Questionnaire, Section
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import Wording

_Option = TypeVar("_Option")

WORDS = Wording("words")
LIMIT = 3
CHOICES = tuple(Choice(name, WORDS) for name in ("a", "b", "no"))
EXCLUSIVE = Choice(NOT_SURE, WORDS, exclusive=True)
WITH_CHOICES = (Kind.ONE, Kind.MANY)


@cache
def _places(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


@cache
def _some(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, unique=True)


_LIMITS = st.integers(1, 100)


def _one_of(draw: st.DrawFn, options: Sequence[_Option]) -> _Option:
    """Draw one of them: by its place, for a strategy takes longer to make than to draw from."""
    return options[draw(_places(len(options)))]


def _one_condition(draw: st.DrawFn, question: Question) -> Condition:
    if question.kind is Kind.YEARS:
        return Below(question.id, draw(_LIMITS))
    chosen = draw(_some(tuple(sorted(question.choice_ids))))
    ways: tuple[Callable[..., Condition], ...] = (chose, only, partial(chose, at_least=2))
    return _one_of(draw, ways)(question.id, *chosen)


def _condition(draw: st.DrawFn, asked: list[Question]) -> Condition:
    """Draw a condition on the questions asked so far, nested at times; always true at least half the time."""
    readable = [question for question in asked if question.choices or question.kind is Kind.YEARS]
    if not readable or draw(st.booleans()):
        return ALWAYS

    def one() -> Condition:
        return _one_condition(draw, _one_of(draw, readable))

    nested: tuple[Callable[[], Condition], ...] = (
        one,
        lambda: Not(one()),
        lambda: all_of(*(one() for _ in range(draw(_places(3))))),
        lambda: any_of(one(), one()),
    )
    return _one_of(draw, nested)()


def _question(
    draw: st.DrawFn, name: str, asked: list[Question], when: Condition | None, *, optional: bool = False
) -> Question:
    kind = _one_of(draw, (*WITH_CHOICES, *WITH_CHOICES, Kind.TEXT, Kind.YEARS))
    bases = [question.id for question in asked if question.kind in WITH_CHOICES]
    among = _one_of(draw, (None, None, *bases)) if bases and kind in WITH_CHOICES else None
    exclusive = kind in WITH_CHOICES and (among is not None or draw(st.booleans()))
    choices = CHOICES
    if exclusive and draw(st.booleans()):
        choices = (replace(CHOICES[0], when=_condition(draw, asked)), *CHOICES[1:])
    return Question(
        id=name,
        kind=kind,
        words=WORDS,
        choices=((*choices, EXCLUSIVE) if exclusive else choices) if kind in WITH_CHOICES else (),
        required=draw(st.booleans()) and not optional,
        limit=LIMIT if kind is Kind.TEXT else 0,
        when=_condition(draw, asked) if when is None else when,
        among=among,
    )


def _page(draw: st.DrawFn, name: str, asked: list[Question], *, optional: bool = False) -> Page:
    """Draw a page; a condition stands on it, on some of its questions, or on every one of them."""
    when = _condition(draw, asked)
    on_the_page = draw(st.booleans())
    questions: list[Question] = []
    for index in range(1 + draw(_places(3))):
        above = [*asked, *questions]
        each = None if on_the_page else when
        questions.append(_question(draw, f"{name}-{index}", above, each, optional=optional))
    return Page(name, WORDS, "section", tuple(questions), when=when if on_the_page else ALWAYS)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Return a questionnaire of one to five pages, and up to two sections of one or two, that has no faults."""
    pages: list[Page] = []
    asked: list[Question] = []
    stop = _one_of(draw, (None, None, 0, 1, 2))
    for number in range(1 + draw(_places(5))):
        page = _page(draw, f"page-{number}", asked)
        asked += page.questions
        pages.append(replace(page, stops_when=_condition(draw, asked) if number == stop else None))
    sections: list[Section] = []
    for name in "ab"[: draw(_places(3))]:
        inside: list[Page] = []
        for number in range(1 + draw(_places(2))):
            inside.append(_page(draw, f"{name}-{number}", asked, optional=True))
            asked += inside[-1].questions
        sections.append(Section(name, "title", tuple(inside)))
    drawn = Questionnaire("1", tuple(pages), tuple(sections))
    assert list(faults(drawn)) == []
    return drawn


def _accepted(question: Question) -> list[Value]:
    skip: list[Value] = [] if question.required else [SKIPPED]
    if question.kind is Kind.YEARS:
        return [0, 17, 18, 99, NOT_SURE, *skip]
    if question.kind is Kind.ONE:
        return [*(choice.id for choice in question.choices), *skip]
    if question.kind is Kind.MANY:
        alone = [frozenset({choice.id}) for choice in question.choices]
        others = frozenset(choice.id for choice in question.choices if not choice.exclusive)
        return [*alone, *([others] if others else []), *skip]
    return ["x" * min(question.limit, 9), "é", *skip]


def accepted(question: Question) -> st.SearchStrategy[Value]:
    """Return values that are an answer to the question as it is shown."""
    return st.sampled_from(_accepted(question))


_WRONG: list[Value] = [
    SKIPPED,
    "",
    "unknown",
    -1,
    121,
    frozenset(),
    frozenset({"unknown"}),
    frozenset({"a", NOT_SURE}),
    "\x00",
    "x" * 600,
]


@lru_cache(maxsize=1024)  # the questions of ours are constants
def _given(question: Question) -> tuple[Value | None, ...]:
    """Return what may be given to a question: an answer two times of three, else a wrong one, or nothing at all."""
    good = _accepted(question)
    repeated = -(-4 * len(_WRONG) // len(good))
    return (*good * repeated, *_WRONG, *[None] * len(_WRONG))


@st.composite
def answers_to(draw: st.DrawFn, questionnaire: Questionnaire) -> Answers:
    """Return answers to some or all questions, whether or not they would be asked; mostly good ones, at times wrong."""
    given = {question.id: _one_of(draw, _given(question)) for question in questionnaire.questions.values()}
    return Answers({name: value for name, value in given.items() if value is not None})


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
