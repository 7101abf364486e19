"""How soon a person should be reached."""

from enum import StrEnum


class Urgency(StrEnum):
    """How soon a person should be reached, most urgent first."""

    EMERGENCY = "emergency"
    TODAY = "today"
    SOON = "soon"
