"""The overview: what is counted, what is left out, and how it is read."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from screener.body.anatomy import Region
from screener.clinic.notes import Means, Outcome
from screener.clinic.overview import PURGED, WEEKS, WITHDRAWN, Overview
from screener.clinic.steps import Assign, ChangeStatus, Step
from screener.clinic.targets import AgainstTarget, Work
from screener.clinic.worklist import NONE
from screener.clinic.writing import AddAttempt
from screener.dystonia.urgency import Urgency
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables.submission import submission as table
from screener.submissions.submission import ClosedReason, Status, Submission, purge, withdraw
from screener.use_cases.overview import Overviewing
from tests.storage.asked import statements
from tests.storage.samples import KEYRING, NOON
from tests.storage.working import NURSE, reviewing, send

NOW = NOON + timedelta(days=10)
MOST_QUERIES = 60
"""Each rank of the waits is looked for by day, by hour and by the tenth of one."""
REACHED = AddAttempt(Means.PHONE, Outcome.REACHED)


def _overview(database: Database, now: datetime = NOW, *, synthetic: bool = False, **more: Any) -> Overview:
    return Overviewing(database, clock=lambda: now, **more).overview(synthetic=synthetic)


def _takes(database: Database, one: Submission, days: float, *steps: Step) -> None:
    staff = reviewing(database, clock=lambda: one.received_at + timedelta(days=days))
    version = staff.open(one.reference, NURSE).opened.submission.version
    for number, step in enumerate(steps):
        staff.change(one.reference, version + number, step, NURSE)


def _withdraws(database: Database, one: Submission) -> None:
    with database.writing() as connection:
        submissions = Submissions(connection, KEYRING)
        held = submissions.by_id(one.id)
        assert held is not None
        submissions.save(*withdraw(held, NOW))


def test_what_the_clinic_purged_is_never_counted_as_taken_back(database: Database) -> None:
    """Week by week, language by language, reached or not: each combination on its own."""
    _withdraws(database, send(database, 1, language="en"))
    for number, language, days in ((2, "en", 0), (3, "es", 0), (4, "en", 7), (5, "en", 0)):
        one = send(database, number, language=language, received_at=NOON - timedelta(days=days))
        with database.writing() as connection:
            held = Submissions(connection, KEYRING).by_id(one.id)
            assert held is not None
            Submissions(connection, KEYRING).save(*purge(held, NOW, "staff-2"))
    found = _overview(database)
    assert (found.by_status[Status.WITHDRAWN], found.purged, found.total) == (1, 4, 5)
    assert (found.by_pattern[WITHDRAWN], found.by_pattern[PURGED]) == (1, 4)
    assert found.by_language == {"en": 4, "es": 1}
    assert [(week.withdrawn, week.purged) for week in found.weeks[-4:]] == [(0, 0), (0, 1), (1, 3), (0, 0)]


def test_an_empty_database_has_an_overview(database: Database) -> None:
    found = _overview(database)
    assert (found.total, len(found.weeks), found.together.number) == (0, WEEKS, 0)


def test_each_kind_is_counted(database: Database) -> None:
    send(database, 1, distribution="focal", regions=("cervical",), language="en")
    send(database, 2, distribution="multifocal", generalized=True, regions=("trunk", "cervical", "larynx"))
    send(database, 3, distribution=None, regions=(), received_at=NOON - timedelta(days=7))
    _withdraws(database, send(database, 4, regions=("cervical",)))
    found = _overview(database)
    assert found.total == 4
    assert {name: number for name, number in found.by_pattern.items() if number} == {
        "focal": 1,
        "multifocal": 1,
        NONE: 1,
        WITHDRAWN: 1,
    }
    assert (found.generalized, found.by_language) == (1, {"en": 1, "es": 3})
    assert (found.by_status[Status.NEW], found.by_status[Status.WITHDRAWN]) == (3, 1)
    assert {region: number for region, number in found.by_region.items() if number} == {
        Region.CERVICAL: 2,
        Region.TRUNK: 1,
        Region.LARYNX: 1,
    }
    assert [(week.received, week.withdrawn) for week in found.weeks[-4:]] == [(0, 0), (1, 0), (3, 1), (0, 0)]


def test_synthetic_submissions_are_left_out_unless_asked_for(database: Database) -> None:
    send(database, 1)
    send(database, 2, synthetic=True, regions=("larynx",))
    without, everything = _overview(database), _overview(database, synthetic=True)
    assert (without.total, without.by_region[Region.LARYNX], without.waiting.number) == (1, 0, 1)
    assert (everything.total, everything.by_region[Region.LARYNX], everything.waiting.number) == (2, 1, 2)
    assert (without.left_out, everything.left_out) == (1, 0)
    assert (without.by_flag, everything.by_flag) == ({"swallowing": 1}, {"swallowing": 2})


def test_the_work_of_each_person_is_counted_without_what_was_struck_or_is_synthetic(
    database: Database,
) -> None:
    first, second, third = (send(database, number) for number in range(1, 4))
    invented = send(database, 4, synthetic=True)
    _takes(database, first, 1, Assign("staff-1"), AddAttempt(Means.PHONE, Outcome.NO_ANSWER), REACHED)
    _takes(database, second, 1, Assign("staff-1"))
    _takes(database, third, 1, Assign("staff-2"), ChangeStatus(Status.CLOSED, ClosedReason.DECLINED))
    _takes(database, invented, 1, Assign("staff-2"), REACHED)
    attempts = reviewing(database).open(first.reference, NURSE).attempts
    (wrong,) = (one for one in attempts if one.outcome is Outcome.NO_ANSWER)
    reviewing(database).strike(first.reference, wrong.id, "the wrong person", NURSE)
    assert _overview(database).work == (Work("staff-1", open=2, waiting=1, tries=1, reached=1),)
    assert _overview(database, synthetic=True).work == (
        Work("staff-1", open=2, waiting=1, tries=2, reached=2),
        Work("staff-2", open=1),
    )


def test_who_calls_after_it_was_closed_waited_until_then_and_was_not_closed_unreached(
    database: Database,
) -> None:
    not_reachable = ChangeStatus(Status.CLOSED, ClosedReason.NOT_REACHABLE)
    calls, never = send(database, 1), send(database, 2)
    for one in (calls, never):
        _takes(database, one, 1, not_reachable)
    assert (_overview(database).unreached, _overview(database).reached.number) == (2, 0)
    _takes(database, calls, 4, REACHED)
    found = _overview(database)
    assert (found.unreached, found.reached.number, found.reached.longest) == (1, 1, timedelta(days=4))
    assert found.by_status[Status.CLOSED] == 2


def test_flagged_people_are_measured_against_the_clinics_own_times(database: Database) -> None:
    _takes(database, send(database, 1), 1 / 24, REACHED)
    _takes(database, send(database, 2), 3, REACHED)
    _takes(database, send(database, 3, urgency=Urgency.SOON, flags=()), 3, REACHED)
    send(database, 4)
    send(database, 5, urgency=None, flags=())
    targets = {Urgency.TODAY: timedelta(hours=1), Urgency.SOON: timedelta(days=7)}
    against = Overviewing(database, clock=lambda: NOW).overview(targets).against
    assert against == (
        AgainstTarget(Urgency.TODAY, targets[Urgency.TODAY], 1, 1, 0, 1),
        AgainstTarget(Urgency.SOON, targets[Urgency.SOON], 1, 0, 0, 0),
        AgainstTarget(None, None, 0, 0, 1, 0),
    )


def test_time_to_first_contact_is_from_arrival_until_the_person_was_reached(database: Database) -> None:
    sent = [send(database, number) for number in range(1, 8)]
    _takes(database, sent[0], 1, REACHED)
    _takes(database, sent[1], 2, AddAttempt(Means.PHONE, Outcome.NO_ANSWER))
    _takes(database, sent[2], 3, REACHED, ChangeStatus(Status.CLOSED, ClosedReason.DECLINED))
    _takes(database, sent[3], 4, ChangeStatus(Status.CLOSED, ClosedReason.NOT_REACHABLE))
    _takes(database, sent[4], 5, REACHED)
    _withdraws(database, sent[4])
    _takes(database, sent[5], 6, ChangeStatus(Status.APPOINTMENT_BOOKED))
    found = _overview(database)
    assert (found.reached.number, found.reached.median, found.reached.longest) == (
        3,
        timedelta(days=3),
        timedelta(days=6),
    )
    assert (found.waiting.number, found.waiting.median, found.unreached) == (2, timedelta(days=10), 1)
    assert found.together.ninetieth == timedelta(days=10)


def test_a_week_begins_on_monday_at_the_clinics_midnight_in_summer_and_winter(database: Database) -> None:
    kansas = ZoneInfo("America/Chicago")
    for number, at in enumerate(
        (
            "2026-03-02T05:59:59",  # Sunday, winter
            "2026-03-02T06:00:00",  # Monday
            "2026-03-09T04:59:59",  # Sunday, the clocks were put forward that day
            "2026-03-09T05:00:00",  # Monday
        )
    ):
        send(database, number, received_at=datetime.fromisoformat(at).replace(tzinfo=UTC))
    weeks = {week.monday: week.received for week in _overview(database, zone=kansas).weeks if week.received}
    assert weeks == {date(2026, 2, 23): 1, date(2026, 3, 2): 2, date(2026, 3, 9): 1}


def test_nothing_older_than_its_first_week_is_counted(database: Database) -> None:
    begin = datetime.combine(_overview(database).weeks[0].monday, datetime.min.time(), UTC)
    send(database, 1, received_at=begin)
    send(database, 2, received_at=begin - timedelta(microseconds=1))
    found = _overview(database)
    assert (found.total, found.weeks[0].received, found.waiting.number) == (1, 1, 1)
    assert found.by_region[Region.CERVICAL] == 1


def test_damaged_content_changes_no_figure_because_none_is_opened(database: Database) -> None:
    send(database, 1)
    before = _overview(database)
    with database.writing() as connection:
        connection.execute(update(table).values(contact=b"x", answers=b"x", seen=b"x"))
    assert _overview(database) == before


@pytest.mark.parametrize("count", [0, 1, 60])
def test_it_takes_few_queries_however_much_there_is(database: Database, count: int) -> None:
    for number in range(count):
        send(database, number, received_at=NOON - timedelta(days=number))
    with statements(database) as seen:
        _overview(database)
        asked = [statement for statement in seen if statement.startswith("SELECT")]
        assert len(asked) <= MOST_QUERIES
        assert not any(
            column in statement for statement in asked for column in ("contact,", "answers", "seen")
        )
