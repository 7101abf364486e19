"""The way through a questionnaire: a pure fold over the answers. Nothing about it is ever stored.

Pages are visited in order; each is due or not by the answers that count so far. An answer counts when its page is due,
its question is shown and its value is one the question accepts. All else is kept by the caller, and steers nothing.
"""

from dataclasses import dataclass

from screener.questionnaire.answers import Answers
from screener.questionnaire.pages import Page, Questionnaire
from screener.questionnaire.question import Question


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page on the way, with the questions it shows now, and whether all of them have an answer that counts."""

    page: Page
    questions: tuple[Question, ...]
    done: bool

    @property
    def id(self) -> str:
        """The id of the page."""
        return self.page.id


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a page stands: its number from 1, and how many there are where that is certain."""

    number: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Way:
    """The pages that are due, the answers that count, and the page at which the way ended early, if it did."""

    questionnaire: Questionnaire
    pages: tuple[DuePage, ...]
    answers: Answers
    stopped_at: Page | None

    @property
    def frontier(self) -> DuePage | None:
        """The first page that is not done: the furthest a person may go. ``None`` when all are done."""
        return next((due for due in self.pages if not due.done), None)

    @property
    def complete(self) -> bool:
        """Tell whether every due page is done and the way did not end early."""
        return self.frontier is None and self.stopped_at is None

    def at(self, page_id: str) -> DuePage | None:
        """Return the page if it is due and every page before it is done, else ``None``."""
        for due in self.pages:
            if due.id == page_id:
                return due
            if not due.done:
                return None
        return None

    def before(self, page_id: str) -> DuePage | None:
        """Return the due page before this one, or ``None`` for the first."""
        index = self._index(page_id)
        return self.pages[index - 1] if index > 0 else None

    def after(self, page_id: str) -> DuePage | None:
        """Return the due page after this one, or ``None`` for the last."""
        index = self._index(page_id)
        return self.pages[index + 1] if 0 <= index < len(self.pages) - 1 else None

    def progress(self, page_id: str) -> Progress:
        """Return where a reachable page stands on this way."""
        certain = page_id in self.questionnaire.certain_pages
        return Progress(self._index(page_id) + 1, len(self.pages) if certain else None)

    def _index(self, page_id: str) -> int:
        return next((index for index, due in enumerate(self.pages) if due.id == page_id), -1)


def walk(questionnaire: Questionnaire, answers: Answers) -> Way:
    """Fold ``answers`` over the pages of ``questionnaire``."""
    counting = Answers()
    due: list[DuePage] = []
    for page in questionnaire.pages:
        questions = shown(page, counting) if page.when.holds(counting) else ()
        if not questions:
            continue
        accepted = {
            question.id: answers[question.id]
            for question in questions
            if question.id in answers and question.problem(answers[question.id]) is None
        }
        due.append(DuePage(page, questions, done=len(accepted) == len(questions)))
        counting = counting.with_(accepted)
        if page.stops_when is not None and page.stops_when.holds(counting):
            return Way(questionnaire, tuple(due), counting, page)
    return Way(questionnaire, tuple(due), counting, None)


def shown(page: Page, counting: Answers) -> tuple[Question, ...]:
    """Return the questions of ``page`` that are asked, given the answers that count, with the choices they offer."""
    return tuple(
        question.limited_to(counting.chosen(question.among)) if question.among else question
        for question in page.questions
        if question.when.holds(counting)
    )
