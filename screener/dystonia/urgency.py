"""How soon a person should be reached, and what raises it."""

from dataclasses import dataclass
from enum import StrEnum

from screener.questionnaire.conditions import Condition
from screener.questionnaire.wording import Wording


class Urgency(StrEnum):
    """How soon a person should be reached, most urgent first."""

    TODAY = "today"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A row: when it is raised, how urgent it is, and the words for each reader."""

    id: str
    urgency: Urgency
    when: Condition
    for_patient: Wording
    for_clinician: str
    source: str
