"""What the worklist is counted from, and where each stands, is what its rows say, whatever is done to them, by whom, and while it is summed up."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count, product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, case, delete, func, insert, select, update

from screener.dystonia.urgency import Urgency
from screener.storage import summing
from screener.storage.database import Database
from screener.storage.submission_counts import LIKE
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.storage.tables.submission_count import submission_count
from screener.storage.tables.submission_place import submission_place
from screener.storage.tables.work import search_term
from tests.drawing import steadily
from tests.storage.samples import NOON
from tests.storage.working import send

KANSAS = ZoneInfo("America/Chicago")


def _choices(tags: list[Any]) -> list[tuple[str, str, str]]:
    """Return each choice of one flag, one need and one region, or none of them, that tags allow; an empty one for none."""
    named = {
        kind: ["", *(tag.name for tag in tags if tag.kind == kind)] for kind in ("flag", "need", "region")
    }
    return list(product(*named.values()))


def _counted_as(flag: str, need: str, region: str) -> tuple[str, str]:
    given = [(kind, name) for kind, name in (("flag", flag), ("need", need), ("region", region)) if name]
    if len(given) > 1:
        return "several", f"{flag},{need},{region}"
    return given[0] if given else ("", "")


def _of_rows(database: Database) -> Counter[tuple[object, ...]]:
    """Count what is alike, from the rows of the submissions and of their tags."""
    with database.reading() as connection:
        rows = connection.execute(select(table)).mappings().all()
        tags = connection.execute(select(submission_tag).where(submission_tag.c.kind != "caveat")).all()
    found: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        named = [
            _counted_as(*each) for each in _choices([tag for tag in tags if tag.submission_id == row["id"]])
        ]
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


def _places_of_rows(database: Database) -> set[tuple[object, ...]]:
    """Return where each stands among those with the same tags, from the rows of the submissions and of their tags."""
    with database.reading() as connection:
        rows = connection.execute(select(table.c.id, table.c.priority, table.c.received_at)).all()
        tags = connection.execute(select(submission_tag)).all()
    return {
        (",".join(each), row.priority, row.received_at, row.id)
        for row in rows
        for each in _choices([tag for tag in tags if tag.submission_id == row.id])
        if any(each)
    }


def _places(database: Database) -> set[tuple[object, ...]]:
    with database.reading() as connection:
        return {tuple(row) for row in connection.execute(select(submission_place))}


KINDS = ["region", "flag", "need", "caveat"]
STEPS = st.lists(
    st.one_of(
        st.just(("send",)),
        st.tuples(st.just("view"), st.integers(0, 9)),
        st.tuples(st.just("assign"), st.integers(0, 9), st.sampled_from([None, "staff-1", "staff-2"])),
        st.tuples(st.just("call back"), st.integers(0, 9), st.booleans()),
        st.tuples(st.just("version"), st.integers(0, 9)),
        st.tuples(
            st.just("tag"), st.integers(0, 9), st.lists(st.sampled_from(KINDS), min_size=1, max_size=4)
        ),
        st.tuples(st.just("untag"), st.integers(0, 9), st.sets(st.sampled_from(KINDS))),
        st.tuples(st.just("rename"), st.integers(0, 9), st.sampled_from(KINDS)),
        st.tuples(st.just("other kind"), st.integers(0, 9), st.sampled_from(KINDS)),
        st.tuples(st.just("move"), st.integers(0, 9), st.sampled_from([NOON, NOON + timedelta(days=1)])),
        st.tuples(st.just("withdraw"), st.integers(0, 9)),
        st.tuples(st.just("delete"), st.integers(0, 9)),
        st.just(("sum up",)),
        st.just(("roll back",)),
    ),
    min_size=4,
    max_size=25,
)


def _do(database: Database, number: int, step: tuple[Any, ...], ids: list[str]) -> None:
    kind, *rest = step
    if kind == "send":
        tags: dict[str, Any] = {"flags": ("swallowing",), "regions": ("trunk", "cervical")}
        needs = ("wheelchair", "companion")[: number % 3]
        urgency = [None, Urgency.TODAY][number % 2]
        ids.append(send(database, number, **tags, needs=needs, urgency=urgency, synthetic=number % 4 < 2).id)
        return
    one = ids[rest[0] % len(ids)] if rest and ids else ""
    if kind == "delete" and one:
        ids.remove(one)
    with database.writing() as connection:
        _change(connection, kind, one, number, *rest[1:])


def _change(connection: Connection, kind: str, one: str, number: int, to: Any = None) -> None:
    this, its = table.c.id == one, submission_tag.c.submission_id == one
    read = case((table.c.priority > 3, table.c.priority - table.c.priority % 2), else_=1)
    changes: dict[str, dict[str, Any]] = {
        "view": {"first_viewed_at": NOON, "priority": read},
        "assign": {"assignee": to},
        "call back": {"call_back_at": NOON if to else None},
        "version": {"version": table.c.version + 1},
        "move": {"received_at": to},
    }
    if kind in changes:
        connection.execute(update(table).where(this, table.c.status == "new").values(changes[kind]))
    elif kind == "tag" and one:
        # As many as are asked for, of which some may be of one kind, with one statement.
        named = [
            {"submission_id": one, "kind": each, "name": f"new-{number}-{place}"}
            for place, each in enumerate(to)
        ]
        connection.execute(insert(submission_tag).values(named))
    elif kind == "untag":
        connection.execute(delete(submission_tag).where(its, submission_tag.c.kind.in_(to)))
    elif kind in {"rename", "other kind"} and one:
        of = its if kind == "other kind" else its & (submission_tag.c.kind == to)
        # New names, which no two of them may share, nor be longer than a name is; all with one statement.
        tags = connection.execute(select(submission_tag.c.kind, submission_tag.c.name).where(of)).all()
        was = submission_tag.c.kind + " " + submission_tag.c.name
        new = {f"{each.kind} {each.name}": f"new-{number}-{place}" for place, each in enumerate(tags)}
        if new:
            connection.execute(update(submission_tag).where(of).values(kind=to, name=case(new, value=was)))
    elif kind == "withdraw":
        gone = dict.fromkeys(("contact", "answers", "seen", "call_back_at"))
        connection.execute(delete(submission_tag).where(its))
        connection.execute(
            update(table).where(this).values(**gone, status="withdrawn", priority=0, withdrawn_at=NOON)
        )
    elif kind == "delete":
        connection.execute(delete(search_term).where(search_term.c.submission_id == one))
        connection.execute(delete(submission_tag).where(its))
        connection.execute(delete(table).where(this))
    elif kind == "sum up":
        summing.sum_up(connection, submission_count, LIKE)
    elif kind == "roll back":
        connection.execute(update(table).values(language="fr"))
        connection.rollback()


def _empty(database: Database) -> None:
    """Let the next example begin as the first did, so that it takes as long."""
    with database.writing() as connection:
        for each in (search_term, submission_tag, table, submission_count):
            connection.execute(delete(each))


@pytest.mark.hypothesis
def test_the_counts_are_those_of_the_rows_whatever_is_done(database: Database) -> None:
    firsts = count(
        step=1200
    )  # a reference is never given twice; what is sent differs by its place among the steps alone

    @steadily(25)
    @given(steps=STEPS)
    def equal(steps: list[tuple[object, ...]]) -> None:
        ids: list[str] = []
        for number, step in enumerate((("send",), *steps), next(firsts)):
            _do(database, number, step, ids)
        assert _kept(database) == _of_rows(database)
        assert _places(database) == _places_of_rows(database)
        _empty(database)

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
