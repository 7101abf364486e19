"""Choices and notes that many questions share, so that they read the same everywhere."""

from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.conditions import ALWAYS, Condition
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording


def not_sure(*, exclusive: bool = False) -> Choice:
    """Return "Not sure"; exclusive where several choices may be ticked."""
    return Choice(NOT_SURE, Wording(N_("Not sure")), exclusive=exclusive)


def none(label: str) -> Choice:
    """Return the choice that says no to all others, under ``label``."""
    return Choice("none", Wording(label), exclusive=True)


def yes_no_not_sure() -> tuple[Choice, ...]:
    """Return yes, no and not sure."""
    return (Choice("yes", Wording(N_("Yes"))), Choice("no", Wording(N_("No"))), not_sure())


def several(**labels: str) -> tuple[Choice, ...]:
    """Return choices with the given labels; an underscore in a name is a hyphen in the id."""
    return tuple(Choice(name.replace("_", "-"), Wording(label)) for name, label in labels.items())


NOTE = 60
"""The limit of a note, in UTF-16 units."""

SHORT = 40
"""The limit of a short one: all of them have to fit into the sealed draft."""


def note(
    question_id: str,
    words: Wording,
    hint: Wording | None = None,
    *,
    when: Condition = ALWAYS,
    limit: int = NOTE,
) -> Question:
    """Return a question for a note that may be skipped."""
    return Question(
        id=question_id, kind=Kind.TEXT, words=words, hint=hint, required=False, limit=limit, when=when
    )
