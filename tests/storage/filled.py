"""Thousands of submissions with all that hangs on them, put in past the seals, for tests of what the database does."""

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, insert

from screener.audit import Action
from screener.body.anatomy import Region
from screener.clinic.tabs import Tab
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.dystonia.urgency import Urgency
from screener.storage.search_terms import fingerprints
from screener.storage.tables.audit import audit_event, disclosure
from screener.storage.tables.news import news
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.storage.tables.work import contact_attempt, note, saved_filter, search_term
from screener.submissions.priority import REACHED, priority
from screener.submissions.search_terms import Kind
from screener.submissions.submission import Status
from tests.storage.samples import KEYRING, NOON, submission

COUNT = 3000


@cache
def _rows() -> tuple[tuple[dict[str, Any], ...], tuple[list[dict[str, Any]], ...]]:
    """Return the rows and their tags, made once for both databases."""
    drawn = random.Random(7)  # noqa: S311 - rows to look for, not secrets
    rows, tags = zip(*_drawn(drawn), strict=True)
    return rows, tags


def _drawn(drawn: random.Random) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for number in range(COUNT):
        status = drawn.choices([*Status], [8, 8, 8, 2, 70, 4])[0]
        gone = status is Status.WITHDRAWN
        at = NOON - timedelta(minutes=number * 60)
        made = submission(
            id=f"{number:08}-{drawn.randbytes(8).hex()}",
            reference=code_from(number, REFERENCE_LENGTH),
            status=status,
            received_at=at,
            language=drawn.choice(["en", "en", "en", "es"]),
            urgency=drawn.choice([None, None, None, *Urgency]),
            assignee=drawn.choice([None, *(f"staff-{one}" for one in range(10))]),
            first_viewed_at=None if status is Status.NEW and number % 2 else at,
            first_contact_at=at if status in REACHED else None,
        )
        sealed = None if gone else drawn.randbytes(600)
        row = {
            name: getattr(made, name)
            for name in (
                "id",
                "reference",
                "received_at",
                "language",
                "assignee",
                "first_viewed_at",
                "first_contact_at",
            )
        }
        tags = [
            ("region", drawn.choice([*Region]).value),
            ("flag", drawn.choice(["swallowing", "child_foot"])),
            ("need", drawn.choice(["wheelchair", "interpreter"])),
        ]
        yield (
            row
            | {
                "send_key": drawn.randbytes(32),
                "receipt": drawn.randbytes(32),
                "status": status.value,
                "priority": priority(made).value,
                "closed_reason": "declined" if status is Status.CLOSED else None,
                "withdrawn_at": at if gone else None,
                "call_back_at": at + timedelta(days=number % 60)
                if status in Tab.OPEN.statuses and number % 3 == 0
                else None,
                "version": 1,
                "respondent": drawn.choice(["self", "self", "parent"]),
                "distribution": drawn.choice([None, "focal", "segmental", "multifocal", "hemidystonia"]),
                "generalized": drawn.random() < 0.1,
                "urgency": made.urgency.value if made.urgency else None,
                "questionnaire_version": "1.0.0",
                "rules_version": "1.0.0",
                **dict.fromkeys(("contact", "answers", "seen"), sealed),
            },
            [{"submission_id": made.id, "kind": kind, "name": name} for kind, name in tags],
        )


@cache
def _found_by(ids: tuple[str, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for number, row_id in enumerate(ids):
        known = [
            (Kind.NAME, f"{number} name"),
            (Kind.WORD, f"surname{number % 500}"),
            (Kind.WORD, f"given{number % 300}"),
            (Kind.CARER_WORD, f"surname{number % 500}"),
            (Kind.LAST_FOUR, f"{number:04}"),
            (Kind.BORN, f"{1930 + number % 60}-04-28"),
        ]
        found += [{"fingerprint": one, "submission_id": row_id} for one in fingerprints(KEYRING, known)]
    return found


def fill(connection: Connection) -> None:
    """Put them all in: the first is the newest, one an hour; the name ``name 7`` finds the eighth."""
    rows, tags = _rows()
    connection.execute(insert(table), list(rows))
    connection.execute(insert(submission_tag), [tag for some in tags for tag in some])
    ids = [row["id"] for row in rows]
    connection.execute(insert(search_term), _found_by(tuple(ids)))
    written = {"at": NOON, "by": "staff-1", "text": b"x" * 200}
    connection.execute(insert(note), [written | {"id": row_id, "submission_id": row_id} for row_id in ids])
    attempt = written | {"means": "phone", "outcome": "no_answer"}
    connection.execute(
        insert(contact_attempt), [attempt | {"id": row_id, "submission_id": row_id} for row_id in ids]
    )
    asked = {"told": "received", "attempts": 0}
    connection.execute(insert(news), [asked | {"id": row_id, "submission_id": row_id} for row_id in ids])
    connection.execute(
        insert(saved_filter),
        [
            {"id": row_id, "staff_id": f"staff-{number % 400}", "sealed": b"x" * 100}
            for number, row_id in enumerate(ids)
        ],
    )
    connection.execute(
        insert(audit_event),
        [
            {
                "number": number,
                "at": NOON + timedelta(minutes=number),
                "actor": f"staff-{number % 40}",
                "action": [*Action][number % len(Action)].value,
                "subject": row_id,
                "details": json.dumps({"address": "192.0.2.7"}),
                "previous": bytes(32),
                "hash": number.to_bytes(32),
            }
            for number, row_id in enumerate(ids, start=1)
        ],
    )
    connection.execute(
        insert(disclosure),
        [{"line": number, "submission_id": row_id} for number, row_id in enumerate(ids, start=1)],
    )
