"""Twelve people of the vignettes and the probes, with every answer that has to be given."""

from collections.abc import Mapping

from screener.dystonia import DYSTONIA
from screener.dystonia.sides import SIDE_QUESTIONS
from screener.questionnaire.answers import SKIPPED, Answers, Value
from screener.questionnaire.flow import Way, walk
from screener.questionnaire.question import Kind, Question
from tests.documents.fhir.test_agreement import answers_of_marks
from tests.dystonia.test_probes import BEGUN, PROBES
from tests.rules.test_vignettes import VIGNETTES

_VIGNETTES = ("V004", "V007", "V060", "V069", "N21", "V088")
_PROBES = ("P02", "P05", "P08", "P10", "P12", "P16")
_QUIET = ("none", "no", "over-a-year", "years")
"""What raises no flag, where a question has it."""


def _answer(question: Question) -> Value:
    if not question.required:
        return SKIPPED
    if question.kind is Kind.YEARS:
        return 40
    chosen = next((each for each in _QUIET if each in question.choice_ids), question.choices[-1].id)
    return frozenset({chosen}) if question.kind is Kind.MANY else chosen


def _finished(given: Mapping[str, Value]) -> Way:
    """Return the way of whoever answers what is given, and of the rest what must be answered and means the least."""
    answers = Answers(given)
    while (due := (way := walk(DYSTONIA, answers)).frontier) is not None:
        open_ones = {each.id: _answer(each) for each in due.questions if each.id not in way.answers}
        answers = answers.with_(open_ones)
    assert all(way.answers[name] == value for name, value in given.items()), (
        "an answer that nobody is asked for"
    )
    return way


def _marked(marks: frozenset[str]) -> dict[str, Value]:
    """Return the answers that say ``marks``, with those about sides that somebody is asked for."""
    answers = answers_of_marks(marks)
    return {
        name: value
        for name, value in answers.items()
        if name not in SIDE_QUESTIONS or DYSTONIA.questions[name].when.holds(answers)
    }


def people() -> dict[str, Way]:
    """Return each with the whole way of their answers."""
    marks = {row["id"]: row["parts"].split(";") for row in VIGNETTES}
    given = {name: BEGUN | _marked(frozenset(marks[name])) for name in _VIGNETTES}
    given |= {name[:3]: BEGUN | row[0] for name, row in PROBES.items() if name[:3] in _PROBES}
    return {name: _finished(answers) for name, answers in given.items()}
