"""A purge needs two people, and passes over what is on hold or changed since it was proposed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from screener.audit import Action, Actor
from screener.clinic.proposals import NotOpen, SamePerson, State
from screener.clinic.retention import (
    TO_NAME,
    VALID,
    Left,
    NothingDue,
    OtherNumber,
    PurgeProposal,
    cancel,
    confirm,
    left_out,
    propose,
)
from screener.clinic.schedule import (
    FEWEST_DAYS,
    MOST_DAYS,
    SCHEDULE,
    Schedule,
)
from screener.dystonia.urgency import Urgency
from screener.submissions.submission import HoldReason, Status, Submission, withdraw
from tests.clinic.reviews import LATER, NEUROLOGIST, NOON, NURSE, SENT

BY_CLOSED = Schedule({Status.CLOSED: 365})
DUE = {
    f"id-{number}": replace(
        SENT, id=f"id-{number}", reference=f"2345BCD{number}", first_viewed_at=NOON, urgency=None
    )
    for number in range(4)
}
PROPOSAL = propose("purge-1", BY_CLOSED, [*DUE.values()], NURSE, NOON)[0]


def test_the_schedule_names_every_status_that_has_content_and_keeps_longest_who_may_still_wait() -> None:
    assert SCHEDULE.days == {
        Status.NEW: 1095,
        Status.IN_REVIEW: 1095,
        Status.CONTACTED: 730,
        Status.APPOINTMENT_BOOKED: 730,
        Status.CLOSED: 365,
    }


def test_a_schedule_is_read_as_it_was_written() -> None:
    written = "new:1095 in_review:1095 contacted:730 appointment_booked:730 closed:365"
    assert str(SCHEDULE) == written
    assert Schedule.read(written) == SCHEDULE
    assert len(str(Schedule(dict.fromkeys(SCHEDULE.days, MOST_DAYS)))) <= 100, "as long as its column"


@pytest.mark.parametrize(
    "days",
    [{}, {Status.WITHDRAWN: 365}, {Status.NEW: FEWEST_DAYS - 1}, {Status.NEW: MOST_DAYS + 1}],
    ids=["nothing", "what is gone", "too young", "never"],
)
def test_there_are_schedules_that_cannot_be_made(days: dict[Status, int]) -> None:
    with pytest.raises(ValueError, match=r"nothing|bounds"):
        Schedule(days)


def test_what_is_due_was_received_so_many_days_before() -> None:
    assert BY_CLOSED.before(LATER) == {Status.CLOSED: LATER - timedelta(days=365)}


def test_a_proposal_says_who_when_by_what_and_exactly_which() -> None:
    proposal, event = propose("purge-1", BY_CLOSED, [SENT], NURSE, NOON)
    assert (proposal.proposed_by, proposal.proposed_at, proposal.schedule) == ("staff-1", NOON, BY_CLOSED)
    assert [(one.submission_id, one.reference, one.version) for one in proposal.chosen] == [
        ("id-1", "2345BCDF", 1)
    ]
    assert (event.action, event.actor, event.subject) == (Action.PURGE_PROPOSED, "staff-1", "purge-1")
    assert event.details == {"count": "1", "filter": "closed:365", "address": "192.0.2.7"}


def test_nothing_is_not_proposed() -> None:
    with pytest.raises(NothingDue):
        propose("purge-1", BY_CLOSED, [], NURSE, NOON)


def test_another_person_confirms_and_the_content_is_gone() -> None:
    done = confirm(PROPOSAL, DUE, NEUROLOGIST, LATER)
    assert done.proposal == replace(
        PROPOSAL, state=State.CONFIRMED, decided_by="staff-2", decided_at=LATER, purged=4
    )
    assert (done.event.action, done.event.actor) == (Action.PURGE_CONFIRMED, "staff-2")
    assert done.event.details == {
        "count": "4",
        "left": "0",
        "proposed_by": "staff-1",
        "address": "2001:db8::7",
    }
    for tombstone, event in done.purged:
        assert (tombstone.is_tombstone, tombstone.purged, tombstone.withdrawn_at) == (True, True, LATER)
        assert (event.action, event.actor, event.subject) == (
            Action.SUBMISSION_PURGED,
            "staff-2",
            tombstone.id,
        )
        assert event.details == {"proposal": "purge-1", "proposed_by": "staff-1", "address": "2001:db8::7"}


def test_whoever_proposed_cannot_confirm_from_whatever_address() -> None:
    with pytest.raises(SamePerson):
        confirm(PROPOSAL, DUE, Actor("staff-1", "198.51.100.9"), LATER)


def test_what_is_on_hold_changed_or_gone_since_is_left() -> None:
    now = DUE | {
        "id-0": replace(DUE["id-0"], hold=HoldReason.LEGAL, version=2),
        "id-1": replace(DUE["id-1"], version=2),
        "id-2": withdraw(DUE["id-2"], NOON)[0],
    }
    left = {"2345BCD0": Left.ON_HOLD, "2345BCD1": Left.CHANGED, "2345BCD2": Left.GONE}
    assert left_out(PROPOSAL, now) == left
    done = confirm(PROPOSAL, now, NEUROLOGIST, LATER)
    assert ([one.id for one, _ in done.purged], done.left, done.proposal.purged) == (["id-3"], left, 1)
    assert (done.event.details["count"], done.event.details["left"]) == ("1", "3")


def test_what_is_not_there_any_more_is_left() -> None:
    present: dict[str, Submission] = {}
    assert {*left_out(PROPOSAL, present).values()} == {Left.GONE}


def test_whoever_made_a_proposal_can_cancel_it_and_so_can_another() -> None:
    for by in (NURSE, NEUROLOGIST):
        cancelled, event = cancel(PROPOSAL, by, LATER)
        assert (cancelled.state, cancelled.decided_by, cancelled.purged) == (
            State.CANCELLED,
            by.id,
            None,
        )
        assert (event.action, event.details) == (Action.PURGE_CANCELLED, {"address": by.address})


@pytest.mark.parametrize(
    ("proposal", "late"),
    [
        (confirm(PROPOSAL, DUE, NEUROLOGIST, LATER).proposal, timedelta()),
        (cancel(PROPOSAL, NURSE, LATER)[0], timedelta()),
        (PROPOSAL, VALID),
    ],
    ids=["confirmed", "cancelled", "after 14 days"],
)
def test_what_is_decided_or_too_old_is_decided_no_more(proposal: PurgeProposal, late: timedelta) -> None:
    assert not proposal.awaits(NOON + late)
    with pytest.raises(NotOpen):
        confirm(proposal, DUE, NEUROLOGIST, NOON + late)
    with pytest.raises(NotOpen):
        cancel(proposal, NURSE, NOON + late)


def test_a_proposal_waits_for_14_days() -> None:
    assert timedelta(days=14) == VALID
    assert PROPOSAL.ends_at == NOON + VALID
    assert PROPOSAL.awaits(PROPOSAL.ends_at - timedelta(seconds=1))


def test_what_nobody_read_and_what_has_a_red_flag_goes_by_name_alone() -> None:
    now = DUE | {
        "id-0": replace(DUE["id-0"], first_viewed_at=None),
        "id-1": replace(DUE["id-1"], urgency=Urgency.SOON),
        "id-2": replace(DUE["id-2"], first_viewed_at=None, hold=HoldReason.CARE),
    }
    left = {"2345BCD0": Left.UNREAD, "2345BCD1": Left.RED_FLAG, "2345BCD2": Left.ON_HOLD}
    assert left_out(PROPOSAL, now) == left
    assert {Left.UNREAD, Left.RED_FLAG} == TO_NAME
    done = confirm(PROPOSAL, now, NEUROLOGIST, LATER, named=["2345BCD0", "2345BCD2"])
    assert [one.id for one, _ in done.purged] == ["id-0", "id-3"], "a name lifts no hold"


def test_whoever_wrote_another_number_saw_another_list() -> None:
    for counted in (0, 3, 5):
        with pytest.raises(OtherNumber):
            confirm(PROPOSAL, DUE, NEUROLOGIST, LATER, counted=counted)
    assert confirm(PROPOSAL, DUE, NEUROLOGIST, LATER, counted=4).proposal.purged == 4
