"""The clinic's facts: what may be said, and who has to agree to it."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from screener.audit import Action
from screener.clinic.facts import (
    FEWEST_IDLE_DAYS,
    MOST_HOLIDAYS,
    MOST_HOURS,
    MOST_IDLE_DAYS,
    MOST_READING_DAYS,
    Facts,
    OtherFacts,
    Version,
    cancel,
    confirm,
    facts_from,
    propose,
)
from screener.clinic.opening import Holiday
from screener.clinic.proposals import NotOpen, SamePerson, State
from screener.clinic.schedule import Schedule
from screener.dystonia.urgency import Urgency
from screener.submissions.submission import Status
from tests.clinic.reviews import LATER, NEUROLOGIST, NOON, NURSE
from tests.clinic.test_opening import CHRISTMAS, WEEK

FACTS = Facts(
    "A clinic",
    "913-555-0100",
    night_phone="913-555-0199",
    address="1 Main Street",
    website="https://clinic.example/",
    week=WEEK,
    holidays=(CHRISTMAS,),
    hours_words={"en": "Call early", "es": "Llame temprano"},
    reads_within=2,
    idle_days=90,
    notices={"privacy": {"en": "Ours", "es": "Nuestro"}},
    retention=Schedule({Status.CLOSED: 400}),
    late_after={Urgency.TODAY: timedelta(hours=2), Urgency.SOON: timedelta(hours=9)},
)
PROPOSED = Version(id="facts-1", proposed_by=NURSE.id, proposed_at=NOON, after=3, facts=FACTS)


@pytest.mark.parametrize("facts", [FACTS, Facts("A", "1")])
def test_facts_are_the_same_after_they_were_written_down(facts: Facts) -> None:
    assert facts_from(json.loads(json.dumps(facts.as_texts()))) == facts


def test_an_older_version_says_nothing_of_idle_accounts() -> None:
    older = {name: one for name, one in FACTS.as_texts().items() if name != "idle_days"}
    assert facts_from(json.loads(json.dumps(older))).idle_days == 0


@pytest.mark.parametrize(
    "damaged",
    [{"week": 3}, {"week": [["8:00"]]}, {"holidays": [["2026-12-25"]]}, {"late_after": []}],
    ids=str,
)
def test_texts_that_no_facts_were_written_as_are_an_error(damaged: dict[str, Any]) -> None:
    for texts in (FACTS.as_texts() | damaged, damaged):
        with pytest.raises(ValueError, match=r"."):
            facts_from(texts)


def test_a_notice_is_empty_where_the_clinic_says_nothing() -> None:
    assert FACTS.notice("privacy", "es") == "Nuestro"
    assert (FACTS.notice("privacy", "fr"), FACTS.notice("feedback", "en")) == ("", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"phone": ""},
        {"week": WEEK[1:]},
        {"holidays": (CHRISTMAS, Holiday(CHRISTMAS.day, {}))},
        {"holidays": tuple(Holiday(CHRISTMAS.day + timedelta(day), {}) for day in range(MOST_HOLIDAYS + 1))},
        {"reads_within": -1},
        {"idle_days": FEWEST_IDLE_DAYS - 1},
        {"idle_days": MOST_IDLE_DAYS + 1},
        {"reads_within": MOST_READING_DAYS + 1},
        {"late_after": {Urgency.TODAY: timedelta(), Urgency.SOON: timedelta(1)}},
        {"late_after": {Urgency.TODAY: timedelta(1), Urgency.SOON: timedelta(hours=MOST_HOURS + 1)}},
    ],
)
def test_what_is_out_of_bounds_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        replace(FACTS, **changes)


def test_another_administrator_confirms_what_one_proposed() -> None:
    proposed = propose(PROPOSED, NURSE)
    assert (proposed.action, proposed.subject) == (Action.FACTS_PROPOSED, "facts-1")
    assert proposed.details == {"version": "4", "proposed_by": NURSE.id, "address": NURSE.address}
    confirmed, event = confirm(PROPOSED, 3, NEUROLOGIST, LATER, others=True)
    assert (confirmed.state, confirmed.decided_by, confirmed.alone) == (
        State.CONFIRMED,
        NEUROLOGIST.id,
        False,
    )
    assert (event.action, event.actor, event.details["proposed_by"]) == (
        Action.FACTS_CONFIRMED,
        NEUROLOGIST.id,
        NURSE.id,
    )
    with pytest.raises(SamePerson):
        confirm(PROPOSED, 3, NURSE, LATER, others=True)


def test_the_only_administrator_confirms_alone_and_it_is_remembered() -> None:
    assert confirm(PROPOSED, 3, NURSE, LATER, others=False)[0].alone


def test_nothing_is_confirmed_over_facts_that_its_writer_never_saw() -> None:
    with pytest.raises(OtherFacts):
        confirm(PROPOSED, 4, NEUROLOGIST, LATER, others=True)


def test_a_decision_is_final() -> None:
    cancelled, event = cancel(PROPOSED, NURSE, LATER)
    assert (cancelled.state, event.action) == (State.CANCELLED, Action.FACTS_CANCELLED)
    with pytest.raises(NotOpen):
        confirm(cancelled, 3, NEUROLOGIST, LATER, others=True)
    with pytest.raises(NotOpen):
        cancel(cancelled, NURSE, LATER)
