"""The worklist: what each filter finds, in which order, how many, and page by page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from screener.body.anatomy import Region
from screener.clinic.notes import Means, Outcome
from screener.clinic.steps import Assign, ChangeStatus
from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import ME, NONE, Cursor, Query
from screener.clinic.writing import AddAttempt
from screener.dystonia.urgency import Urgency
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables.submission import submission as table
from screener.submissions.submission import ClosedReason, Status, Submission, withdraw
from screener.use_cases import worklist as use_case
from tests.storage.asked import statements
from tests.storage.samples import KEYRING, NOON
from tests.storage.working import LATER, NURSE, listing, reviewing, send

KANSAS = ZoneInfo("America/Chicago")


@pytest.fixture(scope="module")
def sent(shared_database: Database) -> dict[str, Submission]:
    """One submission of each sort, the later in the list the newer."""
    plain: dict[str, Any] = {
        "urgency": None,
        "flags": (),
        "regions": ("trunk",),
        "language": "en",
        "respondent": "self",
    }
    kinds: dict[str, dict[str, Any]] = {
        "withdrawn": {},
        "closed": {},
        "booked": {},
        "contacted": {},
        "soon": {"urgency": Urgency.SOON, "flags": ("child_foot",)},
        "today": {"urgency": Urgency.TODAY, "flags": ("swallowing",), "regions": ("cervical", "trunk")},
        "in_review": {"distribution": "multifocal", "generalized": True},
        "read": {"language": "es"},
        "unread": {"distribution": None, "respondent": "partner"},
    }
    made = {
        name: send(
            shared_database,
            number,
            **{**plain, "received_at": NOON + timedelta(minutes=number), **kind},
        )
        for number, (name, kind) in enumerate(kinds.items(), start=1)
    }
    staff = reviewing(shared_database)
    for name in set(made) - {"unread", "today", "soon"}:
        staff.open(made[name].reference, NURSE)
    with shared_database.writing() as connection:
        Submissions(connection, KEYRING).save(
            *withdraw(replace(made["withdrawn"], first_viewed_at=LATER), LATER)
        )
    for name, step in (
        ("closed", ChangeStatus(Status.CLOSED, ClosedReason.DECLINED)),
        ("booked", ChangeStatus(Status.APPOINTMENT_BOOKED)),
        ("contacted", AddAttempt(Means.PHONE, Outcome.REACHED)),
        ("in_review", ChangeStatus(Status.IN_REVIEW)),
        ("read", Assign("staff-1")),
    ):
        staff.change(made[name].reference, 1, step, NURSE)
    staff.change(made["contacted"].reference, 2, Assign("staff-2"), NURSE)
    return made


def _names(database: Database, sent: dict[str, Submission], query: Query, **more: Any) -> list[str]:
    page = listing(database).worklist(query, NURSE, **more)
    names = {one.id: name for name, one in sent.items()}
    found = [names[row.submission.id] for row in page.rows]
    assert page.total == len(found)
    assert page.next is None
    return found


def test_red_flags_of_people_who_wait_come_first_then_the_unread_then_the_newest(
    shared_database: Database, sent: dict[str, Submission]
) -> None:
    everyone = ["today", "soon", "unread", "read", "in_review", "contacted", "booked", "closed", "withdrawn"]
    assert _names(shared_database, sent, Query()) == everyone


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (
            Sort.NEWEST,
            ["unread", "read", "in_review", "today", "soon", "contacted", "booked", "closed", "withdrawn"],
        ),
        (
            Sort.OLDEST,
            ["withdrawn", "closed", "booked", "contacted", "soon", "today", "in_review", "read", "unread"],
        ),
        (Sort.LONGEST_WAITING, ["soon", "today", "in_review", "read", "unread"]),
    ],
)
def test_the_other_orders_go_by_the_time_of_arrival(
    shared_database: Database, sent: dict[str, Submission], sort: Sort, names: list[str]
) -> None:
    assert _names(shared_database, sent, Query(sort=sort)) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (Query(statuses=frozenset({Status.CLOSED})), "closed"),
        (Query(statuses=frozenset({Status.CLOSED, Status.WITHDRAWN})), "closed withdrawn"),
        (Query(pattern="multifocal"), "in_review"),
        (Query(pattern=NONE), "unread withdrawn"),
        (Query(generalized=True), "in_review"),
        (Query(generalized=False, pattern="segmental"), "today soon read contacted booked closed"),
        (Query(urgency="today"), "today"),
        (Query(urgency=NONE), "unread read in_review contacted booked closed withdrawn"),
        (Query(flag="child_foot"), "soon"),
        (Query(region=Region.CERVICAL), "today"),
        (Query(language="es"), "read"),
        (Query(respondent="partner"), "unread"),
        (Query(assignee=ME), "read"),
        (Query(assignee="staff-2"), "contacted"),
        (Query(assignee=NONE), "today soon unread in_review booked closed withdrawn"),
        (Query(unread=True), "today soon unread"),
        (Query(unread=False), "read in_review contacted booked closed withdrawn"),
        (Query(received_from=date(2026, 4, 29)), ""),
        (Query(received_to=date(2026, 4, 27)), ""),
        (Query(region=Region.TRUNK, unread=True, language="en", sort=Sort.OLDEST), "soon today unread"),
    ],
)
def test_each_filter_finds_what_it_says(
    shared_database: Database, sent: dict[str, Submission], query: Query, names: str
) -> None:
    assert _names(shared_database, sent, query) == names.split()


@pytest.mark.parametrize("tab", Tab)
def test_every_tab_is_counted_whichever_is_shown_and_holds_what_it_says(
    shared_database: Database, sent: dict[str, Submission], tab: Tab
) -> None:
    staff = listing(shared_database)
    page = staff.worklist(Query(tab=tab), NURSE)
    stored = [row.submission for row in staff.worklist(Query(), NURSE).rows]
    assert len(stored) == len(sent)
    mine = [one for one in stored if one.assignee == NURSE.id and one.status in Tab.OPEN.statuses]
    nobodys = [one for one in stored if one.assignee is None and one.status in Tab.OPEN.statuses]
    expected = {each: [one for one in stored if one.status in each.statuses] for each in Tab}
    expected |= {Tab.MINE: mine, Tab.UNASSIGNED: nobodys}
    assert page.by_tab == {each: len(found) for each, found in expected.items()}
    assert {row.submission.id for row in page.rows} == {one.id for one in expected[tab]}
    assert page.total == len(expected[tab])


def test_pages_go_forward_and_back_over_the_same_rows(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(use_case, "PAGE_SIZE", 3)
    for number in range(8):
        send(database, number, received_at=NOON + timedelta(minutes=number))
    staff = listing(database)
    for sort in (Sort.PRIORITY, Sort.OLDEST):
        pages = [staff.worklist(Query(sort=sort), NURSE)]
        while pages[-1].next and len(pages[-1].rows) == 3:
            pages.append(staff.worklist(Query(sort=sort), NURSE, after=pages[-1].next))
        assert [len(page.rows) for page in pages] == [3, 3, 2]
        assert pages[0].previous is None
        for page, before in zip(pages[1:], pages, strict=False):
            assert page.previous is not None
            assert staff.worklist(Query(sort=sort), NURSE, before=page.previous).rows == before.rows


def test_who_is_to_be_called_back_can_be_asked_for(database: Database) -> None:
    send(database, 1)
    called = send(database, 2, call_back_at=NOON)
    found = listing(database).worklist(Query(call_back=True), NURSE)
    assert [row.submission.id for row in found.rows] == [called.id]


def test_in_the_order_of_calling_back_the_earliest_comes_first_page_by_page(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("clinic.worklist_page", "use_cases.worklist"):
        monkeypatch.setattr(f"screener.{module}.PAGE_SIZE", 2)
    for number, hour in enumerate((3, 1, 2, 1, 5), start=1):
        send(database, number, id=f"id-{number}", call_back_at=NOON + timedelta(hours=hour))
    send(database, 6)
    asked = Query(tab=Tab.OPEN, sort=Sort.CALL_BACK)
    page = listing(database).worklist(asked, NURSE)
    seen = [page]
    while page.next:
        page = listing(database).worklist(asked, NURSE, after=Cursor.read(str(page.next)))
        seen.append(page)
    ids = [[row.submission.id for row in page.rows] for page in seen]
    assert ids == [["id-2", "id-4"], ["id-3", "id-1"], ["id-5"]]
    assert {(page.total, page.by_tab[Tab.OPEN]) for page in seen} == {(5, 5)}
    back = listing(database).worklist(asked, NURSE, before=page.previous)
    assert [row.submission.id for row in back.rows] == ids[1]
    mine = listing(database).worklist(replace(asked, assignee=ME), NURSE)
    assert (mine.rows, mine.total) == ((), 0)


def test_days_begin_and_end_at_the_clinics_midnight(database: Database) -> None:
    for number, at in enumerate(
        ("2026-04-28T04:59:59", "2026-04-28T05:00:00", "2026-04-29T04:59:59", "2026-04-29T05:00:00")
    ):
        send(database, number, received_at=datetime.fromisoformat(at).replace(tzinfo=UTC))
    day = Query(received_from=date(2026, 4, 28), received_to=date(2026, 4, 28), sort=Sort.OLDEST)
    page = listing(database, zone=KANSAS).worklist(day, NURSE)
    assert [row.submission.received_at.hour for row in page.rows] == [5, 4]
    assert page.total == 2


def test_a_row_shows_name_and_parts_and_nothing_else_that_is_sealed(database: Database) -> None:
    new = send(database)
    (row,) = listing(database).worklist(Query(), NURSE).rows
    assert row.submission == new
    assert (row.name, row.parts, row.damaged) == ("Zoë Quixotesecret", ("neck", "left_hand"), False)
    assert "Quixote" not in repr(row)


@pytest.mark.parametrize("column", ["contact", "answers"])
def test_a_damaged_row_is_shown_and_says_so(database: Database, column: str) -> None:
    send(database, 1)
    send(database, 2)
    with database.writing() as connection:
        reference = connection.scalar(select(table.c.reference).order_by(table.c.reference).limit(1))
        connection.execute(update(table).where(table.c.reference == reference).values({column: b"damaged"}))
    rows = listing(database).worklist(Query(), NURSE).rows
    assert sorted((row.damaged, bool(row.name), bool(row.parts)) for row in rows) == [
        (False, True, True),
        (True, False, False),
    ]


@pytest.mark.parametrize("sort", Sort)
def test_page_by_page_everything_is_shown_once_whatever_comes_and_goes(
    database: Database, sort: Sort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(use_case, "PAGE_SIZE", 7)
    many = [
        send(database, number, received_at=at, call_back_at=at)
        for number, at in enumerate(NOON + timedelta(minutes=each // 3) for each in range(7 * 2 + 5))
    ]
    staff = listing(database)
    first = staff.worklist(Query(sort=sort), NURSE)
    later = NOON + timedelta(days=sort.newest_first or -1)
    send(database, 900, received_at=later, call_back_at=later)
    second = staff.worklist(Query(sort=sort), NURSE, after=first.next)
    third = staff.worklist(Query(sort=sort), NURSE, after=second.next)
    shown = [row.submission.id for page in (first, second, third) for row in page.rows]
    assert sorted(shown) == sorted(one.id for one in many)
    assert (len(first.rows), len(third.rows), third.next) == (7, 5, None)
    assert (first.total, third.total) == (len(many), len(many) + 1)


@pytest.mark.parametrize(("count", "queries"), [(0, 3), (1, 4), (60, 4)])
def test_a_page_takes_four_queries_however_much_is_on_it(
    database: Database, count: int, queries: int
) -> None:
    for number in range(count):
        send(database, number)
    with statements(database) as seen:
        listing(database).worklist(Query(), NURSE)
        assert len([statement for statement in seen if statement.startswith("SELECT")]) == queries
