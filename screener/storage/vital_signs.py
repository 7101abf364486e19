"""How the work stands, in numbers for the hospital's monitoring: no answer, no reference, nobody's name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from screener.dystonia.urgency import Urgency
from screener.storage.due import is_due
from screener.storage.tables.news import news
from screener.storage.tables.outbox import mail_choice, outbox
from screener.storage.tables.submission import submission
from screener.submissions.submission import Status


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """``outbox_seconds`` is how long the oldest email to staff waits, 0 where none does; ``unread`` are flags by urgency."""

    outbox_seconds: float
    waiting_for_staff: int
    waiting_for_people: int
    unread: dict[str, int]


def vital_signs(connection: Connection, at: datetime) -> VitalSigns:
    """Return how the work stands. Synthetic submissions do not count."""
    made = (
        select(func.min(mail_choice.c.told_at), func.count())
        .select_from(outbox)
        .join(mail_choice, mail_choice.c.account_id == outbox.c.account_id)
    )
    oldest, staff = connection.execute(made).one()
    people = connection.scalar(select(func.count()).select_from(news).where(is_due(news.c.due_at, at))) or 0
    flags = (
        select(submission.c.urgency, func.count())
        .where(
            submission.c.urgency.is_not(None),
            submission.c.first_viewed_at.is_(None),
            submission.c.status == Status.NEW.value,
            submission.c.synthetic.is_(False),
        )
        .group_by(submission.c.urgency)
    )
    found = {row[0]: row[1] for row in connection.execute(flags)}
    return VitalSigns(
        max(0.0, (at - oldest).total_seconds()) if oldest else 0.0,
        staff,
        people,
        {urgency.value: found.get(urgency.value, 0) for urgency in Urgency},
    )
