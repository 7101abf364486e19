"""Answers and questions as plain values, for programs: what JSON can hold, checked as a page would check it."""

from collections.abc import Mapping

from screener.questionnaire.answers import Answers, Value
from screener.questionnaire.pages import Questionnaire
from screener.questionnaire.question import OLDEST_YEARS, WRITTEN, Kind, Question


def answers_from(questionnaire: Questionnaire, given: object) -> Answers:
    """Return the answers in a mapping of question ids to a choice, a list of choices, a number or a text.

    What is left out was not answered. Raises ``ValueError`` that names the first question whose answer is none; the
    answer itself is not repeated.
    """
    if not isinstance(given, Mapping):
        raise ValueError("the answers are no object")  # noqa: TRY004 - the value is at fault, as it is everywhere here
    return Answers({name: _value(questionnaire, name, written) for name, written in given.items()})


def _value(questionnaire: Questionnaire, name: str, written: object) -> Value:
    question = questionnaire.questions.get(name)
    if question is None:
        raise ValueError("an id is not that of a question; --schema lists them")
    value: Value
    if isinstance(written, list) and all(isinstance(each, str) for each in written):
        value = frozenset(written)
    elif isinstance(written, str) or (isinstance(written, int) and not isinstance(written, bool)):
        value = written
    else:
        raise ValueError(f"{name}: a value of another kind")
    if problem := question.problem(value):
        raise ValueError(f"{name}: {problem}")
    return value


def questions_of(questionnaire: Questionnaire) -> list[dict[str, object]]:
    """Return each question in order: its page, id, kind, whether it must be answered, choices and limits."""
    return [
        {
            "page": page.id,
            "id": question.id,
            "kind": question.kind.name.lower(),
            "required": question.required,
        }
        | _limits(question)
        for page in questionnaire.every_page
        for question in page.questions
    ]


def _limits(question: Question) -> dict[str, object]:
    if question.choices:
        return {
            "choices": [
                {"id": choice.id, "label": choice.label.you, "exclusive": choice.exclusive}
                for choice in question.choices
            ]
        }
    if question.kind is Kind.YEARS:
        return {"least": 0, "most": OLDEST_YEARS, "or": "not-sure"}
    return {"longest": question.limit} if question.kind in WRITTEN else {}
