"""Emails to people who asked for them, as stored: who waits for one. What changes a submission makes it due, in the same transaction."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, case, delete, func, insert, literal, null, select, update

from screener.audit import Event
from screener.clinic.news import MOST_TRIES, REST, wanted
from screener.clinic.notices import next_try
from screener.clinic.standing import Step, standing
from screener.storage import audit
from screener.storage.due import is_due
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.submission_rows import content_of, submission_of
from screener.storage.tables.metadata import UtcTime
from screener.storage.tables.news import news as table
from screener.storage.tables.submission import submission as submissions
from screener.submissions.content import Contact
from screener.submissions.submission import Submission


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is to be told that it stands at ``step``; ``id`` is the same in every try."""

    id: str
    to: str = field(repr=False)
    language: str
    step: Step


class News:
    """Who asked to be told, behind one connection, inside its transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, submission: Submission, contact: Contact) -> None:
        """Remember a person who asked, by their contact, to be told; nobody is told of a synthetic submission."""
        if wanted(contact) and not submission.synthetic:
            self._connection.execute(
                insert(table).values(
                    submission_id=submission.id,
                    id=str(uuid.uuid4()),
                    told=_step(submission).value,
                    attempts=0,
                )
            )

    def changed(self, submission: Submission, at: datetime) -> None:
        """Make an email due after ``REST`` where it stands at another step than the person knows of; or else none."""
        step = _step(submission)
        soon = literal(at + REST, UtcTime())
        due = case((table.c.told == step.value, null()), else_=func.coalesce(table.c.due_at, soon))
        self._of(submission.id, due_at=due)

    def wished(self, submission: Submission) -> bool:
        """Tell whether the person is told of changes."""
        mine = select(table.c.id).where(table.c.submission_id == submission.id)
        return self._connection.execute(mine).first() is not None

    def stop(self, submission: Submission, event: Event) -> None:
        """Tell the person nothing more."""
        self.forget(submission)
        audit.append(self._connection, event)

    def forget(self, submission: Submission) -> None:
        """Forget that the person asked, and what waits."""
        self._connection.execute(delete(table).where(table.c.submission_id == submission.id))

    def due(self, at: datetime) -> Sequence[str]:
        """Return the ids of submissions of which somebody may be told now, the longest due first."""
        found = select(table.c.submission_id).where(is_due(table.c.due_at, at))
        return self._connection.scalars(found.order_by(table.c.due_at, table.c.submission_id)).all()

    def claim(self, submission_id: str, at: datetime, keyring: Keyring) -> Waiting | None:
        """Put the next try off before this one begins, and return whom to tell.

        ``None`` where another process has it, where nothing is to be told any more, or where nobody can be reached.
        """
        mine = table.c.submission_id == submission_id, is_due(table.c.due_at, at)
        row = self._connection.execute(select(table).where(*mine)).first()
        if row is None:
            return None
        attempts = row.attempts + 1
        put_off = update(table).where(*mine, table.c.attempts == row.attempts)
        if not self._connection.execute(
            put_off.values(attempts=attempts, due_at=next_try(attempts, at))
        ).rowcount:
            return None
        stored = self._connection.execute(select(submissions).where(submissions.c.id == submission_id)).one()
        try:
            content = content_of(stored, keyring)
        except CannotOpen:
            content = None
        step = _step(submission_of(stored, ()))
        if content is None or attempts > MOST_TRIES or step.value == row.told:
            self._of(submission_id, due_at=None, attempts=0)
            return None
        return Waiting(row.id, content.contact.email, stored.language, step)

    def sent(self, submission_id: str, told: Step) -> None:
        """Remember what a person was told; what changed since the email was written is told by another one."""
        stored = self._connection.execute(select(submissions).where(submissions.c.id == submission_id)).one()
        values: dict[str, object] = {"told": told.value, "attempts": 0}
        if _step(submission_of(stored, ())) is told:
            values["due_at"] = None
        self._of(submission_id, **values)

    def _of(self, submission_id: str, **values: object) -> None:
        self._connection.execute(update(table).where(table.c.submission_id == submission_id).values(values))


def _step(submission: Submission) -> Step:
    return standing(submission)[-1].step
