"""The rows of one Send, written by the driver alone: with the same constraints, indexes and triggers, and as durable.

The baseline keeps every advantage. Its rows are ready. On SQLite its threads wait for one another in this process, so that none has
to look again and again whether the file is free. On PostgreSQL it needs no lock around the chain of the audit, because its numbers
come from a counter here, and so the server flushes several of its commits at once.
"""

import os
import sqlite3
from collections.abc import Callable
from itertools import count
from threading import Lock, local
from typing import Any

import psycopg
from sqlalchemy import make_url

TABLES = ("submission", "submission_tag", "search_term", "news", "throttle", "audit_event")
Rows = dict[str, list[tuple[Any, ...]]]


def raw_inserts(kind: str, url: str, like: str) -> Callable[[], None]:
    """Return a transaction on ``url`` of the rows of the one Send on ``like``, for any thread."""
    rows, columns = _rows_of(kind, like)
    kept, numbers, alone = local(), count(1), Lock()
    mark = "?" if kind == "sqlite" else "%s"
    statements = {
        name: f"INSERT INTO {name} ({', '.join(map(_quoted, columns[name]))}) VALUES ({', '.join([mark] * len(columns[name]))})"
        for name in TABLES
    }
    statements["throttle"] += ' ON CONFLICT (key, "window") DO UPDATE SET count = throttle.count + 1'

    def insert() -> None:
        if not hasattr(kept, "connection"):
            kept.connection = _connect(kind, url)
        cursor = kept.connection.cursor()
        new, identity = next(numbers), os.urandom(16).hex()
        own = {
            "id": identity,
            "submission_id": identity,
            "subject": identity,
            "reference": f"{new:08}",
            "number": new,
        }
        own |= {name: os.urandom(32) for name in ("send_key", "receipt", "hash")}
        cursor.execute("BEGIN IMMEDIATE" if kind == "sqlite" else "BEGIN")
        for name in TABLES:
            ready = [
                tuple(own.get(column, value) for column, value in zip(columns[name], row, strict=True))
                for row in rows[name]
            ]
            if len(ready) == 1:
                cursor.execute(statements[name], ready[0])
            elif ready:
                cursor.executemany(statements[name], ready)
        cursor.execute("COMMIT")

    def in_turn() -> None:
        with alone:
            insert()

    return in_turn if kind == "sqlite" else insert


def _quoted(name: str) -> str:
    return f'"{name}"'


def _connect(kind: str, url: str) -> Any:
    if kind == "postgresql":
        return psycopg.connect(url, autocommit=True)
    connection = sqlite3.connect(str(make_url(url).database), isolation_level=None, check_same_thread=False)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _rows_of(kind: str, url: str) -> tuple[Rows, dict[str, list[str]]]:
    connection = _connect(kind, url)
    rows, columns = {}, {}
    for name in TABLES:
        found = connection.execute(f"SELECT * FROM {name}")
        columns[name] = [one[0] for one in found.description]
        rows[name] = found.fetchall()
    connection.close()
    return rows, columns
