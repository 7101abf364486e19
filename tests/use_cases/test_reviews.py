"""What the staff does to a submission: on the version they saw, with its audit, and never over each other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from screener.audit import Action
from screener.clinic.notes import Attempt, Means, Note, Outcome, Struck
from screener.clinic.review import AlreadySo, NothingToUndo, WrongTransition
from screener.clinic.steps import Assign, CallBack, ChangeStatus, Step, Undo
from screener.clinic.writing import AddAttempt, AddNote
from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.storage.tables.submission import submission as table
from screener.storage.tables.work import contact_attempt, note, search_term
from screener.submissions.submission import (
    AlreadyWithdrawn,
    ClosedReason,
    LastAttempt,
    Status,
    Submission,
    withdraw,
)
from screener.use_cases.bulk import AT_ONCE, Left
from screener.use_cases.reviewed import Changed, NoSuchSubmission, Why
from screener.use_cases.worklist import TooMany
from tests.storage.samples import KEYRING, everything
from tests.storage.working import LATER, NEUROLOGIST, NURSE, audited, changing_many, reviewing, send

SECRET = "She plays the glockenspielsecret"


def _withdraw(database: Database, submission: Submission) -> None:
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(submission, LATER))


def test_who_opens_a_submission_sees_all_of_it_and_it_is_read_from_now_on(database: Database) -> None:
    sent = send(database)
    review = reviewing(database).open(sent.reference, NURSE)
    assert review.opened.submission == replace(sent, first_viewed_at=LATER)
    assert (review.notes, review.attempts, review.undoable) == ((), (), None)
    assert [line.event.action for line in review.history] == [
        Action.SUBMISSION_RECEIVED,
        Action.SUBMISSION_VIEWED,
    ]
    assert review.history[1].event.details == {"address": "192.0.2.7"}


def test_a_reference_is_found_as_it_is_typed_and_an_unknown_one_is_not(database: Database) -> None:
    sent = send(database)
    typed = f" {sent.reference[:4].lower()}-{sent.reference[4:]} "
    assert reviewing(database).open(typed, NURSE).opened.submission.id == sent.id
    for unknown in ("2222-2222", "", "no reference", "\0"):
        with pytest.raises(NoSuchSubmission):
            reviewing(database).open(unknown, NURSE)
        with pytest.raises(NoSuchSubmission):
            reviewing(database).change(unknown, 1, Undo(), NURSE)


def test_the_first_view_stays_the_first_and_each_one_is_audited(database: Database) -> None:
    sent = send(database)
    reviewing(database).open(sent.reference, NURSE)
    tomorrow = reviewing(database, clock=lambda: LATER + timedelta(days=1))
    review = tomorrow.open(sent.reference, NEUROLOGIST)
    assert review.opened.submission.first_viewed_at == LATER
    assert review.opened.submission.version == 1
    assert audited(database)[1:] == [("submission.viewed", "staff-1"), ("submission.viewed", "staff-2")]


@pytest.mark.parametrize("column", ["contact", "answers", "seen"])
def test_damaged_content_still_shows_the_rest_and_can_be_worked_on(database: Database, column: str) -> None:
    sent = send(database)
    staff = reviewing(database)
    staff.change(sent.reference, 1, AddNote(SECRET), NURSE)
    with database.writing() as connection:
        connection.execute(update(table).values({column: b"damaged"}))
        connection.execute(update(note).values(text=b"damaged"))
    review = staff.open(sent.reference, NURSE)
    assert review.opened.is_damaged
    assert [one.text for one in review.notes] == [None]
    assert staff.change(sent.reference, 2, Assign("staff-1"), NURSE).assignee == "staff-1"
    with database.reading() as connection:
        assert connection.execute(select(table.c[column])).scalar_one() == b"damaged"


def test_notes_and_attempts_are_read_as_they_were_written_oldest_first(database: Database) -> None:
    sent = send(database)
    for hours, version, step in (
        (3, 1, AddNote(SECRET)),
        (4, 2, AddAttempt(Means.PHONE, Outcome.NO_ANSWER)),
        (5, 3, AddNote("Ünïcode")),
        (6, 4, AddAttempt(Means.PHONE, Outcome.REACHED, SECRET)),
    ):
        now = LATER + timedelta(hours=hours)
        reviewing(database, clock=lambda now=now: now).change(sent.reference, version, step, NURSE)
    review = reviewing(database).open(sent.reference, NURSE)
    at = [LATER + timedelta(hours=hours) for hours in (3, 4, 5, 6)]
    assert review.notes == (
        Note(review.notes[0].id, "staff-1", at[0], SECRET),
        Note(review.notes[1].id, "staff-1", at[2], "Ünïcode"),
    )
    assert review.attempts == (
        Attempt(review.attempts[0].id, "staff-1", at[1], Means.PHONE, Outcome.NO_ANSWER, ""),
        Attempt(review.attempts[1].id, "staff-1", at[3], Means.PHONE, Outcome.REACHED, SECRET),
    )
    assert (review.opened.submission.status, review.opened.submission.first_contact_at) == (
        Status.CONTACTED,
        at[3],
    )
    with database.reading() as connection:
        assert "glockenspielsecret" not in everything(connection)
        assert audit_check.first_fault(connection) is None


def test_the_words_of_a_note_stay_with_their_row(database: Database) -> None:
    sent = send(database)
    for version, words in ((1, "one"), (2, "two")):
        reviewing(database).change(sent.reference, version, AddNote(words), NURSE)
    with database.writing() as connection:
        (one, other) = connection.execute(select(note)).all()
        connection.execute(update(note).where(note.c.id == one.id).values(text=other.text))
    texts = {one.text for one in reviewing(database).open(sent.reference, NURSE).notes}
    assert None in texts
    assert len(texts) == 2


def test_a_change_is_stored_with_its_event(database: Database) -> None:
    sent = send(database)
    staff = reviewing(database)
    staff.change(sent.reference, 1, Assign("staff-2"), NURSE)
    changed = staff.change(sent.reference, 2, ChangeStatus(Status.CLOSED, ClosedReason.OTHER), NEUROLOGIST)
    assert (changed.version, changed.assignee, changed.closed_reason) == (3, "staff-2", ClosedReason.OTHER)
    review = staff.open(sent.reference, NURSE)
    assert replace(review.opened.submission, first_viewed_at=None) == changed
    assert review.opened.content
    assert audited(database)[1:3] == [
        ("submission.assigned", "staff-1"),
        ("submission.status_changed", "staff-2"),
    ]


@pytest.mark.parametrize(
    ("step", "refused"),
    [
        (ChangeStatus(Status.NEW), AlreadySo),
        (ChangeStatus(Status.WITHDRAWN), WrongTransition),
        (Assign(None), AlreadySo),
        (Undo(), NothingToUndo),
    ],
)
def test_a_step_that_does_not_fit_leaves_everything_as_it_was(
    database: Database, step: Step, refused: type[Exception]
) -> None:
    sent = send(database)
    with pytest.raises(refused):
        reviewing(database).change(sent.reference, 1, step, NURSE)
    assert audited(database) == [("submission.received", "patient")]


def test_two_people_who_saw_the_same_version_do_not_overwrite_each_other(database: Database) -> None:
    sent = send(database)
    staff = reviewing(database)
    staff.open(sent.reference, NURSE)
    staff.open(sent.reference, NEUROLOGIST)
    staff.change(sent.reference, 1, ChangeStatus(Status.IN_REVIEW), NEUROLOGIST)
    staff.change(sent.reference, 2, AddNote("Calls back."), NEUROLOGIST)
    with pytest.raises(Changed) as refused:
        staff.change(sent.reference, 1, ChangeStatus(Status.CLOSED, ClosedReason.DECLINED), NURSE)
    present = refused.value.present
    assert (present.opened.submission.status, present.opened.submission.version) == (Status.IN_REVIEW, 3)
    assert [one.text for one in present.notes] == ["Calls back."]
    assert [(line.event.action, line.event.actor) for line in refused.value.since] == [
        (Action.STATUS_CHANGED, "staff-2"),
        (Action.NOTE_ADDED, "staff-2"),
    ]
    assert "Zoë" not in str(refused.value) + repr(refused.value)


@pytest.mark.parametrize("by", ["one step", "one save"])
def test_of_eight_people_at_once_one_changes_it_and_seven_are_told(database: Database, by: str) -> None:
    sent = send(database)
    staff = reviewing(database)
    together = Barrier(8)

    def change(number: int) -> bool:
        together.wait()
        step = Assign(f"staff-{number}")
        if by == "one save":
            return not staff.work(sent.reference, 1, [step], NURSE).left
        try:
            staff.change(sent.reference, 1, step, NURSE)
        except Changed:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(change, range(8))) == 1
    with database.reading() as connection:
        assert audit_check.first_fault(connection) is None
    assert [action for action, _ in audited(database)].count("submission.assigned") == 1


def test_many_changed_by_two_people_at_once_are_changed_once_each(database: Database) -> None:
    sent = [send(database, number) for number in range(12)]
    staff = reviewing(database)
    for one in sent:
        staff.open(one.reference, NURSE)
    versions = {one.reference: 1 for one in sent}
    together = Barrier(2)

    def change(references: list[str]) -> int:
        together.wait()
        return len(
            changing_many(database)
            .change({one: versions[one] for one in references}, Assign("staff-2"), NURSE)
            .done
        )

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(change, (list(versions), list(reversed(versions))))) == 12


def test_the_last_change_is_undone_even_by_somebody_else(database: Database) -> None:
    sent = send(database)
    staff = reviewing(database)
    staff.change(sent.reference, 1, ChangeStatus(Status.CLOSED, ClosedReason.DUPLICATE), NURSE)
    review = staff.open(sent.reference, NEUROLOGIST)
    assert review.undoable is not None
    back = staff.change(sent.reference, 2, Undo(), NEUROLOGIST)
    assert (back.status, back.closed_reason, back.version) == (Status.NEW, None, 3)


def test_a_person_who_withdraws_meanwhile_is_withdrawn(database: Database) -> None:
    sent = send(database)
    staff = reviewing(database)
    _withdraw(database, sent)
    with pytest.raises(Changed) as refused:
        staff.change(sent.reference, 1, AddNote(SECRET), NURSE)
    assert refused.value.present.opened.content is None
    assert [line.event.action for line in refused.value.since] == [Action.SUBMISSION_WITHDRAWN]
    with pytest.raises(AlreadyWithdrawn):
        staff.change(sent.reference, 2, AddNote(SECRET), NURSE)


def test_a_withdrawal_empties_notes_attempts_and_all_it_was_found_by(database: Database) -> None:
    staff = reviewing(database)
    other, sent = send(database, 1), send(database, 2)
    for one in (other, sent):
        staff.change(one.reference, 1, AddNote(SECRET), NURSE)
        staff.change(one.reference, 2, AddAttempt(Means.PHONE, Outcome.REACHED, SECRET), NURSE)
        staff.change(one.reference, 3, Assign("staff-1"), NURSE)
    with database.reading() as connection:
        before = [
            connection.scalar(select(func.count()).select_from(one))
            for one in (search_term, note, contact_attempt)
        ]
        found = Submissions(connection, KEYRING).by_send_key(sent.id)
    assert (before, found is not None) == ([14, 2, 2], True)
    assert found is not None
    _withdraw(database, found)
    with database.reading() as connection:
        for kept, count in ((search_term, 7), (note, 1), (contact_attempt, 1)):
            assert list(connection.scalars(select(kept.c.submission_id))) == [other.id] * count
        assert audit_check.first_fault(connection) is None
    review = staff.open(sent.reference, NURSE)
    assert (review.opened.content, review.notes, review.attempts) == (None, (), ())
    assert (review.opened.submission.assignee, review.opened.submission.first_contact_at) == (
        "staff-1",
        LATER,
    )


def test_many_are_changed_together_and_what_does_not_fit_is_left_with_its_reason(database: Database) -> None:
    staff = reviewing(database)
    fits, unread, stale, so, wrong, gone = (send(database, number) for number in range(1, 7))
    for one in (fits, stale, so, wrong, gone):
        staff.open(one.reference, NURSE)
    staff.change(stale.reference, 1, AddNote("x"), NEUROLOGIST)
    staff.change(so.reference, 1, ChangeStatus(Status.IN_REVIEW), NURSE)
    staff.change(wrong.reference, 1, ChangeStatus(Status.CLOSED, ClosedReason.OTHER), NURSE)
    staff.change(wrong.reference, 2, ChangeStatus(Status.CONTACTED), NURSE)
    _withdraw(database, gone)
    shown = f"{fits.reference[:4]}-{fits.reference[4:]}".lower()
    versions = {
        shown: 1,
        unread.reference: 1,
        stale.reference: 1,
        so.reference: 2,
        wrong.reference: 3,
        gone.reference: 1,
        "2222-2223": 1,
        "nothing": 1,
    }
    bulk = changing_many(database).change(versions, ChangeStatus(Status.IN_REVIEW), NURSE)
    assert bulk.done == (shown, wrong.reference)
    assert bulk.left == (
        Left(unread.reference, Why.UNREAD),
        Left(stale.reference, Why.CHANGED),
        Left(so.reference, Why.ALREADY_SO),
        Left(gone.reference, Why.WITHDRAWN),
        Left("2222-2223", Why.UNKNOWN),
        Left("nothing", Why.UNKNOWN),
    )
    again = changing_many(database).change({shown: 2}, ChangeStatus(Status.IN_REVIEW), NURSE)
    assert again.left == (Left(shown, Why.ALREADY_SO),)
    staff.change(shown, 2, ChangeStatus(Status.CLOSED, ClosedReason.OTHER), NURSE)
    assert changing_many(database).change({shown: 3}, ChangeStatus(Status.NEW), NURSE).left == (
        Left(shown, Why.WRONG_TRANSITION),
    )


def test_a_hundred_are_changed_together_and_not_one_more(database: Database) -> None:
    with pytest.raises(TooMany):
        changing_many(database).change(
            dict.fromkeys(map(str, range(AT_ONCE + 1)), 1), Assign("staff-1"), NURSE
        )
    bulk = changing_many(database).change(
        dict.fromkeys(map(str, range(AT_ONCE)), 1), Assign("staff-1"), NURSE
    )
    assert len(bulk.left) == 100


def test_the_audit_of_the_staff_is_whole_and_cannot_be_changed(database: Database) -> None:
    sent = send(database)
    staff = reviewing(database)
    staff.open(sent.reference, NURSE)
    staff.change(sent.reference, 1, Assign("staff-1"), NURSE)
    with database.reading() as connection:
        assert audit_check.first_fault(connection) is None
    for change in (update(audit_event).values(actor="nobody"), delete(audit_event)):
        with pytest.raises(DatabaseError, match="append-only"), database.writing() as connection:
            connection.execute(change)
    assert len(audited(database)) == 3


@pytest.mark.parametrize(
    ("values", "constraint"),
    [({"means": "pigeon"}, "means_is_known"), ({"outcome": "unclear"}, "outcome_is_known")],
)
def test_the_database_refuses_an_attempt_of_an_unknown_kind(
    database: Database, values: dict[str, str], constraint: str
) -> None:
    sent = send(database)
    row = {"id": "1", "submission_id": sent.id, "at": LATER, "by": "staff-1", "text": b""}
    known = {"means": "phone", "outcome": "reached"}
    with pytest.raises(DatabaseError, match=constraint), database.writing() as connection:
        connection.execute(insert(contact_attempt).values(row | known | values))


def test_one_save_is_a_call_a_note_a_status_an_assignee_and_a_call_back(database: Database) -> None:
    sent, staff = send(database), reviewing(database)
    tomorrow = LATER + timedelta(days=1)
    steps: list[Step] = [
        AddAttempt(Means.PHONE, Outcome.NO_ANSWER, SECRET),
        CallBack(tomorrow),
        ChangeStatus(Status.IN_REVIEW),
        Assign("staff-2"),
    ]
    done = staff.work(sent.reference, 1, steps, NURSE)
    assert (done.left, done.since) == ((), ())
    now = staff.present(sent.reference)
    assert (now.status, now.assignee, now.call_back_at, now.attempts, now.version) == (
        Status.IN_REVIEW,
        "staff-2",
        tomorrow,
        1,
        5,
    )
    assert now.last_attempt == LastAttempt(LATER, NURSE.id, Outcome.NO_ANSWER)


def test_notes_of_both_are_kept_and_what_somebody_changed_since_is_left(database: Database) -> None:
    sent, staff = send(database), reviewing(database)
    staff.change(sent.reference, 1, Assign("staff-2"), NEUROLOGIST)
    done = staff.work(sent.reference, 1, [AddNote(SECRET), Assign("staff-1")], NURSE)
    assert [(type(step), why) for step, why in done.left] == [(Assign, Why.CHANGED)]
    assert [line.event.action for line in done.since] == [Action.ASSIGNED]
    review = staff.open(sent.reference, NURSE)
    assert [one.text for one in review.notes] == [SECRET]
    assert review.opened.submission.assignee == "staff-2"


PRESS = "f" * 32


def test_a_press_whose_answer_was_lost_writes_nothing_twice_when_it_is_sent_again(database: Database) -> None:
    sent, staff = send(database), reviewing(database)
    steps: list[Step] = [AddAttempt(Means.PHONE, Outcome.NO_ANSWER), AddNote(SECRET), Assign("staff-2")]
    first = staff.work(sent.reference, 1, steps, NURSE, press=PRESS)
    again = staff.work(sent.reference, 1, steps, NURSE, press=PRESS)
    assert (again.submission.version, again.left) == (first.submission.version, ())
    staff.work(sent.reference, 1, [AddNote(SECRET)], NEUROLOGIST, press=PRESS)
    staff.work(sent.reference, 1, [AddNote(SECRET)], NURSE)
    review = staff.open(sent.reference, NURSE)
    assert (len(review.attempts), sorted(one.by for one in review.notes)) == (
        1,
        [NURSE.id, NURSE.id, NEUROLOGIST.id],
    )


def test_another_note_in_a_form_that_was_sent_before_is_written_too(database: Database) -> None:
    sent, staff = send(database), reviewing(database)
    attempt = AddAttempt(Means.PHONE, Outcome.NO_ANSWER, "rang twice")
    written: list[Step] = [
        AddNote(SECRET),
        AddNote(f"{SECRET} And tomorrow."),
        attempt,
        replace(attempt, text="rang"),
        replace(attempt, outcome=Outcome.MESSAGE_LEFT),
        replace(attempt, means=Means.EMAIL),
    ]
    for step in written * 2:
        staff.work(sent.reference, 1, [step], NURSE, press=PRESS)
    review = staff.open(sent.reference, NURSE)
    assert sorted(one.text or "" for one in review.notes) == sorted((SECRET, f"{SECRET} And tomorrow."))
    assert len(review.attempts) == 4


def test_what_is_so_already_is_no_fault_and_a_wrong_status_is_told(database: Database) -> None:
    sent, staff = send(database, status=Status.CLOSED, closed_reason=ClosedReason.OTHER), reviewing(database)
    done = staff.work(sent.reference, 1, [Assign(None), ChangeStatus(Status.NEW)], NURSE)
    assert [why for _, why in done.left] == [Why.WRONG_TRANSITION]


def test_nothing_is_written_about_what_was_taken_back(database: Database) -> None:
    sent = send(database)
    _withdraw(database, sent)
    with pytest.raises(AlreadyWithdrawn):
        reviewing(database).work(sent.reference, 2, [AddNote(SECRET)], NURSE)


def test_a_struck_attempt_counts_no_more_and_stays_to_be_read(database: Database) -> None:
    sent, staff = send(database), reviewing(database)
    staff.work(sent.reference, 1, [AddAttempt(Means.PHONE, Outcome.NO_ANSWER)], NURSE)
    later = reviewing(database, clock=lambda: LATER + timedelta(minutes=1))
    later.work(sent.reference, 2, [AddAttempt(Means.PHONE, Outcome.MESSAGE_LEFT), AddNote(SECRET)], NURSE)
    review = staff.open(sent.reference, NURSE)
    staff.strike(sent.reference, review.attempts[1].id, "Another person", NEUROLOGIST)
    staff.strike(sent.reference, review.notes[0].id, "Another person", NEUROLOGIST)
    review = staff.open(sent.reference, NURSE)
    struck = Struck(NEUROLOGIST.id, LATER, "Another person")
    assert (review.attempts[1].struck, review.notes[0].struck) == (struck, struck)
    assert (review.notes[0].text, review.opened.submission.attempts) == (SECRET, 1)
    assert review.opened.submission.last_attempt == LastAttempt(LATER, NURSE.id, Outcome.NO_ANSWER)
    with database.reading() as connection:
        assert "Another person" not in everything(connection)
    with pytest.raises(AlreadySo):
        staff.strike(sent.reference, review.notes[0].id, "Again", NURSE)
    with pytest.raises(NoSuchSubmission):
        staff.strike(sent.reference, "no entry", "Why", NURSE)


@pytest.mark.parametrize(("wrong", "first"), [(0, 1), (1, 0)])
def test_a_person_was_first_reached_by_the_first_attempt_that_is_not_struck(
    database: Database, wrong: int, first: int
) -> None:
    sent = send(database)
    moments = [LATER + timedelta(days=days) for days in (0, 4)]
    for version, at in enumerate(moments, start=1):
        reviewing(database, clock=lambda at=at: at).work(
            sent.reference, version, [AddAttempt(Means.PHONE, Outcome.REACHED)], NURSE
        )
    staff = reviewing(database, clock=lambda: moments[1] + timedelta(minutes=5))
    (entry,) = (one for one in staff.open(sent.reference, NURSE).attempts if one.at == moments[wrong])
    assert not staff.strike(sent.reference, entry.id, "Another person", NURSE)
    assert staff.present(sent.reference).first_contact_at == moments[first]


def test_who_was_reached_before_any_attempt_was_so_whichever_is_struck(database: Database) -> None:
    sent = send(database)
    reviewing(database).work(sent.reference, 1, [ChangeStatus(Status.CONTACTED)], NURSE)
    for version, minutes in ((2, 1), (3, 2)):
        later = LATER + timedelta(minutes=minutes)
        reviewing(database, clock=lambda at=later: at).work(
            sent.reference, version, [AddAttempt(Means.PHONE, Outcome.REACHED)], NURSE
        )
    staff = reviewing(database, clock=lambda: LATER + timedelta(minutes=9))
    for entry in staff.open(sent.reference, NURSE).attempts:
        staff.strike(sent.reference, entry.id, "Another person", NURSE)
    assert staff.present(sent.reference).first_contact_at == LATER


def test_the_page_that_comes_back_from_ones_own_step_is_no_second_view(database: Database) -> None:
    sent, staff = send(database), reviewing(database)
    staff.open(sent.reference, NURSE)
    staff.work(sent.reference, 1, [AddNote(SECRET)], NURSE)
    staff.open(sent.reference, NURSE)
    staff.open(sent.reference, NEUROLOGIST)
    assert [action for action, _ in audited(database)] == [
        "submission.received",
        "submission.viewed",
        "submission.note_added",
        "submission.viewed",
    ]


def test_what_was_done_to_many_is_taken_back_from_all_that_nobody_changed_since(database: Database) -> None:
    sent, staff = [send(database, number) for number in range(3)], reviewing(database)
    many = changing_many(database)
    done = many.change({one.reference: 1 for one in sent}, Assign("staff-2"), NURSE)
    assert len(done.done) == 3, "an unread one can be given to somebody"
    staff.change(sent[0].reference, 2, Assign("staff-1"), NEUROLOGIST)
    back = many.undo({one.reference: 2 for one in sent} | {"2345-BCDF": 1}, NURSE)
    assert back.done == (sent[1].reference, sent[2].reference)
    assert back.left == (Left(sent[0].reference, Why.CHANGED), Left("2345-BCDF", Why.WITHDRAWN))
    assert [staff.present(one.reference).assignee for one in sent] == ["staff-1", None, None]
