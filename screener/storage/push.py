"""What is pushed to another system, as stored: how far it was looked, and what waits.

What is to be told is found in the audit, whose lines are numbered in the order in which they were committed: nothing can
slip in before the last one that was looked at. Sending a submission writes nothing for it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, delete, func, literal, select, update

from screener.audit import Action
from screener.clinic.notices import next_try
from screener.storage.due import is_due
from screener.storage.tables.audit import audit_event
from screener.storage.tables.metadata import UtcTime
from screener.storage.tables.push import push_mark, push_outbox
from screener.storage.tables.submission import submission
from screener.storage.upsert import insert_into

_TOLD = (
    Action.SUBMISSION_RECEIVED,
    Action.SUBMISSION_WITHDRAWN,
    Action.SUBMISSION_PURGED,
    Action.EXAM_RECORDED,
    Action.EXAM_CORRECTED,
)
_AT_ONCE = 500
_LONGEST_TRY = timedelta(minutes=1)
"""Twice what a try may take (``screener/adapters/receiver.py``): the clocks of two machines are never quite alike."""


@dataclass(frozen=True, slots=True)
class Push:
    """A submission that waits; ``id`` is the same in every try, and another one when there is something new to tell."""

    id: str
    submission_id: str


class PushRows:
    """What waits behind one connection, inside its transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def behind(self) -> bool:
        """Tell whether the audit has lines that were not looked at."""
        return self._mark() != self._newest()

    def look(self, at: datetime) -> None:
        """Put into the outbox what came, went or was examined since the last look; at first, what comes from now on."""
        newest, mark = self._newest(), self._mark()
        if mark is None:
            first = insert_into(self._connection, push_mark).values(id=1, announced=newest)
            self._connection.execute(first.on_conflict_do_nothing())
            return
        upto = min(newest, mark + _AT_ONCE)
        mine = update(push_mark).where(push_mark.c.announced == mark).values(announced=upto)
        if not self._connection.execute(mine).rowcount:
            return  # another process looked at the same time
        told = (
            select(audit_event.c.subject)
            .join(submission, submission.c.id == audit_event.c.subject)
            .where(audit_event.c.number > mark, audit_event.c.number <= upto)
            .where(audit_event.c.action.in_([action.value for action in _TOLD]), ~submission.c.synthetic)
            .distinct()
        )
        for submission_id in self._connection.scalars(told).all():
            row = {"id": str(uuid.uuid4()), "attempts": 0, "due_at": at}
            new = insert_into(self._connection, push_outbox).values(submission_id=submission_id, **row)
            anew = row | {"due_at": _behind_a_try(at)}
            self._connection.execute(
                new.on_conflict_do_update(index_elements=[push_outbox.c.submission_id], set_=anew)
            )

    def due(self, at: datetime) -> Sequence[str]:
        """Return the ids of what may be tried now, the longest due first."""
        columns = push_outbox.c
        found = select(columns.id).where(is_due(columns.due_at, at)).order_by(columns.due_at, columns.id)
        return self._connection.scalars(found.limit(_AT_ONCE)).all()

    def claim(self, push_id: str, at: datetime) -> Push | None:
        """Put the next try off before this one begins; ``None`` where another process has it."""
        waits = push_outbox.c.id == push_id, is_due(push_outbox.c.due_at, at)
        row = self._connection.execute(select(push_outbox).where(*waits)).first()
        if row is None:
            return None
        attempts = row.attempts + 1
        mine = update(push_outbox).where(*waits).values(attempts=attempts, due_at=next_try(attempts, at))
        if not self._connection.execute(mine).rowcount:
            return None
        return Push(row.id, row.submission_id)

    def taken(self, push: Push, at: datetime) -> None:
        """Forget what the other system took; what there is to tell anew since then waits no longer."""
        columns = push_outbox.c
        if not self._connection.execute(delete(push_outbox).where(columns.id == push.id)).rowcount:
            anew = update(push_outbox).where(
                columns.submission_id == push.submission_id, columns.attempts == 0
            )
            self._connection.execute(anew.values(due_at=at))

    def _newest(self) -> int:
        return self._connection.scalar(select(func.max(audit_event.c.number))) or 0

    def _mark(self) -> int | None:
        return self._connection.scalar(select(push_mark.c.announced))


def _behind_a_try(at: datetime) -> ColumnElement[datetime]:
    """Return when what is new of a submission that waits may be tried: not before a try that goes on has ended, on whatever machine.

    Otherwise the older Bundle might arrive as the last one: content, after it was told that it is gone.
    """
    due, now, soon = push_outbox.c.due_at, literal(at, UtcTime()), literal(at + _LONGEST_TRY, UtcTime())
    return case((due > soon, soon), (due > now, due), else_=now)
