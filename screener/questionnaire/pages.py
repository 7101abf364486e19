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


@dataclass(frozen=True, slots=True)
class Conflict:
    """Answers of one page that cannot both be so: when they stand there, at which question it is said, and how."""

    when: Condition
    question: str
    words: Wording


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
    conflict: Conflict | None = None


@dataclass(frozen=True, eq=False)
class Section:
    """Pages of the second part that belong together. Nothing in it has to be answered."""

    id: str
    title: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """Two parts under a version: pages that lead to the result, and sections that may be answered after it, or never."""

    version: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...] = ()

    @cached_property
    def every_page(self) -> tuple[Page, ...]:
        """The pages of both parts, in order."""
        return (*self.pages, *(page for section in self.sections for page in section.pages))

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question of both parts by its id, in order."""
        return {question.id: question for page in self.every_page for question in page.questions}

    @cached_property
    def first_part(self) -> frozenset[str]:
        """The ids of the pages that lead to the result."""
        return frozenset(page.id for page in self.pages)

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
