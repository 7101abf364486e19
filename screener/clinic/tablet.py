"""A tablet of the clinic that patients answer on, one after the other: making one known, and taking that back."""

from dataclasses import dataclass
from datetime import datetime

from screener.audit import Action, Actor, Event

CODE_LENGTH = 12
"""25 to the power of 12 is about 2 to the power of 55. It opens nothing: it closes what a shared tablet must not do."""
NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Tablet:
    """A tablet, under the name that staff gave it; ``made_at`` is an aware time in UTC."""

    id: str
    name: str
    made_at: datetime


def made(tablet: Tablet, by: Actor) -> Event:
    """Return the event of a new tablet."""
    return _event(Action.TABLET_MADE, tablet, by, tablet.made_at)


def revoked(tablet: Tablet, by: Actor, at: datetime) -> Event:
    """Return the event of a tablet that is none any longer."""
    return _event(Action.TABLET_REVOKED, tablet, by, at)


def _event(action: Action, tablet: Tablet, by: Actor, at: datetime) -> Event:
    return Event(action, by.id, tablet.id, at, {"address": by.address})
