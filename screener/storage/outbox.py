"""Email to staff as stored: what each was told, and what waits to be sent.

Submissions are counted by their lines in the audit: these are numbered in the order in which they were committed, so
that no submission can slip in before the last one that was told of. Sending a submission writes nothing for it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, case, delete, func, insert, literal, or_, select, update

from screener.audit import Action
from screener.clinic.notices import DEFAULT, PAUSE, Cadence, Notice, next_try
from screener.dystonia.urgency import Urgency
from screener.storage.due import is_due
from screener.storage.tables.account import account
from screener.storage.tables.audit import audit_event
from screener.storage.tables.outbox import mail_choice, outbox
from screener.storage.tables.submission import submission
from screener.submissions.submission import Status

_NEWEST = select(func.coalesce(func.max(audit_event.c.number), 0))


@dataclass(frozen=True, slots=True)
class Untold:
    """What somebody was not told yet: lines of the audit behind ``after``, up to ``newest``."""

    account_id: str
    after: int
    newest: int
    notice: Notice


@dataclass(frozen=True, slots=True)
class Message:
    """An email that waits; ``id`` is the same in every try."""

    id: str
    to: str
    notice: Notice


class Outbox:
    """The emails behind one connection, inside its transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def cadence(self, account_id: str) -> Cadence:
        """Return how often this person is told."""
        columns = mail_choice.c
        found = self._connection.scalar(select(columns.cadence).where(columns.account_id == account_id))
        return DEFAULT if found is None else Cadence(found)

    def choose(self, account_id: str, cadence: Cadence) -> None:
        """Store how often this person is told; who had it off is told of what comes from now on."""
        self.begin()
        if cadence is Cadence.OFF:
            self._connection.execute(delete(outbox).where(outbox.c.account_id == account_id))
        was_off = mail_choice.c.cadence == Cadence.OFF
        announced = case((was_off, _NEWEST.scalar_subquery()), else_=mail_choice.c.announced)
        mine = update(mail_choice).where(mail_choice.c.account_id == account_id)
        self._connection.execute(mine.values(cadence=cadence.value, announced=announced))

    def begin(self) -> None:
        """Remember, for everybody who chose nothing so far, that they are told of what comes from now on."""
        if not self.strangers():
            return
        # The row of an account is locked, so that two processes do not begin with the same one.
        locked = select(account.c.id).where(account.c.id.not_in(select(mail_choice.c.account_id)))
        self._connection.execute(locked.with_for_update()).all()
        row = select(account.c.id, literal(DEFAULT.value), _NEWEST.scalar_subquery())
        new = row.where(account.c.id.not_in(select(mail_choice.c.account_id)))
        self._connection.execute(insert(mail_choice).from_select(["account_id", "cadence", "announced"], new))

    def strangers(self) -> bool:
        """Tell whether there is an account of which nothing is remembered yet."""
        known = select(mail_choice.c.account_id)
        return (
            self._connection.execute(select(account.c.id).where(account.c.id.not_in(known))).first()
            is not None
        )

    def untold(self, at: datetime) -> Sequence[Untold]:
        """Return what is new for everybody who may be told now and for whom no email waits."""
        columns = mail_choice.c
        # Who was told at a time that is still to come was told by a clock that was ahead.
        rested = [
            and_(
                columns.cadence == cadence,
                or_(columns.told_at.is_(None), columns.told_at <= at - pause, columns.told_at > at + pause),
            )
            for cadence, pause in PAUSE.items()
        ]
        people = (
            select(columns.account_id, columns.announced)
            .join(account, account.c.id == columns.account_id)
            .where(account.c.disabled_at.is_(None), account.c.clinician, or_(*rested))
            .where(columns.account_id.not_in(select(outbox.c.account_id)))
        )
        newest = self._connection.execute(_NEWEST).scalar_one()
        found = [
            Untold(row.account_id, row.announced, newest, self._came(row.announced, newest))
            for row in self._connection.execute(people).all()
            if row.announced < newest
        ]
        return [new for new in found if new.notice.count]

    def put(self, new: Untold, at: datetime) -> bool:
        """Make the email, once: ``False`` where another process did it first."""
        columns = mail_choice.c
        unchanged = columns.account_id == new.account_id, columns.announced == new.after
        told = update(mail_choice).where(*unchanged, columns.cadence != Cadence.OFF)
        if not self._connection.execute(told.values(announced=new.newest, told_at=at)).rowcount:
            return False
        row = {"account_id": new.account_id, "id": str(uuid.uuid4()), "attempts": 0, "due_at": at}
        self._connection.execute(insert(outbox), row | {"count": new.notice.count, "today": new.notice.today})
        return True

    def due(self, at: datetime) -> Sequence[str]:
        """Return the ids of the emails that may be tried now, the longest due first."""
        found = select(outbox.c.id).join(account, account.c.id == outbox.c.account_id)
        mine = is_due(outbox.c.due_at, at), account.c.disabled_at.is_(None), account.c.clinician
        return self._connection.scalars(found.where(*mine).order_by(outbox.c.due_at, outbox.c.id)).all()

    def claim(self, message_id: str, at: datetime) -> Message | None:
        """Put the next try off before this one begins, and return the email; ``None`` where another process has it.

        A try that fails, and a process that ends in the middle of one, need to write nothing more.
        """
        waits = outbox.c.id == message_id, is_due(outbox.c.due_at, at)
        found = select(outbox, account.c.email).join(account, account.c.id == outbox.c.account_id)
        row = self._connection.execute(found.where(*waits)).mappings().first()
        if row is None:
            return None
        attempts = row["attempts"] + 1
        mine = update(outbox).where(*waits).values(attempts=attempts, due_at=next_try(attempts, at))
        if not self._connection.execute(mine).rowcount:
            return None
        return Message(row["id"], row["email"], Notice(row["count"], row["today"]))

    def sent(self, message_id: str) -> None:
        """Forget an email that a mail server took."""
        self._connection.execute(delete(outbox).where(outbox.c.id == message_id))

    def _came(self, after: int, newest: int) -> Notice:
        urgent = submission.c.urgency == Urgency.TODAY.value
        counts = (
            select(func.count().label("came"), func.count(case((urgent, 1))).label("today"))
            .select_from(audit_event)
            .join(submission, submission.c.id == audit_event.c.subject)
            .where(audit_event.c.action == Action.SUBMISSION_RECEIVED.value)
            .where(audit_event.c.number > after, audit_event.c.number <= newest)
            .where(~submission.c.synthetic, submission.c.status != Status.WITHDRAWN.value)
        )
        row = self._connection.execute(counts).one()
        return Notice(row.came, row.today)
