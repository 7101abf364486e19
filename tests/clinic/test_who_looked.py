"""The access report: every line counts once, as opened, as taken out, or as another step."""

from datetime import UTC, datetime, timedelta

import pytest

from screener.audit import Action, Event, Line
from screener.clinic.who_looked import Looked, who_looked

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)


def _lines(*done: tuple[str, Action]) -> list[Line]:
    return [
        Line(number, Event(action, actor, "one", NOON + timedelta(hours=number)))
        for number, (actor, action) in enumerate(done)
    ]


def test_who_came_first_is_first_and_each_line_counts_once() -> None:
    looked = who_looked(
        _lines(
            ("patient", Action.SUBMISSION_RECEIVED),
            ("ann", Action.SUBMISSION_VIEWED),
            ("ben", Action.WORKLIST_EXPORTED),
            ("ann", Action.SUBMISSION_EXPORTED),
            ("ann", Action.NOTE_ADDED),
        )
    )
    assert looked == [
        Looked("patient", 0, 0, 1, NOON, NOON),
        Looked("ann", 1, 1, 1, NOON + timedelta(hours=1), NOON + timedelta(hours=4)),
        Looked("ben", 0, 1, 0, NOON + timedelta(hours=2), NOON + timedelta(hours=2)),
    ]
    assert who_looked([]) == []


@pytest.mark.parametrize("action", [*Action])
def test_whatever_is_done_is_counted(action: Action) -> None:
    (one,) = who_looked(_lines(("ann", action)))
    assert one.opened + one.taken_out + one.other == 1
    left = (
        action.value.rpartition(".")[2] in {"exported", "taken_out", "pushed"} and "agreement" not in action
    )
    assert one.taken_out == (left and not action.startswith("audit.")), (
        "what leaves the house is told as such"
    )
