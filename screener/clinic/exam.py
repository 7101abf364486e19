"""An exam of a clinician: its versions, and how one is written down, before or after looking at the person's marks."""

from dataclasses import dataclass
from datetime import datetime

from screener.audit import Action, Actor, Event
from screener.clinic.findings import Findings
from screener.submissions.submission import AlreadyWithdrawn, Submission


@dataclass(frozen=True, slots=True)
class Exam:
    """One version of an exam; a correction is a later version, and no version is changed or removed.

    ``blind`` tells that whoever saved it had not yet looked at the person's marks beside the exam. A correction is never
    blind: it comes after the comparison. ``findings`` is ``None`` where they were damaged and no key opens them.
    """

    id: str
    version: int
    by: str
    at: datetime
    blind: bool
    findings: Findings | None


class NewerExam(Exception):
    """Somebody saved a version of the exam after the one that was seen."""


@dataclass(frozen=True, slots=True)
class RecordExam:
    """Write down what the exam found, after version ``seen`` of it, 0 where there was none, under the new ``id``.

    ``looked`` tells that whoever records it looked at the person's marks beside the exam before.
    """

    id: str
    findings: Findings
    seen: int
    looked: bool

    def take(
        self, submission: Submission, before: Exam | None, by: Actor, at: datetime
    ) -> tuple[Exam, Event]:
        """Return the new version after ``before``, the newest, with its event, which says nothing of what was found.

        Raises ``AlreadyWithdrawn``, and ``NewerExam`` where ``before`` is not the version that was seen.
        """
        if submission.is_tombstone:
            raise AlreadyWithdrawn
        newest = before.version if before else 0
        if newest != self.seen:
            raise NewerExam
        blind = newest == 0 and not self.looked
        exam = Exam(self.id, newest + 1, by.id, at, blind, self.findings)
        details = {"exam_version": str(exam.version), "address": by.address}
        action = Action.EXAM_CORRECTED if before else Action.EXAM_RECORDED
        return exam, Event(action, by.id, submission.id, at, details)


def look(submission: Submission, by: Actor, at: datetime) -> Event:
    """Return the event that ``by`` looked at the person's marks beside the exam before saving one."""
    return Event(Action.EXAM_COMPARED_FIRST, by.id, submission.id, at, {"address": by.address})
