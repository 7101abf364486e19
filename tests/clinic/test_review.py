from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from screener.audit import ALLOWED_DETAILS, Action, Event
from screener.clinic.notes import REASON_LIMIT, Means, Note, Outcome
from screener.clinic.review import (
    NEXT,
    AlreadySo,
    NothingToUndo,
    WrongTransition,
    export,
    last_change,
    take_out,
    view,
)
from screener.clinic.steps import LONGEST_WAIT, Assign, CallBack, ChangeStatus, Hold, LiftHold, Undo
from screener.clinic.writing import AddAttempt, AddNote, Strike
from screener.submissions.priority import REACHED, WAITING
from screener.submissions.submission import (
    AlreadyWithdrawn,
    ClosedReason,
    HoldReason,
    LastAttempt,
    Status,
    Submission,
)
from tests.clinic.reviews import LATER, NEUROLOGIST, NOON, NURSE, SENT, in_status

MOVES = {
    "new": "in_review contacted appointment_booked closed",
    "in_review": "new contacted appointment_booked closed",
    "contacted": "in_review appointment_booked closed",
    "appointment_booked": "in_review contacted closed",
    "closed": "in_review contacted",
    "withdrawn": "",
}
"""Every move there is, written again."""


def _reason(to: Status) -> ClosedReason | None:
    return ClosedReason.NOT_REACHABLE if to is Status.CLOSED else None


def _move(before: Submission, to: Status) -> tuple[Submission, Event]:
    return ChangeStatus(to, _reason(to)).take(before, NURSE, LATER)


@pytest.mark.parametrize("to", Status)
@pytest.mark.parametrize("before", Status)
def test_a_submission_moves_as_the_table_says_and_not_otherwise(before: Status, to: Status) -> None:
    submission = in_status(before)
    if to.value in MOVES[before].split():
        after, event = _move(submission, to)
        assert (after.status, after.version) == (to, submission.version + 1)
        assert (event.details["from"], event.details["to"]) == (before, to)
        assert (after.closed_reason is not None) == (to is Status.CLOSED)
        reached_at = {
            **dict.fromkeys(REACHED, submission.first_contact_at or LATER),
            **dict.fromkeys(WAITING),
        }
        assert after.first_contact_at == reached_at.get(to, submission.first_contact_at)
    else:
        wrong = AlreadyWithdrawn if before is Status.WITHDRAWN else (AlreadySo, WrongTransition)
        with pytest.raises(wrong):
            _move(submission, to)


def test_the_table_of_moves_names_every_status() -> None:
    assert NEXT.keys() == {*Status} == {Status(name) for name in MOVES}


def test_nobody_but_the_person_withdraws() -> None:
    assert not any(Status.WITHDRAWN in after for after in NEXT.values())


def test_the_status_it_has_is_no_change_and_another_reason_is_no_move() -> None:
    for status in set(Status) - {Status.WITHDRAWN, Status.CLOSED}:
        with pytest.raises(AlreadySo):
            ChangeStatus(status).take(in_status(status), NURSE, LATER)
    closed = in_status(Status.CLOSED)
    with pytest.raises(AlreadySo):
        ChangeStatus(Status.CLOSED, closed.closed_reason).take(closed, NURSE, LATER)
    with pytest.raises(WrongTransition):
        ChangeStatus(Status.CLOSED, ClosedReason.OTHER).take(closed, NURSE, LATER)


@pytest.mark.parametrize("to", sorted(NEXT[Status.NEW]))
def test_a_reason_is_given_to_close_and_for_nothing_else(to: Status) -> None:
    reason = None if to is Status.CLOSED else ClosedReason.OTHER
    with pytest.raises(ValueError, match="reason"):
        ChangeStatus(to, reason)


@pytest.mark.parametrize("to", sorted(REACHED))
def test_who_is_contacted_or_has_an_appointment_was_reached_now(to: Status) -> None:
    assert _move(SENT, to)[0].first_contact_at == LATER


def test_the_first_contact_stays_the_first() -> None:
    contacted = in_status(Status.CONTACTED)
    booked = _move(contacted, Status.APPOINTMENT_BOOKED)[0]
    closed = _move(booked, Status.CLOSED)[0]
    assert contacted.first_contact_at == booked.first_contact_at == closed.first_contact_at == NOON
    assert _move(closed, Status.CONTACTED)[0].first_contact_at == NOON


def test_who_goes_back_to_waiting_was_not_reached() -> None:
    assert _move(in_status(Status.CONTACTED), Status.IN_REVIEW)[0].first_contact_at is None


def test_a_change_says_who_when_where_from_and_on_which_version() -> None:
    _, event = _move(in_status(Status.CONTACTED), Status.CLOSED)
    assert (event.action, event.actor, event.subject, event.at) == (
        Action.STATUS_CHANGED,
        "staff-1",
        "id-1",
        LATER,
    )
    assert event.details == {
        "from": "contacted",
        "to": "closed",
        "reason": "not_reachable",
        "first_contact_at": NOON.isoformat(),
        "version": "5",
        "address": "192.0.2.7",
    }


def test_a_submission_is_given_to_somebody_to_somebody_else_and_to_nobody() -> None:
    mine, first = Assign("staff-1").take(SENT, NURSE, LATER)
    theirs, second = Assign("staff-2").take(mine, NURSE, LATER)
    nobodys, third = Assign(None).take(theirs, NURSE, LATER)
    assert [one.assignee for one in (mine, theirs, nobodys)] == ["staff-1", "staff-2", None]
    moved = [(event.details["from"], event.details["to"]) for event in (first, second, third)]
    assert moved == [("", "staff-1"), ("staff-1", "staff-2"), ("staff-2", "")]
    assert nobodys.version == SENT.version + 3


def test_what_is_so_already_is_not_assigned_again() -> None:
    for assignee in ("staff-1", None):
        with pytest.raises(AlreadySo):
            Assign(assignee).take(replace(SENT, assignee=assignee), NURSE, LATER)


def test_a_view_marks_it_read_once_and_counts_no_version() -> None:
    seen, event = view(SENT, NURSE, NOON)
    again, _ = view(seen, NEUROLOGIST, LATER)
    assert (seen.first_viewed_at, again.first_viewed_at) == (NOON, NOON)
    assert again.version == SENT.version
    assert (event.action, event.actor, event.details) == (
        Action.SUBMISSION_VIEWED,
        "staff-1",
        {"address": "192.0.2.7"},
    )


def test_an_export_is_a_view_that_the_audit_tells_apart() -> None:
    exported, event = export(SENT, NURSE, NOON)
    assert (exported, event.details) == (view(SENT, NURSE, NOON)[0], {"address": "192.0.2.7"})
    assert event.action is Action.SUBMISSION_EXPORTED


def test_taking_out_is_a_view_that_the_audit_tells_apart() -> None:
    taken, event = take_out(SENT, NURSE, NOON)
    assert (taken, event.details) == (view(SENT, NURSE, NOON)[0], {"address": "192.0.2.7"})
    assert event.action is Action.SUBMISSION_TAKEN_OUT


def test_a_tombstone_can_be_viewed() -> None:
    assert view(in_status(Status.WITHDRAWN), NURSE, LATER)[0].first_viewed_at == LATER


def test_a_note_counts_a_version_and_its_words_are_not_in_the_audit() -> None:
    noted, event = AddNote("Her xylophone").take(SENT, NURSE, LATER)
    assert noted == replace(SENT, version=2)
    assert (event.action, event.at) == (Action.NOTE_ADDED, LATER)
    assert event.details == {"version": "2", "address": "192.0.2.7"}


def _attempt(outcome: Outcome) -> AddAttempt:
    return AddAttempt(Means.PHONE, outcome, "Her xylophone")


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("status", sorted(set(Status) - {Status.WITHDRAWN}))
def test_who_waited_and_was_reached_is_contacted(status: Status, outcome: Outcome) -> None:
    before = in_status(status)
    after, event = _attempt(outcome).take(before, NURSE, LATER)
    assert after.version == before.version + 1
    assert (event.details["means"], event.details["outcome"]) == ("phone", outcome)
    if status in WAITING and outcome is Outcome.REACHED:
        assert (after.status, after.first_contact_at) == (Status.CONTACTED, LATER)
        assert (event.details["from"], event.details["to"]) == (status, "contacted")
    else:
        last = LastAttempt(LATER, NURSE.id, outcome)
        closed_and_reached = status is Status.CLOSED and outcome is Outcome.REACHED
        first_contact_at = LATER if closed_and_reached else before.first_contact_at
        assert after == replace(
            before,
            version=after.version,
            attempts=1,
            last_attempt=last,
            first_contact_at=first_contact_at,
        )
        assert "to" not in event.details


def test_who_calls_after_it_was_closed_as_not_reachable_was_reached_then_and_not_again_later() -> None:
    reached, _ = _attempt(Outcome.REACHED).take(in_status(Status.CLOSED), NURSE, LATER)
    again, _ = _attempt(Outcome.REACHED).take(reached, NURSE, LATER + timedelta(days=1))
    opened, _ = ChangeStatus(Status.CONTACTED).take(again, NURSE, LATER + timedelta(days=2))
    assert [one.first_contact_at for one in (reached, again, opened)] == [LATER] * 3
    assert [one.status for one in (reached, again)] == [Status.CLOSED] * 2


def test_who_was_reached_is_not_called_back_and_nor_is_who_is_closed() -> None:
    waits = replace(in_status(Status.NEW), call_back_at=LATER)
    assert _attempt(Outcome.NO_ANSWER).take(waits, NURSE, LATER)[0].call_back_at == LATER
    assert _attempt(Outcome.REACHED).take(waits, NURSE, LATER)[0].call_back_at is None
    closed, _ = ChangeStatus(Status.CLOSED, ClosedReason.DECLINED).take(waits, NURSE, LATER)
    assert closed.call_back_at is None


def test_a_call_back_that_closing_ended_is_there_again_when_the_closing_is_undone() -> None:
    waits = replace(in_status(Status.IN_REVIEW), call_back_at=NOON + timedelta(days=3))
    closed, closing = ChangeStatus(Status.CLOSED, ClosedReason.DECLINED).take(waits, NURSE, LATER)
    opened, opening = Undo().take(closed, NURSE, LATER, history=[closing])
    assert opened == replace(waits, version=opened.version)
    shut, shutting = Undo().take(opened, NURSE, LATER, history=[closing, opening])
    assert shut == replace(closed, version=shut.version)
    assert Undo().take(shut, NURSE, LATER, history=[closing, opening, shutting])[0] == replace(
        waits, version=shut.version + 1
    )


def test_a_call_back_that_was_set_since_is_not_lost_by_an_undo() -> None:
    booked, booking = _move(
        replace(in_status(Status.CONTACTED), call_back_at=LATER), Status.APPOINTMENT_BOOKED
    )
    assert Undo().take(booked, NURSE, LATER, history=[booking])[0].call_back_at == LATER


def test_a_call_back_is_set_and_taken_away_while_the_work_goes_on() -> None:
    before = in_status(Status.CONTACTED)
    called, event = CallBack(LATER).take(before, NURSE, NOON)
    assert (called.call_back_at, event.action) == (LATER, Action.CALL_BACK_SET)
    assert event.details["call_back_at"] == LATER.isoformat()
    assert CallBack(None).take(called, NURSE, NOON)[0].call_back_at is None
    with pytest.raises(AlreadySo):
        CallBack(LATER).take(called, NURSE, NOON)
    with pytest.raises(WrongTransition):
        CallBack(LATER).take(in_status(Status.CLOSED), NURSE, NOON)


@pytest.mark.parametrize("away", [-1, 1])
def test_nobody_is_called_back_in_a_year_that_was_mistyped(away: int) -> None:
    before = in_status(Status.CONTACTED)
    assert CallBack(NOON + away * LONGEST_WAIT).take(before, NURSE, NOON)[0].call_back_at
    with pytest.raises(ValueError, match="too far"):
        CallBack(NOON + away * (LONGEST_WAIT + timedelta(minutes=1))).take(before, NURSE, NOON)


def test_a_struck_attempt_leaves_those_that_still_count() -> None:
    before = replace(
        in_status(Status.NEW), attempts=2, last_attempt=LastAttempt(LATER, "x", Outcome.NO_ANSWER)
    )
    first = LastAttempt(NOON, "x", Outcome.MESSAGE_LEFT)
    after, event = Strike("attempt-2", "Another person", (first,)).take(before, NURSE, LATER)
    assert (after.attempts, after.last_attempt, event.action) == (1, first, Action.STRUCK)
    alone, _ = Strike("note-1", "Another person").take(in_status(Status.NEW), NURSE, LATER)
    assert (alone.attempts, alone.last_attempt) == (0, None)


def test_who_was_wrongly_reached_first_was_reached_when_another_attempt_says_so_and_stays_so_where_none_does() -> (
    None
):
    before = replace(in_status(Status.CONTACTED), first_contact_at=NOON)
    again = LastAttempt(LATER, "x", Outcome.REACHED)
    later = LATER + timedelta(hours=1)
    for left, reached_at, first in (
        ((LastAttempt(NOON, "x", Outcome.NO_ANSWER), again), NOON, LATER),
        ((again,), LATER, NOON),  # what is struck was not the first contact
        ((), NOON, NOON),  # their status says that they were reached, until staff set it back
    ):
        struck = Strike("attempt-1", "Another person", left, reached_at)
        assert struck.take(before, NURSE, later)[0].first_contact_at == first


@pytest.mark.parametrize("reason", ["", "  ", "x" * (REASON_LIMIT + 1)])
def test_nothing_is_struck_without_a_short_reason(reason: str) -> None:
    with pytest.raises(ValueError, match="a reason"):
        Strike("note-1", reason)


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.WITHDRAWN}))
def test_a_hold_is_set_changed_and_lifted_in_every_status(status: Status) -> None:
    before = in_status(status)
    held, first = Hold(HoldReason.COMPLAINT).take(before, NURSE, LATER)
    legal, second = Hold(HoldReason.LEGAL).take(held, NURSE, LATER)
    free, third = LiftHold().take(legal, NEUROLOGIST, LATER)
    assert [one.hold for one in (held, legal, free)] == [HoldReason.COMPLAINT, HoldReason.LEGAL, None]
    assert replace(free, version=before.version) == before
    assert [(event.action, event.actor, event.details["reason"]) for event in (first, second, third)] == [
        (Action.HELD, "staff-1", "complaint"),
        (Action.HELD, "staff-1", "legal"),
        (Action.HOLD_LIFTED, "staff-2", "legal"),
    ]
    assert third.details["version"] == str(before.version + 3)
    assert last_change(held, [first]) is None


def test_a_hold_that_is_there_is_not_set_again_and_none_is_not_lifted() -> None:
    with pytest.raises(AlreadySo):
        Hold(HoldReason.LEGAL).take(replace(SENT, hold=HoldReason.LEGAL), NURSE, LATER)
    with pytest.raises(AlreadySo):
        LiftHold().take(SENT, NURSE, LATER)


def test_a_tombstone_takes_no_assignee_note_attempt_or_hold() -> None:
    tombstone = in_status(Status.WITHDRAWN)
    with pytest.raises(AlreadyWithdrawn):
        Hold(HoldReason.LEGAL).take(tombstone, NURSE, LATER)
    with pytest.raises(AlreadyWithdrawn):
        LiftHold().take(tombstone, NURSE, LATER)
    with pytest.raises(AlreadyWithdrawn):
        Assign("staff-1").take(tombstone, NURSE, LATER)
    with pytest.raises(AlreadyWithdrawn):
        AddNote("x").take(tombstone, NURSE, LATER)
    with pytest.raises(AlreadyWithdrawn):
        _attempt(Outcome.REACHED).take(tombstone, NURSE, LATER)


@pytest.mark.parametrize(
    ("before", "to"), [(Status(before), Status(to)) for before, all_ in MOVES.items() for to in all_.split()]
)
def test_every_move_can_be_undone_and_done_again(before: Status, to: Status) -> None:
    submission = in_status(before)
    moved, event = _move(submission, to)
    back, undone = Undo().take(moved, NEUROLOGIST, LATER, history=[event])
    assert back == replace(submission, version=submission.version + 2)
    assert undone.details["undoes"] == str(moved.version)
    again, _ = Undo().take(back, NURSE, LATER, history=[event, undone])
    assert again == replace(moved, version=moved.version + 2)


def test_an_assignment_can_be_undone() -> None:
    mine, event = Assign("staff-1").take(SENT, NURSE, LATER)
    back, undone = Undo().take(mine, NURSE, LATER, history=[event])
    assert (back.assignee, undone.details["undoes"], undone.action) == (None, "2", Action.ASSIGNED)


def _cannot_be_undone() -> Sequence[tuple[str, Submission, list[Event]]]:
    moved, change = _move(SENT, Status.IN_REVIEW)
    noted, note = AddNote("x").take(moved, NURSE, LATER)
    reached, attempt = _attempt(Outcome.REACHED).take(SENT, NURSE, LATER)
    return (
        ("nothing was done", SENT, []),
        ("it was only viewed", SENT, [view(SENT, NURSE, LATER)[1]]),
        ("a note came after", noted, [change, note]),
        ("an attempt", reached, [attempt]),
        ("a newer version", replace(moved, version=9), [change]),
        ("it was withdrawn", in_status(Status.WITHDRAWN), [change]),
    )


@pytest.mark.parametrize(
    ("submission", "history"), [pytest.param(*rest, id=name) for name, *rest in _cannot_be_undone()]
)
def test_there_is_nothing_to_undo(submission: Submission, history: list[Event]) -> None:
    assert last_change(submission, history) is None
    with pytest.raises(NothingToUndo):
        Undo().take(submission, NURSE, LATER, history=history)


def test_a_view_after_the_change_is_not_in_the_way_of_undoing_it() -> None:
    moved, change = _move(SENT, Status.IN_REVIEW)
    assert last_change(moved, [change, view(moved, NURSE, LATER)[1]]) is change


def test_no_words_of_notes_and_attempts_are_printed() -> None:
    attempt = _attempt(Outcome.REACHED).written("1", NURSE, LATER)
    assert "xylophone" not in repr(attempt) + repr(Note("1", "2", LATER, "xylophone"))


def test_every_event_of_the_staff_keeps_to_the_list() -> None:
    _, event = _move(in_status(Status.CONTACTED), Status.CLOSED)
    assert event.details.keys() <= ALLOWED_DETAILS
