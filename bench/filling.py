"""A database filled with very many submissions: rows put in before the migrations that count them, which then count them.

Each row is what a Send would have stored, sealed for itself, with its tags and search terms; neither audit nor news.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

from alembic import command
from sqlalchemy import Table

from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.demo import translation_into, visits
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.search_terms import newest
from screener.storage.submission_rows import changeable_values, fixed_values, plain_values, tag_rows
from screener.storage.tables.sealed import purpose
from screener.storage.tables.submission import submission, submission_tag
from screener.storage.tables.work import contact_attempt, search_term
from screener.storage.upkeep import schema
from screener.submissions.content import Contact, Content, texts_of
from screener.submissions.record import record
from screener.submissions.submission import ClosedReason, Outcome, Status, Submission

NOW = datetime(2026, 4, 28, 12, 0, tzinfo=UTC)
KEYRING = Keyring([bytes(range(32))], "data")
SPAN = timedelta(days=364)
"""In so long they come, however many there are: all are in the overview."""
OPEN_ONES = 10
"""One of so many submissions is still worked on, and one of so many of these is new."""
_BEFORE_COUNTS = "0021"
_DIFFERENT = 200
_BATCH = 2_000
_UNSAFE = {
    "sqlite": (
        "PRAGMA synchronous=OFF",
        "PRAGMA foreign_keys=OFF",
        "PRAGMA secure_delete=OFF",
        "PRAGMA cache_size=-400000",
    ),
    "postgresql": (
        "SET session_replication_role = replica",  # no rows are looked up that others refer to
        "SET synchronous_commit = off",
        "SET statement_timeout = 0",
        "SET idle_in_transaction_session_timeout = 0",
    ),
}
"""How a database is filled that is thrown away if the power goes."""
Rows = dict[Table, list[dict[str, Any]]]
"""What is stored of some submissions, by table."""


@cache
def _made() -> list[tuple[Submission, Content]]:
    return [
        record(
            visit.way,
            visit.contact,
            submission_id="",
            reference="",
            received_at=visit.at,
            language=visit.language,
            translate=translation_into(visit.language),
        )
        for visit in visits(_DIFFERENT, 7, NOW)
    ]


@cache
def _of_visit(place: int) -> tuple[dict[str, bytes], frozenset[bytes]]:
    """Return what is alike in all submissions of one visit: its content, and what it is found by but for the name."""
    content = _made()[place][1]
    return plain_values(content), frozenset(newest(KEYRING, replace(content.contact, name="")))


def _sealed(one: Submission, name: str, place: int) -> dict[str, bytes]:
    contact = replace(_made()[place][1].contact, name=name)
    plain = _of_visit(place)[0] | {"contact": json.dumps(texts_of(contact), ensure_ascii=False).encode()}
    return {
        column: KEYRING.seal(text, *purpose(submission.c[column], one.id)) for column, text in plain.items()
    }


def submissions(count: int) -> Iterator[tuple[Submission, int]]:
    """Yield submissions of synthetic people, newest first, and their numbers; half of them have one same flag, and most are done."""
    made = _made()
    for number in range(count):
        one, _ = made[number % _DIFFERENT]
        done = number % OPEN_ONES
        viewed = NOW if done or number % OPEN_ONES**2 else None
        at = NOW - SPAN * number / count
        new = replace(
            one,
            id=str(uuid.UUID(int=(number * 0x9E3779B97F4A7C15F39CC0605CEDC835 + 1) % 2**128)),
            reference=code_from(number, REFERENCE_LENGTH),
            received_at=at,
            flags=("swallowing",) if number % 2 else (),
            status=Status.CLOSED if done else Status.IN_REVIEW if viewed else Status.NEW,
            closed_reason=ClosedReason.OTHER if done else None,
            first_viewed_at=viewed,
            # Most within two days, and one in eight within weeks.
            first_contact_at=at
            + timedelta(minutes=number * 7919 % (2_880 if number % 8 else 40_000), microseconds=number)
            if done
            else None,
            assignee=f"staff-{number % 9}" if number % 5 else None,
            synthetic=False,
        )
        yield new, number


def rows_of(some: Sequence[tuple[Submission, int]]) -> Rows:
    """Return what is stored of some submissions, and of a try to reach each person whose work is done."""
    rows: Rows = {submission: [], submission_tag: [], search_term: [], contact_attempt: []}
    for one, number in some:
        name, place = f"Number {number}", number % _DIFFERENT
        hashes = _of_visit(place)[1] | newest(KEYRING, Contact(name=name))
        keys = {"send_key": one.id.encode()[:32], "receipt": one.id.encode()[-32:]}
        rows[submission].append(
            {**fixed_values(one), **changeable_values(one), **_sealed(one, name, place), **keys}
        )
        rows[submission_tag] += tag_rows(one)
        rows[search_term] += [{"fingerprint": hashed, "submission_id": one.id} for hashed in hashes]
        if one.first_contact_at:
            rows[contact_attempt].append(
                {
                    "id": one.id,
                    "submission_id": one.id,
                    "at": one.first_contact_at,
                    "by": one.assignee or "staff-9",
                    "means": "phone",
                    "outcome": Outcome.REACHED.value,
                    "text": b"sealed",
                }
            )
    return rows


def fill(database: Database, count: int) -> str:
    """Fill an empty database with so many, bring it to the newest migration, and return the id of one row."""
    with database.writing() as connection:
        command.upgrade(schema.configuration(connection), _BEFORE_COUNTS)
    made = submissions(count)
    kind = database.engine.dialect.name
    last = ""
    with database.engine.connect().execution_options(without_transaction=True) as connection:
        for setting in _UNSAFE[kind]:
            connection.exec_driver_sql(setting)
        connection.commit()
        # In batches: one transaction over a million rows leaves a write-ahead log of 11 GB, and never ends.
        while batch := list(islice(made, _BATCH)):
            if kind == "sqlite":
                connection.connection.cursor().execute("BEGIN")
            for table, rows in rows_of(batch).items():
                put = _insert if kind == "sqlite" else _copy
                put(connection.connection.cursor(), table, rows)
            connection.connection.commit()  # the driver's own: nothing of this went through SQLAlchemy
            last = batch[-1][0].id
        connection.invalidate()  # nothing else is written without a flush
    schema.upgrade(database)
    if kind == "postgresql":  # as it does by itself a while later; SQLite never does
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("VACUUM ANALYZE")
            connection.invalidate()
    return last


def _insert(cursor: Any, table: Table, rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in names)
    values = ([_as_text(row[name]) for name in names] for row in rows)
    cursor.executemany(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", values)


def _as_text(value: Any) -> Any:
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value


def _copy(cursor: Any, table: Table, rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
