"""The access report of one person's record: who opened it, who took it out of the house, who worked on it, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from screener.audit import Action, Event, Line


@dataclass(frozen=True, slots=True)
class Looked:
    """What one actor did with a record: how often they opened it, took it out, and did anything else, and when."""

    actor: str
    opened: int
    taken_out: int
    other: int
    first: datetime
    last: datetime


_OPENED = frozenset({Action.SUBMISSION_VIEWED, Action.EXAM_COMPARED_FIRST, Action.SUBMISSION_READ_BY_CLIENT})
_TAKEN_OUT = frozenset(
    {
        Action.SUBMISSION_EXPORTED,
        Action.SUBMISSION_TAKEN_OUT,
        Action.SUBMISSION_PUSHED,
        Action.WORKLIST_EXPORTED,
    }
)


def who_looked(lines: Sequence[Line]) -> list[Looked]:
    """Return who did what with a record, by its lines, the oldest first; whoever came first is first."""
    by_actor: dict[str, list[Event]] = {}
    for line in lines:
        by_actor.setdefault(line.event.actor, []).append(line.event)
    return [
        Looked(
            actor,
            sum(event.action in _OPENED for event in events),
            sum(event.action in _TAKEN_OUT for event in events),
            sum(event.action not in _OPENED | _TAKEN_OUT for event in events),
            events[0].at,
            events[-1].at,
        )
        for actor, events in by_actor.items()
    ]
