"""What two administrators decide on, whatever it is about."""

from datetime import timedelta

import pytest

from screener.audit import Actor
from screener.clinic.proposals import (
    NotOpen,
    Proposal,
    SamePerson,
    State,
    cancelled,
    confirmed,
    refuse_decided,
    refuse_same_person,
)
from tests.clinic.reviews import LATER, NEUROLOGIST, NOON, NURSE

PROPOSAL = Proposal(id="one", proposed_by=NURSE.id, proposed_at=NOON)


def test_it_waits_for_as_long_as_it_takes() -> None:
    assert PROPOSAL.ends_at is None
    assert PROPOSAL.awaits(NOON + timedelta(days=36_500))


def test_a_decision_says_by_whom_and_when_and_is_final() -> None:
    for decide, state in ((confirmed, State.CONFIRMED), (cancelled, State.CANCELLED)):
        decided = decide(PROPOSAL, NEUROLOGIST, LATER)
        assert (decided.state, decided.decided_by, decided.decided_at) == (state, NEUROLOGIST.id, LATER)
        assert not decided.awaits(LATER)
        for refuse in (lambda one: refuse_decided(one, LATER), lambda one: cancelled(one, NURSE, LATER)):
            with pytest.raises(NotOpen):
                refuse(decided)


def test_whoever_proposed_it_is_the_same_person_from_whatever_address() -> None:
    refuse_same_person(PROPOSAL, NEUROLOGIST)
    with pytest.raises(SamePerson):
        refuse_same_person(PROPOSAL, Actor(NURSE.id, "198.51.100.9"))
