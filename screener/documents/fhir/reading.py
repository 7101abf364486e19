"""A response that was filled elsewhere, read: every answer in its place, of its kind, among its choices, or an element that is named.

Nothing is guessed and nothing is left out in silence: what does not fit is refused, because somebody meant it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from screener.documents.fhir.items import not_sure_item
from screener.documents.fhir.names import Addresses, Json
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.flow import DuePage, Way, walk
from screener.questionnaire.pages import Questionnaire
from screener.questionnaire.question import WRITTEN, Kind, Question
from screener.questionnaire.typed import visible

_RESPONSE = "QuestionnaireResponse"
_DEEPEST = 12
_CHANGES_THE_REST = ("implicitRules", "modifierExtension")
_VALUES = {
    Kind.ONE: "valueCoding",
    Kind.MANY: "valueCoding",
    Kind.YEARS: "valueInteger",
}


class DoesNotFit(ValueError):
    """Something is not what the questionnaire has there: why, without a word of what was sent, and its FHIRPath."""

    def __init__(self, element: str, words: str) -> None:
        super().__init__(words)
        self.element = element
        self.words = words


@dataclass(frozen=True, slots=True)
class _Item:
    link_id: str
    values: list[tuple[str, Json]]
    """Each answer with its element."""
    element: str


def language_of(given: object, instrument: Questionnaire, addresses: Addresses, languages: list[str]) -> str:
    """Return the language of the questionnaire that a response is to. Raises ``DoesNotFit`` for another one."""
    if not isinstance(given, dict) or given.get("resourceType") != _RESPONSE:
        raise DoesNotFit(_RESPONSE, "This is no QuestionnaireResponse.")
    if given.get("status") != "completed":
        raise DoesNotFit(f"{_RESPONSE}.status", "Only a response that is completed is taken.")
    known = {f"{addresses.questionnaire(language)}|{instrument.version}": language for language in languages}
    asked = given.get("questionnaire")
    if not isinstance(asked, str) or asked not in known:
        raise DoesNotFit(f"{_RESPONSE}.questionnaire", f"Only {' and '.join(known)} are taken.")
    written = given.get("language", known[asked])
    if not isinstance(written, str) or written.partition("-")[0].lower() != known[asked]:
        raise DoesNotFit(f"{_RESPONSE}.language", "This is not the language of the questionnaire.")
    return known[asked]


def way_of(given: Json, instrument: Questionnaire, made_for: Json, addresses: Addresses) -> Way:
    """Return the finished way of the answers in a response to ``made_for``.

    Raises ``DoesNotFit``: for an item or answer that is not of the questionnaire, for one that does not apply, for a question
    that is left open, and for an emergency, which is no matter for a record.
    """
    known = {item["linkId"]: item for item in _known_items(made_for)}
    found = {item.link_id: item for item in _items(given, _RESPONSE, known, 0)}
    values = {
        name: _value(question, found, addresses)
        for name, question in instrument.questions.items()
        if name in found or not_sure_item(question) in found
    }
    open_ones = {name: SKIPPED for name, question in instrument.questions.items() if not question.required}
    way = walk(instrument, Answers(open_ones | values))
    if way.stopped_at is not None:
        element = found[way.stopped_at.questions[0].id].element
        raise DoesNotFit(element, "An emergency sign is marked. Call 911 now; nothing was stored.")
    for name, item in found.items():
        question = instrument.questions.get(name.removesuffix(f".{NOT_SURE}"))
        if question is not None and item.values and question.id not in way.answers:
            raise DoesNotFit(item.element, "This does not apply to what was answered before.")
    if way.frontier is not None:
        raise _unfinished(way.frontier, way.answers)
    return way


def refuse_what_changes_the_rest(within: Json, element: str) -> None:
    """Raise ``DoesNotFit`` where an element holds what has to be understood before the rest is, which nobody here does."""
    for name in _CHANGES_THE_REST:
        if name in within:
            raise DoesNotFit(f"{element}.{name}", "What changes the meaning of the rest is not known here.")


def _unfinished(due: DuePage, answered: Answers) -> DoesNotFit:
    missing = next((each.id for each in due.questions if each.id not in answered), None)
    conflict = due.page.conflict
    if missing is None and conflict is not None:
        return DoesNotFit(_anywhere(conflict.question), "Two answers of this page cannot both be so.")
    return DoesNotFit(_anywhere(str(missing)), "This has to be answered.")


def _anywhere(link_id: str) -> str:
    return f"{_RESPONSE}.repeat(item).where(linkId = '{link_id}')"


def _known_items(within: Json) -> Iterator[Json]:
    for item in within.get("item", []):
        yield item
        yield from _known_items(item)


def _items(within: Json, element: str, known: dict[str, Json], depth: int) -> Iterator[_Item]:
    seen: set[str] = set()
    for item in _walked(within, element, known, depth):
        if item.link_id in seen:
            raise DoesNotFit(item.element, "This item stands here twice.")
        seen.add(item.link_id)
        yield item


def _walked(within: Json, element: str, known: dict[str, Json], depth: int) -> Iterator[_Item]:
    if depth > _DEEPEST:
        raise DoesNotFit(element, "This lies too deep.")
    refuse_what_changes_the_rest(within, element)
    for item, where in _list_of(within, "item", element):
        link_id = item.get("linkId")
        if not isinstance(link_id, str) or link_id not in known:
            raise DoesNotFit(f"{where}.linkId", "The questionnaire has no such item.")
        answers = list(_list_of(item, "answer", where))
        of_kind = known[link_id]["type"]
        if answers and of_kind in {"group", "display"}:
            raise DoesNotFit(f"{where}.answer", "This item has no answer.")
        if of_kind != "display" and not known[link_id].get("readOnly"):
            yield _Item(link_id, [(place, answer) for answer, place in answers], where)
        yield from _walked(item, where, known, depth + 1)
        for answer, place in answers:
            yield from _walked(answer, place, known, depth + 1)


def _list_of(within: Json, name: str, element: str) -> Iterator[tuple[Json, str]]:
    given = within.get(name, [])
    if not isinstance(given, list):
        raise DoesNotFit(f"{element}.{name}", "This is no list.")
    for number, each in enumerate(given):
        if not isinstance(each, dict):
            raise DoesNotFit(f"{element}.{name}[{number}]", "This is no object.")
        yield each, f"{element}.{name}[{number}]"


def _value(question: Question, found: dict[str, _Item], addresses: Addresses) -> Value:
    unsure = found.get(not_sure_item(question)) if question.kind is Kind.YEARS else None
    item = found.get(question.id)
    ticked = unsure is not None and [_typed(answer, "valueBoolean", bool, at) for at, answer in unsure.values]
    if unsure is not None and ticked == [True]:
        if item is not None and item.values:
            raise DoesNotFit(unsure.element, "This and a number cannot both be so.")
        return NOT_SURE
    if item is None or not item.values:
        return SKIPPED
    value = _of_kind(question, item, addresses)
    if (problem := question.problem(value)) is not None:
        raise DoesNotFit(item.element, f"This is no answer: {problem}.")
    return _seen(value, item) if isinstance(value, str) and question.kind in WRITTEN else value


def _seen(text: str, item: _Item) -> str:
    """Return a text without marks that nobody sees: by those it would be neither read nor found as it is written."""
    seen = visible(text).strip()
    if not seen:
        raise DoesNotFit(item.element, "Nothing of this can be seen.")
    return seen


def _of_kind(question: Question, item: _Item, addresses: Addresses) -> Value:
    if len(item.values) > 1 and question.kind is not Kind.MANY:
        raise DoesNotFit(f"{item.element}.answer", "One answer is taken.")
    name = _VALUES.get(question.kind, "valueString")
    if name == "valueCoding":
        codes = [_code(question, answer, addresses, at) for at, answer in item.values]
        if len(codes) > len(set(codes)):
            raise DoesNotFit(f"{item.element}.answer", "A choice stands here twice.")
        return frozenset(codes) if question.kind is Kind.MANY else codes[0]
    at, answer = item.values[0]
    if name == "valueInteger":
        number: int = _typed(answer, name, int, at)
        return number
    text: str = _typed(answer, name, str, at)
    return text


def _code(question: Question, answer: Json, addresses: Addresses, at: str) -> str:
    coding = _typed(answer, "valueCoding", dict, at)
    system = coding.get("system")
    if system is not None and system != addresses.code_system(question.id):
        raise DoesNotFit(f"{at}.value.system", "This is not the code system of the question.")
    code = coding.get("code")
    if not isinstance(code, str) or code not in question.choice_ids:
        raise DoesNotFit(f"{at}.value.code", "The question has no such choice.")
    return code


def _typed(answer: Json, name: str, kind: type, at: str) -> Any:
    value = answer.get(name)
    fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    others = [each for each in answer if each.startswith("value") and each != name]
    if not fits or others:
        raise DoesNotFit(f"{at}.value", f"This has to be a {name}.")
    return value
