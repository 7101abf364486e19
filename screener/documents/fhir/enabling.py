"""When an item is asked: as ``enableWhen`` where that can say it, as an SDC expression where it cannot."""

from screener.documents.fhir import names
from screener.documents.fhir.expressions import expression
from screener.documents.fhir.extensions import expressed
from screener.documents.fhir.names import Addresses, Json
from screener.questionnaire.conditions import ALWAYS, All, Any, Below, Chose, Condition
from screener.questionnaire.pages import Page


def enabling(condition: Condition, addresses: Addresses) -> Json:
    """Return the elements that enable an item when ``condition`` holds; nothing where it always does."""
    if condition is ALWAYS:
        return {}
    flat = _flat(condition, addresses)
    if flat is None:
        return {"extension": [expressed(names.ENABLE_WHEN, expression(condition))]}
    behavior, lines = flat
    return {"enableWhen": lines, **({"enableBehavior": behavior} if len(lines) > 1 else {})}


def without_stop(page: Page) -> Condition:
    """Return when the way goes on after ``page``: another of its choices was made than those that end it."""
    if not isinstance(page.stops_when, Chose):
        raise TypeError("only a choice can end the way in a Questionnaire")
    (asked,) = (question for question in page.questions if question.id == page.stops_when.question)
    return Chose(asked.id, asked.choice_ids - page.stops_when.choices)


def _flat(condition: Condition, addresses: Addresses) -> tuple[str, list[Json]] | None:
    """Return the condition as lines of which any or all must hold, or ``None`` where it is no such list."""
    match condition:
        case Chose(question, choices, 1):
            system = addresses.code_system(question)
            return "any", [
                {"question": question, "operator": "=", "answerCoding": {"system": system, "code": choice}}
                for choice in sorted(choices)
            ]
        case Below(question, limit):
            return "all", [{"question": question, "operator": "<", "answerInteger": limit}]
        case Any(conditions) | All(conditions):
            behavior = "any" if isinstance(condition, Any) else "all"
            parts = [_flat(each, addresses) for each in conditions]
            found = [part for part in parts if part is not None]
            if len(found) < len(parts) or any(len(lines) > 1 and inner != behavior for inner, lines in found):
                return None
            return behavior, [line for _, lines in found for line in lines]
        case _:
            return None
