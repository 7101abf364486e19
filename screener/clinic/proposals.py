"""What one administrator proposes and another decides on: how far it is, and what is no longer to be decided."""

from enum import StrEnum


class State(StrEnum):
    """Where a proposal is in its life."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class NotOpen(Exception):
    """It was confirmed or cancelled before, or is not confirmed yet."""
