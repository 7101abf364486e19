"""Conditions as FHIRPath, for renderers that evaluate SDC expressions."""

from collections.abc import Iterable

from screener.documents.fhir.sides import side_matters
from screener.dystonia.sides import SideMatters
from screener.questionnaire.conditions import ALWAYS, All, Any, Below, Chose, Condition, Not, Only

LANGUAGE = "text/fhirpath"


def literal(text: str) -> str:
    """Return ``text`` as a FHIRPath string."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def either(texts: Iterable[str]) -> str:
    """Return the collection of ``texts``, sorted, in brackets."""
    return f"({' | '.join(literal(text) for text in sorted(texts))})"


def answer_of(link_id: str) -> str:
    """Return the expression for the values that were answered to an item, wherever it stands."""
    return f"%resource.repeat(item).where(linkId = {literal(link_id)}).answer.value"


def codes_of(link_id: str) -> str:
    """Return the expression for the choices made at an item."""
    return f"{answer_of(link_id)}.code"


def expression(condition: Condition) -> str:
    """Return the FHIRPath that is true exactly when ``condition`` holds of the answers of enabled items.

    Raises ``TypeError`` for a kind of condition that has no translation yet.
    """
    match condition:
        case Chose(question, choices, at_least):
            chosen = f"{codes_of(question)}.intersect({either(choices)})"
            return f"{chosen}.exists()" if at_least == 1 else f"({chosen}.count() >= {at_least})"
        case Only(question, choices):
            codes = codes_of(question)
            return f"({codes}.exists() and {codes}.subsetOf({either(choices)}))"
        case Below(question, limit):
            return f"{answer_of(question)}.where($this < {limit}).exists()"
        case All(conditions):
            return f"({' and '.join(expression(each) for each in conditions)})"
        case Any(conditions):
            return f"({' or '.join(expression(each) for each in conditions)})"
        case Not(inner):
            return f"{expression(inner)}.not()"
        case SideMatters(part):
            return side_matters(part, codes_of("body-parts"))
        case _ if condition is ALWAYS:
            return "true"
        case _:
            raise TypeError(f"{type(condition).__name__} has no FHIRPath")
