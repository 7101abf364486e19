"""A question as items: its kind, choices, limits and help."""

from screener.documents.fhir import names
from screener.documents.fhir.enabling import enabling
from screener.documents.fhir.expressions import codes_of, either, expression
from screener.documents.fhir.extensions import Words, control, expressed, flag
from screener.documents.fhir.names import Addresses, Json
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.conditions import ALWAYS
from screener.questionnaire.question import OLDEST_YEARS, WRITTEN, Choice, Kind, Question
from screener.questionnaire.summary import NOT_SURE_OF_AGE
from screener.questionnaire.wording import N_

STAND_ALONE = N_("This answer stands alone. Take away the others, or take away this one.")

_TYPES = {
    Kind.ONE: "choice",
    Kind.MANY: "choice",
    Kind.YEARS: "integer",
    Kind.TEXT: "string",
    Kind.LONG_TEXT: "text",
    Kind.DATE: "string",
    Kind.PHONE: "string",
    Kind.EMAIL: "string",
}


def not_sure_item(question: Question) -> str:
    """Return the link id of the box that says "not sure" in place of a number of years."""
    return f"{question.id}.{NOT_SURE}"


def item_of(question: Question, addresses: Addresses, say: Words) -> list[Json]:
    """Return the item of a question, and for a number of years the box "not sure" after it."""
    enabled = enabling(question.when, addresses)
    made: Json = {"linkId": question.id, **say("text", question.words), "type": _TYPES[question.kind]}
    # A number may be unknown: then the box is ticked in its place, and neither is demanded by itself.
    made["required"] = question.required and question.kind is not Kind.YEARS
    if question.kind is Kind.MANY:
        made["repeats"] = True
    if question.kind in WRITTEN:
        made["maxLength"] = question.limit
    if question.choices:
        made["answerOption"] = [_option(choice, question, addresses, say) for choice in question.choices]
    if question.hint:
        help_text = {"linkId": f"{question.id}.hint", **say("text", question.hint), "type": "display"}
        made["item"] = [help_text | {"extension": [control("help")]}]
    extensions = [*_shown_as(question), *_toggles(question, addresses, say), *_alone(question, say)]
    made |= enabled
    if extensions:
        made["extension"] = [*extensions, *enabled.get("extension", [])]
    if question.kind is not Kind.YEARS:
        return [made]
    unsure: Json = {"linkId": not_sure_item(question), **say("text", NOT_SURE_OF_AGE), "type": "boolean"}
    box = {"extension": [control("check-box"), *enabled.get("extension", [])]}
    return [made, unsure | enabled | box]


def _option(choice: Choice, question: Question, addresses: Addresses, say: Words) -> Json:
    coding = {
        "system": addresses.code_system(question.id),
        "code": choice.id,
        **say("display", choice.label),
    }
    option: Json = {"valueCoding": coding}
    return option | ({"extension": [flag(names.OPTION_EXCLUSIVE)]} if choice.exclusive else {})


def _shown_as(question: Question) -> list[Json]:
    if question.choices:
        shown = "check-box" if question.kind is Kind.MANY else "radio-button"
        return [control(shown), {"url": names.CHOICE_ORIENTATION, "valueCode": "vertical"}]
    if question.kind is Kind.YEARS:
        least = {"url": names.MIN_VALUE, "valueInteger": 0}
        return [least, {"url": names.MAX_VALUE, "valueInteger": OLDEST_YEARS}]
    return []


def _toggles(question: Question, addresses: Addresses, say: Words) -> list[Json]:
    """Return for each choice that is not always offered the expression that offers it; it names it by its words too, as renderers match it."""
    made: list[Json] = []
    for choice in question.choices:
        if choice.exclusive:
            continue
        needed = [] if choice.when is ALWAYS else [expression(choice.when)]
        if question.among:
            needed.append(f"{codes_of(question.among)}.intersect({either([choice.id])}).exists()")
        if needed:
            display = say("display", choice.label)["display"]
            coding = {"system": addresses.code_system(question.id), "code": choice.id, "display": display}
            offered = [
                {"url": "option", "valueCoding": coding},
                expressed("expression", " and ".join(needed)),
            ]
            made.append({"url": names.TOGGLE, "extension": offered})
    return made


def _alone(question: Question, say: Words) -> list[Json]:
    """Return the constraint that a choice such as "None of these" stands alone, beside ``optionExclusive``."""
    if question.kind is not Kind.MANY or not question.exclusive_ids:
        return []
    codes = codes_of(question.id)
    exclusive = f"{codes}.intersect({either(question.exclusive_ids)}).exists()"
    constraint = [
        {"url": "key", "valueId": f"{question.id}-alone"},
        {"url": "severity", "valueCode": "error"},
        expressed("expression", f"{exclusive}.not() or {codes}.count() = 1"),
        {"url": "human", "valueString": say.plainly(STAND_ALONE)},
    ]
    return [{"url": names.TARGET_CONSTRAINT, "extension": constraint}]
