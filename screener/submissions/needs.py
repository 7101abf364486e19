"""What would help a person at the visit, as the clinic has to see it: ids of the question ``help``, in its order."""

from collections.abc import Mapping

from screener.dystonia import DYSTONIA
from screener.submissions.content import Content

NEEDS = tuple(choice.id for choice in DYSTONIA.questions["help"].choices if not choice.exclusive)
"""Every need that a submission can be marked with."""

INTERPRETER = "interpreter"
ANOTHER_LANGUAGE = "other"
"""The choice of whoever wants to be called in a language that staff do not speak."""


def needs_of(answers: Mapping[str, object], contact_language: str) -> tuple[str, ...]:
    """Return the needs that were ticked; whoever asks to be called in another language needs an interpreter too."""
    ticked = answers.get("help")
    chosen = {*ticked} if isinstance(ticked, frozenset | list) else set[str]()
    if contact_language == ANOTHER_LANGUAGE:
        chosen.add(INTERPRETER)
    return tuple(need for need in NEEDS if need in chosen)


def interpreter_for(content: Content) -> str:
    """Return the language that the interpreter should speak, as it was typed; empty where none was."""
    named = content.answers.get("help-language")
    return named if isinstance(named, str) else ""
