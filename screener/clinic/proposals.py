"""What one administrator proposes and another decides on: a purge, figures for research, the clinic's facts."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from screener.audit import Actor


class State(StrEnum):
    """Where a proposal is in its life."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class NotOpen(Exception):
    """It was confirmed or cancelled before, nobody decided on it in time, or it is not confirmed yet."""


class SamePerson(Exception):
    """Whoever proposed it does not confirm it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Who proposed it, and who decided on it; nobody while it is ``PROPOSED``."""

    id: str
    proposed_by: str
    proposed_at: datetime
    state: State = State.PROPOSED
    decided_by: str | None = None
    decided_at: datetime | None = None

    @property
    def ends_at(self) -> datetime | None:
        """When it can no longer be confirmed; ``None`` where it waits for as long as it takes."""
        return None

    def awaits(self, at: datetime) -> bool:
        """Tell whether it can still be confirmed or cancelled."""
        return self.state is State.PROPOSED and (self.ends_at is None or at < self.ends_at)


Some = TypeVar("Some", bound=Proposal)


def refuse_same_person(proposal: Proposal, by: Actor) -> None:
    """Raise ``SamePerson`` for whoever proposed it, from whatever address."""
    if by.id == proposal.proposed_by:
        raise SamePerson


def refuse_decided(proposal: Proposal, at: datetime) -> None:
    """Raise ``NotOpen`` where it does not await a decision any more."""
    if not proposal.awaits(at):
        raise NotOpen


def confirmed(proposal: Some, by: Actor, at: datetime) -> Some:
    """Return it as confirmed; who may, and what follows, is the proposal's own."""
    return replace(proposal, state=State.CONFIRMED, decided_by=by.id, decided_at=at)


def cancelled(proposal: Some, by: Actor, at: datetime) -> Some:
    """Return it as one that nobody can confirm any more; whoever made it may cancel it too. Raises ``NotOpen``."""
    refuse_decided(proposal, at)
    return replace(proposal, state=State.CANCELLED, decided_by=by.id, decided_at=at)
