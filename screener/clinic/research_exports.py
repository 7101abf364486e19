"""Exports of figures for research: one administrator proposes whole months, another confirms, and no two overlap."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from screener.audit import Action, Actor, Event
from screener.clinic.proposals import NotOpen, State


@dataclass(frozen=True, slots=True)
class Export:
    """An export of whole months, ``last`` included, each named by its first day. Raises ``ValueError`` for another day."""

    id: str
    first: date
    last: date
    proposed_by: str
    proposed_at: datetime
    state: State = State.PROPOSED
    decided_by: str | None = None
    decided_at: datetime | None = None

    def __post_init__(self) -> None:
        if {self.first.day, self.last.day} != {1} or self.last < self.first:
            raise ValueError("not whole months in order")

    def overlaps(self, other: "Export") -> bool:
        """Tell whether both count the same month."""
        return self.first <= other.last and other.first <= self.last


class SamePerson(Exception):
    """Whoever proposed an export does not confirm it."""


class CountedBefore(Exception):
    """A month of it is in an export that was confirmed: two that overlap can be subtracted from one another."""


def propose(export: Export, by: Actor) -> Event:
    """Return the event of a new proposal."""
    return _event(Action.RESEARCH_PROPOSED, export, by, export.proposed_at)


def confirm(export: Export, confirmed: Iterable[Export], by: Actor, at: datetime) -> tuple[Export, Event]:
    """Return the export that may be taken. Raises ``NotOpen``, ``SamePerson`` or ``CountedBefore``."""
    if export.state is not State.PROPOSED:
        raise NotOpen
    if by.id == export.proposed_by:
        raise SamePerson
    if any(export.overlaps(other) for other in confirmed):
        raise CountedBefore
    decided = replace(export, state=State.CONFIRMED, decided_by=by.id, decided_at=at)
    return decided, _event(Action.RESEARCH_CONFIRMED, export, by, at)


def cancel(export: Export, by: Actor, at: datetime) -> tuple[Export, Event]:
    """Return the proposal that nobody can confirm any more. Raises ``NotOpen``."""
    if export.state is not State.PROPOSED:
        raise NotOpen
    decided = replace(export, state=State.CANCELLED, decided_by=by.id, decided_at=at)
    return decided, _event(Action.RESEARCH_CANCELLED, export, by, at)


def taken(export: Export, by: Actor, at: datetime) -> Event:
    """Return the event of a file that somebody took. Raises ``NotOpen``."""
    if export.state is not State.CONFIRMED:
        raise NotOpen
    return _event(Action.RESEARCH_TAKEN, export, by, at)


def _event(action: Action, export: Export, by: Actor, at: datetime) -> Event:
    details = {
        "filter": f"{export.first:%Y-%m} {export.last:%Y-%m}",
        "proposed_by": export.proposed_by,
        "address": by.address,
    }
    return Event(action, by.id, export.id, at, details)
