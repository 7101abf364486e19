from datetime import timedelta

from screener.audit import Action, Event
from screener.clinic.notes import Attempt, Means, Note, Outcome
from screener.clinic.timeline import Views, timeline
from tests.clinic.reviews import NEUROLOGIST, NOON, NURSE


def _event(action: Action, minutes: int, by: str = NURSE.id) -> Event:
    return Event(action, by, "id-1", NOON + timedelta(minutes=minutes))


NOTE = Note("n", NURSE.id, NOON + timedelta(minutes=3), "Asked for Ann")
ATTEMPT = Attempt("a", NURSE.id, NOON + timedelta(minutes=5), Means.PHONE, Outcome.NO_ANSWER)


def test_it_is_one_story_the_newest_first_and_what_was_written_stands_for_its_event() -> None:
    received, assigned = _event(Action.SUBMISSION_RECEIVED, 0), _event(Action.ASSIGNED, 4)
    written = [_event(Action.NOTE_ADDED, 3), _event(Action.CONTACT_ATTEMPTED, 5)]
    assert timeline([NOTE], [ATTEMPT], [received, written[0], assigned, written[1]]) == (
        ATTEMPT,
        assigned,
        NOTE,
        received,
    )


def test_views_in_a_row_by_one_person_are_one_entry() -> None:
    views = [_event(Action.SUBMISSION_VIEWED, minutes) for minutes in (1, 2)]
    other = _event(Action.SUBMISSION_VIEWED, 6, NEUROLOGIST.id)
    assert timeline([NOTE], [], [*views, other]) == (
        Views(NEUROLOGIST.id, other.at, 1),
        NOTE,
        Views(NURSE.id, views[1].at, 2),
    )


def test_a_view_after_somebody_elses_is_another_entry() -> None:
    views = [_event(Action.SUBMISSION_VIEWED, 1), _event(Action.SUBMISSION_VIEWED, 2, NEUROLOGIST.id)]
    assert [entry.by for entry in timeline([], [], views) if isinstance(entry, Views)] == [
        NEUROLOGIST.id,
        NURSE.id,
    ]


def test_of_what_is_gone_the_events_are_left_and_a_strike_stands_with_what_it_struck() -> None:
    events = [_event(Action.NOTE_ADDED, 1), _event(Action.STRUCK, 2), _event(Action.SUBMISSION_WITHDRAWN, 3)]
    assert timeline([], [], events) == (events[2], events[0])
