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
EXTRACT = f"{_SDC}/sdc-questionnaire-templateExtract"
EXTRACT_VALUE = f"{_SDC}/sdc-questionnaire-templateExtractValue"
EXTRACT_CONTEXT = f"{_SDC}/sdc-questionnaire-templateExtractContext"

_CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
SURVEY = {"coding": [{"system": _CATEGORIES, "code": "survey", "display": "Survey"}]}
EXAM = {"coding": [{"system": _CATEGORIES, "code": "exam", "display": "Exam"}]}
ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
TEST_DATA = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}
"""The label of what is nobody's: health data made for a test."""

OBSERVATIONS = "observation"
DISTRIBUTIONS = "distribution"
REGIONS = "region"
FLAGS = "red-flag"
FINDINGS = "exam-finding"
"""The code systems beside those of the questions, by their ids."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The canonical addresses under the address that the clinic's screener is reached at."""

    base: str

    def questionnaire(self, language: str) -> str:
        """Return the canonical address of the questionnaire in a language, without a version."""
        of_language = "" if language == "en" else f"/{language}"
        return f"{self.base}/fhir/Questionnaire/{ITEM}{of_language}"

    def code_system(self, system_id: str) -> str:
        """Return the system of the choices of a question, which mean something within it alone, or one of our own."""
        return f"{self.base}/fhir/CodeSystem/{system_id}"

    @property
    def references(self) -> str:
        """The system of reference numbers, which staff and patients name a submission by."""
        return f"{self.base}/fhir/sid/reference"

    @property
    def staff(self) -> str:
        """The system of the ids of staff."""
        return f"{self.base}/fhir/sid/staff"
