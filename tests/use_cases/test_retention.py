"""A purge is proposed and confirmed by two people, and the database refuses one of them alone."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from screener.audit import Action
from screener.clinic.notes import TEXT_LIMIT
from screener.clinic.proposals import NotOpen, SamePerson, State
from screener.clinic.retention import (
    Left,
    NothingDue,
)
from screener.clinic.review import AlreadySo
from screener.clinic.schedule import Due, Schedule
from screener.clinic.steps import Hold, LiftHold
from screener.clinic.writing import AddNote
from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables.purge import purge_item, purge_proposal
from screener.storage.tables.submission import submission_tag
from screener.storage.tables.work import note, search_term
from screener.storage.upkeep.synthetic import remove_some
from screener.storage.upkeep.withdrawals import Withdrawal, withdraw_again
from screener.submissions.submission import AlreadyWithdrawn, HoldReason, Status, Submission, withdraw
from screener.use_cases import retention as use_case
from screener.use_cases.proposals import NoSuchProposal
from screener.use_cases.retention import Retaining
from tests.storage.samples import KEYRING, NOON, PERSONAL, everything
from tests.storage.working import NEUROLOGIST, NURSE, audited, reviewing, send

OLD = NOON + timedelta(days=100)
SCHEDULE = Schedule({Status.NEW: 99})


def _retaining(database: Database, days: int = 100) -> Retaining:
    return Retaining(database, KEYRING, clock=lambda: NOON + timedelta(days=days))


def _now(database: Database, some: Submission) -> Submission:
    with database.reading() as connection:
        found = Submissions(connection, KEYRING).by_id(some.id)
    assert found is not None
    return found


def _hold(database: Database, some: Submission, version: int = 1) -> None:
    reviewing(database).change(some.reference, version, Hold(HoldReason.LEGAL), NURSE)


def test_after_the_second_person_confirms_the_content_is_gone_and_the_reference_is_left(
    database: Database,
) -> None:
    sent, young = send(database, 1), send(database, 2, received_at=OLD)
    reviewing(database).change(sent.reference, 1, AddNote("The glockenspielsecret" * 9), NURSE)
    proposal = _retaining(database).propose(SCHEDULE, NURSE)
    assert [(one.reference, one.version) for one in proposal.chosen] == [(sent.reference, 2)]
    done = _retaining(database, 101).confirm(proposal.id, NEUROLOGIST, [sent.reference], 1)
    assert _retaining(database).proposal(proposal.id).proposal == done.proposal
    assert (done.proposal.state, done.proposal.purged, done.left) == (State.CONFIRMED, 1, {})
    gone = _now(database, sent)
    assert (gone.is_tombstone, gone.purged, gone.status) == (True, True, Status.WITHDRAWN)
    assert (gone.reference, gone.received_at, gone.withdrawn_at) == (
        sent.reference,
        NOON,
        NOON + timedelta(days=101),
    )
    assert not _now(database, young).purged
    with database.reading() as connection:
        for left in (note, search_term, submission_tag):
            mine = select(func.count()).select_from(left).where(left.c.submission_id == sent.id)
            assert connection.scalar(mine) == 0, left.name
        assert audit_check.first_fault(connection) is None
    assert audited(database)[-3:] == [
        ("purge.proposed", "staff-1"),
        ("purge.confirmed", "staff-2"),
        ("submission.purged", "staff-2"),
    ]
    review = reviewing(database).open(sent.reference, NURSE)
    assert (review.opened.content, review.notes, review.attempts, review.undoable) == (None, (), (), None)


def test_whoever_proposed_is_refused_and_so_is_who_names_another(database: Database) -> None:
    sent = send(database)
    proposal = _retaining(database).propose(SCHEDULE, NURSE)
    with pytest.raises(SamePerson):
        _retaining(database).confirm(proposal.id, NURSE)
    confirmed = {"state": "confirmed", "decided_at": OLD, "purged": 0}
    for decided_by, fault in (("staff-1", "two_people_purge"), (None, "decided_by_somebody")):
        with (
            pytest.raises(IntegrityError, match=f"ck_purge_proposal_{fault}"),
            database.writing() as connection,
        ):
            connection.execute(update(purge_proposal).values(**confirmed, decided_by=decided_by))
    assert _retaining(database).proposal(proposal.id).proposal == proposal
    assert not _now(database, sent).purged


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "done", "decided_by": "staff-2", "decided_at": OLD}, "state_is_known"),
        ({"decided_by": "staff-2"}, "decided_by_somebody"),
        ({"purged": 1}, "confirmed_counts"),
        ({"state": "confirmed", "decided_by": "staff-2", "decided_at": OLD}, "confirmed_counts"),
    ],
)
def test_the_database_refuses(database: Database, changes: dict[str, object], constraint: str) -> None:
    row = {
        "id": "purge-1",
        "proposed_by": "staff-1",
        "proposed_at": NOON,
        "schedule": "new:99",
        "state": "open",
    }
    with (
        pytest.raises(IntegrityError, match=f"ck_purge_proposal_{constraint}"),
        database.writing() as connection,
    ):
        connection.execute(insert(purge_proposal).values(row | changes))


def test_what_is_on_hold_changed_or_taken_back_since_is_left(database: Database) -> None:
    held, changed, taken_back, free = (send(database, number) for number in range(1, 5))
    proposal = _retaining(database).propose(SCHEDULE, NURSE)
    _hold(database, held)
    reviewing(database).change(changed.reference, 1, AddNote("x" * TEXT_LIMIT), NURSE)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(taken_back, OLD))
    left = {
        held.reference: Left.ON_HOLD,
        changed.reference: Left.CHANGED,
        taken_back.reference: Left.GONE,
    }
    assert _retaining(database).proposal(proposal.id).left == left | {free.reference: Left.UNREAD}
    done = _retaining(database).confirm(proposal.id, NEUROLOGIST, [one.reference for one in (held, free)])
    assert (done.left, done.proposal.purged) == (left, 1)
    assert [_now(database, one).purged for one in (held, changed, taken_back, free)] == [
        False,
        False,
        False,
        True,
    ]


def test_a_hold_keeps_from_every_purge_and_not_from_the_person(database: Database) -> None:
    held, other = send(database, 1), send(database, 2, received_at=NOON + timedelta(seconds=1))
    _hold(database, held)
    before = {Status.NEW: OLD}
    assert _retaining(database).due_by(SCHEDULE) == {Status.NEW: Due(0, 1, 1)}
    assert [(one.reference, one.left) for one in _retaining(database).old(before)] == [
        (held.reference, Left.ON_HOLD),
        (other.reference, Left.UNREAD),
    ]
    chosen = _retaining(database).propose(SCHEDULE, NURSE).chosen
    assert [one.reference for one in chosen] == [other.reference]
    assert _retaining(database).purge(before) == 0
    assert _retaining(database).purge(before, [held.reference, other.reference]) == 1
    assert _retaining(database).purge(before, [held.reference, other.reference]) == 0
    with pytest.raises(NothingDue):
        _retaining(database).propose(SCHEDULE, NURSE)
    assert _now(database, held).hold is HoldReason.LEGAL
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(_now(database, held), OLD))
    gone = _now(database, held)
    assert (gone.is_tombstone, gone.hold, gone.purged) == (True, None, False)
    with database.reading() as connection:
        stored = everything(connection)
    assert [word for word in PERSONAL if word in stored] == []


def test_a_hold_is_lifted_on_the_version_that_was_seen(database: Database) -> None:
    held = send(database)
    _hold(database, held)
    with pytest.raises(AlreadySo):
        _hold(database, held, version=2)
    reviewing(database).change(held.reference, 2, LiftHold(), NEUROLOGIST)
    assert [line.event.action for line in reviewing(database).open(held.reference, NURSE).history] == [
        Action.SUBMISSION_RECEIVED,
        Action.HELD,
        Action.HOLD_LIFTED,
        Action.SUBMISSION_VIEWED,
    ]
    assert _retaining(database).purge({Status.NEW: OLD}, [held.reference]) == 1
    with pytest.raises(AlreadyWithdrawn):
        _hold(database, held, version=4)


def test_what_was_purged_in_one_copy_is_purged_in_another_where_it_was_still_on_hold(
    database: Database,
) -> None:
    held = send(database)
    _hold(database, held)
    with database.writing() as connection:
        assert withdraw_again(connection, KEYRING, [Withdrawal(held.id, OLD, purged=True)]) == 1
    assert _now(database, held).purged


def test_what_is_cancelled_too_old_or_confirmed_is_confirmed_no_more(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(use_case, "MOST_AT_ONCE", 1)
    first, _ = send(database, 1, received_at=NOON - timedelta(days=1)), send(database, 2)
    cancelled, late, confirmed = (_retaining(database).propose(SCHEDULE, NURSE) for _ in range(3))
    assert {one.reference for proposal in (cancelled, late) for one in proposal.chosen} == {first.reference}
    _retaining(database).cancel(cancelled.id, NURSE)
    _retaining(database).confirm(confirmed.id, NEUROLOGIST)
    for proposal, days in ((cancelled, 100), (late, 114), (confirmed, 100)):
        with pytest.raises(NotOpen):
            _retaining(database, days).confirm(proposal.id, NEUROLOGIST)
        with pytest.raises(NotOpen):
            _retaining(database, days).cancel(proposal.id, NEUROLOGIST)
    states = {one.id: one.state for one in _retaining(database).proposals()}
    assert states == {
        cancelled.id: State.CANCELLED,
        late.id: State.PROPOSED,
        confirmed.id: State.CONFIRMED,
    }
    with pytest.raises(NoSuchProposal):
        _retaining(database).proposal("nothing")
    with pytest.raises(NoSuchProposal):
        _retaining(database).confirm("nothing", NEUROLOGIST)


def test_an_invented_submission_is_removed_with_its_place_in_a_proposal(database: Database) -> None:
    send(database, synthetic=True)
    _retaining(database).propose(SCHEDULE, NURSE)
    with database.writing() as connection:
        assert remove_some(connection, OLD) == 1
        assert connection.scalar(select(func.count()).select_from(purge_item)) == 0


def test_a_proposal_waits_for_everybody_but_who_made_it_and_not_for_ever(database: Database) -> None:
    send(database)
    proposal = _retaining(database).propose(SCHEDULE, NURSE)
    assert (_retaining(database).waiting(NURSE), _retaining(database).waiting(NEUROLOGIST)) == (0, 1)
    assert _retaining(database, 115).waiting(NEUROLOGIST) == 0
    _retaining(database).cancel(proposal.id, NURSE)
    assert _retaining(database).waiting(NEUROLOGIST) == 0
