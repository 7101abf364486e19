"""Exams as stored: beside a submission, each version a row, its findings sealed."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, func, insert, select

from screener.audit import Action, Event, LineFilter
from screener.clinic.exam import Exam
from screener.clinic.findings import Findings, findings_from
from screener.clinic.tallies import Compared, compared
from screener.dystonia.result import caveats_of_person
from screener.storage import audit
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.submission_rows import submission_of
from screener.storage.tables.exam import exam as table
from screener.storage.tables.sealed import purpose
from screener.storage.tables.submission import submission, submission_tag
from screener.submissions.submission import ClosedReason, Submission


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose exams are compared: of submissions that were received in a year, in the zone, and sorted by some rules.

    ``blind`` takes each first version that was saved blind; without it the newest version of each exam is taken.
    ``year`` and ``rules_version`` are ``None`` and empty for all of them. ``synthetic`` takes those alone that are nobody's.
    """

    zone: ZoneInfo
    blind: bool = True
    synthetic: bool = False
    year: int | None = None
    rules_version: str = ""

    @property
    def everybody(self) -> "Wanted":
        """The same of all years and rules."""
        return replace(self, year=None, rules_version="")

    def in_words(self) -> str:
        """Return what was asked for, for the audit."""
        words = (
            "blind" if self.blind else "as corrected",
            "synthetic" if self.synthetic else "",
            str(self.year or ""),
            f"rules {self.rules_version}" if self.rules_version else "",
        )
        return ", ".join(word for word in words if word)

    def includes(self, one: Compared) -> bool:
        """Tell whether somebody of ``everybody`` is wanted."""
        return self.year in {None, one.year} and self.rules_version in {"", one.rules_version}


class Exams:
    """The exams behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def of(self, found: Submission) -> tuple[Exam, ...]:
        """Return every version of the exam of a submission, the first one first."""
        rows = select(table).where(table.c.submission_id == found.id).order_by(table.c.version)
        return tuple(self._exam(row) for row in self._connection.execute(rows))

    def add(self, found: Submission, exam: Exam, findings: Findings, event: Event) -> None:
        """Store a new version with its event. The submission must be locked."""
        text = json.dumps(findings.as_texts(), ensure_ascii=False).encode()
        self._connection.execute(
            insert(table).values(
                id=exam.id,
                submission_id=found.id,
                version=exam.version,
                by=exam.by,
                at=exam.at,
                blind=exam.blind,
                findings=self._keyring.seal(text, *purpose(table.c.findings, exam.id)),
            )
        )
        audit.append(self._connection, event)

    def looked(self, found: Submission, staff_id: str) -> bool:
        """Tell whether a staff member compared before there was an exam."""
        wanted = LineFilter(actor=staff_id, action=Action.EXAM_COMPARED_FIRST, subjects=(found.id,))
        return bool(audit.lines(self._connection, wanted, before=None, limit=1))

    def sent(self, wanted: Wanted) -> int:
        """Count the submissions of which exams could be: those that still have their answers, and are no duplicate."""
        counted = select(func.count()).select_from(submission).where(*_among(wanted))
        return self._connection.execute(counted).scalar_one()

    def ids(self, wanted: Wanted) -> set[str]:
        """Return the submissions of the exams that are wanted, whether they can be opened or not."""
        return set(self._connection.scalars(_joined(wanted).with_only_columns(submission.c.id)))

    def rules_versions(self) -> list[str]:
        """Return the versions of the rules by which submissions were sorted, in order."""
        return sorted(self._connection.scalars(select(submission.c.rules_version).distinct()))

    def years(self, zone: ZoneInfo) -> list[int]:
        """Return the years in which submissions came, the newest first."""
        received = submission.c.received_at
        first, last = self._connection.execute(select(func.min(received), func.max(received))).one()
        if first is None:
            return []
        return list(range(last.astimezone(zone).year, first.astimezone(zone).year - 1, -1))

    def people(self, wanted: Wanted) -> dict[str, Compared | None]:
        """Return the marks beside each exam that is wanted, by submission; ``None`` where one was damaged and cannot be opened."""
        tags = self._tags(wanted)
        found: dict[str, Compared | None] = {}
        for row in self._connection.execute(_joined(wanted)):
            try:
                answers = self._opened(row.answers, submission.c.answers, row.id)
                findings = findings_from(self._opened(row.findings, table.c.findings, row.exam_id))
            except CannotOpen:
                found[row.id] = None
                continue
            exam = Exam(row.exam_id, row.exam_version, row.by, row.at, row.blind, findings)
            year = row.received_at.astimezone(wanted.zone).year
            sent = submission_of(row, tags.get(row.id, ()))
            told = replace(sent, caveats=caveats_of_person(sent.caveats, answers["answers"]))
            found[row.id] = compared(told, answers["parts"], exam, findings, year)
        return found

    def _tags(self, wanted: Wanted) -> dict[str, list[tuple[str, str]]]:
        tags: dict[str, list[tuple[str, str]]] = {}
        ids = _joined(wanted).with_only_columns(submission.c.id)
        rows = select(submission_tag).where(submission_tag.c.submission_id.in_(ids))
        for row in self._connection.execute(rows):
            tags.setdefault(row.submission_id, []).append((row.kind, row.name))
        return tags

    def _exam(self, row: Row[tuple[object, ...]]) -> Exam:
        try:
            findings = findings_from(self._opened(row.findings, table.c.findings, row.id))
        except CannotOpen:
            findings = None
        return Exam(row.id, row.version, row.by, row.at, row.blind, findings)

    def _opened(self, sealed: bytes, column: Column[bytes], row_id: str) -> dict[str, Any]:
        opened: dict[str, Any] = json.loads(self._keyring.open(sealed, *purpose(column, row_id)))
        return opened


def _among(wanted: Wanted) -> list[ColumnElement[bool]]:
    columns = submission.c
    among: list[ColumnElement[bool]] = [
        columns.withdrawn_at.is_(None),
        columns.synthetic.is_(wanted.synthetic),
        # One person whose answers came five times would be five people, and no small group.
        columns.closed_reason.is_distinct_from(ClosedReason.DUPLICATE.value),
    ]
    if wanted.year is not None:
        begin, end = (datetime(year, 1, 1, tzinfo=wanted.zone) for year in (wanted.year, wanted.year + 1))
        among += [columns.received_at >= begin, columns.received_at < end]
    if wanted.rules_version:
        among.append(columns.rules_version == wanted.rules_version)
    return among


def _joined(wanted: Wanted) -> Select[tuple[Any, ...]]:
    later = table.alias("later")
    newest = (
        select(func.max(later.c.version)).where(later.c.submission_id == submission.c.id).scalar_subquery()
    )
    which = table.c.blind if wanted.blind else table.c.version == newest
    return (
        select(
            submission,
            table.c.id.label("exam_id"),
            table.c.version.label("exam_version"),
            table.c.by,
            table.c.at,
            table.c.blind,
            table.c.findings,
        )
        .join(table, table.c.submission_id == submission.c.id)
        .where(*_among(wanted), which)
    )
