"""Where a submission stands, as its receipt tells."""

from dataclasses import replace
from typing import Any

import pytest

from screener.clinic.standing import STEP_WORDS, Step, standing
from screener.submissions.submission import ClosedReason, LastAttempt, Outcome, Status
from tests.clinic.reviews import LATER, SENT

IN_VAIN = LastAttempt(LATER, "staff-1", Outcome.NO_ANSWER)
REACHED = LastAttempt(LATER, "staff-1", Outcome.REACHED)


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ({}, [Step.RECEIVED]),
        ({"first_viewed_at": LATER}, [Step.RECEIVED, Step.READ]),
        ({"first_viewed_at": LATER, "last_attempt": IN_VAIN}, [Step.RECEIVED, Step.READ, Step.TRIED]),
        ({"first_viewed_at": LATER, "last_attempt": REACHED}, [Step.RECEIVED, Step.READ]),
        (
            {
                "first_viewed_at": LATER,
                "status": Status.CONTACTED,
                "first_contact_at": LATER,
                "last_attempt": IN_VAIN,
            },
            [Step.RECEIVED, Step.READ, Step.REACHED],
        ),
        (
            {"status": Status.APPOINTMENT_BOOKED, "first_contact_at": LATER},
            [Step.RECEIVED, Step.REACHED, Step.BOOKED],
        ),
        (
            {"status": Status.CLOSED, "closed_reason": ClosedReason.NOT_REACHABLE, "last_attempt": IN_VAIN},
            [Step.RECEIVED, Step.CLOSED],
        ),
    ],
)
def test_the_steps_are_those_that_were_reached(changes: dict[str, Any], steps: list[Step]) -> None:
    submission = replace(SENT, **changes)
    reached = standing(submission)
    assert [each.step for each in reached] == steps
    assert [each.words for each in reached] == [STEP_WORDS[step] for step in steps]


def test_no_step_has_a_word_about_health() -> None:
    said = " ".join(STEP_WORDS.values()).lower()
    assert not [
        word for word in ("dystonia", "movement", "doctor", "pattern", "flag", "urgent") if word in said
    ]
