"""`screener audit verify`: what it says, its exit status, and that it leaves a line itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.commands.running import run


def _last(instance: Path) -> tuple[str, str, str]:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
        last = "SELECT action, actor, details FROM audit_event ORDER BY number DESC LIMIT 1"
        action, actor, details = connection.execute(last).fetchone()
    return action, actor, details


def test_that_it_was_checked_and_what_came_of_it_is_a_line_of_the_audit(instance_with_two: Path) -> None:
    assert run(instance_with_two, "audit", "verify") == (0, "The audit is whole.\n", "")
    checked = ("audit.checked", "command line")
    assert _last(instance_with_two)[:2] == checked
    assert '"outcome": "whole"' in _last(instance_with_two)[2]
    with closing(sqlite3.connect(instance_with_two / "screener.sqlite3")) as connection, connection:
        connection.execute("DROP TRIGGER audit_event_refuses_update")
        connection.execute("UPDATE audit_event SET subject = 'another' WHERE number = 2")
    status, _, errors = run(instance_with_two, "audit", "verify")
    assert (status, errors) == (
        1,
        "Error: Row 2 of the audit was altered, is missing, or is out of order.\n",
    )
    assert _last(instance_with_two)[:2] == checked
    assert '"outcome": "altered"' in _last(instance_with_two)[2]
