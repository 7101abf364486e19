"""`screener serve` pushes submissions: one process of a machine does."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.commands.serving import Server
from tests.commands.waiting import wait_until
from tests.receiving import Receiving

NEW = ("UPDATE submission SET synthetic = false", "UPDATE push_mark SET announced = 0")


def _look(instance: Path) -> list[tuple[int]]:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
        return connection.execute("SELECT announced FROM push_mark").fetchall()


def test_each_submission_is_pushed_once(instance_with_two: Path) -> None:
    instance = instance_with_two
    with Receiving() as other:
        server = Server(instance, push_url=other.url, push_secret="x" * 32, base_url="http://127.0.0.1")
        try:
            wait_until(lambda: _look(instance))
            with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection, connection:
                for statement in NEW:
                    connection.execute(statement)
            wait_until(lambda: len(other.received) == 2)
        finally:
            server.stop()
    assert len({each.headers["Idempotency-Key"] for each in other.received}) == 2
    assert "x" * 32 not in server.errors
