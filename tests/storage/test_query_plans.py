"""With many submissions no query of the staff's pages reads a table row by row: the plans of both databases say so."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from sqlalchemy import Connection, event, select, text

from screener.audit import Action, LineFilter
from screener.body.anatomy import Region
from screener.clinic.steps import Assign
from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import ME, NONE, Cursor, Query, SavedFilter
from screener.clinic.writing import AddNote
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.exchange import Place, places
from screener.storage.exchange import Wanted as WantedByPrograms
from screener.storage.tables.submission import submission as table
from screener.submissions.opened import Opened
from screener.submissions.submission import Status
from screener.use_cases.audit import Auditing
from screener.use_cases.bulk import ChangingMany
from screener.use_cases.overview import Overviewing
from screener.use_cases.reviews import Reviewing
from screener.use_cases.same_person import Relating
from screener.use_cases.worklist import MOST_ARRIVED, Listing
from tests.storage.filled import COUNT, fill
from tests.storage.samples import KEYRING, NOON, submission
from tests.storage.working import NURSE, content

LARGE = (
    "submission",
    "submission_tag",
    "search_term",
    "note",
    "contact_attempt",
    "saved_filter",
    "audit_event",
    "overview_count",
)

FEWEST_QUESTIONS = 10
WITHIN = (
    "(received_at>? AND received_at<?)",
    "(at>? AND at<?)",
    "(submission_id=?)",
    "(id=?)",
    "(kind=? AND since>?)",
    "(kind=? AND length=? AND since>?)",
    "(kind=? AND length=? AND since>? AND since<?)",
    "(kind=? AND length=? AND since=?)",
)
"""Where in an index the overview is counted."""

FILTERS = {
    "none": Query(),
    "status": Query(statuses=frozenset({Status.APPOINTMENT_BOOKED})),
    "statuses": Query(statuses=frozenset(Status) - {Status.CLOSED}),
    "pattern": Query(pattern="hemidystonia"),
    "no pattern": Query(pattern=NONE),
    "generalized": Query(generalized=True),
    "urgency": Query(urgency="today"),
    "no urgency": Query(urgency=NONE),
    "flag": Query(flag="swallowing"),
    "flag of a region": Query(flag="swallowing", region=Region.LARYNX),
    "region": Query(region=Region.LARYNX),
    "need": Query(need="wheelchair"),
    "language": Query(language="es"),
    "respondent": Query(respondent="parent"),
    "mine": Query(assignee=ME),
    "somebody's": Query(assignee="staff-9"),
    "nobody's": Query(assignee=NONE),
    "since": Query(received_from=date(2026, 4, 1)),
    "until": Query(received_to=date(2026, 1, 1)),
    "unread": Query(unread=True),
    "read": Query(unread=False),
    "call back": Query(call_back=True),
    **{f"tab {tab.value}": Query(tab=tab) for tab in Tab if tab is not Tab.ALL},
}


@pytest.fixture(scope="module")
def sqlite_filled(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An SQLite database with thousands of submissions, and what it knows about them."""
    file = tmp_path_factory.mktemp("filled") / "filled.sqlite3"
    shutil.copy(migrated_sqlite, file)
    database = Database(open_engine(f"sqlite:///{file}"))
    with database.writing() as connection:
        fill(connection)
    Listing(database, KEYRING).sum_up()
    with database.writing() as connection:
        connection.execute(text("ANALYZE"))
    yield database
    database.engine.dispose()


@pytest.fixture(scope="module")
def sqlite_unknown(sqlite_filled: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The same, of which SQLite knows nothing: in service nobody tells it."""
    file = tmp_path_factory.mktemp("unknown") / "unknown.sqlite3"
    with sqlite3.connect(str(sqlite_filled.engine.url.database)) as known, sqlite3.connect(file) as unknown:
        known.backup(unknown)
        unknown.execute("DROP TABLE sqlite_stat1")
    known.close()
    unknown.close()
    database = Database(open_engine(f"sqlite:///{file}"))
    yield database
    database.engine.dispose()


@pytest.fixture(scope="module")
def postgresql_filled(migrated_postgresql: str) -> Iterator[Database]:
    """A PostgreSQL database with thousands of submissions, vacuumed as it is in service."""
    with psycopg.connect(migrated_postgresql, autocommit=True) as server:
        server.execute("CREATE DATABASE filled TEMPLATE migrated STRATEGY file_copy")
    head, _, query = migrated_postgresql.partition("?")
    url = f"{head.rpartition('/')[0]}/filled?{query}"
    database = Database(open_engine(url))
    with database.writing() as connection:
        fill(connection)
    Listing(database, KEYRING).sum_up()
    with psycopg.connect(url, autocommit=True) as connection_:
        connection_.execute("VACUUM ANALYZE")
    yield database
    database.engine.dispose()
    with psycopg.connect(migrated_postgresql, autocommit=True) as server:
        server.execute("DROP DATABASE filled WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def filled(request: pytest.FixtureRequest) -> Database:
    """Each database in turn, with thousands of submissions."""
    database: Database = request.getfixturevalue(f"{request.param}_filled")
    return database


@pytest.fixture(
    params=[
        "sqlite_filled",
        "sqlite_unknown",
        pytest.param("postgresql_filled", marks=pytest.mark.postgresql),
    ]
)
def counted(request: pytest.FixtureRequest) -> Database:
    """Each database in turn, and SQLite also where it knows of no numbers."""
    database: Database = request.getfixturevalue(request.param)
    return database


@contextmanager
def _explained(database: Database) -> Iterator[dict[str, list[str]]]:
    """Collect the plan of each SELECT, UPDATE and DELETE that is run, as one text a step."""
    plans: dict[str, list[str]] = {}

    def explain(_: Connection, cursor: Any, statement: str, parameters: Any, *__: Any) -> None:
        if statement.startswith(("SELECT", "WITH", "UPDATE", "DELETE")) and "pg_advisory" not in statement:
            sqlite = database.engine.dialect.name == "sqlite"
            cursor.execute(f"EXPLAIN {'QUERY PLAN ' if sqlite else ''}{statement}", parameters)
            plans[statement] = [row[-1] for row in cursor.fetchall()]

    event.listen(database.engine, "before_cursor_execute", explain)
    try:
        yield plans
    finally:
        event.remove(database.engine, "before_cursor_execute", explain)


def _without_index(statement: str, plan: list[str]) -> list[str]:
    """Return the steps that read a whole table; SQLite says SCAN of an index too, and then names the index."""
    if _by_number(statement) and plan == ["SCAN audit_event"]:
        return []
    return [
        step
        for step in plan
        if "Seq Scan" in step
        or (step.startswith("SCAN ") and " INDEX " not in step and step.split()[1] in LARGE)
    ]


def _by_number(statement: str) -> bool:
    # SQLite keeps a table in the order of its integer key, and calls a walk from its end a SCAN: it ends at the LIMIT.
    return "ORDER BY audit_event.number DESC\n LIMIT" in statement


def _check(database: Database, work: Callable[[], object], fewest: int = 1, about: object = "") -> None:
    with _explained(database) as plans:
        work()
    assert len(plans) >= fewest, about
    for statement, plan in plans.items():
        assert not _without_index(statement, plan), "\n".join([str(about), statement, *plan])


def test_the_table_has_every_filter_that_there_is() -> None:
    unset = Query()
    asked = {
        one.name
        for query in FILTERS.values()
        for one in fields(Query)
        if getattr(query, one.name) != getattr(unset, one.name)
    }
    assert asked | {"sort"} == {one.name for one in fields(Query)}


def test_every_filter_in_every_order_is_read_by_an_index(filled: Database) -> None:
    for (name, asked), sort in product(FILTERS.items(), Sort):
        query = replace(asked, sort=sort)
        _check(filled, partial(Listing(filled, KEYRING).worklist, query, NURSE), 2, (name, sort))


def test_every_page_in_every_order_begins_inside_an_index(filled: Database) -> None:
    cursor = Cursor(1, NOON - timedelta(days=100), "00002400")
    for sort in set(Sort) - {Sort.CALL_BACK}:
        with _explained(filled) as plans:
            Listing(filled, KEYRING).worklist(Query(sort=sort), NURSE, after=cursor)
        statement, plan = next(one for one in plans.items() if "ORDER BY submission" in one[0])
        said = (
            "\n".join([sort, *plan]).replace(" ", "").replace("submission.", "").replace("(id)::text", "id")
        )
        assert "COVERINGINDEX" in said or "IndexOnlyScan" in said, said
        assert "received_at,id)" in said, said
        assert "TEMPB-TREE" not in said, said
        assert "Sort" not in said, said
        assert not _without_index(statement, plan)


@pytest.mark.parametrize("after", [None, Cursor(1, NOON, "00002400", NOON)], ids=["first", "later"])
def test_who_is_to_be_called_back_is_found_in_the_order_of_an_index_and_never_sorted(
    filled: Database, after: Cursor | None
) -> None:
    for tab in (Tab.ALL, Tab.OPEN):  # the few of one person are found by their assignee, and sorted
        with _explained(filled) as plans:
            Listing(filled, KEYRING).worklist(Query(tab=tab, sort=Sort.CALL_BACK), NURSE, after=after)
        plan = next(plan for statement, plan in plans.items() if "ORDER BY submission" in statement)
        assert any("ix_submission_by_call_back" in step for step in plan), plan
        assert not any("TEMP B-TREE" in step or "Sort" in step for step in plan), plan


SEVERAL = {
    "a flag": Query(flag="swallowing"),
    "a flag of a region": Query(flag="swallowing", region=Region.LARYNX),
    "of each kind": Query(flag="swallowing", region=Region.LARYNX, need="wheelchair", tab=Tab.OPEN),
    "of a language": Query(flag="swallowing", region=Region.TRUNK, language="es"),
    "mine": Query(flag="swallowing", region=Region.TRUNK, assignee=ME),
    "unread": Query(flag="swallowing", unread=True),
    "of some days": Query(flag="swallowing", received_from=date(2026, 1, 1)),
    "mine of some days": Query(flag="swallowing", received_from=date(2026, 1, 1), tab=Tab.MINE),
}

ONLY_PLACED = {"a flag", "a flag of a region", "of each kind", "of some days"}


@pytest.mark.parametrize("name", SEVERAL)
def test_what_has_tags_is_read_in_the_order_in_which_it_stands_under_them(
    counted: Database, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screener.use_cases.worklist.FEW", 0)
    for sort in set(Sort) - {Sort.CALL_BACK}:
        with _explained(counted) as plans:
            Listing(counted, KEYRING).worklist(replace(SEVERAL[name], sort=sort), NURSE)
        read = [plan for statement, plan in plans.items() if "ORDER BY submission_place" in statement]
        assert read
        for plan in read:
            said = "\n".join([name, sort, *plan])
            assert "submission_place USING PRIMARY KEY (tags=?" in plan[0] or "pk_submission_place" in said, (
                said
            )
            if name in ONLY_PLACED or "PRIMARY KEY" in said:
                # With few rows PostgreSQL may find it cheaper to read and sort all where more than the tags is asked for.
                assert not any("TEMP B-TREE" in step or "Sort" in step for step in plan), said
            rest = [step for step in plan[1:] if step.startswith(("SCAN ", "SEARCH "))]
            assert rest in ([], ["SEARCH submission USING INDEX sqlite_autoindex_submission_1 (id=?)"]), said


DAYS = Query(received_from=date(2026, 4, 1), received_to=date(2026, 4, 14))


@pytest.mark.parametrize("asked", [DAYS, replace(DAYS, language="es"), replace(DAYS, tab=Tab.OPEN)])
def test_what_came_on_some_days_is_read_in_an_index_past_no_other_day(
    counted: Database, asked: Query
) -> None:
    with _explained(counted) as plans:
        Listing(counted, KEYRING).worklist(asked, NURSE)
    read = [plan for statement, plan in plans.items() if "submission.received_at >= " in statement]
    assert len(read) == 4, "the count of what is open, of what is done, of what is closed, and the page"
    for plan in read:
        steps = [step for step in plan if "ix_submission_by_" in step]
        said = "\n".join(plan)
        assert len(steps) == 1, said
        assert "received_at>? AND received_at<?)" in steps[0] or (
            "Index Only Scan using" in steps[0] and "received_at >= " in said
        ), said


@pytest.mark.parametrize("asked", [DAYS, replace(DAYS, language="es"), replace(DAYS, tab=Tab.OPEN)])
def test_where_very_many_came_on_some_days_the_page_begins_at_each_place_in_the_order(
    counted: Database, asked: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screener.use_cases.worklist.FEW", 10)
    with _explained(counted) as plans:
        Listing(counted, KEYRING).worklist(asked, NURSE)
    read = [plan for statement, plan in plans.items() if "ORDER BY submission.received_at" in statement]
    assert read
    for plan in read:
        said = "\n".join(plan)
        assert "ix_submission_by_priority (priority=? AND received_at>? AND received_at<?)" in said or (
            "Index Only Scan Backward using ix_submission_by_priority" in said and "priority = " in said
        ), said
        assert "Sort" not in said, said
        assert "TEMP B-TREE" not in said, said


@pytest.mark.parametrize(
    "after", [None, Place(NOON - timedelta(days=100), "00002400")], ids=["first", "later"]
)
def test_a_page_for_programs_is_read_inside_an_index(filled: Database, after: Place | None) -> None:
    for wanted in (
        WantedByPrograms(after=after),
        WantedByPrograms(since=NOON - timedelta(days=90), until=NOON, after=after),
        WantedByPrograms(gone=False, after=after),
    ):
        with _explained(filled) as plans, filled.reading() as connection:
            places(connection, wanted, 51)
        for statement, plan in plans.items():
            assert not _without_index(statement, plan), plan
            said = " ".join(plan)
            assert "COVERING INDEX" in said or "Index Only Scan" in said, plan
            assert not any("TEMP B-TREE" in step or "Sort" in step for step in plan), plan


def test_a_query_without_an_index_would_be_seen(filled: Database) -> None:
    with _explained(filled) as plans, filled.reading() as connection:
        connection.execute(select(table.c.id).where(table.c.version == 7)).all()
    ((statement, plan),) = plans.items()
    assert _without_index(statement, plan)


def test_every_search_is_read_by_an_index(filled: Database) -> None:
    known = code_from(77, REFERENCE_LENGTH)
    for search, total in (
        ("name 77", 1),
        ("913 555 0123", 0),
        ("a@example.org", 0),
        (known, 1),
        ("0077", 1),
        ("4/28/1956", COUNT // 60),
        ("Surname77", COUNT // 500),
        ("Surname77 Given77", COUNT // 1500),
    ):
        _check(
            filled,
            partial(Listing(filled, KEYRING).worklist, Query(), NURSE, search=search),
            2,
            search,
        )
        assert Listing(filled, KEYRING).worklist(Query(), NURSE, search=search).total == total, search


def test_what_came_since_is_counted_by_an_index(filled: Database) -> None:
    for since in (NOON - timedelta(hours=2), NOON - timedelta(days=400)):
        _check(filled, partial(Listing(filled, KEYRING).arrived, since))
    assert Listing(filled, KEYRING).arrived(NOON - timedelta(hours=2)) == 2
    assert Listing(filled, KEYRING).arrived(NOON - timedelta(days=400)) == MOST_ARRIVED


@pytest.mark.parametrize("zone", ["UTC", "America/Chicago", "Asia/Kolkata"])
def test_the_overview_is_counted_inside_indexes_and_few_hours_of_submissions(
    counted: Database, zone: str
) -> None:
    staff = Overviewing(counted, clock=lambda: NOON, zone=ZoneInfo(zone))
    for synthetic in (False, True):
        with _explained(counted) as plans:
            staff.overview(synthetic=synthetic)
        assert len(plans) >= FEWEST_QUESTIONS
        for statement, plan in plans.items():
            said = "\n".join([statement, *plan])
            assert not _without_index(statement, plan), said
            read = [step for step in plan if step.startswith(("SCAN ", "SEARCH "))]
            assert not [step for step in read if step.split()[1] in LARGE and not step.endswith(WITHIN)], said
            if "FROM submission \n" in statement:
                assert "submission.received_at < " in statement or "submission.id = " in statement, said


def test_who_sent_before_is_read_by_an_index(filled: Database) -> None:
    opened = Opened(submission(), content(name="Name 77", date_of_birth="1956-04-28"))
    relating = Relating(filled, KEYRING, Reviewing(filled, KEYRING))
    _check(filled, partial(relating.others, opened))
    assert relating.others(opened) == (), "the 77th was born in another year"


def test_a_submission_is_opened_and_changed_by_indexes(filled: Database) -> None:
    reference = code_from(3, REFERENCE_LENGTH)
    _check(filled, lambda: Reviewing(filled, KEYRING).open(reference, NURSE), 6)
    with filled.reading() as connection:
        version = connection.scalar(
            text("SELECT version FROM submission WHERE reference = :r"), {"r": reference}
        )
    _check(filled, lambda: Reviewing(filled, KEYRING).change(reference, version or 0, AddNote("x"), NURSE), 4)


def test_many_are_changed_by_indexes(filled: Database) -> None:
    versions = {code_from(number, REFERENCE_LENGTH): 1 for number in range(100, 150)}
    _check(filled, lambda: ChangingMany(filled, KEYRING).change(versions, Assign("staff-77"), NURSE), 3)


def test_the_filters_of_a_person_are_read_by_an_index(filled: Database) -> None:
    staff = Listing(filled, KEYRING)
    _check(filled, lambda: staff.filters(NURSE))
    _check(filled, lambda: staff.counts([SavedFilter("mine", Query(assignee=ME, unread=True))], NURSE))


def test_every_page_of_the_audit_is_read_by_an_index(filled: Database) -> None:
    filters = (
        LineFilter(),
        LineFilter(actor="staff-7"),
        LineFilter(action=Action.WORKLIST_EXPORTED),
        LineFilter(subjects=("one", "other")),
        LineFilter(records=("one", "other")),
        LineFilter(since=NOON + timedelta(days=2), until=NOON + timedelta(days=3)),
        LineFilter(actor="staff-7", action=Action.ASSIGNED, since=NOON),
    )
    for wanted, before in product(filters, (None, 3000)):
        _check(
            filled,
            partial(Auditing(filled, KEYRING).page, wanted, before=before),
            about=(wanted, before),
        )
