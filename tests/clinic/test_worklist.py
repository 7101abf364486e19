from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest

from screener.body.anatomy import Region
from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import ME, NONE, Cursor, Query
from screener.dystonia.urgency import Urgency
from screener.submissions.priority import Priority, priority
from screener.submissions.submission import Status
from tests.clinic.reviews import NOON, SENT, in_status

EVERYTHING = Query(
    tab=Tab.WAITING,
    statuses=frozenset({Status.NEW, Status.CLOSED}),
    pattern="focal",
    generalized=False,
    urgency=NONE,
    flag="swallowing",
    region=Region.CERVICAL,
    need="wheelchair",
    language="es",
    respondent="parent",
    assignee=ME,
    received_from=date(2026, 4, 1),
    received_to=date(2026, 4, 30),
    unread=True,
    call_back=True,
    sort=Sort.OLDEST,
)
WRITTEN = (
    ("tab", "waiting"),
    ("status", "new"),
    ("status", "closed"),
    ("pattern", "focal"),
    ("generalized", "no"),
    ("urgency", "none"),
    ("flag", "swallowing"),
    ("region", "cervical"),
    ("need", "wheelchair"),
    ("language", "es"),
    ("respondent", "parent"),
    ("assignee", "me"),
    ("received_from", "2026-04-01"),
    ("received_to", "2026-04-30"),
    ("unread", "yes"),
    ("call_back", "yes"),
    ("sort", "oldest"),
)


@pytest.mark.parametrize("urgency", [None, *Urgency])
@pytest.mark.parametrize("viewed_at", [None, NOON])
@pytest.mark.parametrize("status", Status)
def test_the_place_follows_from_status_urgency_and_whether_it_was_read(
    status: Status, viewed_at: datetime | None, urgency: Urgency | None
) -> None:
    place = priority(replace(in_status(status), urgency=urgency, first_viewed_at=viewed_at))
    if status in {Status.CLOSED, Status.WITHDRAWN}:
        assert place is Priority.DONE
    elif status in {Status.NEW, Status.IN_REVIEW} and urgency is not None:
        assert place is (Priority.SOON if urgency is Urgency.SOON else Priority.URGENT)
    else:
        assert place is (Priority.OPEN if viewed_at else Priority.UNREAD)


@pytest.mark.parametrize(
    ("urgency", "place", "lifted"),
    [
        (Urgency.TODAY, Priority.URGENT, Priority.URGENT_WITH_UNREAD_MESSAGE),
        (Urgency.SOON, Priority.SOON, Priority.SOON_WITH_UNREAD_MESSAGE),
        (None, Priority.UNREAD, Priority.UNREAD_MESSAGE),
    ],
)
def test_a_message_lifts_a_submission_until_somebody_has_opened_it(
    urgency: Urgency | None, place: Priority, lifted: Priority
) -> None:
    sent = replace(SENT, urgency=urgency)
    written = replace(sent, has_message=True)
    assert priority(sent) is place
    assert priority(written) is lifted
    assert lifted == place + 1, "above those without one, below all that is more urgent"
    read = {"first_viewed_at": NOON}
    assert priority(replace(written, **read)) is priority(replace(sent, **read))  # type: ignore[arg-type]
    closed = replace(in_status(Status.CLOSED), has_message=True)
    assert priority(closed) is Priority.DONE


def test_the_places_are_in_this_order() -> None:
    assert sorted(Priority, reverse=True) == [
        Priority.URGENT_WITH_UNREAD_MESSAGE,
        Priority.URGENT,
        Priority.SOON_WITH_UNREAD_MESSAGE,
        Priority.SOON,
        Priority.UNREAD_MESSAGE,
        Priority.UNREAD,
        Priority.OPEN,
        Priority.DONE,
    ]


def test_a_query_is_written_and_read_back() -> None:
    assert EVERYTHING.pairs() == WRITTEN
    assert Query.read(WRITTEN) == EVERYTHING
    assert all(getattr(EVERYTHING, one.name) != one.default for one in fields(Query))


def test_a_query_for_everything_is_written_with_nothing() -> None:
    assert Query().pairs() == ()
    assert Query.read([("status", ""), ("flag", ""), ("after", "x"), ("unknown", "x")]) == Query()


def test_no_pattern_and_a_pattern_can_be_asked_for() -> None:
    assert Query.read([("pattern", "none"), ("urgency", "today")]) == Query(pattern=NONE, urgency="today")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "lost"),
        ("pattern", "zonal"),
        ("urgency", "never"),
        ("generalized", "maybe"),
        ("region", "elbow"),
        ("flag", "a flag"),
        ("language", "e" * 65),
        ("respondent", "a\0b"),
        ("assignee", "Zoë"),
        ("received_from", "yesterday"),
        ("received_to", "2026-02-30"),
        ("received_from", "0001-01-01"),
        ("unread", "1"),
        ("sort", "random"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Query.read([(name, value)])


@pytest.mark.parametrize("sort", Sort)
def test_two_orders_leave_out_whoever_has_no_place_in_them(sort: Sort) -> None:
    assert sort.leaves_out == (sort in {Sort.LONGEST_WAITING, Sort.CALL_BACK})
    assert Query(sort=sort).to_call_back == (sort is Sort.CALL_BACK)
    assert Query(sort=sort, call_back=True).to_call_back


def test_the_newest_come_first_unless_the_oldest_are_asked_for() -> None:
    assert [sort for sort in Sort if sort.newest_first] == [Sort.PRIORITY, Sort.NEWEST]


def test_a_cursor_is_written_and_read_back() -> None:
    for cursor in (Cursor(4, NOON, SENT.id), Cursor(4, NOON, SENT.id, NOON + timedelta(hours=1))):
        assert Cursor.read(str(cursor)) == cursor


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "4_2026-04-28_id-1",
        "9_2026-04-28T12:00:00+00:00_id-1",
        "4_2026-04-28T12:00:00+00:00_",
        "4_now_id",
        "4_2026-04-28T12:00:00+00:00_id_now",
        "4_2026-04-28T12:00:00+00:00_id_2026-04-28T12:00:00",
        "4_2026-04-28T12:00:00+00:00_id_2026-04-28T12:00:00+00:00_x",
        "4_2026-04-28T12:00:00+00:00_id_2026-04-28T12:00:00+00:00_2026-04-28T12:00:00+00:00",
    ],
)
def test_anything_else_is_no_cursor(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Cursor.read(written)


@pytest.mark.parametrize(
    ("tab", "statuses"),
    [
        (Tab.MINE, "new in_review contacted appointment_booked"),
        (Tab.UNASSIGNED, "new in_review contacted appointment_booked"),
        (Tab.WAITING, "new in_review"),
        (Tab.OPEN, "new in_review contacted appointment_booked"),
        (Tab.CLOSED, "closed"),
        (Tab.ALL, "new in_review contacted appointment_booked closed withdrawn"),
    ],
)
def test_each_tab_holds_these_statuses(tab: Tab, statuses: str) -> None:
    assert tab.statuses == frozenset(statuses.split())


def test_only_that_there_is_a_call_back_can_be_asked_for() -> None:
    with pytest.raises(ValueError, match="not yes"):
        Query.read([("call_back", "no")])
