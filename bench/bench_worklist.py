"""The staff's pages with 100,000 submissions, or as many as the first argument says, on SQLite.

Each is what its use case asks of the database and opens, against one row fetched by its primary key. To fill the
database takes a minute or two.
"""

import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from side_by_side import rates
from sqlalchemy import event, select

from screener.audit import Actor
from screener.body.anatomy import Region
from screener.clinic.tabs import Sort
from screener.clinic.worklist import NONE, Query
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.demo import translation_into, visits
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables.submission import submission as table
from screener.storage.upkeep import schema
from screener.submissions.content import Content
from screener.submissions.record import record
from screener.submissions.submission import ClosedReason, Status, Submission, received
from screener.use_cases.reviews import Reviewing
from screener.use_cases.worklist import Listing

NOW = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
NURSE = Actor("staff-1", "192.0.2.7")
KEYRING = Keyring([bytes(range(32))], "data")
BATCH = 2_000
DIFFERENT = 200
OPEN_ONES = 10
"""One of so many submissions is still worked on, and one of so many of these is new."""


def submissions(count: int) -> Iterator[tuple[Submission, Content]]:
    """Yield submissions of synthetic people, one every five minutes, newest first; half of them have one same flag."""
    made = [
        record(
            visit.way,
            visit.contact,
            submission_id="",
            reference="",
            received_at=visit.at,
            language=visit.language,
            translate=translation_into(visit.language),
        )
        for visit in visits(DIFFERENT, 7, NOW)
    ]
    for number in range(count):
        one, content = made[number % DIFFERENT]
        done = number % OPEN_ONES
        viewed = NOW if done or number % OPEN_ONES**2 else None
        new = replace(
            one,
            id=str(uuid.uuid4()),
            reference=code_from(number, REFERENCE_LENGTH),
            received_at=NOW - timedelta(minutes=5 * number),
            flags=("swallowing",) if number % 2 else (),
            status=Status.CLOSED if done else Status.IN_REVIEW if viewed else Status.NEW,
            closed_reason=ClosedReason.OTHER if done else None,
            first_viewed_at=viewed,
            assignee=f"staff-{number % 9}" if number % 5 else None,
        )
        yield new, replace(content, contact=replace(content.contact, name=f"Number {number}"))


def filled(database: Database, count: int) -> str:
    """Store so many submissions and return the id of the last of them."""
    made, last = submissions(count), ""
    # In batches: one transaction over a million rows leaves a write-ahead log of 11 GB, and never ends.
    while batch := list(islice(made, BATCH)):
        with database.writing() as connection:
            stored = Submissions(connection, KEYRING)
            for one, content in batch:
                stored.add(one, content, received(one), send_key=one.id, receipt=one.id)
                last = one.id
    return last


def queries(database: Database, page: Callable[[], object]) -> int:
    """Return how many statements a page sends."""
    sent: list[str] = []

    def keep(_: object, __: object, statement: str, *___: object) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", keep)
    page()
    event.remove(database.engine, "before_cursor_execute", keep)
    return len(sent)


def pages(database: Database, count: int) -> dict[str, Callable[[], object]]:
    """Return what each page asks for."""
    staff = Listing(database, KEYRING)
    asked = {
        "first page": Query(),
        "newest first": Query(sort=Sort.NEWEST),
        "longest waiting": Query(sort=Sort.LONGEST_WAITING),
        "status": Query(statuses=frozenset({Status.IN_REVIEW})),
        "pattern": Query(pattern="hemidystonia"),
        "nobody's": Query(assignee=NONE),
        "unread": Query(unread=True),
        "Spanish": Query(language="es"),
        "region": Query(region=Region.LARYNX),
        "flag of half of them": Query(flag="swallowing"),
        "since last week": Query(received_from=(NOW - timedelta(days=7)).date()),
    }
    reference = code_from(count // 2, REFERENCE_LENGTH)
    return {
        **{name: partial(staff.worklist, query, NURSE) for name, query in asked.items()},
        "search by name": lambda: staff.worklist(Query(), NURSE, search=f"number {count // 2}"),
        "search by reference": lambda: staff.worklist(Query(), NURSE, search=reference),
        "submission": lambda: Reviewing(database, KEYRING).open(reference, NURSE),
    }


def main(count: int) -> None:
    """Print, for each page, its time against the baseline and its number of queries."""
    disk = Path(__file__).parent.parent / "build"  # the folder for temporary files may be memory
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        database = Database(open_engine(f"sqlite:///{folder}/filled.sqlite3"))
        schema.upgrade(database)
        one = filled(database, count)
        Listing(database, KEYRING).sum_up()  # as the server does every minute

        def by_primary_key() -> None:
            with database.reading() as connection:
                connection.execute(select(table).where(table.c.id == one)).one()

        print(f"{count:,} submissions; one row by primary key = 1")
        for name, page in pages(database, count).items():
            ours, baseline = rates(page, by_primary_key, calls=2, rounds=9)
            print(
                f"{name}: {1000 / ours:.1f} ms = {baseline / ours:.0f} times one row,"
                f" {queries(database, page)} queries"
            )
        database.engine.dispose()


main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
