"""Addresses and identifiers that others rely on: canonical addresses, code systems, extensions."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
"""A resource, or an element of one."""

ITEM = "dystonia-self-screen"

_CORE = "http://hl7.org/fhir/StructureDefinition"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition"
ITEM_CONTROL = f"{_CORE}/questionnaire-itemControl"
ITEM_CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
HIDDEN = f"{_CORE}/questionnaire-hidden"
CHOICE_ORIENTATION = f"{_CORE}/questionnaire-choiceOrientation"
OPTION_EXCLUSIVE = f"{_CORE}/questionnaire-optionExclusive"
TARGET_CONSTRAINT = f"{_CORE}/targetConstraint"
TRANSLATION = f"{_CORE}/translation"
CQF_EXPRESSION = f"{_CORE}/cqf-expression"
MIN_VALUE = f"{_CORE}/minValue"
MAX_VALUE = f"{_CORE}/maxValue"
VARIABLE = f"{_CORE}/variable"
CALCULATED = f"{_SDC}/sdc-questionnaire-calculatedExpression"
ENABLE_WHEN = f"{_SDC}/sdc-questionnaire-enableWhenExpression"
TOGGLE = f"{_SDC}/sdc-questionnaire-answerOptionsToggleExpression"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The canonical addresses under the address that the clinic's screener is reached at."""

    base: str

    def questionnaire(self, language: str) -> str:
        """Return the canonical address of the questionnaire in a language, without a version."""
        of_language = "" if language == "en" else f"/{language}"
        return f"{self.base}/fhir/Questionnaire/{ITEM}{of_language}"

    def code_system(self, question_id: str) -> str:
        """Return the system of the choices of a question: a choice id means something within its question alone."""
        return f"{self.base}/fhir/CodeSystem/{question_id}"
