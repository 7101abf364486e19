"""What the worklist is counted from is what its rows say, whatever is done to them, by whom, and while it is summed up."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, update

from screener.body.anatomy import Region
from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import NONE, Query
from screener.storage import summing, worklist
from screener.storage.database import Database
from screener.storage.submission_counts import LIKE, Tag, counted_like, covers, number_of
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.storage.tables.submission_count import submission_count
from screener.storage.worklist import Wanted
from screener.submissions.submission import Status
from tests.drawing import steadily
from tests.storage.samples import NOON
from tests.storage.working import send

KANSAS = ZoneInfo("America/Chicago")


def _of_rows(database: Database) -> Counter[tuple[object, ...]]:
    """Count what is alike, from the rows of the submissions and of their tags."""
    with database.reading() as connection:
        rows = connection.execute(select(table)).mappings().all()
        tags = connection.execute(select(submission_tag).where(submission_tag.c.kind != "caveat")).all()
    found: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        named = [("", ""), *((tag.kind, tag.name) for tag in tags if tag.submission_id == row["id"])]
        like = (
            *(row[name] or "" for name in ("status", "assignee", "distribution")),
            row["generalized"],
            *(row[name] or "" for name in ("urgency", "language", "respondent")),
            row["first_viewed_at"] is None,
            row["call_back_at"] is not None,
        )
        found.update((*tag, *like) for tag in named)
    return found


def _kept(database: Database) -> Counter[tuple[object, ...]]:
    number = func.sum(submission_count.c.number)
    with database.reading() as connection:
        rows = connection.execute(select(*LIKE, number).group_by(*LIKE).having(number != 0)).all()
    return Counter({tuple(row[:-1]): int(row[-1]) for row in rows})


STEPS = st.lists(
    st.one_of(
        st.just(("send",)),
        st.tuples(st.just("view"), st.integers(0, 9)),
        st.tuples(st.just("assign"), st.integers(0, 9), st.sampled_from([None, "staff-1", "staff-2"])),
        st.tuples(st.just("call back"), st.integers(0, 9), st.booleans()),
        st.tuples(st.just("version"), st.integers(0, 9)),
        st.tuples(st.just("tag"), st.integers(0, 9), st.sampled_from(["region", "flag", "need", "caveat"])),
        st.tuples(st.just("untag"), st.integers(0, 9)),
        st.tuples(st.just("delete"), st.integers(0, 9)),
        st.just(("sum up",)),
        st.just(("roll back",)),
    ),
    max_size=25,
)


def _do(database: Database, number: int, step: tuple[object, ...], ids: list[str]) -> None:
    kind, *rest = step
    if kind == "send":
        ids.append(send(database, number, flags=("swallowing",), regions=("trunk", "cervical")).id)
        return
    one = ids[int(str(rest[0])) % len(ids)] if rest and ids else ""
    this = table.c.id == one
    with database.writing() as connection:
        if kind == "view":
            connection.execute(update(table).where(this).values(first_viewed_at=NOON))
        elif kind == "assign":
            connection.execute(update(table).where(this).values(assignee=rest[1]))
        elif kind == "call back":
            connection.execute(update(table).where(this).values(call_back_at=NOON if rest[1] else None))
        elif kind == "version":
            connection.execute(update(table).where(this).values(version=table.c.version + 1))
        elif kind == "tag" and one:
            named = {"submission_id": one, "kind": rest[1], "name": f"new-{number}"}
            connection.execute(insert(submission_tag).values(named))
        elif kind in {"untag", "delete"}:
            connection.execute(delete(submission_tag).where(submission_tag.c.submission_id == one))
        elif kind == "sum up":
            summing.sum_up(connection, submission_count, LIKE)
        elif kind == "roll back":
            connection.execute(update(table).values(language="fr"))
            connection.rollback()


def test_the_counts_are_those_of_the_rows_whatever_is_done(database: Database) -> None:
    numbers = iter(range(10**6))

    @steadily(25)
    @given(steps=STEPS)
    def equal(steps: list[tuple[object, ...]]) -> None:
        ids: list[str] = []
        for step in steps:
            _do(database, next(numbers), step, ids)
        assert _kept(database) == _of_rows(database)

    equal()


def test_summed_up_there_is_one_row_for_all_that_are_alike(database: Database) -> None:
    for number in range(5):
        send(database, number)
    before = _kept(database)
    with database.writing() as connection:
        assert summing.new(connection, submission_count) > len(before)
        summing.sum_up(connection, submission_count, LIKE)
        assert summing.new(connection, submission_count) == 0
        assert connection.scalar(select(func.count()).select_from(submission_count)) == len(before)
    assert _kept(database) == before == _of_rows(database)


def test_nothing_is_lost_where_many_change_while_it_is_summed_up(database: Database) -> None:
    made = [send(database, number) for number in range(8)]

    def change(one: str) -> None:
        for turn in range(10):
            with database.writing() as connection:
                values = {"assignee": f"staff-{turn % 3}"}
                connection.execute(update(table).where(table.c.id == one).values(values))

    def sum_them_up() -> None:
        for _ in range(20):
            with database.writing() as connection:
                summing.sum_up(connection, submission_count, LIKE)

    with ThreadPoolExecutor(4) as pool:
        for work in [pool.submit(sum_them_up), *(pool.submit(change, one.id) for one in made)]:
            work.result()
    assert _kept(database) == _of_rows(database)


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
    Query(flag="swallowing"),
    Query(region=Region.TRUNK, language="en"),
    Query(assignee="staff-1"),
    Query(assignee=NONE),
]


@pytest.fixture(scope="module")
def twelve(shared_database: Database) -> Database:
    """Twelve submissions of many sorts, for all who read alone."""
    for number in range(12):
        made = send(
            shared_database,
            number,
            language="es" if number % 3 else "en",
            regions=("trunk",) if number % 2 else ("cervical",),
            flags=("swallowing",) if number % 4 else (),
            received_at=NOON + timedelta(minutes=number),
        )
        with shared_database.writing() as connection:
            values = {
                "assignee": [None, "staff-1"][number % 2],
                "first_viewed_at": [None, NOON][number % 5 == 0],
            }
            connection.execute(update(table).where(table.c.id == made.id).values(values))
    return shared_database


@pytest.mark.parametrize("asked", QUERIES, ids=lambda query: str(query.pairs()))
def test_each_query_counts_what_its_rows_are(twelve: Database, asked: Query) -> None:
    with twelve.reading() as connection:
        for tab, sort in product(Tab, Sort):
            query = replace(asked, tab=tab, sort=sort)
            assert covers(query)
            wanted = Wanted(query, KANSAS)
            rows = worklist.first(connection, wanted, after=None, limit=None)
            counted = sum(row.number for row in connection.execute(counted_like(query)))
            if tab is not Tab.MINE:
                assert counted == len(rows) == worklist.counts(connection, wanted, "staff-1").total
            assert worklist.total_up_to(connection, wanted, at_most=3) == min(3, len(rows))


def test_days_and_two_tags_at_once_are_counted_row_by_row(database: Database) -> None:
    send(database, 1, regions=("trunk",), flags=("swallowing",))
    asked = Query(region=Region.TRUNK, flag="swallowing")
    assert not covers(asked)
    assert not covers(Query(received_from=NOON.date()))
    with database.reading() as connection:
        assert worklist.counts(connection, Wanted(asked, KANSAS), "x").total == 1
        assert number_of(connection, Tag("flag", "swallowing")) == 1
        assert number_of(connection, Tag()) == 1
