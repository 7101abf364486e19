"""Questions that one answer of their own page brings up: a page can hold them from the start, and show them after that answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import DuePage
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
    return tuple(_held(due, counting))


def _held(due: DuePage, counting: Answers) -> Iterator[OnPage]:
    asked = {question.id: question for question in due.questions}
    here = {question.id: question for question in due.page.questions}
    elsewhere = Answers({name: value for name, value in counting.items() if name not in here})
    for question in due.page.questions:
        reads = question.when.reads() & here.keys()
        if len(reads) != 1 or question.when.holds(elsewhere) or _choices_hang_on(question, here):
            if question.id in asked:
                yield OnPage(asked[question.id])
            continue
        (after,) = reads
        choices = frozenset(
            choice.id
            for choice in here[after].choices
            if question.when.holds(elsewhere.with_({after: _alone(here[after], choice.id)}))
        )
        if choices:
            yield OnPage(question.offered(elsewhere), after, choices)


def _choices_hang_on(question: Question, here: dict[str, Question]) -> bool:
    return any(choice.when.reads() & here.keys() for choice in question.choices) or question.among in here


def _alone(question: Question, choice: str) -> str | frozenset[str]:
    return frozenset({choice}) if question.kind is Kind.MANY else choice
