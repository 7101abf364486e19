"""Every answer in words, by section: what Check, the result, the download and the clinic's record show."""

from dataclasses import dataclass

from screener.questionnaire.answers import SKIPPED, Value
from screener.questionnaire.flow import Way
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import N_, Translate, Voice

NOT_PROVIDED = N_("Not provided")
NOT_SURE_OF_AGE = N_("Not sure")
FIRST_YEAR = N_("Less than 1 year")


@dataclass(frozen=True, slots=True)
class Line:
    """A question as it was worded, and its answer; ``answers`` is empty where none was given."""

    page_id: str
    question_id: str
    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together, under a title."""

    title: str
    lines: tuple[Line, ...]


def summary(way: Way, spoken_to: Voice, translate: Translate) -> tuple[Section, ...]:
    """Return the due questions with the answers that count, in words that ``translate`` puts into a language.

    Of the second part what was left open is left out: nobody had to answer it.
    """
    sections: dict[str, list[Line]] = {}
    first = {due.id for due in way.pages}
    for due in way.every_page:
        sections.setdefault(due.page.section, []).extend(
            Line(
                due.id,
                question.id,
                question.words.said(spoken_to, translate),
                in_words(question, way.answers[question.id], spoken_to, translate),
            )
            for question in due.questions
            if question.id in way.answers and (due.id in first or way.answers[question.id] is not SKIPPED)
        )
    return tuple(Section(translate(title), tuple(lines)) for title, lines in sections.items() if lines)


def in_words(question: Question, value: Value, spoken_to: Voice, translate: Translate) -> tuple[str, ...]:
    """Return one answer in words, each ticked choice a text of its own."""
    if value is SKIPPED:
        return ()
    if question.choices:
        chosen = value if isinstance(value, frozenset) else frozenset({value})
        return tuple(
            choice.label.said(spoken_to, translate) for choice in question.choices if choice.id in chosen
        )
    if question.kind is Kind.YEARS and isinstance(value, str):
        return (translate(NOT_SURE_OF_AGE),)
    if question.kind is Kind.YEARS and value == 0:
        return (translate(FIRST_YEAR),)
    return (str(value),)
