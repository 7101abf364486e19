from dataclasses import asdict, fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from screener.audit import ALLOWED_DETAILS, COMMAND_LINE, Action
from screener.dystonia.urgency import Urgency
from screener.submissions.content import Contact, SeenAnswer, record_of, texts_of
from screener.submissions.submission import (
    AlreadyWithdrawn,
    HoldReason,
    OnHold,
    Status,
    Submission,
    purge,
    received,
    withdraw,
)

NOON = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=3)
ANSWER = SeenAnswer("movements", "¿Se mueve?", "Sí", "Does it move?", "Yes")
SENT = Submission(
    id="id-1",
    reference="2345BCDF",
    received_at=NOON,
    language="es",
    respondent="parent",
    questionnaire_version="1.0.0",
    rules_version="1.0.0",
    distribution="focal",
    generalized=True,
    regions=("cervical",),
    caveats=("one_leg",),
    flags=("swallowing",),
    urgency=Urgency.TODAY,
)
KEPT = {
    "id": "id-1",
    "reference": "2345BCDF",
    "received_at": NOON,
    "language": "es",
    "questionnaire_version": "1.0.0",
    "rules_version": "1.0.0",
    "status": Status.WITHDRAWN,
    "version": 2,
    "withdrawn_at": LATER,
}
"""All that a tombstone still says."""


def test_a_submission_that_arrives_is_new() -> None:
    assert (SENT.status, SENT.version, SENT.withdrawn_at) == (Status.NEW, 1, None)


def test_the_event_of_an_arrival_holds_the_language_and_the_versions_alone() -> None:
    event = received(SENT)
    assert (event.action, event.actor, event.subject, event.at) == (
        Action.SUBMISSION_RECEIVED,
        "patient",
        "id-1",
        NOON,
    )
    assert event.details == {"language": "es", "questionnaire_version": "1.0.0", "rules_version": "1.0.0"}
    assert event.details.keys() < ALLOWED_DETAILS


def test_no_patient_is_said_to_have_sent_a_synthetic_submission() -> None:
    assert received(replace(SENT, synthetic=True)).actor == COMMAND_LINE


def test_the_arrival_of_a_callers_answers_names_who_entered_them_how_and_where() -> None:
    event = received(replace(SENT, entered_by="staff-1"), "192.0.2.7")
    assert event.actor == "staff-1"
    assert (event.details["means"], event.details["address"]) == ("phone", "192.0.2.7")
    assert "address" not in received(SENT, "192.0.2.7").details


def test_the_arrival_from_another_system_names_the_program() -> None:
    event = received(replace(SENT, sent_by="client-1"), "192.0.2.7")
    assert event.actor == "client-1"
    assert (event.details["means"], event.details["address"]) == ("program", "192.0.2.7")


def test_a_tombstone_keeps_reference_times_and_versions_and_nothing_else() -> None:
    tombstone, _ = withdraw(SENT, LATER)
    left = {field.name: getattr(tombstone, field.name) for field in fields(tombstone)}
    assert {name: value for name, value in left.items() if value} == KEPT


@pytest.mark.parametrize("status", Status)
def test_a_submission_is_a_tombstone_once_it_is_withdrawn_and_at_no_other_time(status: Status) -> None:
    assert replace(SENT, status=status).is_tombstone is (status is Status.WITHDRAWN)


def test_a_tombstone_tells_nothing_of_what_was_found() -> None:
    tombstone, _ = withdraw(SENT, LATER)
    assert tombstone.is_tombstone
    assert tombstone.distribution is None
    assert tombstone.urgency is None
    assert tombstone.generalized is False


def test_the_event_of_a_withdrawal_has_no_details() -> None:
    _, event = withdraw(SENT, LATER)
    assert (event.action, event.actor, event.subject, event.at) == (
        Action.SUBMISSION_WITHDRAWN,
        "patient",
        "id-1",
        LATER,
    )
    assert event.details == {}


def test_a_withdrawal_leaves_the_submission_it_was_given_as_it_was() -> None:
    before = replace(SENT)
    withdraw(SENT, LATER)
    assert before == SENT


def test_a_second_withdrawal_is_refused() -> None:
    tombstone, _ = withdraw(SENT, LATER)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(tombstone, LATER)


def test_what_the_clinic_purges_leaves_the_same_tombstone_that_says_so() -> None:
    tombstone, event = purge(SENT, LATER, COMMAND_LINE)
    assert tombstone == replace(withdraw(SENT, LATER)[0], purged=True)
    assert (event.action, event.actor, event.subject, event.at) == (
        Action.SUBMISSION_PURGED,
        COMMAND_LINE,
        "id-1",
        LATER,
    )
    assert event.details == {}


def test_what_is_gone_already_cannot_be_purged() -> None:
    for tombstone, _ in (withdraw(SENT, LATER), purge(SENT, LATER, COMMAND_LINE)):
        with pytest.raises(AlreadyWithdrawn):
            purge(tombstone, LATER, COMMAND_LINE)


def test_what_is_on_hold_is_not_purged_and_the_person_takes_it_back_all_the_same() -> None:
    held = replace(SENT, hold=HoldReason.LEGAL)
    with pytest.raises(OnHold):
        purge(held, LATER, COMMAND_LINE)
    assert withdraw(held, LATER) == withdraw(SENT, LATER)


def test_a_contact_is_empty_until_something_is_given() -> None:
    assert not any(getattr(Contact(), field.name) for field in fields(Contact))


def test_a_contact_keeps_the_words_that_were_consented_to() -> None:
    assert "consent" in {field.name for field in fields(Contact)}


@pytest.mark.parametrize("record", [Contact(name="Ada Example", message="Call late"), ANSWER])
def test_the_texts_of_a_record_are_all_its_fields_by_name_in_order(record: Contact | SeenAnswer) -> None:
    assert [*texts_of(record).items()] == [*asdict(record).items()]


def test_a_record_comes_back_from_its_texts_without_what_a_newer_version_added() -> None:
    contact = Contact(name="Ada Example", message="Call late")
    assert record_of(Contact, texts_of(contact) | {"of a newer version": "x"}) == contact
    assert record_of(SeenAnswer, texts_of(ANSWER) | {"of a newer version": "x"}) == ANSWER


def test_a_contact_of_an_older_version_has_nothing_in_what_is_new() -> None:
    assert record_of(Contact, {"name": "Ada Example"}) == Contact(name="Ada Example")
