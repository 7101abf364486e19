"""Conditions as a clinician reads them, for the sign-off pack."""

from collections.abc import Iterable

from screener.questionnaire.conditions import All, Any, Below, Chose, Condition, Not, Only


def in_words(condition: Condition) -> str:
    """Return a condition as a clinician reads it, with the ids of questions and choices."""
    match condition:
        case Chose():
            several = f"at least {condition.at_least} of " if condition.at_least > 1 else ""
            return f"{condition.question} is {several}{_or(sorted(condition.choices))}"
        case Only():
            return f"{condition.question} is nothing but {_or(sorted(condition.choices))}"
        case Below():
            return f"{condition.question} is below {condition.limit}"
        case All():
            return " and ".join(_inside(one) for one in condition.conditions)
        case Any():
            return " or ".join(_inside(one) for one in condition.conditions)
        case Not():
            return f"not ({in_words(condition.condition)})"
    return "always"


def _inside(condition: Condition) -> str:
    words = in_words(condition)
    return f"({words})" if isinstance(condition, All | Any) else words


def _or(names: Iterable[str]) -> str:
    return " or ".join(name.replace("_", " ") for name in names)
