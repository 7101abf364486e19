"""Submissions as the staff works on them: by reference, with what was written about them, and many at a time."""

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy import Row as StoredRow

from screener.audit import Event
from screener.clinic.notes import Attempt, Means, Note, Outcome, Struck
from screener.clinic.worklist_page import Row
from screener.storage import audit
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.news import News
from screener.storage.submission_rows import content_of, submission_of
from screener.storage.tables.sealed import purpose
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag as tag_table
from screener.storage.tables.work import contact_attempt, note
from screener.submissions.content import Content
from screener.submissions.opened import Opened
from screener.submissions.priority import priority
from screener.submissions.submission import Submission


class Reviews:
    """What the staff sees of submissions and writes about them, inside one transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def locked(self, references: Collection[str]) -> dict[str, Submission]:
        """Return the submissions by reference; nobody else changes them before this transaction ends.

        They are locked in the same order by everybody, before the audit is, so that nobody waits for each other.
        """
        rows = self._connection.execute(
            select(table).where(table.c.reference.in_(references)).order_by(table.c.id).with_for_update()
        ).all()
        return {submission.reference: submission for submission in self._all(rows)}

    def view(self, submission: Submission, event: Event) -> None:
        """Store that a submission was viewed; it must be ``locked``."""
        self._connection.execute(
            update(table)
            .where(table.c.id == submission.id)
            .values(first_viewed_at=submission.first_viewed_at, priority=priority(submission).value)
        )
        News(self._connection).changed(submission, event.at)
        audit.append(self._connection, event)

    def opened(self, ids: Sequence[str]) -> list[Opened]:
        """Return the submissions in the order of ``ids``, opened as far as they can be."""
        rows = self._rows(ids)
        return [
            Opened(submission, self._content(rows[submission.id])) for submission in self._all(rows.values())
        ]

    def by_ids(self, ids: Sequence[str]) -> list[Submission]:
        """Return the submissions in the order of ``ids``."""
        return self._all(self._rows(ids).values())

    def rows(self, ids: Sequence[str]) -> tuple[Row, ...]:
        """Return the rows of the worklist in the order of ``ids``, opened as far as a row shows."""
        rows = self._rows(ids)
        return tuple(self._row(submission, rows[submission.id]) for submission in self._all(rows.values()))

    def write(self, submission: Submission, written: Note | Attempt) -> None:
        """Store a note or an attempt, its words sealed."""
        values = {
            "id": written.id,
            "submission_id": submission.id,
            "at": written.at,
            "by": written.by,
        }
        if isinstance(written, Attempt):
            values |= {"means": written.means.value, "outcome": written.outcome.value}
        into = contact_attempt if isinstance(written, Attempt) else note
        sealed = self._keyring.seal((written.text or "").encode(), *purpose(into.c.text, written.id))
        self._connection.execute(insert(into).values(values | {"text": sealed}))

    def notes(self, submission: Submission) -> tuple[Note, ...]:
        """Return the notes, oldest first."""
        return tuple(
            Note(row.id, row.by, row.at, self._text(note, row), self._struck(note, row))
            for row in self._of(note, submission)
        )

    def attempts(self, submission: Submission) -> tuple[Attempt, ...]:
        """Return the tries to reach the person, oldest first."""
        return tuple(
            Attempt(
                row.id,
                row.by,
                row.at,
                Means(row.means),
                Outcome(row.outcome),
                self._text(contact_attempt, row),
                self._struck(contact_attempt, row),
            )
            for row in self._of(contact_attempt, submission)
        )

    def is_written(self, entry: str) -> bool:
        """Tell whether there is a note or an attempt of this id."""
        return any(
            self._connection.scalar(select(into.c.id).where(into.c.id == entry))
            for into in (note, contact_attempt)
        )

    def strike(self, struck: Note | Attempt) -> None:
        """Store that a note or an attempt was struck, the reason sealed."""
        if struck.struck is None:
            raise ValueError("not struck")
        into = contact_attempt if isinstance(struck, Attempt) else note
        reason = (struck.struck.reason or "").encode()
        self._connection.execute(
            update(into)
            .where(into.c.id == struck.id)
            .values(
                struck_at=struck.struck.at,
                struck_by=struck.struck.by,
                struck_reason=self._keyring.seal(reason, *purpose(into.c.struck_reason, struck.id)),
            )
        )

    def _of(self, written: Table, submission: Submission) -> Sequence[StoredRow[tuple[object, ...]]]:
        return self._connection.execute(
            select(written)
            .where(written.c.submission_id == submission.id)
            .order_by(written.c.at, written.c.id)
        ).all()

    def _text(self, written: Table, row: StoredRow[tuple[object, ...]]) -> str | None:
        try:
            return self._keyring.open(row.text, *purpose(written.c.text, row.id)).decode()
        except CannotOpen:
            return None

    def _struck(self, written: Table, row: StoredRow[tuple[object, ...]]) -> Struck | None:
        if row.struck_at is None:
            return None
        try:
            opened = self._keyring.open(row.struck_reason, *purpose(written.c.struck_reason, row.id)).decode()
        except CannotOpen:
            opened = None
        return Struck(row.struck_by, row.struck_at, opened)

    def _content(self, row: StoredRow[tuple[object, ...]]) -> Content | None:
        try:
            return content_of(row, self._keyring)
        except CannotOpen:
            return None

    def _rows(self, ids: Sequence[str]) -> dict[str, StoredRow[tuple[object, ...]]]:
        found = {row.id: row for row in self._connection.execute(select(table).where(table.c.id.in_(ids)))}
        return {row_id: found[row_id] for row_id in ids if row_id in found}

    def _all(self, rows: Collection[StoredRow[tuple[object, ...]]]) -> list[Submission]:
        tags: dict[str, list[tuple[str, str]]] = {row.id: [] for row in rows}
        for row in self._connection.execute(select(tag_table).where(tag_table.c.submission_id.in_(tags))):
            tags[row.submission_id].append((row.kind, row.name))
        return [submission_of(row, tags[row.id]) for row in rows]

    def _row(self, submission: Submission, row: StoredRow[tuple[object, ...]]) -> Row:
        if submission.is_tombstone:
            return Row(submission)
        try:
            contact, answers = (
                json.loads(self._keyring.open(getattr(row, column), *purpose(table.c[column], row.id)))
                for column in ("contact", "answers")
            )
        except CannotOpen:
            return Row(submission, damaged=True)
        interpreter, age = (answers["answers"].get(name) for name in ("help-language", "age-now"))
        return Row(
            submission,
            contact["name"],
            tuple(answers["parts"]),
            interpreter or "",
            contact.get("date_of_birth", ""),
            age if isinstance(age, int) else None,
            asked_for=contact.get("language", ""),
        )
