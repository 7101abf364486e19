"""Staff at work on a few submissions, for tests of what they can do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from screener.audit import Actor
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.submissions.content import Content
from screener.submissions.submission import Submission, received
from screener.use_cases.audit import Auditing
from screener.use_cases.bulk import ChangingMany
from screener.use_cases.reviews import Reviewing
from screener.use_cases.worklist import Listing
from tests.storage.samples import CONTENT, KEYRING, NOON, submission

NURSE = Actor("staff-1", "192.0.2.7")
NEUROLOGIST = Actor("staff-2", "2001:db8::7")
LATER = NOON + timedelta(hours=2)


def reviewing(database: Database, **changes: Any) -> Reviewing:
    """Return the staff's use cases on one submission, two hours after everything was sent."""
    return Reviewing(database, KEYRING, **({"clock": lambda: LATER} | changes))


def changing_many(database: Database, **changes: Any) -> ChangingMany:
    """Return the staff's use case on many submissions, at the same time."""
    return ChangingMany(database, KEYRING, **({"clock": lambda: LATER} | changes))


def listing(database: Database, **changes: Any) -> Listing:
    """Return what the staff sees of many submissions, at the same time."""
    return Listing(database, KEYRING, **({"clock": lambda: LATER} | changes))


def auditing(database: Database) -> Auditing:
    """Return what a privacy officer sees, at the same time."""
    return Auditing(database, KEYRING, clock=lambda: LATER)


def content(**contact: str) -> Content:
    """Return the content of the sample with another contact."""
    return replace(CONTENT, contact=replace(CONTENT.contact, **contact))


def send(database: Database, number: int = 1, *, content: Content = CONTENT, **changes: Any) -> Submission:
    """Store a submission and its content under a reference of its own, which follows from ``number``, and return it."""
    new = submission(**{"reference": code_from(number, REFERENCE_LENGTH)} | changes)
    with database.writing() as connection:
        Submissions(connection, KEYRING).add(new, content, received(new), send_key=new.id, receipt=new.id)
    return new


def audited(database: Database) -> list[tuple[str, str]]:
    """Return action and actor of every line of the audit."""
    with database.reading() as connection:
        rows = connection.execute(select(audit_event).order_by(audit_event.c.number)).all()
    return [(row.action, row.actor) for row in rows]
