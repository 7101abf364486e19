"""Submissions as stored. A change comes with its audit event or not at all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, false, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from screener.anatomy import Region
from screener.audit import Event
from screener.caveats import CAVEATS
from screener.safety import RED_FLAGS, Urgency
from screener.storage import auditlog, searchterms
from screener.storage.review_tables import contact_attempt, note, search_term
from screener.storage.sealing import Keyring
from screener.storage.tables import submission as table
from screener.storage.tables import submission_tag as tag_table
from screener.submission import (
    ClosedReason,
    Contact,
    Content,
    HoldReason,
    Seen,
    SeenAnswer,
    Status,
    Submission,
    Unopened,
    texts_of,
)
from screener.worklist import priority

UNOPENED = Unopened.UNOPENED
_SEALED = ("contact", "answers", "seen")
_PLACES = {
    name: place
    for place, name in enumerate(
        (*Region, *(caveat.id for caveat in CAVEATS), *(flag.id for flag in RED_FLAGS))
    )
}
_TAGS = {"region": "regions", "caveat": "caveats", "flag": "flags"}


# RETURNING, because the row count of an INSERT is not to be relied on: psycopg gives -1.
_INSERT = {
    name: dialect.insert(table).on_conflict_do_nothing().returning(table.c.id)
    for name, dialect in {"postgresql": postgresql, "sqlite": sqlite}.items()
}
_INSERT_TAGS = insert(tag_table)


class Conflict(Exception):
    """Somebody changed the submission after it was read."""


class ReferenceTaken(Exception):
    """The reference number belongs to another submission."""


class Submissions:
    """The submissions behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(self, submission: Submission, event: Event, *, send_key: str, receipt: str) -> bool:
        """Store a new submission and its event; return ``False`` when this send key was used before.

        Raises ``ReferenceTaken`` when the reference number is in use.
        """
        newest, *older = self._keyring.fingerprints(send_key, "send_key")
        if older and self._one(table.c.send_key.in_(older)):  # sent before the keys were rotated
            return False
        row = {
            "id": submission.id,
            "reference": submission.reference,
            "send_key": newest,
            "receipt": self._keyring.fingerprints(receipt, "receipt")[0],
            "received_at": submission.received_at,
            "language": submission.language,
            "questionnaire_version": submission.questionnaire_version,
            "rules_version": submission.rules_version,
            "synthetic": submission.synthetic,
            "entered_by": submission.entered_by,
            **self._changeable(submission),
        }
        if self._connection.execute(_INSERT[self._connection.dialect.name], row).first() is None:
            if self.by_send_key(send_key) is None:
                raise ReferenceTaken
            return False
        self._add_tags(submission)
        searchterms.add(self._connection, self._keyring, submission)
        auditlog.append(self._connection, event)
        return True

    def save(self, submission: Submission, event: Event) -> None:
        """Store a changed submission and its event.

        Raises ``Conflict`` when the stored version is not the one before this.
        """
        changed = self._connection.execute(
            update(table)
            .where(table.c.id == submission.id, table.c.version == submission.version - 1)
            .values(self._changeable(submission))
        )
        if not changed.rowcount:
            raise Conflict
        self._connection.execute(delete(tag_table).where(tag_table.c.submission_id == submission.id))
        self._add_tags(submission)
        if submission.content is None:
            self._forget(submission)
        auditlog.append(self._connection, event)

    def by_send_key(self, send_key: str) -> Submission | None:
        """Return what was sent under this key, its content unopened."""
        return self._one(table.c.send_key.in_(self._keyring.fingerprints(send_key, "send_key")))

    def by_receipt(self, code: str) -> Submission | None:
        """Return the submission that this receipt code belongs to, its content unopened."""
        return self._one(table.c.receipt.in_(self._keyring.fingerprints(code, "receipt")))

    def by_id(self, submission_id: str) -> Submission | None:
        """Return the submission with this id, its content unopened."""
        return self._one(table.c.id == submission_id)

    def due(self, before: Mapping[Status, datetime], *, at_most: int) -> tuple[Submission, ...]:
        """Return the oldest submissions that were received before the time of their status, and are not on hold.

        Nobody else changes them before this transaction ends.
        """
        found = select(table).where(is_old(before), table.c.hold.is_(None))
        rows = self._connection.execute(
            found.order_by(table.c.received_at).limit(at_most).with_for_update()
        ).all()
        return tuple(self._with_tags(row) for row in rows)

    def opened(self, submission: Submission) -> Submission:
        """Return the submission with its content; raises ``CannotOpen`` when that was damaged."""
        row = self._connection.execute(select(table).where(table.c.id == submission.id)).one()
        return replace(submission, content=self._content(row))

    def _one(self, condition: ColumnElement[bool]) -> Submission | None:
        row = self._connection.execute(select(table).where(condition)).first()
        return None if row is None else self._with_tags(row)

    def _with_tags(self, row: Row[tuple[object, ...]]) -> Submission:
        tags = self._connection.execute(
            select(tag_table.c.kind, tag_table.c.name).where(tag_table.c.submission_id == row.id)
        )
        return self._submission(row, [(kind, name) for kind, name in tags])

    def _forget(self, submission: Submission) -> None:
        for one in (search_term, note, contact_attempt):
            self._connection.execute(delete(one).where(one.c.submission_id == submission.id))

    def _changeable(self, submission: Submission) -> dict[str, object]:
        sealed = {
            column: None if text is None else self._keyring.seal(text, "submission", column, submission.id)
            for column, text in _content_texts(submission.content).items()
        }
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
            "respondent": submission.respondent,
            "distribution": submission.distribution,
            "generalized": submission.generalized,
            "urgency": submission.urgency.value if submission.urgency else None,
            **sealed,
        }

    def _add_tags(self, submission: Submission) -> None:
        rows = [
            {"submission_id": submission.id, "kind": kind, "name": name}
            for kind, field in _TAGS.items()
            for name in getattr(submission, field)
        ]
        if rows:
            self._connection.execute(_INSERT_TAGS, rows)

    def _submission(self, row: Row[tuple[object, ...]], tags: Sequence[tuple[str, str]]) -> Submission:
        named: dict[str, Any] = {
            field: tuple(sorted((name for kind_, name in tags if kind_ == kind), key=_place))
            for kind, field in _TAGS.items()
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
            content=None if row.contact is None else UNOPENED,
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
            hold=HoldReason(row.hold) if row.hold else None,
            **named,
        )

    def _content(self, row: Row[tuple[object, ...]]) -> Content | None:
        if row.contact is None:
            return None
        opened = {
            column: json.loads(self._keyring.open(getattr(row, column), "submission", column, row.id))
            for column in _SEALED
        }
        return Content(
            contact=Contact(**opened["contact"]),
            answers=opened["answers"]["answers"],
            parts=tuple(opened["answers"]["parts"]),
            seen=Seen(
                sections=tuple(
                    (title, tuple(SeenAnswer(**line) for line in lines))
                    for title, lines in opened["seen"]["sections"]
                ),
                result=tuple(opened["seen"]["result"]),
            ),
        )


def is_old(before: Mapping[Status, datetime]) -> ColumnElement[bool]:
    """Return the condition that a submission was received before the time of its status."""
    return or_(
        false(),
        *(
            and_(table.c.status == status.value, table.c.received_at < time)
            for status, time in before.items()
        ),
    )


def _place(tag: str) -> int:
    # A database gives rows in any order; the heart's tables say in which order they are shown.
    return _PLACES.get(tag, len(_PLACES))


def _content_texts(content: Content | Unopened | None) -> dict[str, bytes | None]:
    if content is None:
        return dict.fromkeys(_SEALED)
    if isinstance(content, Unopened):
        return {}
    parts = {
        "contact": texts_of(content.contact),
        "answers": {"answers": dict(content.answers), "parts": content.parts},
        "seen": {
            "sections": [
                (title, [texts_of(line) for line in lines]) for title, lines in content.seen.sections
            ],
            "result": content.seen.result,
        },
    }
    return {column: json.dumps(part, ensure_ascii=False).encode() for column, part in parts.items()}
