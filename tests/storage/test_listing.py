"""The worklist: what each filter finds, in which order, how many, page by page; searches, exports and saved filters."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, insert, select, update

from screener.anatomy import Region
from screener.audit import Action, LineFilter
from screener.exchange.csv import HEADER
from screener.exchange.csv import lines as csv_lines
from screener.listing import FILTERS, LINES, Listing, TooMany
from screener.notes import Means, Outcome
from screener.safety import Urgency
from screener.steps import AddAttempt, Assign, ChangeStatus
from screener.storage import auditlog
from screener.storage.database import Database
from screener.storage.review_tables import saved_filter, search_term
from screener.storage.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables import audit_event
from screener.storage.tables import submission as table
from screener.submission import ClosedReason, Status, Submission, Unopened, withdraw
from screener.worklist import ME, NONE, PAGE_SIZE, Query, SavedFilter, Sort
from tests.storage.samples import KEYRING, KEYS, NOON, everything
from tests.storage.working import LATER, NEUROLOGIST, NURSE, content, reviewing, send

KANSAS = ZoneInfo("America/Chicago")


@pytest.fixture
def sent(database: Database) -> dict[str, Submission]:
    """One submission of each sort, the later in the list the newer."""
    plain = {"urgency": None, "flags": (), "regions": ("trunk",), "language": "en", "respondent": "self"}
    kinds: dict[str, dict[str, object]] = {
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
            database,
            number,
            **{**plain, "received_at": NOON + timedelta(minutes=number), **kind},
        )
        for number, (name, kind) in enumerate(kinds.items(), start=1)
    }
    staff = reviewing(database)
    for name in set(made) - {"unread", "today", "soon"}:
        staff.open(made[name].reference, NURSE)
    with database.writing() as connection:
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


def _names(database: Database, sent: dict[str, Submission], query: Query, **more: str) -> list[str]:
    page = reviewing(database).worklist(query, NURSE, **more)
    names = {one.id: name for name, one in sent.items()}
    found = [names[row.submission.id] for row in page.rows]
    assert page.total == len(found)
    assert page.next is None
    return found


def test_red_flags_of_people_who_wait_come_first_then_the_unread_then_the_newest(
    database: Database, sent: dict[str, Submission]
) -> None:
    everyone = ["today", "soon", "unread", "read", "in_review", "contacted", "booked", "closed", "withdrawn"]
    assert _names(database, sent, Query()) == everyone


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
    database: Database, sent: dict[str, Submission], sort: Sort, names: list[str]
) -> None:
    assert _names(database, sent, Query(sort=sort)) == names


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
    database: Database, sent: dict[str, Submission], query: Query, names: str
) -> None:
    assert _names(database, sent, query) == names.split()


def test_every_status_is_counted_were_it_not_for_the_statuses_asked_for(
    database: Database, sent: dict[str, Submission]
) -> None:
    page = reviewing(database).worklist(Query(statuses=frozenset({Status.NEW})), NURSE)
    assert page.total == len(sent) - 5
    assert page.by_status == {
        Status.NEW: 4,
        Status.IN_REVIEW: 1,
        Status.CONTACTED: 1,
        Status.APPOINTMENT_BOOKED: 1,
        Status.CLOSED: 1,
        Status.WITHDRAWN: 1,
    }


def test_days_begin_and_end_at_the_clinics_midnight(database: Database) -> None:
    for number, at in enumerate(
        ("2026-04-28T04:59:59", "2026-04-28T05:00:00", "2026-04-29T04:59:59", "2026-04-29T05:00:00")
    ):
        send(database, number, received_at=datetime.fromisoformat(at).replace(tzinfo=UTC))
    day = Query(received_from=date(2026, 4, 28), received_to=date(2026, 4, 28), sort=Sort.OLDEST)
    page = reviewing(database, zone=KANSAS).worklist(day, NURSE)
    assert [row.submission.received_at.hour for row in page.rows] == [5, 4]
    assert page.total == 2


def test_a_row_shows_name_and_parts_and_leaves_the_rest_unopened(database: Database) -> None:
    new = send(database)
    (row,) = reviewing(database).worklist(Query(), NURSE).rows
    assert row.submission == replace(new, content=Unopened.UNOPENED)
    assert (row.name, row.parts, row.damaged) == ("Zoë Quixotesecret", ("neck", "left_hand"), False)
    assert "Quixote" not in repr(row)


@pytest.mark.parametrize("column", ["contact", "answers"])
def test_a_damaged_row_is_shown_and_says_so(database: Database, column: str) -> None:
    send(database, 1)
    send(database, 2)
    with database.writing() as connection:
        reference = connection.scalar(select(table.c.reference).order_by(table.c.reference).limit(1))
        connection.execute(update(table).where(table.c.reference == reference).values({column: b"damaged"}))
    rows = reviewing(database).worklist(Query(), NURSE).rows
    assert sorted((row.damaged, bool(row.name), bool(row.parts)) for row in rows) == [
        (False, True, True),
        (True, False, False),
    ]


@pytest.mark.parametrize("sort", Sort)
def test_page_by_page_everything_is_shown_once_whatever_comes_and_goes(
    database: Database, sort: Sort
) -> None:
    many = [
        send(database, number, received_at=NOON + timedelta(minutes=number // 3))
        for number in range(PAGE_SIZE * 2 + 5)
    ]
    staff = reviewing(database)
    first = staff.worklist(Query(sort=sort), NURSE)
    send(database, 900, received_at=NOON + timedelta(days=sort.newest_first or -1))
    second = staff.worklist(Query(sort=sort), NURSE, after=first.next)
    third = staff.worklist(Query(sort=sort), NURSE, after=second.next)
    shown = [row.submission.id for page in (first, second, third) for row in page.rows]
    assert sorted(shown) == sorted(one.id for one in many)
    assert (len(first.rows), len(third.rows), third.next) == (PAGE_SIZE, 5, None)
    assert (first.total, third.total) == (len(many), len(many) + 1)


def _statements(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("count", [0, 1, 60])
def test_a_page_takes_four_queries_however_much_is_on_it(database: Database, count: int) -> None:
    for number in range(count):
        send(database, number)
    for seen in _statements(database):
        reviewing(database).worklist(Query(), NURSE)
        assert len([statement for statement in seen if statement.startswith("SELECT")]) == 4


@pytest.mark.parametrize(
    "search",
    [
        "zoe quixotesecret",
        "Quixotesecret, ZOË",
        "(913) 555-0123",
        "+1 913 555 0123 ext. 9",
        "Zoe.Quixotesecret@Example.org ",
        "{reference}",
        " {spaced} ",
    ],
)
def test_a_submission_is_found_by_name_phone_email_and_reference(database: Database, search: str) -> None:
    new = send(database, 1)
    send(database, 2, content=content(name="Ann Other", phone="+19135550124", email="ann@example.org"))
    spaced = f"{new.reference[:4].lower()} {new.reference[4:]}"
    page = reviewing(database).worklist(
        Query(), NURSE, search=search.format(reference=new.reference, spaced=spaced)
    )
    assert [row.submission.id for row in page.rows] == [new.id]
    assert page.total == 1


@pytest.mark.parametrize(
    "search",
    ["Zoe", "Quixotesecret", "913 555", "quixotesecret@example.org", "2222-2222", "%", "\0", "' OR 1=1"],
)
def test_a_part_of_what_it_is_found_by_finds_nothing(database: Database, search: str) -> None:
    send(database)
    assert reviewing(database).worklist(Query(), NURSE, search=search).total == 0


def test_a_search_as_long_as_a_form_may_be_finds_nothing(database: Database) -> None:
    send(database)
    assert (
        reviewing(database)
        .worklist(Query(), NURSE, search="\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 60_000)
        .total
        == 0
    )


def test_a_search_goes_with_a_filter_and_an_empty_one_is_none(database: Database) -> None:
    send(database, 1)
    send(database, 2, language="en")
    staff = reviewing(database)
    assert staff.worklist(Query(language="en"), NURSE, search="Zoe Quixotesecret").total == 1
    assert staff.worklist(Query(), NURSE, search=" ").total == 2
    assert [line.event.action for line in staff.audit(LineFilter(actor="staff-1")).lines] == [
        Action.WORKLIST_SEARCHED
    ]


def test_after_a_rotation_old_submissions_are_still_found(database: Database) -> None:
    new = send(database)
    rotated = Listing(database, Keyring([KEYS[1], KEYS[0]], "data"))
    for search in ("Zoe Quixotesecret", "913 555 0123", "zoe.quixotesecret@example.org"):
        assert [row.submission.id for row in rotated.worklist(Query(), NURSE, search=search).rows] == [new.id]
    assert (
        Listing(database, Keyring([KEYS[1]], "data"))
        .worklist(Query(), NURSE, search="Zoe Quixotesecret")
        .total
        == 0
    )


def test_a_withdrawn_submission_is_found_by_its_reference_alone(database: Database) -> None:
    new = send(database)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(new, LATER))
    staff = reviewing(database)
    assert staff.worklist(Query(), NURSE, search="Zoe Quixotesecret").total == 0
    (row,) = staff.worklist(Query(), NURSE, search=new.reference).rows
    assert (row.submission.status, row.name, row.damaged) == (Status.WITHDRAWN, "", False)


def test_two_kinds_of_term_with_the_same_text_have_nothing_in_common(database: Database) -> None:
    send(database, content=content(name="a@example.org", email="a@example.org", phone=""))
    with database.reading() as connection:
        assert len(set(connection.scalars(select(search_term.c.fingerprint)))) == 2


def test_a_search_is_audited_without_its_words_and_is_found_again_by_who_knows_them(
    database: Database,
) -> None:
    send(database)
    staff = reviewing(database)
    staff.worklist(Query(), NURSE, search="Zoë Quixotesecret")
    staff.worklist(Query(), NEUROLOGIST, search="Quixotesecret Zoe")
    staff.worklist(Query(), NEUROLOGIST, search="somebody else")
    found = staff.audit(LineFilter(subjects=staff.searched_as("zoe quixotesecret"))).lines
    assert [(line.event.actor, line.event.details) for line in found] == [
        ("staff-2", {"count": "1", "address": "2001:db8::7"}),
        ("staff-1", {"count": "1", "address": "192.0.2.7"}),
    ]
    with database.reading() as connection:
        rows = connection.execute(select(audit_event)).all()
        fingerprints = [one.hex() for one in connection.scalars(select(search_term.c.fingerprint))]
        assert auditlog.first_fault(connection) is None
    assert "uixotesecret" not in str(rows)
    assert not {row.subject for row in rows} & set(fingerprints), "the audit does not lead to the submission"


def test_a_plain_look_at_the_worklist_changes_nothing(database: Database) -> None:
    send(database)
    staff = reviewing(database)
    staff.worklist(Query(), NURSE)
    assert staff.worklist(Query(), NURSE).rows[0].submission.first_viewed_at is None
    assert len(staff.audit(LineFilter()).lines) == 1


def test_an_export_gives_what_the_query_finds_and_is_audited_before_it_begins(database: Database) -> None:
    new = send(database, 1)
    send(database, 2, language="en")
    gone = send(database, 3)
    staff = reviewing(database)
    given = staff.export(Query(language="es", assignee=NONE, sort=Sort.OLDEST), NURSE)
    (line, *_) = staff.audit(LineFilter(action=Action.WORKLIST_EXPORTED)).lines
    assert line.event.details["count"] == "2"
    assert parse_qsl(line.event.details["filter"]) == [
        ("language", "es"),
        ("assignee", "none"),
        ("sort", "oldest"),
    ]
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(gone, LATER))
    assert {one.id: one.content for one in given} == {new.id: new.content, gone.id: None}


def test_an_export_of_many_is_read_in_batches_and_whole(database: Database) -> None:
    many = [send(database, number) for number in range(205)]
    with database.writing() as connection:
        connection.execute(update(table).where(table.c.id == many[0].id).values(seen=b"damaged"))
    given = list(reviewing(database).export(Query(), NURSE))
    assert {one.id for one in given} == {one.id for one in many}
    assert [one.id for one in given if one.content is Unopened.DAMAGED] == [many[0].id]
    rows = list(csv.DictReader("".join(csv_lines(given)).removeprefix("\ufeff").splitlines(keepends=True)))
    assert len(rows) == 205
    assert rows[0].keys() == set(HEADER)


def test_a_filter_is_kept_under_a_name_for_each_person(database: Database) -> None:
    staff = reviewing(database)
    mine = Query(assignee=ME, unread=True, statuses=frozenset({Status.NEW}))
    staff.save_filter("staff-1", "  Mine,   new ", mine)
    staff.save_filter("staff-1", "all", Query())
    staff.save_filter("staff-2", "all", Query(language="es"))
    staff.save_filter("staff-1", "all", Query(language="en"))
    assert staff.filters("staff-1") == (
        SavedFilter("all", Query(language="en")),
        SavedFilter("Mine, new", mine),
    )
    staff.delete_filter("staff-1", "all")
    staff.delete_filter("staff-1", "never saved")
    assert [kept.name for kept in staff.filters("staff-1")] == ["Mine, new"]
    assert staff.filters("staff-2") == (SavedFilter("all", Query(language="es")),)
    with database.reading() as connection:
        assert "Mine" not in everything(connection)


@pytest.mark.parametrize("name", ["", " \n", "x" * 61])
def test_a_filter_has_a_name_of_some_length(database: Database, name: str) -> None:
    with pytest.raises(ValueError, match="1 to 60"):
        reviewing(database).save_filter("staff-1", name, Query())


def test_nobody_keeps_filters_without_end(database: Database) -> None:
    staff = reviewing(database)
    for number in range(FILTERS):
        staff.save_filter("staff-1", str(number), Query())
    with pytest.raises(TooMany):
        staff.save_filter("staff-1", "one more", Query())
    staff.save_filter("staff-1", "0", Query(language="es"))
    assert len(staff.filters("staff-1")) == FILTERS


def test_a_filter_that_cannot_be_read_is_left_out(database: Database) -> None:
    staff = reviewing(database)
    staff.save_filter("staff-1", "good", Query())
    gone = json.dumps(["gone", [["status", "lost"]]]).encode()
    rows = {"damaged": b"damaged", "gone": KEYRING.seal(gone, "saved_filter", "sealed", "gone")}
    with database.writing() as connection:
        for row_id, sealed in rows.items():
            connection.execute(insert(saved_filter).values(id=row_id, staff_id="staff-1", sealed=sealed))
    assert [kept.name for kept in staff.filters("staff-1")] == ["good"]


def test_the_audit_is_read_newest_first_page_by_page_and_filtered(database: Database) -> None:
    new = send(database)
    staff = reviewing(database)
    for _ in range(LINES):
        staff.open(new.reference, NURSE)
    tomorrow = reviewing(database, clock=lambda: LATER + timedelta(days=1))
    tomorrow.open(new.reference, NEUROLOGIST)
    first = staff.audit(LineFilter())
    assert [line.number for line in first.lines] == list(range(102, 2, -1))
    second = staff.audit(LineFilter(), before=first.next)
    assert ([line.number for line in second.lines], second.next) == ([2, 1], None)
    for wanted, count in (
        (LineFilter(actor="staff-2"), 1),
        (LineFilter(action=Action.SUBMISSION_RECEIVED), 1),
        (LineFilter(subjects=(new.id, "other")), LINES),
        (LineFilter(subjects=("other",)), 0),
        (LineFilter(since=LATER + timedelta(hours=1)), 1),
        (LineFilter(until=LATER), 1),
        (LineFilter(actor="staff-1", action=Action.SUBMISSION_RECEIVED), 0),
    ):
        assert len(staff.audit(wanted).lines) == count, wanted
