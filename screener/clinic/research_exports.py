"""Exports of figures for research: one administrator proposes whole months, another confirms, and no two overlap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from screener.audit import Action, Actor, Event
from screener.clinic.proposals import (
    NotOpen,
    Proposal,
    State,
    cancelled,
    confirmed,
    refuse_decided,
    refuse_same_person,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Proposal):
    """An export of whole months, ``last`` included, each named by its first day. Raises ``ValueError`` for another day."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if {self.first.day, self.last.day} != {1} or self.last < self.first:
            raise ValueError("not whole months in order")

    def overlaps(self, other: "Export") -> bool:
        """Tell whether both count the same month."""
        return self.first <= other.last and other.first <= self.last


class CountedBefore(Exception):
    """A month of it is in an export that was confirmed: two that overlap can be subtracted from one another."""


def propose(export: Export, by: Actor) -> Event:
    """Return the event of a new proposal."""
    return _event(Action.RESEARCH_PROPOSED, export, by, export.proposed_at)


def confirm(export: Export, others: Iterable[Export], by: Actor, at: datetime) -> tuple[Export, Event]:
    """Return the export that may be taken, which overlaps with no other that was confirmed. Raises ``NotOpen``, ``SamePerson`` or ``CountedBefore``."""
    refuse_decided(export, at)
    refuse_same_person(export, by)
    if any(export.overlaps(other) for other in others):
        raise CountedBefore
    return confirmed(export, by, at), _event(Action.RESEARCH_CONFIRMED, export, by, at)


def cancel(export: Export, by: Actor, at: datetime) -> tuple[Export, Event]:
    """Return the proposal that nobody can confirm any more. Raises ``NotOpen``."""
    return cancelled(export, by, at), _event(Action.RESEARCH_CANCELLED, export, by, at)


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
