import pytest

from screener.audit import Action
from screener.clinic.notes import TEXT_LIMIT, Attempt, Means, Note, Outcome
from screener.clinic.steps import AddAttempt, AddNote, Assign, ChangeStatus, Hold, LiftHold, Step, Undo, take
from screener.submissions.submission import ClosedReason, HoldReason, Status
from tests.clinic.reviews import LATER, NURSE, SENT


@pytest.mark.parametrize(
    ("step", "action", "written"),
    [
        (ChangeStatus(Status.CLOSED, ClosedReason.OTHER), Action.STATUS_CHANGED, None),
        (Assign("staff-2"), Action.ASSIGNED, None),
        (Hold(HoldReason.COMPLAINT), Action.HELD, None),
        (AddNote("Called."), Action.NOTE_ADDED, Note("new", "staff-1", LATER, "Called.")),
        (
            AddAttempt(Means.EMAIL, Outcome.MESSAGE_LEFT, "Wrote."),
            Action.CONTACT_ATTEMPTED,
            Attempt("new", "staff-1", LATER, Means.EMAIL, Outcome.MESSAGE_LEFT, "Wrote."),
        ),
    ],
)
def test_a_step_is_taken_by_its_transition(
    step: Step, action: Action, written: Note | Attempt | None
) -> None:
    after, event, new = take(SENT, step, NURSE, LATER, history=(), new_id="new")
    assert (after.version, event.action, new) == (2, action, written)


def test_a_hold_is_lifted() -> None:
    held, _, _ = take(SENT, Hold(HoldReason.LEGAL), NURSE, LATER, history=(), new_id="new")
    free, event, written = take(held, LiftHold(), NURSE, LATER, history=(), new_id="new")
    assert (free.hold, event.action, written) == (None, Action.HOLD_LIFTED, None)


def test_the_last_step_is_undone() -> None:
    mine, event, _ = take(SENT, Assign("staff-2"), NURSE, LATER, history=(), new_id="new")
    back, _, written = take(mine, Undo(), NURSE, LATER, history=[event], new_id="new")
    assert (back.assignee, written) == (None, None)


def test_a_step_that_cannot_be_meant_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="reason"):
        ChangeStatus(Status.CLOSED)
    with pytest.raises(ValueError, match="reason"):
        ChangeStatus(Status.CONTACTED, ClosedReason.OTHER)
    for empty in ("", " \n\t"):
        with pytest.raises(ValueError, match="empty"):
            AddNote(empty)
    with pytest.raises(ValueError, match="long"):
        AddNote("x" * (TEXT_LIMIT + 1))
    with pytest.raises(ValueError, match="long"):
        AddAttempt(Means.PHONE, Outcome.REACHED, "x" * (TEXT_LIMIT + 1))
    assert AddNote("x" * TEXT_LIMIT)
    assert "xylophone" not in repr(AddNote("xylophone")) + repr(
        AddAttempt(Means.PHONE, Outcome.REACHED, "xylophone")
    )
