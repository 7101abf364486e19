"""The pages of patients, in each language: whoever imports this room has them all on its blueprint."""

from screener.web.patient import (
    about,
    copies,
    expired,
    information,
    outcome,
    paper,
    questions,
    receipts,
    saved_answers,
    sent,
    sharing,
    tablet,
)
from screener.web.patient.pages import pages as patient_pages

__all__ = [
    "about",
    "copies",
    "expired",
    "information",
    "outcome",
    "paper",
    "patient_pages",
    "questions",
    "receipts",
    "saved_answers",
    "sent",
    "sharing",
    "tablet",
]
