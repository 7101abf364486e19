from datetime import UTC, datetime

import pytest

from screener.audit import ALLOWED_DETAILS, PATIENT, Action, Event

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)


def test_an_event_says_what_who_which_record_and_when() -> None:
    event = Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON, {"language": "es"})
    assert (event.action, event.actor, event.subject, event.at) == (
        "submission.received",
        "patient",
        "id-1",
        NOON,
    )
    assert event.details == {"language": "es"}


def test_an_event_without_details_has_none() -> None:
    assert Event(Action.SUBMISSION_WITHDRAWN, PATIENT, "id-1", NOON).details == {}


def test_only_the_language_the_versions_and_a_count_are_kept_for_ever() -> None:
    assert {"count", "language", "questionnaire_version", "rules_version"} == ALLOWED_DETAILS
    every = dict.fromkeys(ALLOWED_DETAILS, "x")
    assert Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON, every).details == every


@pytest.mark.parametrize("detail", ["distribution", "name", "flags", "Language", "parts", ""])
def test_any_other_detail_is_refused_by_name(detail: str) -> None:
    with pytest.raises(ValueError, match=f"^not kept in the audit: {detail}$"):
        Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON, {"language": "en", detail: "x"})


def test_all_refused_details_are_named_in_order() -> None:
    with pytest.raises(ValueError, match=r"^not kept in the audit: name, parts$"):
        Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON, {"parts": "x", "name": "x"})


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware time"):
        Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON.replace(tzinfo=None))


def test_an_event_cannot_be_changed() -> None:
    event = Event(Action.SUBMISSION_RECEIVED, PATIENT, "id-1", NOON)
    with pytest.raises(AttributeError):
        event.actor = "somebody"


def test_the_actions_are_written_as_they_are_stored() -> None:
    assert [*Action] == [
        "submission.received",
        "submission.withdrawn",
        "submission.purged",
        "database.restored",
        "keys.rotated",
        "synthetic.removed",
    ]
