"""Submissions as stored. A change comes with its audit event or not at all."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    delete,
    false,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from screener.audit import Event
from screener.storage import audit, search_terms
from screener.storage.keys.sealing import Keyring
from screener.storage.news import News
from screener.storage.submission_rows import (
    NO_CONTENT,
    changeable_values,
    content_of,
    fixed_values,
    sealed_values,
    submission_of,
    tag_rows,
)
from screener.storage.tables.exam import exam
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag as tag_table
from screener.storage.tables.work import contact_attempt, note, search_term
from screener.storage.upsert import built_once, insert_into
from screener.submissions.content import Content
from screener.submissions.submission import Status, Submission

_INSERT_TAGS = insert(tag_table)


@built_once
def _new_row(connection: Connection) -> Any:
    # RETURNING, because the row count of an INSERT is not to be relied on: psycopg gives -1.
    return insert_into(connection, table).on_conflict_do_nothing().returning(table.c.id)


class Conflict(Exception):
    """Somebody changed the submission after it was read."""


class ReferenceTaken(Exception):
    """The reference number belongs to another submission."""


class Submissions:
    """The submissions behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(
        self, submission: Submission, content: Content, event: Event, *, send_key: str, receipt: str
    ) -> bool:
        """Store a new submission, its content and its event; return ``False`` when this send key was used before.

        Raises ``ReferenceTaken`` when the reference number is in use.
        """
        newest, *older = self._keyring.fingerprints(send_key, "send_key")
        if older and self._one(table.c.send_key.in_(older)):  # sent before the keys were rotated
            return False
        row = {
            **fixed_values(submission),
            **changeable_values(submission),
            **sealed_values(submission.id, content, self._keyring),
            "send_key": newest,
            "receipt": self._keyring.fingerprints(receipt, "receipt")[0],
        }
        if self._connection.execute(_new_row(self._connection), row).first() is None:
            if self.by_send_key(send_key) is None:
                raise ReferenceTaken
            return False
        self._add_tags(submission)
        search_terms.add(self._connection, self._keyring, submission.id, content.contact)
        News(self._connection).begin(submission, content.contact)
        audit.append(self._connection, event)
        return True

    def save(self, submission: Submission, event: Event) -> None:
        """Store a changed submission and its event. Its content stays as it was sent, and goes with a tombstone.

        Raises ``Conflict`` when the stored version is not the one before this.
        """
        gone = NO_CONTENT if submission.is_tombstone else {}
        changed = self._connection.execute(
            update(table)
            .where(table.c.id == submission.id, table.c.version == submission.version - 1)
            .values({**changeable_values(submission), **gone})
        )
        if not changed.rowcount:
            raise Conflict
        self._change_tags(submission)
        if submission.is_tombstone:
            self._forget(submission)
        else:
            News(self._connection).changed(submission, event.at)
        audit.append(self._connection, event)

    def by_send_key(self, send_key: str) -> Submission | None:
        """Return what was sent under this key."""
        return self._one(table.c.send_key.in_(self._keyring.fingerprints(send_key, "send_key")))

    def by_receipt(self, code: str) -> Submission | None:
        """Return the submission that this receipt code belongs to."""
        return self._one(table.c.receipt.in_(self._keyring.fingerprints(code, "receipt")))

    def by_id(self, submission_id: str) -> Submission | None:
        """Return the submission with this id."""
        return self._one(table.c.id == submission_id)

    def due(
        self, before: Mapping[Status, datetime], *, at_most: int, named: Collection[str] | None = None
    ) -> tuple[Submission, ...]:
        """Return the oldest submissions that were received before the time of their status, and are not on hold.

        With ``named``, what goes by its name alone is left out unless its reference is among them. Nobody else changes the
        submissions before this transaction ends.
        """
        found = select(table).where(is_old(before), table.c.hold.is_(None))
        if named is not None:
            found = found.where(or_(goes_unnamed(), table.c.reference.in_(named)))
        rows = self._connection.execute(
            found.order_by(table.c.received_at).limit(at_most).with_for_update()
        ).all()
        return tuple(self._with_tags(row) for row in rows)

    def content(self, submission: Submission) -> Content | None:
        """Return the content of a submission, ``None`` where it is gone; raises ``CannotOpen`` when it was damaged."""
        row = self._connection.execute(select(table).where(table.c.id == submission.id)).one()
        return content_of(row, self._keyring)

    def _one(self, condition: ColumnElement[bool]) -> Submission | None:
        row = self._connection.execute(select(table).where(condition)).first()
        return None if row is None else self._with_tags(row)

    def _with_tags(self, row: Row[tuple[object, ...]]) -> Submission:
        tags = self._connection.execute(
            select(tag_table.c.kind, tag_table.c.name).where(tag_table.c.submission_id == row.id)
        )
        return submission_of(row, [(kind, name) for kind, name in tags])

    def _forget(self, submission: Submission) -> None:
        News(self._connection).forget(submission)
        for one in (search_term, note, contact_attempt, exam):
            self._connection.execute(delete(one).where(one.c.submission_id == submission.id))

    def _add_tags(self, submission: Submission) -> None:
        rows = tag_rows(submission)
        if rows:
            self._connection.execute(_INSERT_TAGS, rows)

    def _change_tags(self, submission: Submission) -> None:
        # Those that stay are left alone: what is counted by them would be taken away and counted anew.
        mine = tag_table.c.submission_id == submission.id
        stored = {
            (kind, name)
            for kind, name in self._connection.execute(select(tag_table.c.kind, tag_table.c.name).where(mine))
        }
        wanted = {(row["kind"], row["name"]): row for row in tag_rows(submission)}
        if gone := stored - set(wanted):
            these = tuple_(tag_table.c.kind, tag_table.c.name).in_(sorted(gone))
            self._connection.execute(delete(tag_table).where(mine, these))
        if new := [row for tag, row in wanted.items() if tag not in stored]:
            self._connection.execute(_INSERT_TAGS, new)


def goes_unnamed() -> ColumnElement[bool]:
    """Return the condition that a submission is purged with others, without being named: ``clinic.retention.why_named``."""
    return and_(table.c.first_viewed_at.is_not(None), table.c.urgency.is_(None))


def is_old(before: Mapping[Status, datetime]) -> ColumnElement[bool]:
    """Return the condition that a submission was received before the time of its status."""
    return or_(
        false(),
        *(
            and_(table.c.status == status.value, table.c.received_at < time)
            for status, time in before.items()
        ),
    )
