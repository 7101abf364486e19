"""What happened to a submission, as one story: arrival, views, attempts, notes and changes, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from screener.audit import Action, Event
from screener.clinic.notes import Attempt, Note

_WRITTEN = frozenset({Action.NOTE_ADDED, Action.CONTACT_ATTEMPTED})
"""What stands in the story as the note or attempt itself."""


@dataclass(frozen=True, slots=True)
class Views:
    """Somebody opened the submission, perhaps several times in a row: so often, the last time ``at``."""

    by: str
    at: datetime
    times: int


Entry = Note | Attempt | Event | Views


def timeline(
    notes: Sequence[Note], attempts: Sequence[Attempt], history: Sequence[Event]
) -> tuple[Entry, ...]:
    """Return the story, the newest first; each of the arguments is oldest first.

    Views in a row by one person are one entry. Without any note and attempt, as after a withdrawal, the events that they
    were written stand for them.
    """
    told = history if not (notes or attempts) else [one for one in history if one.action not in _WRITTEN]
    events = [one for one in told if one.action is not Action.STRUCK]
    entries: list[Entry] = []
    everything: list[Note | Attempt | Event] = [*notes, *attempts, *events]
    for entry in sorted(everything, key=lambda one: one.at):
        last = entries[-1] if entries else None
        if isinstance(entry, Event) and entry.action is Action.SUBMISSION_VIEWED:
            again = isinstance(last, Views) and last.by == entry.actor
            times = last.times + 1 if isinstance(last, Views) and again else 1
            entries[len(entries) - again :] = [Views(entry.actor, entry.at, times)]
        else:
            entries.append(entry)
    return tuple(reversed(entries))
