"""What is kept for ever about a change: who, what, when, about which record. Never what a person answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What can happen to a submission, or to the program that holds it."""

    SUBMISSION_RECEIVED = "submission.received"
    SUBMISSION_WITHDRAWN = "submission.withdrawn"
    SUBMISSION_PURGED = "submission.purged"
    DATABASE_RESTORED = "database.restored"
    KEYS_ROTATED = "keys.rotated"
    SYNTHETIC_REMOVED = "synthetic.removed"


PATIENT = "patient"
"""The actor of what a person does on the patient pages: nobody knows more about them than that."""

COMMAND_LINE = "command line"
"""The actor of what a command does: whoever may run it on the server."""

ALLOWED_DETAILS = frozenset({"count", "language", "questionnaire_version", "rules_version"})
"""A line of the audit outlives a withdrawal, so that nothing about a person's health may stand in it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the audit. ``at`` is an aware time in UTC; ``subject`` is the id of the record it is about.

    Raises ``ValueError`` for a detail that is not on the list of those that may be kept for ever.
    """

    action: Action
    actor: str
    subject: str
    at: datetime
    details: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := sorted(self.details.keys() - ALLOWED_DETAILS):
            raise ValueError(f"not kept in the audit: {', '.join(unknown)}")
        if self.at.tzinfo is None:
            raise ValueError("an event needs an aware time")
