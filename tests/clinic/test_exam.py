from dataclasses import replace
from typing import Any

import pytest

from screener.audit import Action
from screener.body.anatomy import MARKS, BodyPart
from screener.clinic.exam import Exam, NewerExam, RecordExam, look
from screener.clinic.findings import (
    LETTER_OF,
    Contradiction,
    Decision,
    ExamDistribution,
    Happened,
    findings_from,
    parts_of_letters,
)
from screener.clinic.notes import TEXT_LIMIT
from screener.submissions.submission import AlreadyWithdrawn, Status
from tests.clinic.exams import findings
from tests.clinic.reviews import LATER, NEUROLOGIST, NOON, SENT, in_status

NOTHING: dict[str, Any] = {
    "parts": frozenset(),
    "dystonia": Decision.NO,
    "distribution": ExamDistribution.NONE,
}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"not_examined": frozenset({BodyPart.NECK})}, "parts"),
        ({"dystonia": Decision.NO}, "dystonia"),
        (NOTHING | {"distribution": ExamDistribution.FOCAL}, "dystonia"),
        (NOTHING | {"dystonia": Decision.YES}, "parts"),
        ({"dystonia": Decision.NOT_DECIDED, "distribution": ExamDistribution.NONE}, "distribution"),
        (NOTHING | {"dystonia": Decision.NOT_DECIDED, "distribution": ExamDistribution.FOCAL}, "parts"),
    ],
)
def test_findings_that_cannot_both_be_so_name_the_field_to_look_at(
    changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Contradiction) as refused:
        findings(**changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "changes",
    [
        NOTHING,
        NOTHING | {"dystonia": Decision.NOT_DECIDED},
        {"dystonia": Decision.NOT_DECIDED, "distribution": ExamDistribution.NOT_DECIDED},
        {"distribution": ExamDistribution.NOT_DECIDED},
        {"not_examined": frozenset({BodyPart.FOOT}), "other_finding": "x" * TEXT_LIMIT},
    ],
)
def test_what_a_clinician_may_find_is_taken(changes: dict[str, Any]) -> None:
    found = findings(**changes)
    assert findings_from(found.as_texts()) == found


@pytest.mark.parametrize("part", ["hand", "left_larynx", "elbow"])
def test_a_part_that_nobody_can_mark_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match=part):
        findings(parts=frozenset({part}))


def test_too_many_words_are_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        findings(other_finding="x" * (TEXT_LIMIT + 1))


@pytest.mark.parametrize(
    ("emergency_room", "urgent_diagnosis", "urgent"),
    [
        (Happened.YES, Happened.NOT_KNOWN, Happened.YES),
        (Happened.NO, Happened.YES, Happened.YES),
        (Happened.NO, Happened.NO, Happened.NO),
        (Happened.NO, Happened.NOT_KNOWN, Happened.NOT_KNOWN),
    ],
)
def test_nothing_urgent_happened_only_where_both_are_known(
    emergency_room: Happened, urgent_diagnosis: Happened, urgent: Happened
) -> None:
    assert findings(emergency_room=emergency_room, urgent_diagnosis=urgent_diagnosis).urgent is urgent


def _record(*, seen: int = 0, looked: bool = False, before: Exam | None = None) -> Exam:
    step = RecordExam("exam-2", findings(), seen, looked=looked)
    exam, event = step.take(SENT, before, NEUROLOGIST, LATER)
    assert (event.subject, event.actor, event.at) == (SENT.id, NEUROLOGIST.id, LATER)
    assert event.details == {"exam_version": str(exam.version), "address": NEUROLOGIST.address}
    assert event.action is (Action.EXAM_CORRECTED if before else Action.EXAM_RECORDED)
    return exam


FIRST = Exam("exam-1", 1, NEUROLOGIST.id, NOON, blind=True, findings=findings())


def test_the_first_version_is_blind_unless_its_writer_looked() -> None:
    assert _record() == Exam("exam-2", 1, NEUROLOGIST.id, LATER, blind=True, findings=findings())
    assert not _record(looked=True).blind


def test_a_correction_is_a_later_version_and_never_blind() -> None:
    assert _record(seen=1, before=FIRST) == replace(FIRST, id="exam-2", version=2, at=LATER, blind=False)


@pytest.mark.parametrize(("seen", "before"), [(0, FIRST), (1, None), (1, replace(FIRST, version=2))])
def test_an_exam_that_somebody_else_saved_in_between_is_never_passed_over(
    seen: int, before: Exam | None
) -> None:
    with pytest.raises(NewerExam):
        _record(seen=seen, before=before)


def test_a_withdrawn_submission_gets_no_exam() -> None:
    step = RecordExam("exam-1", findings(), 0, looked=False)
    with pytest.raises(AlreadyWithdrawn):
        step.take(in_status(Status.WITHDRAWN), None, NEUROLOGIST, LATER)


def test_looking_first_is_kept() -> None:
    event = look(SENT, NEUROLOGIST, LATER)
    assert (event.action, event.actor, event.subject) == (Action.EXAM_COMPARED_FIRST, NEUROLOGIST.id, SENT.id)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("n rh ll", {"neck", "right_hand", "left_leg"}),
        (" RE, v ", {"right_upper_face", "larynx"}),
        ("", set()),
    ],
)
def test_letters_stand_for_parts(written: str, parts: set[str]) -> None:
    assert parts_of_letters(written) == parts


def test_every_part_has_its_letter() -> None:
    for part, letter in LETTER_OF.items():
        sided = parts_of_letters(f"{'' if part.value in MARKS else 'r'}{letter}")
        assert {MARKS[mark].part for mark in sided} == {part}
    assert LETTER_OF.keys() == set(BodyPart)


@pytest.mark.parametrize("written", ["h", "rv", "x", "xh", "rrh", "neck"])
def test_letters_that_stand_for_nothing_are_named(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{written}$"):
        parts_of_letters(f"n {written}")
