"""Questions that one answer of their own page brings up: a page can hold them from the start, and show them after that answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import DuePage
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Kind, Question


@dataclass(frozen=True, slots=True)
class OnPage:
    """A question that a page holds, and the choices of the question ``after`` that bring it up; none, where it is asked anyway."""

    question: Question
    after: str = ""
    choices: frozenset[str] = frozenset()


def on_page(due: DuePage, counting: Answers) -> tuple[OnPage, ...]:
    """Return what the page holds, in its order: the questions it asks now, and those that one choice on it would bring up.

    A question that hangs on two answers of the page is held only once it is asked: no single choice decides.
    """
    hanging = _hanging(due.page)
    if not hanging:
        return tuple(OnPage(question) for question in due.questions)
    return tuple(_held(due, hanging, counting))


def _held(due: DuePage, hanging: Mapping[str, Question], counting: Answers) -> Iterator[OnPage]:
    asked = {question.id: question for question in due.questions}
    here = {question.id for question in due.page.questions}
    elsewhere = Answers({name: value for name, value in counting.items() if name not in here})
    for question in due.page.questions:
        after = hanging.get(question.id)
        if after is None or question.when.holds(elsewhere):
            if question.id in asked:
                yield OnPage(asked[question.id])
            continue
        choices = frozenset(
            choice.id
            for choice in after.choices
            if question.when.holds(elsewhere.with_({after.id: _alone(after, choice.id)}))
        )
        if choices:
            yield OnPage(question.offered(elsewhere), after.id, choices)


@cache  # pages are constants
def _hanging(page: Page) -> Mapping[str, Question]:
    """Return, by the id of each question of a page that hangs on just one other of it, that other one."""
    here = {question.id: question for question in page.questions}
    return {
        question.id: here[next(iter(reads))]
        for question in page.questions
        if len(reads := question.when.reads() & here.keys()) == 1 and not _choices_hang_on(question, here)
    }


def _choices_hang_on(question: Question, here: Mapping[str, Question]) -> bool:
    return any(choice.when.reads() & here.keys() for choice in question.choices) or question.among in here


def _alone(question: Question, choice: str) -> str | frozenset[str]:
    return frozenset({choice}) if question.kind is Kind.MANY else choice
