"""A submission as it stands in its row: what is in clear, what is sealed and bound to the row, and its tags."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from screener.body.anatomy import Region
from screener.body.caveats import CAVEATS
from screener.dystonia.red_flags import EVERY_FLAG
from screener.dystonia.urgency import Urgency
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.sealed import purpose, sealed_columns
from screener.storage.tables.submission import submission as table
from screener.submissions.content import (
    SINCE_0_2,
    Contact,
    Content,
    LeftOut,
    Seen,
    SeenAnswer,
    record_of,
    texts_of,
)
from screener.submissions.needs import NEEDS
from screener.submissions.priority import priority
from screener.submissions.submission import ClosedReason, HoldReason, LastAttempt, Outcome, Status, Submission

_SEALED = [column.name for column in sealed_columns(table)]
NO_CONTENT = dict.fromkeys(_SEALED)
"""The sealed columns of a tombstone."""
_TAGS = {"region": "regions", "caveat": "caveats", "flag": "flags", "need": "needs"}
# A database gives rows in any order; the heart's tables say in which order tags are shown.
_PLACES = {
    name: place
    for place, name in enumerate(
        (*Region, *(caveat.id for caveat in CAVEATS), *(flag.id for flag in EVERY_FLAG), *NEEDS)
    )
}


def fixed_values(submission: Submission) -> dict[str, object]:
    """Return the columns that no later step changes, but for the keyed hashes that a submission is found by."""
    return {
        "id": submission.id,
        "reference": submission.reference,
        "received_at": submission.received_at,
        "language": submission.language,
        "questionnaire_version": submission.questionnaire_version,
        "rules_version": submission.rules_version,
        "synthetic": submission.synthetic,
        "entered_by": submission.entered_by,
        "sent_by": submission.sent_by,
    }


def changeable_values(submission: Submission) -> dict[str, object]:
    """Return the columns that a step may change."""
    return {
        "status": submission.status.value,
        "priority": priority(submission).value,
        "assignee": submission.assignee,
        "closed_reason": submission.closed_reason.value if submission.closed_reason else None,
        "first_contact_at": submission.first_contact_at,
        "first_viewed_at": submission.first_viewed_at,
        "version": submission.version,
        "withdrawn_at": submission.withdrawn_at,
        "purged": submission.purged,
        "hold": submission.hold.value if submission.hold else None,
        "attempts": submission.attempts,
        "last_attempt_at": submission.last_attempt.at if submission.last_attempt else None,
        "last_attempt_by": submission.last_attempt.by if submission.last_attempt else None,
        "last_outcome": submission.last_attempt.outcome.value if submission.last_attempt else None,
        "call_back_at": submission.call_back_at,
        "respondent": submission.respondent,
        "distribution": submission.distribution,
        "generalized": submission.generalized,
        "urgency": submission.urgency.value if submission.urgency else None,
        "has_message": submission.has_message,
    }


def sealed_values(submission_id: str, content: Content, keyring: Keyring) -> dict[str, object]:
    """Return the columns of the content, each sealed for its row. They are written once, and emptied when it goes."""
    return {
        column: keyring.seal(plain, *purpose(table.c[column], submission_id))
        for column, plain in plain_values(content).items()
    }


def plain_values(content: Content) -> dict[str, bytes]:
    """Return the columns of the content before they are sealed."""
    contact = texts_of(content.contact)
    parts = {
        "contact": {name: text for name, text in contact.items() if name not in SINCE_0_2},
        "answers": {
            "answers": dict(content.answers),
            "parts": content.parts,
            "answered_at": content.answered_at,
            "contact": {name: contact[name] for name in SINCE_0_2},
        },
        "seen": {
            "sections": [
                (title, [texts_of(line) for line in lines]) for title, lines in content.seen.sections
            ],
            "result": content.seen.result,
            "left_out": content.seen.left_out,
        },
    }
    return {column: json.dumps(part, ensure_ascii=False).encode() for column, part in parts.items()}


def tag_rows(submission: Submission) -> list[dict[str, str]]:
    """Return the rows of the tags of a submission."""
    return [
        {"submission_id": submission.id, "kind": kind, "name": name}
        for kind, field in _TAGS.items()
        for name in getattr(submission, field)
    ]


def submission_of(row: Row[tuple[object, ...]], tags: Iterable[tuple[str, str]]) -> Submission:
    """Return the submission of a row and its tags, which are kinds and names."""
    named: dict[str, list[str]] = {kind: [] for kind in _TAGS}
    for kind, name in tags:
        named[kind].append(name)
    sorted_tags: dict[str, Any] = {
        field: tuple(sorted(named[kind], key=_place)) for kind, field in _TAGS.items()
    }
    return Submission(
        id=row.id,
        reference=row.reference,
        received_at=row.received_at,
        language=row.language,
        respondent=row.respondent,
        questionnaire_version=row.questionnaire_version,
        rules_version=row.rules_version,
        distribution=row.distribution,
        generalized=row.generalized,
        urgency=Urgency(row.urgency) if row.urgency else None,
        status=Status(row.status),
        version=row.version,
        withdrawn_at=row.withdrawn_at,
        assignee=row.assignee,
        closed_reason=ClosedReason(row.closed_reason) if row.closed_reason else None,
        first_contact_at=row.first_contact_at,
        first_viewed_at=row.first_viewed_at,
        synthetic=row.synthetic,
        purged=row.purged,
        entered_by=row.entered_by,
        sent_by=row.sent_by,
        hold=HoldReason(row.hold) if row.hold else None,
        attempts=row.attempts,
        last_attempt=LastAttempt(row.last_attempt_at, row.last_attempt_by, Outcome(row.last_outcome))
        if row.attempts
        else None,
        call_back_at=row.call_back_at,
        has_message=row.has_message,
        **sorted_tags,
    )


def content_of(row: Row[tuple[object, ...]], keyring: Keyring) -> Content | None:
    """Return the content of a row, ``None`` for a tombstone; raises ``CannotOpen`` when it was damaged."""
    if row.contact is None:
        return None
    opened = {
        column: json.loads(keyring.open(getattr(row, column), *purpose(table.c[column], row.id)))
        for column in _SEALED
    }
    return Content(
        contact=record_of(Contact, opened["contact"] | opened["answers"].get("contact", {})),
        answers=opened["answers"]["answers"],
        parts=tuple(opened["answers"]["parts"]),
        seen=Seen(
            sections=tuple(
                (title, tuple(record_of(SeenAnswer, line) for line in lines))
                for title, lines in opened["seen"]["sections"]
            ),
            result=tuple(opened["seen"]["result"]),
            left_out=tuple((name, LeftOut(why)) for name, why in opened["seen"].get("left_out", ())),
        ),
        answered_at=opened["answers"].get("answered_at", ""),
    )


def _place(tag: str) -> int:
    return _PLACES.get(tag, len(_PLACES))
