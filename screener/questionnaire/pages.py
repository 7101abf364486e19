"""The types of a questionnaire: pages of questions, in the order in which they are asked."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from screener.questionnaire.conditions import ALWAYS, Condition
from screener.questionnaire.question import Question
from screener.questionnaire.wording import Wording


class Figure(StrEnum):
    """What a page shows beside its questions."""

    EMERGENCY_CARD = "emergency card"
    BODY_PICTURE = "body picture"


# Pages and questionnaires are constants, as questions are.
@dataclass(frozen=True, eq=False)
class Page:
    """One question, or a small group that belongs together. ``stops_when`` ends the way here."""

    id: str
    title: Wording
    section: str
    questions: tuple[Question, ...]
    when: Condition = ALWAYS
    stops_when: Condition | None = None
    lead: Wording | None = None
    figure: Figure | None = None


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """Pages in the order in which they are asked, under a version."""

    version: str
    pages: tuple[Page, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its id, in order."""
        return {question.id: question for page in self.pages for question in page.questions}

    @cached_property
    def certain_pages(self) -> frozenset[str]:
        """The pages from which on no answer can change which pages are due, so that a total is honest."""
        certain: set[str] = set()
        read_later = frozenset[str]()
        for page in reversed(self.pages):
            if page.stops_when is not None or read_later & {question.id for question in page.questions}:
                break
            certain.add(page.id)
            read_later = read_later.union(
                page.when.reads(), *(question.when.reads() for question in page.questions)
            )
        return frozenset(certain)

    def page(self, page_id: str) -> Page:
        """Return the page with this id; ``KeyError`` when there is none."""
        for page in self.pages:
            if page.id == page_id:
                return page
        raise KeyError(page_id)
