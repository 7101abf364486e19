"""Where a submission stands, as its receipt tells."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from screener.clinic.standing import STEP_WORDS, Step, standing
from screener.submissions.submission import ClosedReason, Status
from tests.clinic.reviews import LATER, SENT


@pytest.mark.parametrize(
    ("changes", "tried_at", "steps"),
    [
        ({}, None, [Step.RECEIVED]),
        ({"first_viewed_at": LATER}, None, [Step.RECEIVED, Step.READ]),
        ({"first_viewed_at": LATER}, LATER, [Step.RECEIVED, Step.READ, Step.TRIED]),
        (
            {"first_viewed_at": LATER, "status": Status.CONTACTED, "first_contact_at": LATER},
            LATER,
            [Step.RECEIVED, Step.READ, Step.REACHED],
        ),
        (
            {"status": Status.APPOINTMENT_BOOKED, "first_contact_at": LATER},
            None,
            [Step.RECEIVED, Step.REACHED, Step.BOOKED],
        ),
        (
            {"status": Status.CLOSED, "closed_reason": ClosedReason.NOT_REACHABLE},
            LATER,
            [Step.RECEIVED, Step.CLOSED],
        ),
    ],
)
def test_the_steps_are_those_that_were_reached(
    changes: dict[str, Any], tried_at: datetime | None, steps: list[Step]
) -> None:
    submission = replace(SENT, **changes)
    reached = standing(submission, tried_at)
    assert [each.step for each in reached] == steps
    assert [each.words for each in reached] == [STEP_WORDS[step] for step in steps]


def test_no_step_has_a_word_about_health() -> None:
    said = " ".join(STEP_WORDS.values()).lower()
    assert not [
        word for word in ("dystonia", "movement", "doctor", "pattern", "flag", "urgent") if word in said
    ]
