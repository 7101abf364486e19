"""Each query of the worklist finds and counts what its rows are, in its order, page by page, in each tab."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, select, update

from screener.body.anatomy import Region
from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import NONE, Cursor, Query
from screener.dystonia.urgency import Urgency
from screener.storage import worklist
from screener.storage.database import Database
from screener.storage.submission_counts import counted_like, covers
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.storage.worklist_filter import Wanted
from screener.submissions.priority import WAITING, priority
from screener.submissions.submission import ClosedReason, Status
from tests.storage.samples import NOON
from tests.storage.working import send

KANSAS = ZoneInfo("America/Chicago")
ME = "staff-1"
COUNT = 24
THIRD_DAY = date(2026, 4, 30)
LEAVING_OUT = (Sort.PRIORITY, Sort.LONGEST_WAITING, Sort.CALL_BACK)
"""The orders that differ in what they leave out, and so in what is counted: the first and the others nothing."""

QUERIES = [
    Query(),
    Query(pattern="segmental"),
    Query(pattern=NONE),
    Query(urgency=NONE),
    Query(generalized=False),
    Query(language="es"),
    Query(respondent="self"),
    Query(unread=True),
    Query(unread=False),
    Query(call_back=True),
    Query(statuses=frozenset({Status.NEW, Status.CLOSED})),
    Query(statuses=frozenset({Status.NEW})),
    Query(flag="swallowing"),
    Query(region=Region.TRUNK, language="en"),
    Query(assignee=ME),
    Query(assignee=NONE),
    Query(need="wheelchair"),
    Query(region=Region.TRUNK, flag="swallowing"),
    Query(region=Region.TRUNK, need="wheelchair", unread=True),
    Query(need="wheelchair", flag="swallowing", assignee=ME),
    Query(region=Region.CERVICAL, need="wheelchair", flag="swallowing"),
    Query(region=Region.LARYNX, flag="swallowing"),
    Query(received_from=THIRD_DAY),
    Query(received_to=THIRD_DAY, language="es"),
    Query(received_from=THIRD_DAY, received_to=THIRD_DAY),
    Query(received_from=THIRD_DAY, region=Region.TRUNK),
    Query(received_from=THIRD_DAY, flag="swallowing", region=Region.CERVICAL, generalized=False),
    Query(received_to=THIRD_DAY, call_back=True),
    Query(received_to=THIRD_DAY, flag="swallowing", call_back=True),
    Query(received_to=THIRD_DAY, assignee=ME),
    Query(received_to=THIRD_DAY, assignee=NONE, statuses=frozenset({Status.CLOSED})),
]


@pytest.fixture(scope="module")
def filled(shared_database: Database) -> Database:
    """Submissions of many sorts, for all who read alone."""
    for number in range(COUNT):
        status = [Status.NEW, Status.IN_REVIEW, Status.CLOSED, Status.CONTACTED][number * 5 // 3 % 4]
        at = NOON + timedelta(hours=5 * number)
        made = send(
            shared_database,
            number,
            language="es" if number % 3 else "en",
            regions=("trunk",) if number % 2 else ("cervical", "trunk") if number % 5 else ("cervical",),
            flags=("swallowing",) if number % 4 else (),
            needs=("wheelchair", "companion") if number % 3 == 1 else (),
            urgency=[None, Urgency.TODAY, Urgency.SOON][number % 3],
            distribution=[None, "segmental"][number % 2],
            received_at=at,
        )
        changed = replace(
            made,
            status=status,
            closed_reason=ClosedReason.OTHER if status is Status.CLOSED else None,
            first_contact_at=at if status is Status.CONTACTED else None,
            first_viewed_at=None if status is Status.NEW and number % 2 else at,
            call_back_at=at if number % 3 == 0 and status is not Status.CLOSED else None,
            assignee=[None, ME, "staff-2"][number % 5 % 3],
        )
        with shared_database.writing() as connection:
            names = (
                "status",
                "closed_reason",
                "first_contact_at",
                "first_viewed_at",
                "call_back_at",
                "assignee",
            )
            values = {name: getattr(changed, name) for name in names} | {"priority": priority(changed).value}
            connection.execute(update(table).where(table.c.id == made.id).values(values))
    return shared_database


def _rows(database: Database) -> list[dict[str, Any]]:
    """Return all rows with their tags, as kinds and names."""
    with database.reading() as connection:
        tags = connection.execute(select(submission_tag)).all()
        rows = connection.execute(select(table)).mappings().all()
    return [
        {**row, "tags": {(tag.kind, tag.name) for tag in tags if tag.submission_id == row["id"]}}
        for row in rows
    ]


def _is_wanted(query: Query, row: dict[str, Any]) -> bool:
    """Tell whether a row is what a query asks for, beside its tab."""
    day = row["received_at"].astimezone(KANSAS).date()
    equal: list[tuple[str, Any]] = [
        ("distribution", query.pattern),
        ("urgency", query.urgency),
        ("assignee", query.assignee),
        ("language", query.language),
        ("respondent", query.respondent),
        ("generalized", query.generalized),
    ]
    tags = {("flag", query.flag), ("need", query.need), ("region", query.region)}
    return (
        all(wanted is None or row[name] == (None if wanted == NONE else wanted) for name, wanted in equal)
        and all(name is None or (kind, name) in row["tags"] for kind, name in tags)
        and (not query.statuses or row["status"] in query.statuses)
        and (query.unread is None or (row["first_viewed_at"] is None) == query.unread)
        and (not query.to_call_back or row["call_back_at"] is not None)
        and (query.received_from is None or day >= query.received_from)
        and (query.received_to is None or day <= query.received_to)
        and (query.sort is not Sort.LONGEST_WAITING or row["status"] in WAITING)
    )


def _is_in(tab: Tab, row: dict[str, Any]) -> bool:
    assignee = {Tab.MINE: ME, Tab.UNASSIGNED: None}.get(tab, row["assignee"])
    return row["status"] in tab.statuses and row["assignee"] == assignee


_ORDERS: dict[Sort, Callable[[dict[str, Any]], Any]] = {
    Sort.PRIORITY: lambda row: (row["priority"], row["received_at"], row["id"]),
    Sort.CALL_BACK: lambda row: (row["call_back_at"], row["id"]),
}


def _expected(query: Query, rows: list[dict[str, Any]]) -> list[str]:
    order = _ORDERS.get(query.sort, lambda row: (row["received_at"], row["id"]))
    found = [row for row in rows if _is_wanted(query, row) and _is_in(query.tab, row)]
    return [row["id"] for row in sorted(found, key=order, reverse=query.sort.newest_first)]


@pytest.mark.parametrize("asked", QUERIES, ids=lambda query: str(query.pairs()))
def test_each_query_finds_and_counts_what_its_rows_are(filled: Database, asked: Query) -> None:
    rows = _rows(filled)
    with filled.reading() as connection:
        for tab, sort in product(Tab, Sort):
            # As the use case asks: those who are mine are asked for by my name.
            query = replace(asked, tab=tab, sort=sort, assignee=ME if tab is Tab.MINE else asked.assignee)
            wanted, expected = Wanted(query, KANSAS), _expected(query, rows)
            found = worklist.first(connection, wanted, after=None, limit=None)
            assert [place.id for place in found] == expected, (tab, sort)
            if sort in LEAVING_OUT:
                _is_counted(connection, wanted, rows)
            if tab in {Tab.ALL, Tab.OPEN}:
                counts = worklist.counts(connection, wanted, ME, most=COUNT + 1)
                known = replace(wanted, among=counts.statuses)
                for way in {known, replace(known, few=wanted.has_days)}:
                    assert _page_by_page(connection, way) == found


def _is_counted(connection: Connection, wanted: Wanted, rows: list[dict[str, Any]]) -> None:
    query, expected = wanted.query, _expected(wanted.query, rows)
    counts = worklist.counts(connection, wanted, ME, most=COUNT + 1)
    assert (counts.total, counts.at_least, counts.more) == (len(expected), False, frozenset())
    statuses = {row["status"] for row in rows if row["id"] in expected}
    assert counts.statuses == statuses if covers(query) else counts.statuses >= statuses
    for each in Tab:
        other = replace(query, tab=each, assignee=None)
        assert counts.by_tab[each] == len(_expected(other, rows)), (query.tab, query.sort, each)
    assert worklist.total_up_to(connection, wanted, at_most=3) == min(3, len(expected))
    if covers(query):
        assert sum(row.number for row in connection.execute(counted_like(query))) == len(expected)


def _page_by_page(connection: Connection, wanted: Wanted) -> list[Cursor]:
    """Return what the pages have, after a look back from each to the one before."""
    found: list[Cursor] = []
    page: list[Cursor] = []
    while after := worklist.first(connection, wanted, after=page[-1] if page else None, limit=7):
        assert worklist.first(connection, wanted, after=after[0], limit=7, back=True) == page
        page = after
        found += page
    return found


@pytest.mark.parametrize(
    "asked", [one for one in QUERIES if not covers(one)], ids=lambda query: str(query.pairs())
)
def test_what_came_on_some_days_is_counted_up_to_so_many_and_says_so(filled: Database, asked: Query) -> None:
    rows = _rows(filled)
    with filled.reading() as connection:
        for tab, most in product(Tab, (1, 3, COUNT)):
            query = replace(asked, tab=tab, assignee=ME if tab is Tab.MINE else asked.assignee)
            numbers = {each: len(_expected(replace(query, tab=each, assignee=None), rows)) for each in Tab}
            total = len(_expected(query, rows))
            counts = worklist.counts(connection, Wanted(query, KANSAS), ME, most=most)
            assert (counts.total, counts.at_least) == (min(total, most), total >= most), (tab, most)
            assert counts.statuses >= {row["status"] for row in rows if row["id"] in _expected(query, rows)}
            for each in Tab:
                if each in counts.more:
                    assert counts.by_tab[each] <= min(numbers[each], most)
                else:
                    assert counts.by_tab[each] == numbers[each], (tab, most, each)
            assert not counts.more or numbers[Tab.ALL] >= most
