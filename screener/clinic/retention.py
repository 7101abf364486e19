"""What the clinic keeps no longer: a purge that one administrator proposes and another confirms."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from screener.audit import Action, Actor, Event
from screener.clinic.proposals import (
    Proposal,
    cancelled,
    confirmed,
    refuse_decided,
    refuse_same_person,
)
from screener.clinic.schedule import Schedule
from screener.dystonia.urgency import Urgency
from screener.submissions.submission import Status, Submission, purge

MOST_AT_ONCE = 500
"""The most submissions of one proposal: they are purged in one transaction, and nobody who sends waits long for it."""
VALID = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A submission that is to be purged, at the version that it was chosen at."""

    submission_id: str
    reference: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeProposal(Proposal):
    """A purge that was proposed. ``purged`` is how many lost their content, and ``None`` unless it was confirmed.

    One that nobody decides on in time stays as it is, and is worth nothing.
    """

    schedule: Schedule
    chosen: tuple[Chosen, ...]
    purged: int | None = None

    @property
    def ends_at(self) -> datetime:
        """When it can no longer be confirmed."""
        return self.proposed_at + VALID


class NothingDue(Exception):
    """There is nothing that could be purged."""


class OtherNumber(Exception):
    """As many as somebody wrote down would not be purged, but more or fewer."""


class Left(StrEnum):
    """Why a submission that was proposed is left as it is."""

    ON_HOLD = "on_hold"
    CHANGED = "changed"
    GONE = "gone"
    UNREAD = "unread"
    RED_FLAG = "red_flag"


TO_NAME = frozenset({Left.UNREAD, Left.RED_FLAG})
"""What is left only unless whoever purges names it, one by one."""


def why_named(first_viewed_at: datetime | None, urgency: Urgency | None) -> Left | None:
    """Return why a submission is purged by its name alone, or ``None`` when it goes with the others."""
    if first_viewed_at is None:
        return Left.UNREAD
    return Left.RED_FLAG if urgency else None


@dataclass(frozen=True, slots=True)
class Old:
    """A submission that is old enough to be purged, and why it is left unless something changes; nothing is opened."""

    reference: str
    received_at: datetime
    status: Status
    left: Left | None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A confirmed proposal with its event, the tombstones with theirs, and what is left by reference."""

    proposal: PurgeProposal
    event: Event
    purged: tuple[tuple[Submission, Event], ...]
    left: Mapping[str, Left]


def propose(
    proposal_id: str, schedule: Schedule, due: Sequence[Submission], by: Actor, at: datetime
) -> tuple[PurgeProposal, Event]:
    """Return the proposal to purge exactly the submissions ``due``. Raises ``NothingDue``."""
    if not due:
        raise NothingDue
    chosen = tuple(Chosen(one.id, one.reference, one.version) for one in due)
    details = {"count": str(len(chosen)), "filter": str(schedule), "address": by.address}
    return (
        PurgeProposal(id=proposal_id, proposed_by=by.id, proposed_at=at, schedule=schedule, chosen=chosen),
        Event(Action.PURGE_PROPOSED, by.id, proposal_id, at, details),
    )


def left_out(
    proposal: PurgeProposal, present: Mapping[str, Submission], named: Collection[str] = ()
) -> dict[str, Left]:
    """Return, by reference, what is not purged, and why; ``present`` are the submissions by id as they are now.

    What nobody read, and what has a red flag, is left unless its reference is among ``named``.
    """
    found = (
        (one.reference, _why_left(one, present.get(one.submission_id), named)) for one in proposal.chosen
    )
    return {reference: why for reference, why in found if why}


def confirm(  # noqa: PLR0913, PLR0917 - what, as it is now, by whom, and how many they saw
    proposal: PurgeProposal,
    present: Mapping[str, Submission],
    by: Actor,
    at: datetime,
    named: Collection[str] = (),
    counted: int | None = None,
) -> Confirmed:
    """Purge what was proposed and is as it was then; ``present`` are the submissions by id as they are now.

    Raises ``NotOpen``, ``SamePerson`` for whoever proposed it, and ``OtherNumber`` where not just ``counted`` would go.
    """
    refuse_decided(proposal, at)
    refuse_same_person(proposal, by)
    kept = left_out(proposal, present, named)
    if counted is not None and counted != len(proposal.chosen) - len(kept):
        raise OtherNumber
    purged = tuple(_purged(proposal, present, kept, by, at))
    details = {"count": str(len(purged)), "left": str(len(kept)), "proposed_by": proposal.proposed_by}
    return Confirmed(
        replace(confirmed(proposal, by, at), purged=len(purged)),
        Event(Action.PURGE_CONFIRMED, by.id, proposal.id, at, {**details, "address": by.address}),
        purged,
        kept,
    )


def cancel(proposal: PurgeProposal, by: Actor, at: datetime) -> tuple[PurgeProposal, Event]:
    """Return the proposal that nobody can confirm any more. Raises ``NotOpen``."""
    event = Event(Action.PURGE_CANCELLED, by.id, proposal.id, at, {"address": by.address})
    return cancelled(proposal, by, at), event


def _why_left(chosen: Chosen, present: Submission | None, named: Collection[str]) -> Left | None:
    if present is None or present.is_tombstone:
        return Left.GONE
    if present.hold:
        return Left.ON_HOLD
    if present.version != chosen.version:
        return Left.CHANGED
    return None if chosen.reference in named else why_named(present.first_viewed_at, present.urgency)


def _purged(
    proposal: PurgeProposal,
    present: Mapping[str, Submission],
    kept: Mapping[str, Left],
    by: Actor,
    at: datetime,
) -> Iterator[tuple[Submission, Event]]:
    said = {"proposal": proposal.id, "proposed_by": proposal.proposed_by, "address": by.address}
    for one in proposal.chosen:
        if one.reference not in kept:
            yield purge(present[one.submission_id], at, by.id, **said)
