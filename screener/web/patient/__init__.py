"""The pages of patients, in each language: whoever imports this room has them all on its blueprint."""

from screener.web.patient import (
    about,
    copies,
    expired,
    information,
    paper,
    questions,
    saved_answers,
    sharing,
    tablet,
)
from screener.web.patient.questions import pages as patient_pages

__all__ = [
    "about",
    "copies",
    "expired",
    "information",
    "paper",
    "patient_pages",
    "questions",
    "saved_answers",
    "sharing",
    "tablet",
]
