"""The way through a questionnaire: a pure fold over the answers. Nothing about it is ever stored.

Pages are visited in order; each is due or not by the answers that count so far. An answer counts when its page is due,
its question is shown and its value is one the question accepts; of several ticks, those count that are still offered. All
else is kept by the caller, and steers nothing.
The first part leads to the result. The second may be answered after it, in any order, any amount, or never.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from screener.questionnaire.answers import SKIPPED, Answers, Value
from screener.questionnaire.conditions import ALWAYS
from screener.questionnaire.pages import Page, Questionnaire, Section
from screener.questionnaire.question import Question


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page on the way, with the questions it shows now, how many were answered, and whether the way may go on."""

    page: Page
    questions: tuple[Question, ...]
    answered: int
    done: bool

    @property
    def id(self) -> str:
        """The id of the page."""
        return self.page.id


@dataclass(frozen=True, slots=True)
class DueSection:
    """A section of the second part with the pages that are due in it; there is at least one."""

    section: Section
    pages: tuple[DuePage, ...]

    @property
    def questions(self) -> int:
        """How many questions it asks now."""
        return sum(len(due.questions) for due in self.pages)

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return sum(due.answered for due in self.pages)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a page stands: its number from 1, and how many there are where that is certain."""

    number: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Way:
    """The due pages of both parts, the answers that count, and the page at which the way ended early, if it did."""

    questionnaire: Questionnaire
    pages: tuple[DuePage, ...]
    sections: tuple[DueSection, ...]
    answers: Answers
    stopped_at: Page | None

    @property
    def frontier(self) -> DuePage | None:
        """The first page of the first part that is not done: the furthest a person may go. ``None`` when all are."""
        return next((due for due in self.pages if not due.done), None)

    @property
    def complete(self) -> bool:
        """Tell whether every due page of the first part is done and the way did not end early."""
        return self.frontier is None and self.stopped_at is None

    @property
    def every_page(self) -> tuple[DuePage, ...]:
        """The due pages of both parts, in order."""
        return (*self.pages, *(due for section in self.sections for due in section.pages))

    def at(self, page_id: str) -> DuePage | None:
        """Return the page if it is due and may be shown, else ``None``.

        One of the first part needs every page before it; one of the second needs the first part alone.
        """
        for due in self.pages:
            if due.id == page_id:
                return due
            if not due.done:
                return None
        if self.stopped_at is not None:
            return None
        return next((due for section in self.sections for due in section.pages if due.id == page_id), None)

    def section_of(self, page_id: str) -> DueSection | None:
        """Return the section of the second part that a due page stands in, or ``None``."""
        return next(
            (section for section in self.sections if any(due.id == page_id for due in section.pages)), None
        )

    def before(self, page_id: str) -> DuePage | None:
        """Return the due page before this one in its part or section, or ``None`` for the first."""
        beside = self._beside(page_id)
        index = _index(beside, page_id)
        return beside[index - 1] if index > 0 else None

    def after(self, page_id: str) -> DuePage | None:
        """Return the due page after this one in its part or section, or ``None`` for the last."""
        beside = self._beside(page_id)
        index = _index(beside, page_id)
        return beside[index + 1] if 0 <= index < len(beside) - 1 else None

    def progress(self, page_id: str) -> Progress:
        """Return where a reachable page stands in its part or section."""
        beside = self._beside(page_id)
        certain = beside is not self.pages or page_id in self.questionnaire.certain_pages
        return Progress(_index(beside, page_id) + 1, len(beside) if certain else None)

    def _beside(self, page_id: str) -> tuple[DuePage, ...]:
        section = self.section_of(page_id)
        return section.pages if section else self.pages


def walk(questionnaire: Questionnaire, answers: Answers, to: str | None = None) -> Way:
    """Fold ``answers`` over the pages of ``questionnaire``; over the first part alone where page ``to`` stands in it.

    The first part depends on nothing in the second, so that such a way says of its pages what the whole one says.
    """
    counted: dict[str, Value] = {}
    counting = Answers(
        counted
    )  # what counts so far: it grows from question to question, until the way is walked
    pages: list[DuePage] = []
    for page in _due(questionnaire.pages, answers, counted, counting):
        pages.append(page)
        if page.page.stops_when is not None and page.page.stops_when.holds(counting):
            return Way(questionnaire, tuple(pages), (), counting, page.page)
    further = () if to in questionnaire.first_part else questionnaire.sections
    sections = tuple(
        DueSection(section, due)
        for section in further
        if (due := tuple(_due(section.pages, answers, counted, counting)))
    )
    return Way(questionnaire, tuple(pages), sections, counting, None)


def _due(
    pages: Iterable[Page], answers: Answers, counted: dict[str, Value], counting: Answers
) -> Iterable[DuePage]:
    """Yield the pages that are due, and add to ``counted`` the answers on them that count."""
    for page in pages:
        if page.when is not ALWAYS and not page.when.holds(counting):
            continue
        questions = tuple(_shown(page, answers, counted, counting))
        if not questions:
            continue
        accepted = [question for question in questions if question.id in counted]
        sound = page.conflict is None or not page.conflict.when.holds(counting)
        yield DuePage(
            page,
            questions,
            answered=sum(counted[question.id] is not SKIPPED for question in accepted),
            done=sound and len(accepted) == len(questions),
        )


def _shown(page: Page, answers: Answers, counted: dict[str, Value], counting: Answers) -> Iterable[Question]:
    """Yield the questions of ``page`` that are asked, one after another: one may depend on those above it."""
    for question in page.questions:
        if question.when is not ALWAYS and not question.when.holds(counting):
            continue
        asked = question.offered(counting)
        # What Mapping has raises and catches an error for each that is missing.
        value = answers.given.get(question.id)
        if value is not None and question.problem(value) is None:
            if asked is not question:
                value = asked.of_what_is_offered(value)
            if value is not None:
                counted[question.id] = value
        yield asked


def _index(pages: tuple[DuePage, ...], page_id: str) -> int:
    return next((index for index, due in enumerate(pages) if due.id == page_id), -1)
