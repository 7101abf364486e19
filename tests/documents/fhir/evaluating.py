"""The Questionnaire as an engine that others wrote sees it: its expressions, evaluated over a response."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import fhirpathpy
from fhirpathpy.models import models

from screener.adapters.catalogue import catalogue
from screener.documents.fhir import names
from screener.documents.fhir.questionnaire import questionnaire
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import NOT_SURE, SKIPPED, Value
from screener.questionnaire.question import Kind

ADDRESSES = names.Addresses("https://screen.example")
TRANSLATIONS = {language: catalogue(language).gettext for language in ("en", "es")}


@cache
def made(language: str = "en") -> dict[str, Any]:
    """Return the Questionnaire in a language."""
    return questionnaire(DYSTONIA, ADDRESSES, language, TRANSLATIONS)


def items(within: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every item, the outer before the inner."""
    for item in within.get("item", []):
        yield item
        yield from items(item)


def expression_of(holder: dict[str, Any], url: str) -> str:
    """Return the one expression under ``url``."""
    (found,) = (each for each in holder["extension"] if each["url"] == url)
    text: str = found["valueExpression"]["expression"]
    return text


@cache
def compiled(text: str) -> Callable[..., Any]:
    """Return an expression, ready to be evaluated over a resource with variables."""
    run: Callable[..., Any] = fhirpathpy.compile(text, models["r4"])
    return run


def response(answers: Mapping[str, Value]) -> dict[str, Any]:
    """Return the answers as a response with each item at the top."""
    return {
        "resourceType": "QuestionnaireResponse",
        "item": [_item(name, value) for name, value in answers.items() if value is not SKIPPED],
    }


def _item(name: str, value: Value) -> dict[str, Any]:
    if DYSTONIA.questions[name].kind is Kind.YEARS and value == NOT_SURE:
        return {"linkId": f"{name}.not-sure", "answer": [{"valueBoolean": True}]}
    return {"linkId": name, "answer": [_answer(name, each) for each in _each(value)]}


def _each(value: Value) -> list[Any]:
    return sorted(value) if isinstance(value, frozenset) else [value]


def _answer(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, int):
        return {"valueInteger": value}
    if DYSTONIA.questions[name].kind in {Kind.ONE, Kind.MANY}:
        return {"valueCoding": {"code": value}}
    return {"valueString": value}


class Engine:
    """Evaluates expressions over one response, with the variables of the Questionnaire."""

    def __init__(self, answers: Mapping[str, Value]) -> None:
        self._response = response(answers)
        self._known: dict[str, Any] = {"resource": self._response}
        for extension in made()["extension"]:
            if extension["url"] != names.VARIABLE:
                continue
            said = extension["valueExpression"]
            self._known[said["name"]] = self.value(said["expression"])

    def value(self, text: str) -> list[Any]:
        """Return what an expression comes to."""
        found: list[Any] = compiled(text)(self._response, self._known)
        return found

    def item(self, link_id: str) -> list[Any]:
        """Return what the calculated expression of an item comes to."""
        (found,) = (item for item in items(made()) if item["linkId"] == link_id)
        return self.value(expression_of(found, names.CALCULATED))
