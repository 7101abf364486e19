"""A person who answered every question they were asked: a neck and a left hand."""

from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import SKIPPED, Answers, Value
from screener.questionnaire.flow import Way, walk
from screener.questionnaire.question import Kind
from tests.answering import ANSWERS

NOTE = "playing the zithersecret"
"""Their own words, in answer to ``task``."""


def answers(**changes: Value) -> Answers:
    """Return an answer to every question, as a form would give them, with ``changes`` (underscores for hyphens)."""
    values: dict[str, Value] = {}
    for page in ANSWERS.values():
        for question_id, typed in page.items():
            many = DYSTONIA.questions[question_id].kind is Kind.MANY
            values[question_id] = frozenset(typed) if many else typed
    values |= {"onset-age": 43, "age-now": 44, "task": NOTE}
    for question in DYSTONIA.questions.values():
        if not question.required:
            values.setdefault(question.id, SKIPPED)
    return Answers(values | {name.replace("_", "-"): value for name, value in changes.items()})


def way(**changes: Value) -> Way:
    """Return the finished way of this person."""
    walked = walk(DYSTONIA, answers(**changes))
    assert walked.complete, walked.frontier
    return walked
