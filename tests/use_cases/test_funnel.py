"""Counts of pages: in memory first, then added up in the database by every process, and kept where it is away."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest

from screener.clinic.funnel import STARTED
from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import open_engine
from screener.storage.upkeep import schema
from screener.use_cases.funnel import Counting
from tests.storage.samples import NOON


def _counting(database: Database, days: int = 0) -> Counting:
    return Counting(database, zone=UTC, clock=lambda: NOON + timedelta(days=days))


def test_processes_add_to_the_same_counts_and_old_ones_go(database: Database) -> None:
    one, other = _counting(database), _counting(database)
    for counting, number in ((one, 3), (other, 4), (one, 1)):
        for _ in range(number):
            counting.count(STARTED, "en", tablet=False)
        counting.write()
        counting.write()
    assert one.funnel().pages[STARTED] == {("en", False): 8}
    later = _counting(database, 401)
    later.count(STARTED, "es", tablet=True)
    assert later.funnel().pages[STARTED] == {("es", True): None}
    assert one.funnel().pages[STARTED] == {("en", False): 8}, (
        "a clock that was ahead for a moment forgets nothing"
    )
    for day in (403, 405):  # it says so again
        later = _counting(database, day)
        later.count(STARTED, "es", tablet=True)
        later.write()
    assert one.funnel().pages[STARTED] == {}, "what is to come does not count, and what was is gone"


def test_what_could_not_be_written_is_counted_on(tmp_path: Path) -> None:
    file = tmp_path / "away" / "screener.sqlite3"
    database = Database(open_engine(f"sqlite:///{file}", make=False))
    counting = _counting(database)
    for _ in range(6):
        counting.count(STARTED, "en", tablet=False)
    with pytest.raises(DatabaseUnavailable):
        counting.write()
    file.parent.mkdir()
    schema.upgrade(Database(open_engine(f"sqlite:///{file}")))
    assert counting.funnel().pages[STARTED] == {("en", False): 6}
    database.engine.dispose()
