"""The overview from what triggers keep is the overview from the rows, whatever is done to them, by whom, and in any place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, func, insert, select, update

from screener.clinic.overview import Overview, mondays
from screener.dystonia.urgency import Urgency
from screener.storage import summing
from screener.storage.database import Database
from screener.storage.overview_counts import LIKE
from screener.storage.tables.overview_count import overview_count
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.storage.tables.work import contact_attempt
from screener.use_cases.overview import Overviewing
from tests.drawing import steadily
from tests.storage.overview_by_rows import by_rows
from tests.storage.samples import NOON, a_row
from tests.storage.working import send

NOW = NOON + timedelta(days=1, minutes=7, microseconds=11)
TARGETS = {Urgency.TODAY: timedelta(hours=1), Urgency.SOON: timedelta(hours=49)}
MOMENT = timedelta(microseconds=1)
ZONES: tuple[tzinfo, ...] = (
    UTC,
    ZoneInfo("America/Chicago"),
    ZoneInfo("Asia/Kolkata"),
    ZoneInfo("Pacific/Auckland"),
    timezone(timedelta(hours=14)),
    timezone(-timedelta(hours=11, minutes=59, seconds=59)),
)


def _both(database: Database, zone: tzinfo, *, synthetic: bool) -> tuple[Overview, Overview]:
    found = Overviewing(database, clock=lambda: NOW, zone=zone).overview(TARGETS, synthetic=synthetic)
    return found, by_rows(database, NOW, TARGETS, zone, synthetic=synthetic)


def _begins() -> list[datetime]:
    """Return moments about which weeks begin somewhere: the first of the span, that of daylight saving, the present one."""
    return [
        datetime.combine(monday, time(), zone)
        for zone in ZONES
        for monday in (mondays(NOON.date())[place] for place in (0, 1, 45, 52))
    ]


LENGTHS = st.one_of(
    st.builds(
        lambda unit, number, by: number * unit + by * MOMENT,
        st.sampled_from([timedelta(minutes=6), timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)]),
        st.integers(-2, 60),
        st.sampled_from([-1, 0, 1]),
    ),
    st.timedeltas(timedelta(), timedelta(days=370)),
)
TIMES = st.one_of(
    st.builds(
        lambda begin, hours, by: begin.astimezone(UTC) + timedelta(hours=hours) + by * MOMENT,
        st.sampled_from(_begins()),
        st.integers(-15, 15),
        st.sampled_from([-1, 0, 1]),
    ),
    LENGTHS.map(lambda length: NOW - length),
    st.just(NOW + timedelta(days=9)),
)
STATES = st.one_of(
    st.sampled_from(["new", "in_review", "closed", "withdrawn", "purged"]).map(lambda name: (name, None)),
    st.tuples(st.sampled_from(["contacted", "closed", "withdrawn"]), LENGTHS),
)
ONE = st.integers(0, 9)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), TIMES, st.sampled_from([None, "today", "soon"]), st.booleans()),
        st.tuples(st.just("state"), ONE, STATES),
        st.tuples(st.just("assign"), ONE, st.sampled_from([None, "staff-1", "staff-2"])),
        st.tuples(st.just("move"), ONE, TIMES),
        st.tuples(st.just("invent"), ONE, st.booleans()),
        st.tuples(st.just("answer"), ONE, st.sampled_from([None, "focal", "multifocal"]), st.booleans()),
        st.tuples(st.just("tag"), ONE, st.sampled_from(["region", "flag", "need"])),
        st.tuples(st.just("try"), ONE, TIMES, st.sampled_from(["reached", "no_answer"])),
        st.tuples(st.just("strike"), ONE),
        st.tuples(st.just("forget"), ONE),
        st.tuples(st.just("delete"), ONE),
        st.tuples(st.just("sum up")),
        st.tuples(st.just("roll back")),
    ),
    max_size=25,
)
NAMES = {"region": "trunk", "flag": "swallowing", "need": "wheelchair"}


def _sends(connection: Connection, at: datetime, urgency: str | None, *, synthetic: bool) -> str:
    one = str(uuid4())
    place = {"today": 6, "soon": 4, None: 2}[urgency]
    keys = {"id": one, "reference": one[:8], "send_key": one.encode()[:32], "receipt": one.encode()[:32]}
    row = a_row(**keys, received_at=at, urgency=urgency, synthetic=synthetic, priority=place)
    connection.execute(insert(table).values(row))
    return one


def _becomes(connection: Connection, one: str, name: str, reached_after: timedelta | None) -> None:
    row = connection.execute(select(table).where(table.c.id == one)).one()
    gone = name in {"withdrawn", "purged"}
    waits = name in {"new", "in_review"}
    urgent = {"today": 6, "soon": 4, None: 2}[row.urgency]
    values = {
        "status": "withdrawn" if gone else name,
        "purged": name == "purged",
        "withdrawn_at": NOW if gone else None,
        **dict.fromkeys(("contact", "answers", "seen"), None if gone else b"sealed"),
        "closed_reason": "other" if name == "closed" else None,
        "first_contact_at": None if reached_after is None else row.received_at + reached_after,
        "priority": urgent if waits else 2 if name == "contacted" else 0,
    }
    connection.execute(update(table).where(table.c.id == one).values(values))


def _do(database: Database, step: tuple[Any, ...], ids: list[str]) -> None:
    kind, *rest = step
    with database.writing() as connection:
        if kind == "send":
            ids.append(_sends(connection, rest[0], rest[1], synthetic=rest[2]))
        elif kind == "sum up":
            summing.sum_up(connection, overview_count, LIKE)
        elif kind == "roll back":
            connection.execute(update(table).values(language="fr", received_at=NOW))
            connection.rollback()
        elif ids:
            _change(connection, kind, ids[rest[0] % len(ids)], rest[1:])
            if kind == "delete":
                ids.remove(ids[rest[0] % len(ids)])


def _change(connection: Connection, kind: str, one: str, rest: list[Any]) -> None:
    this, tries = table.c.id == one, contact_attempt.c.submission_id == one
    tags = submission_tag.c.submission_id == one
    if kind == "state":
        _becomes(connection, one, *rest[0])
    elif kind == "tag":
        named = {"submission_id": one, "kind": rest[0], "name": NAMES[rest[0]]}
        connection.execute(delete(submission_tag).where(tags, submission_tag.c.kind == rest[0]))
        connection.execute(insert(submission_tag).values(named))
    elif kind == "try":
        row = {"id": str(uuid4()), "submission_id": one, "at": rest[0], "by": "staff-3"}
        row |= {"means": "phone", "outcome": rest[1], "text": b"sealed"}
        connection.execute(insert(contact_attempt).values(row))
    elif kind == "strike":
        values = {"struck_at": NOW, "struck_by": "staff-3", "struck_reason": b"sealed"}
        connection.execute(update(contact_attempt).where(tries).values(values))
    elif kind in {"forget", "delete"}:
        connection.execute(delete(contact_attempt).where(tries))
        connection.execute(delete(submission_tag).where(tags))
        if kind == "delete":
            connection.execute(delete(table).where(this))
    else:
        columns = {
            "assign": ("assignee",),
            "move": ("received_at",),
            "invent": ("synthetic",),
            "answer": ("distribution", "generalized"),
        }[kind]
        connection.execute(update(table).where(this).values(dict(zip(columns, rest, strict=True))))


def _empty(database: Database) -> None:
    """Let the next example begin as the first did, so that it takes as long."""
    with database.writing() as connection:
        for each in (contact_attempt, submission_tag, table, overview_count):
            connection.execute(delete(each))


@pytest.mark.hypothesis
def test_the_overview_is_that_of_the_rows_whatever_is_done(database: Database) -> None:
    @steadily(60)
    @given(steps=STEPS, zone=st.sampled_from(ZONES), synthetic=st.booleans())
    def equal(steps: list[tuple[Any, ...]], zone: tzinfo, *, synthetic: bool) -> None:
        ids: list[str] = []
        for step in steps:
            _do(database, step, ids)
        found, expected = _both(database, zone, synthetic=synthetic)
        assert found == expected
        _empty(database)

    equal()


def test_summed_up_there_is_one_row_for_all_that_are_alike_and_the_overview_stays(database: Database) -> None:
    for number in range(5):
        send(database, number, regions=("trunk",))
    before, _ = _both(database, UTC, synthetic=False)
    with database.writing() as connection:
        many = summing.new(connection, overview_count)
        assert many == connection.scalar(select(func.count()).select_from(overview_count))
        assert many > len(_KINDS_OF_ONE)
        summing.sum_up(connection, overview_count, LIKE)
        assert summing.new(connection, overview_count) == 0
        kinds = list(connection.execute(select(overview_count.c.kind, overview_count.c.number)))
    assert sorted(kinds) == sorted((kind, 5) for kind in _KINDS_OF_ONE)
    assert _both(database, UTC, synthetic=False) == (before, before)


_KINDS_OF_ONE = ("status", "arrived", "pattern", "language", "waiting", "waiting_hour", "region", "flag")


def test_a_change_adds_what_differs_and_no_more(database: Database) -> None:
    one = send(database, 1)
    with database.writing() as connection:
        last = connection.scalar(select(func.max(overview_count.c.id)))
        connection.execute(update(table).values(status="in_review"))
        connection.execute(update(table).values(version=7, first_viewed_at=NOON, priority=6))
        new = connection.execute(
            select(overview_count.c.kind, overview_count.c.name, overview_count.c.number)
            .where(overview_count.c.id > last)
            .order_by(overview_count.c.name)
        )
        assert [tuple(row) for row in new] == [("status", "in_review", 1), ("status", "new", -1)]
    assert one.id


def test_nothing_is_lost_where_many_change_while_it_is_summed_up(database: Database) -> None:
    made = [send(database, number) for number in range(8)]

    def change(one: str) -> None:
        for turn in range(10):
            with database.writing() as connection:
                values = {"assignee": f"staff-{turn % 3}", "language": ["en", "es"][turn % 2]}
                connection.execute(update(table).where(table.c.id == one).values(values))

    def sum_them_up() -> None:
        for _ in range(20):
            with database.writing() as connection:
                summing.sum_up(connection, overview_count, LIKE)

    with ThreadPoolExecutor(4) as pool:
        for work in [pool.submit(sum_them_up), *(pool.submit(change, one.id) for one in made)]:
            work.result()
    found, expected = _both(database, UTC, synthetic=True)
    assert found == expected


def _about_the_first_midnight(connection: Connection, monday: date, hours: int) -> None:
    at = datetime.combine(monday, time(), UTC) + timedelta(hours=hours, minutes=1)
    one = _sends(connection, at, ["today", None][hours % 2], synthetic=hours % 5 == 0)
    _change(connection, "tag", one, ["region"])
    _change(connection, "try", one, [at, ["reached", "no_answer"][hours % 2]])
    _change(connection, "assign", one, ["staff-4"])
    if hours % 3:
        state = ["closed", "purged"][hours % 2], timedelta(hours=hours % 7) if hours % 4 else None
        _becomes(connection, one, *state)


@pytest.fixture(scope="module")
def most_wait(shared_database: Database) -> Database:
    """Many at all lengths, so that ranks are looked for through days, hours and tenths of one; for all who read alone."""
    with shared_database.writing() as connection:
        for number in range(400):
            at = NOW - timedelta(minutes=number**2 * 3.3)
            one = _sends(connection, at, [None, "today", "soon"][number % 3], synthetic=number % 7 == 0)
            if number % 3:
                after = timedelta(minutes=(number * 37) % 5000, seconds=number)
                _becomes(connection, one, ["contacted", "closed"][number % 2], after)
        for hours in range(-17, 18):
            _about_the_first_midnight(connection, mondays(NOW.date())[0], hours)
    return shared_database


@pytest.mark.parametrize("synthetic", [False, True])
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_where_most_wait_and_some_were_reached_each_rank_is_that_of_the_rows(
    most_wait: Database, zone: tzinfo, *, synthetic: bool
) -> None:
    found, expected = _both(most_wait, zone, synthetic=synthetic)
    assert found == expected
    assert found.together.number > 300
