"""A person who answered every question they were asked: a neck and a left hand."""

from collections.abc import Mapping
from typing import Any

from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import SKIPPED, Answers, Value
from screener.questionnaire.flow import Way, walk
from screener.questionnaire.question import Kind
from tests.answering import ANSWERS

NOTE = "playing the zithersecret"
"""Their own words, in answer to ``task``."""


def answers_in(pages: Mapping[str, Mapping[str, Any]]) -> Answers:
    """Return what forms make of the fields of ``pages``; what may be skipped and is not among them was skipped."""
    values: dict[str, Value] = {
        question.id: SKIPPED for question in DYSTONIA.questions.values() if not question.required
    }
    for page in pages.values():
        for question_id, typed in page.items():
            kind = DYSTONIA.questions[question_id].kind
            values[question_id] = (
                frozenset(typed) if kind is Kind.MANY else int(typed) if kind is Kind.YEARS else typed
            )
    return Answers(values)


def answers(**changes: Value) -> Answers:
    """Return an answer to every question, as a form would give them, with ``changes`` (underscores for hyphens)."""
    changed = {name.replace("_", "-"): value for name, value in changes.items()}
    return answers_in(ANSWERS).with_({"task": NOTE, **changed})


def way(**changes: Value) -> Way:
    """Return the finished way of this person."""
    walked = walk(DYSTONIA, answers(**changes))
    assert walked.complete, walked.frontier
    return walked
