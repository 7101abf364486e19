"""The table of 2,000 submissions, or as many as the first argument says, on SQLite: it is to be there within 3 seconds.

Against the least that has to be done for it: each sealed value fetched and opened, and nothing made of it.
"""

import sys
import tempfile
import time
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from side_by_side import rates
from sqlalchemy import select

from screener.audit import Actor
from screener.clinic.worklist import Query
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.demo import translation_into, visits
from screener.documents import csv
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables.sealed import purpose, sealed_columns
from screener.storage.tables.submission import submission as table
from screener.storage.upkeep import schema
from screener.submissions.record import record
from screener.submissions.submission import received
from screener.use_cases.worklist import Listing
from screener.web.clinic import words

NOW = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
KEYRING = Keyring([bytes(range(32))], "data")
DIFFERENT = 200


def fill(database: Database, count: int) -> None:
    """Store so many submissions of synthetic people."""
    seen = [*visits(DIFFERENT, 7, NOW)]
    with database.writing() as connection:
        stored = Submissions(connection, KEYRING)
        for number in range(count):
            visit = seen[number % DIFFERENT]
            one, content = record(
                visit.way,
                replace(visit.contact, name=f"Number {number}"),
                submission_id=str(uuid.uuid4()),
                reference=code_from(number, REFERENCE_LENGTH),
                received_at=NOW - timedelta(minutes=5 * number),
                language=visit.language,
                translate=translation_into(visit.language),
            )
            stored.add(one, content, received(one), send_key=one.id, receipt=one.id)


def main(count: int) -> None:
    """Print the seconds, and the ratio."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent.parent) as folder:
        database = Database(open_engine(f"sqlite:///{folder}/filled.sqlite3"))
        schema.upgrade(database)
        fill(database, count)
        staff, spoken = Listing(database, KEYRING), words.spoken(UTC, {})

        def whole() -> None:
            for line in csv.lines(staff.export(Query(), Actor("staff-1", "192.0.2.7")), spoken):
                assert line

        def opened() -> None:
            with database.reading() as connection:
                for row in connection.execute(select(table)):
                    for column in sealed_columns(table):
                        KEYRING.open(getattr(row, column.name), *purpose(column, row.id))

        begun = time.process_time()
        whole()
        took = time.process_time() - begun
        ours, baseline = rates(whole, opened, calls=1, rounds=3)
        print(
            f"{count:,} submissions as a table: {1 / ours:.2f} s, {took:.2f} s of a core,"
            f" = {baseline / ours:.1f} times opening them"
        )
        database.engine.dispose()


main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
