"""`screener index`: what an older version stored is found by everything, and a second time there is nothing to do."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.commands.running import run


def test_it_says_how_many_it_indexed(instance_with_two: Path) -> None:
    with closing(sqlite3.connect(instance_with_two / "screener.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM search_term")
    assert run(instance_with_two, "index") == (0, "Indexed 2 of 2 submissions anew.\n", "")
    assert run(instance_with_two, "keys", "rotate")[0] == 0
    assert run(instance_with_two, "index") == (0, "Indexed 0 of 2 submissions anew.\n", ""), (
        "rotating indexed"
    )
