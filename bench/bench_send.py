"""A durable Send against raw SQLite with the same durability, on the same disk.

First against the same rows written by the driver alone, then against one bare insert of the sealed content.
"""

import io
import os
import sqlite3
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from side_by_side import rates, report

from screener import create_app, logs
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import walk
from screener.settings import DATABASE_FILE, from_environment
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.upkeep import schema
from screener.submissions.content import Contact
from screener.use_cases.send_keys import new_send_key
from screener.web.use_cases import use_cases

ANSWERS = Answers(
    {
        "emergency": "none",
        "respondent": "self",
        "body-parts": frozenset({"left_hand"}),
        "new-or-worse": frozenset({"none"}),
        "medicine": "no",
        "happened": frozenset({"none"}),
        "signs-arm": frozenset({"cramps"}),
        "signs-limbs-other": "a note",
        "onset-age": 43,
        "onset-when": "over-a-year",
        "onset-pace": "years",
        "course": "worse",
        "through-day": frozenset({"one-task"}),
        "task": "writing",
        "triggers": frozenset({"stress"}),
    }
)


def raw_inserts_of_the_same_rows(folder: Path) -> Callable[[], None]:
    """Return a transaction that writes what one Send writes, with its constraints and indexes, by the driver alone."""
    source = sqlite3.connect(folder / DATABASE_FILE)
    rows = {
        name: source.execute(f"SELECT * FROM {name} LIMIT 20").fetchall()
        for name in ("submission", "submission_tag", "audit_event", "throttle")
    }
    copy = folder / "same_rows.sqlite3"
    database = Database(open_engine(f"sqlite:///{copy}"))
    schema.upgrade(database)
    database.engine.dispose()
    raw = sqlite3.connect(copy, isolation_level=None)
    raw.execute("PRAGMA synchronous=FULL")
    numbers = count(1)

    def insert() -> None:
        number = next(numbers)
        submission = (
            os.urandom(16).hex(),
            f"{number:08}",
            os.urandom(32),
            os.urandom(32),
            *rows["submission"][0][4:],
        )
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(f"INSERT INTO submission VALUES ({', '.join('?' * len(submission))})", submission)
        for tag in rows["submission_tag"]:
            raw.execute("INSERT INTO submission_tag VALUES (?, ?, ?)", (submission[0], *tag[1:]))
        raw.execute(
            "INSERT INTO throttle VALUES (?, ?, 1) ON CONFLICT (key, window) DO UPDATE SET count = count + 1",
            rows["throttle"][0][:2],
        )
        raw.execute("SELECT number, hash FROM audit_event ORDER BY number DESC LIMIT 1").fetchone()
        event = (number, *rows["audit_event"][0][1:-1], os.urandom(32))
        raw.execute(f"INSERT INTO audit_event VALUES ({', '.join('?' * len(event))})", event)
        raw.execute("COMMIT")

    return insert


def main() -> None:
    """Print the ratio."""
    logs.configure(io.StringIO())
    folder = Path(tempfile.mkdtemp(dir=Path(__file__).parent.parent))
    try:
        app = create_app(from_environment({"SCREENER_INSTANCE": str(folder)}))
        database, screening = use_cases(app).database, use_cases(app).submissions
        schema.upgrade(database)
        screening._tries_per_hour = 10**9  # noqa: SLF001 - the limit is not what is measured
        way = walk(DYSTONIA, ANSWERS)
        contact = Contact(name="Ann Example", phone="+19135550123")

        def send() -> None:
            screening.send(
                way, contact, language="en", translate=str, send_key=new_send_key(), address="bench"
            )

        send()
        with database.reading() as connection:
            row = connection.exec_driver_sql("SELECT contact, answers, seen FROM submission").one()
        raw = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("CREATE TABLE submission (id INTEGER PRIMARY KEY, contact BLOB, answers BLOB, seen BLOB)")

        def insert() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO submission (contact, answers, seen) VALUES (?, ?, ?)", tuple(row))
            raw.execute("COMMIT")

        same_rows = raw_inserts_of_the_same_rows(folder)
        report("Send", *rates(send, same_rows, calls=40, rounds=15), "raw inserts of the same rows")
        report("Send", *rates(send, insert, calls=40, rounds=15), "one raw insert of the sealed content")
    finally:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


main()
