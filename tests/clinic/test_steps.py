import pytest

from screener.clinic.notes import TEXT_LIMIT, Attempt, Means, Note, Outcome
from screener.clinic.steps import ChangeStatus
from screener.clinic.writing import AddAttempt, AddNote
from screener.submissions.submission import ClosedReason, Status
from tests.clinic.reviews import LATER, NURSE


def test_a_note_is_written_down_by_whoever_takes_the_step_and_when() -> None:
    assert AddNote("Called.").written("new", NURSE, LATER) == Note("new", "staff-1", LATER, "Called.")


def test_an_attempt_is_written_down_with_its_means_and_outcome() -> None:
    step = AddAttempt(Means.EMAIL, Outcome.MESSAGE_LEFT, "Wrote.")
    written = Attempt("new", "staff-1", LATER, Means.EMAIL, Outcome.MESSAGE_LEFT, "Wrote.")
    assert step.written("new", NURSE, LATER) == written


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
    assert AddNote("x" * TEXT_LIMIT).text == "x" * TEXT_LIMIT
    assert "xylophone" not in repr(AddNote("xylophone")) + repr(
        AddAttempt(Means.PHONE, Outcome.REACHED, "xylophone")
    )
