"""The staff's pages with few submissions and with very many, on both databases: each page against itself, and one row.

Without arguments 10,000 and 30,000 submissions of one year, filled in a minute; or as many as the arguments say, such as
``10000 1000000``, which needs 30 GB of disk and an hour or more; with ``sqlite`` or ``postgresql`` on that alone. Each page is what
its use case asks of the database and opens, against one row fetched by its primary key; the larger ones against the first.
"""

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from databases import KINDS, empty
from filling import KEYRING, NOW, fill
from side_by_side import fastest
from sqlalchemy import event, select

from screener.audit import Actor
from screener.body.anatomy import Region
from screener.clinic.tabs import Sort, Tab
from screener.clinic.worklist import NONE, Query
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.tables.submission import submission as table
from screener.submissions.submission import Status
from screener.use_cases.overview import Overviewing
from screener.use_cases.reviews import Reviewing
from screener.use_cases.worklist import Listing

NURSE = Actor("staff-1", "192.0.2.7")
KANSAS = ZoneInfo("America/Chicago")
COUNTS = [10_000, 30_000]
_ROUNDS = 25


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
    staff = Listing(database, KEYRING, clock=lambda: NOW, zone=KANSAS)
    asked = {
        "first page": Query(),
        "newest first": Query(sort=Sort.NEWEST),
        "longest waiting": Query(sort=Sort.LONGEST_WAITING),
        "my tab": Query(tab=Tab.MINE),
        "status": Query(statuses=frozenset({Status.IN_REVIEW})),
        "closed": Query(statuses=frozenset({Status.CLOSED})),
        "pattern": Query(pattern="hemidystonia"),
        "nobody's": Query(assignee=NONE),
        "unread": Query(unread=True),
        "Spanish": Query(language="es"),
        "region": Query(region=Region.LARYNX),
        "flag of half of them": Query(flag="swallowing"),
        "two filters": Query(region=Region.LARYNX, flag="swallowing"),
        "three filters": Query(region=Region.CERVICAL, flag="swallowing", need="companion", tab=Tab.OPEN),
        "region, Spanish": Query(region=Region.LARYNX, language="es"),
        "oldest open ones": Query(tab=Tab.OPEN, sort=Sort.OLDEST),
        "since last week": Query(received_from=(NOW - timedelta(days=7)).date()),
        "since last week, mine": Query(received_from=(NOW - timedelta(days=7)).date(), tab=Tab.MINE),
        "since last week, a region": Query(
            received_from=(NOW - timedelta(days=7)).date(), region=Region.LARYNX
        ),
    }
    middle = staff.worklist(Query(), NURSE).next
    reference = code_from(count // 2, REFERENCE_LENGTH)
    reading = Overviewing(database, clock=lambda: NOW, zone=KANSAS)
    return {
        **{name: partial(staff.worklist, query, NURSE) for name, query in asked.items()},
        "second page": partial(staff.worklist, Query(), NURSE, after=middle),
        "search by name": partial(staff.worklist, Query(), NURSE, search=f"number {count // 2}"),
        "search by reference": partial(staff.worklist, Query(), NURSE, search=reference),
        "submission": partial(Reviewing(database, KEYRING).open, reference, NURSE),
        "overview": reading.overview,
        "overview with synthetic ones": partial(reading.overview, synthetic=True),
    }


def one_row(database: Database, one: str) -> None:
    """Fetch a row by its primary key."""
    with database.reading() as connection:
        connection.execute(select(table).where(table.c.id == one)).one()


def measure(kind: str, counts: list[int]) -> None:
    """Print, for each page, its time with each number of submissions against one row, and against itself with the first."""
    with ExitStack() as opened:
        filled = []
        for count in counts:
            database = Database(open_engine(opened.enter_context(empty(kind))))
            opened.callback(database.engine.dispose)
            began = time.perf_counter()
            one = fill(database, count)
            print(f"{kind}: {count:,} submissions, filled in {time.perf_counter() - began:.0f} s", flush=True)
            filled.append((count, database, one, pages(database, count)))
        few = filled[0][0]
        rows = [partial(one_row, database, one) for _, database, one, _ in filled]
        for name in filled[0][3]:
            same = [many[name] for *_, many in filled]
            measured = fastest([*same, *rows], rounds=_ROUNDS)
            for place, (count, database, _, many) in enumerate(filled):
                ours, row = measured[place], measured[place + len(same)]
                asked = queries(database, many[name])
                print(
                    f"{name} on {kind} with {count}: {1000 * ours:.1f} ms with {asked} queries = {ours / row:.0f} times one row"
                )
                if place:
                    print(
                        f"{name} on {kind} with {count} = {ours / measured[0]:.2f} of its time with {few}",
                        flush=True,
                    )


def main(asked: list[str]) -> None:
    """Measure what is asked for."""
    for kind in [kind for kind in asked if kind in KINDS] or KINDS:
        measure(kind, [int(count) for count in asked if count not in KINDS] or COUNTS)


main(sys.argv[1:])
