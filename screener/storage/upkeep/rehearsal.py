"""A Send that is taken back before it is committed: what the database would refuse of a person's, it refuses of this one."""

import secrets
import uuid
from datetime import UTC, datetime

from sqlalchemy import Connection

from screener.clinic.news import BY_EMAIL
from screener.storage import throttling
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.submissions.content import Contact, Content, Seen
from screener.submissions.submission import Submission, received

_NO_REFERENCE = "00000000"
"""No figure of the alphabet of references, so that it is nobody's."""
_NOBODY = Contact(
    name="Nobody Nowhere", phone="+15555550100", email="nobody@example.org", consent="none", updates=BY_EMAIL
)
_CONTENT = Content(contact=_NOBODY, answers={}, parts=(), seen=Seen(sections=(), result=()))


def rehearse(connection: Connection, keyring: Keyring) -> None:
    """Write every row that a Send writes, and take them back; raises what a Send would."""
    rehearsed = connection.begin_nested()
    try:
        now = datetime.now(UTC)
        nobody = Submission(
            id=str(uuid.uuid4()),
            reference=_NO_REFERENCE,
            received_at=now,
            language="en",
            respondent="self",
            questionnaire_version="",
            rules_version="",
            distribution=None,
            generalized=False,
            regions=("cervical",),
            caveats=(),
            flags=(),
            urgency=None,
        )
        key, code = secrets.token_hex(16), secrets.token_hex(16)
        Submissions(connection, keyring).add(nobody, _CONTENT, received(nobody), send_key=key, receipt=code)
        throttling.tries(connection, keyring, "rehearsal", "", now)
    finally:
        rehearsed.rollback()
