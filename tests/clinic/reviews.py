"""A submission in each status, and the staff who work on it, for tests of its life."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from screener.audit import Actor
from screener.submissions.priority import REACHED
from screener.submissions.submission import ClosedReason, Status, Submission, withdraw

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
NURSE = Actor("staff-1", "192.0.2.7")
NEUROLOGIST = Actor("staff-2", "2001:db8::7")
SENT = Submission(
    id="id-1",
    reference="2345BCDF",
    received_at=NOON,
    language="es",
    respondent="parent",
    questionnaire_version="1.0.0",
    rules_version="1.0.0",
    distribution="focal",
    generalized=False,
    regions=("cervical",),
    caveats=(),
    flags=(),
    urgency=None,
)


def in_status(status: Status) -> Submission:
    """Return the submission in this status, as its tables allow it."""
    if status is Status.WITHDRAWN:
        return withdraw(SENT, NOON)[0]
    return replace(
        SENT,
        status=status,
        version=4,
        closed_reason=ClosedReason.DECLINED if status is Status.CLOSED else None,
        first_contact_at=NOON if status in REACHED else None,
    )
