"""`screener serve` sends email: one process of a machine does, another goes on when it ends, and Ctrl-C ends all."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.serving import Server
from tests.commands.waiting import wait_until
from tests.postbox import Postbox

STAFF = "INSERT INTO account (id, email, name, administrator, password, opened_at) VALUES ('ann', 'ann@clinic.example', 'Ann', false, x'00', '2026-04-28')"
CHOICE = "INSERT INTO mail_choice (account_id, cadence, announced) VALUES ('ann', 'at_once', 0)"
REAL = "UPDATE submission SET synthetic = false"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A mail server that is away."""
    with Postbox() as made:
        yield made


def _execute(instance: Path, *statements: str) -> None:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_what_waits_while_the_mail_server_is_away_is_sent_once_it_is_back(
    instance_with_two: Path, postbox: Postbox
) -> None:
    instance = instance_with_two
    _execute(instance, STAFF, CHOICE, REAL)
    server = Server(
        instance, smtp_url=postbox.url, mail_from="screen@clinic.example", base_url="http://127.0.0.1"
    )
    try:
        wait_until(lambda: "email not sent" in server.errors)
        assert server.errors.count("email not sent") == 1, "one process of the machine sends"
        postbox.open()
        _execute(instance, "UPDATE outbox SET due_at = '2026-04-28 00:00:00.000000'")
        wait_until(lambda: postbox.messages)
        holder = _holder(instance / "email.lock")
        os.kill(holder, signal.SIGSTOP)
        _execute(instance, "UPDATE mail_choice SET announced = 0")
        os.kill(holder, signal.SIGKILL)
        wait_until(lambda: len(postbox.messages) == 2)
        assert _holder(instance / "email.lock") != holder, "another process goes on"
    finally:
        ended = server.stop(signal.SIGINT)
    assert ended == 0
    assert "Traceback" not in server.errors
    assert "No email to staff" not in server.errors
    assert [message["Subject"].partition(" ")[0] for message in postbox.messages] == ["2", "2"]


def _holder(lock: Path) -> int:
    inode = lock.stat().st_ino
    held = [line.split() for line in Path("/proc/locks").read_text().splitlines() if "->" not in line]
    return next(int(line[4]) for line in held if line[1] == "FLOCK" and line[5].endswith(f":{inode}"))
