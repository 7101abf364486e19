"""Submissions as they come from the questionnaire."""

import uuid

from screener.adapters.catalogue import catalogue
from screener.questionnaire.answers import Value
from screener.submissions.content import Contact
from screener.submissions.opened import Opened
from screener.submissions.record import record
from tests.person import way
from tests.storage.samples import NOON, PERSON


def sent(
    language: str = "en",
    *,
    contact: Contact = PERSON,
    synthetic: bool = False,
    entered_by: str | None = None,
    **changes: Value,
) -> Opened:
    """Return what somebody sent who was asked everything, with ``changes`` of the answers."""
    submission, content = record(
        way(**changes),
        contact,
        submission_id=str(uuid.uuid5(uuid.NAMESPACE_URL, "a submission")),
        reference="2345BCDF",
        received_at=NOON,
        language=language,
        translate=catalogue(language).gettext,
        synthetic=synthetic,
        entered_by=entered_by,
    )
    return Opened(submission, content)
