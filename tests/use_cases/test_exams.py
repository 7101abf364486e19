"""What an exam found is kept beside the self-report: sealed, in versions, audited, and compared without anybody's name."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from screener.audit import Action
from screener.clinic.exam import NewerExam
from screener.clinic.findings import ExamDistribution, Findings
from screener.clinic.small_cells import Share
from screener.storage.database import Database
from screener.storage.exams import Wanted
from screener.storage.submissions import Submissions
from screener.storage.tables.exam import exam as table
from screener.submissions.submission import AlreadyWithdrawn, ClosedReason, Status, Submission, withdraw
from screener.use_cases.exams import Examining
from screener.use_cases.reviewed import NoSuchSubmission
from tests.clinic.exams import findings
from tests.storage.samples import CONTENT, KEYRING, NOON, everything
from tests.storage.working import LATER, NEUROLOGIST, NURSE, audited, send

SECRET = "A theremin-secret tremor of the voice"
EVERYBODY = Wanted(ZoneInfo("America/Chicago"))


def examining(database: Database) -> Examining:
    return Examining(database, KEYRING, clock=lambda: LATER)


def _found(database: Database, submission: Submission) -> list[tuple[int, str, bool, Findings | None]]:
    exams = examining(database).open(submission.reference, NURSE).exams
    return [(exam.version, exam.by, exam.blind, exam.findings) for exam in exams]


def test_an_exam_is_stored_in_versions_and_its_correction_is_not_blind(database: Database) -> None:
    sent, staff = send(database), examining(database)
    staff.record(sent.reference, findings(), 0, NEUROLOGIST)
    staff.record(sent.reference, findings(other_finding=SECRET), 1, NURSE)
    assert _found(database, sent) == [
        (1, NEUROLOGIST.id, True, findings()),
        (2, NURSE.id, False, findings(other_finding=SECRET)),
    ]
    assert [action for action, _ in audited(database)][1:3] == ["exam.recorded", "exam.corrected"]


def test_nothing_of_an_exam_lies_in_clear(database: Database) -> None:
    sent = send(database)
    examining(database).record(sent.reference, findings(other_finding=SECRET), 0, NEUROLOGIST)
    with database.reading() as connection:
        stored = everything(connection)
    assert "theremin" not in stored
    assert "isolated" not in stored


def test_findings_moved_to_another_exam_do_not_open(database: Database) -> None:
    one, other = send(database, 1), send(database, 2)
    for sent in (one, other):
        examining(database).record(sent.reference, findings(), 0, NEUROLOGIST)
    with database.writing() as connection:
        first, second = connection.execute(select(table.c.id, table.c.findings)).all()
        connection.execute(update(table).where(table.c.id == first.id).values(findings=second.findings))
    assert sorted(_found(database, sent)[0][3] is None for sent in (one, other)) == [False, True]
    assert examining(database).agreement(EVERYBODY).damaged == 1


def test_who_compared_first_is_not_blind_and_this_is_kept_once(database: Database) -> None:
    sent, staff = send(database), examining(database)
    for _ in range(2):
        staff.compare_first(sent.reference, NURSE)
    assert audited(database).count((Action.EXAM_COMPARED_FIRST.value, NURSE.id)) == 1
    assert staff.open(sent.reference, NURSE).looked
    assert not staff.open(sent.reference, NEUROLOGIST).looked
    assert not staff.record(sent.reference, findings(), 0, NURSE).blind


def test_comparing_after_an_exam_is_nothing_to_keep(database: Database) -> None:
    sent, staff = send(database), examining(database)
    staff.record(sent.reference, findings(), 0, NURSE)
    staff.compare_first(sent.reference, NURSE)
    assert (Action.EXAM_COMPARED_FIRST.value, NURSE.id) not in audited(database)


def test_two_clinicians_never_pass_over_each_other(database: Database) -> None:
    sent, staff = send(database), examining(database)
    staff.record(sent.reference, findings(), 0, NURSE)
    with pytest.raises(NewerExam):
        staff.record(sent.reference, findings(), 0, NEUROLOGIST)


def test_an_unknown_reference_is_refused(database: Database) -> None:
    staff = examining(database)
    for unknown in ("2222-2222", "", "\0"):
        with pytest.raises(NoSuchSubmission):
            staff.open(unknown, NURSE)
        with pytest.raises(NoSuchSubmission):
            staff.compare_first(unknown, NURSE)
        with pytest.raises(NoSuchSubmission):
            staff.record(unknown, findings(), 0, NURSE)


def test_a_withdrawal_takes_the_exam_with_it(database: Database) -> None:
    sent, staff = send(database), examining(database)
    staff.record(sent.reference, findings(), 0, NURSE)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(sent, LATER))
    assert staff.open(sent.reference, NURSE).exams == ()
    with pytest.raises(AlreadyWithdrawn):
        staff.record(sent.reference, findings(), 0, NURSE)
    assert (staff.agreement(EVERYBODY).sent, staff.agreement(EVERYBODY).figures.examined) == (0, 0)


def test_agreement_is_of_exams_of_the_time_and_rules_that_are_asked_for(database: Database) -> None:
    staff = examining(database)
    for number in range(7):
        sent = send(database, number, synthetic=number == 6)
        staff.record(sent.reference, findings(parts=frozenset({"neck", "left_hand"})), 0, NURSE)
    found = staff.agreement(EVERYBODY)
    assert (found.sent, found.figures.examined, found.damaged) == (6, 6, 0)
    neck = next(one for one in found.figures.parts if one.part == "neck")
    assert (neck.seen_marked, neck.marked_seen) == (Share(6, 6), Share(6, 6))
    assert found.figures.groups["flag"] == {"swallowing": Share(0, 6)}
    same_year = staff.agreement(replace(EVERYBODY, year=NOON.year))
    assert (same_year.sent, same_year.figures.examined) == (6, 6)
    for other in (replace(EVERYBODY, year=NOON.year - 1), replace(EVERYBODY, rules_version="9.9.9")):
        assert (staff.agreement(other).sent, staff.agreement(other).figures.examined) == (0, 0)
    synthetic = replace(EVERYBODY, synthetic=True, rules_version="1.0.0")
    assert staff.agreement(synthetic).sent == 1
    assert staff.years(EVERYBODY.zone) == [NOON.year]
    assert staff.rules_versions() == ["1.0.0"]


def test_blind_figures_are_of_the_first_version_and_all_of_the_newest(database: Database) -> None:
    staff = examining(database)
    for number in range(6):
        sent = send(database, number)
        if number < 1:
            staff.compare_first(sent.reference, NURSE)
        staff.record(sent.reference, findings(parts=frozenset({"larynx"})), 0, NURSE)
        staff.record(sent.reference, findings(), 1, NURSE)
    everything_newest = replace(EVERYBODY, blind=False)
    seen = {
        wanted.blind: [one.part for one in staff.agreement(wanted).figures.parts if one.seen_marked]
        for wanted in (EVERYBODY, everything_newest)
    }
    assert seen == {True: ["larynx"], False: ["neck"]}
    assert (
        staff.agreement(EVERYBODY).figures.examined,
        staff.agreement(everything_newest).figures.examined,
    ) == (5, 6)


@pytest.mark.parametrize("blind", [True, False])
def test_answers_that_came_again_make_no_second_person_of_one(database: Database, *, blind: bool) -> None:
    staff = examining(database)
    again: dict[str, Any] = {"status": Status.CLOSED, "closed_reason": ClosedReason.DUPLICATE}
    for number in range(5):
        sent = send(database, number, **({} if number else again))
        staff.record(sent.reference, findings(), 0, NURSE)
    found = staff.agreement(replace(EVERYBODY, blind=blind))
    assert (found.sent, found.figures.examined) == (4, 4)
    assert all(one.seen_marked is None and one.marked_seen is None for one in found.figures.parts)


def test_a_caveat_of_adults_groups_no_child_that_was_never_told_of_it(database: Database) -> None:
    staff = examining(database)
    for number, age in enumerate([9, 17] * 3 + [18, 60] * 7):
        content = replace(CONTENT, answers={**CONTENT.answers, "onset-age": age})
        caveats = ("cranial", "one_leg") if number < 14 else ()
        sent = send(database, number, content=content, caveats=caveats)
        staff.record(sent.reference, findings(distribution=ExamDistribution.SEGMENTAL), 0, NURSE)
    shown = staff.agreement(EVERYBODY).figures.groups["caveat"]
    assert {name: share and share.of for name, share in shown.items()} == {"cranial": 14, "one_leg": 8}


def test_what_cannot_be_opened_is_told_of_its_own_year_and_rules_alone(database: Database) -> None:
    sent, staff = send(database), examining(database)
    staff.record(sent.reference, findings(), 0, NURSE)
    with database.writing() as connection:
        connection.execute(update(table).values(findings=b"damaged"))
    for blind in (True, False):
        wanted = replace(EVERYBODY, blind=blind)
        damaged = [
            staff.agreement(one).damaged
            for one in (
                wanted,
                replace(wanted, year=NOON.year),
                replace(wanted, year=NOON.year - 1),
                replace(wanted, rules_version="9.9.9"),
            )
        ]
        assert damaged == [1, 1, 0, 0]


def test_an_export_is_kept_with_its_count(database: Database) -> None:
    sent, staff = send(database), examining(database)
    staff.record(sent.reference, findings(), 0, NURSE)
    assert staff.export(EVERYBODY, NURSE).figures.examined == 1
    assert audited(database)[-1] == (Action.AGREEMENT_EXPORTED.value, NURSE.id)
