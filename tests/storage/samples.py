"""A person who wants to send, and a submission of theirs, for tests of storage and use cases."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from screener.dystonia.urgency import Urgency
from screener.storage.keys.sealing import Keyring
from screener.storage.tables import metadata
from screener.submissions.content import Contact, Content, LeftOut, Seen, SeenAnswer
from screener.submissions.submission import Submission
from tests.person import NOTE

KEYS = [bytes(range(32)), bytes(range(32, 64))]
KEYRING = Keyring(KEYS[:1], "data")
NOON = datetime(2026, 4, 28, 12, 0, 0, 123456, tzinfo=UTC)

PERSON = Contact(
    name="Zoë Quixotesecret",
    date_of_birth="1956-04-28",
    phone="+19135550123",
    email="zoe.quixotesecret@example.org",
    best_time="morning",
    leave_message="yes",
    language="es",
    message="My xylophonesecret trembles",
    consent="I want to send my answers.",
)
NOBODYS_CODE = "2345-6789-BCDF-GHJK-MNPR"
"""A receipt code as it should be, of no submission."""
PERSONAL = (
    "Quixotesecret",
    "1956-04-28",
    "9135550123",
    "quixotesecret@example.org",
    "xylophonesecret",
    "zithersecret",
    "one-task",
)
"""Words of the person that must never lie in the database in clear: the last is an answer."""

CONTENT = Content(
    contact=PERSON,
    answers={"movements": "yes", "onset-age": 43, "through-day": ["one-task"], "task": NOTE, "told": None},
    parts=("neck", "left_hand"),
    seen=Seen(
        sections=(("La historia", (SeenAnswer("task", "¿Qué tarea?", NOTE, "Which task?", NOTE),)),),
        result=("Dos partes vecinas.", "Esto no es un diagnóstico."),
        left_out=(("life", LeftOut.SKIPPED), ("noticed", LeftOut.NOT_ASKED)),
    ),
)


def a_row(**changes: object) -> dict[str, object]:
    """Return a row of the table of submissions, as it is inserted."""
    return {
        "id": "row-1",
        "reference": "2345BCDF",
        "send_key": bytes(32),
        "receipt": bytes(32),
        "received_at": datetime(2026, 4, 28, tzinfo=UTC),
        "status": "new",
        "priority": 2,
        "version": 1,
        "language": "en",
        "respondent": "self",
        "generalized": False,
        "questionnaire_version": "1.0.0",
        "rules_version": "1.0.0",
        "contact": b"sealed",
        "answers": b"sealed",
        "seen": b"sealed",
        **changes,
    }


def submission(**changes: Any) -> Submission:
    """Return a submission with an id and a reference of its own; ``CONTENT`` is what may be stored with it."""
    made = Submission(
        id=str(uuid.uuid4()),
        reference=uuid.uuid4().hex[:8].upper(),
        received_at=NOON,
        language="es",
        respondent="parent",
        questionnaire_version="1.0.0",
        rules_version="1.0.0",
        distribution="segmental",
        generalized=False,
        regions=("cervical", "left_upper_limb"),
        caveats=("neck_and_larynx",),
        flags=("swallowing",),
        urgency=Urgency.TODAY,
    )
    return replace(made, **changes)


def everything(connection: Connection) -> str:
    """Return every value of every row of every table as one text, bytes read as they are."""
    values = [
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for table in metadata.sorted_tables
        for row in connection.execute(select(table))
        for value in row
    ]
    return "\n".join(values)
