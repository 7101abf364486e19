"""Fixtures for tests of storage."""

from collections.abc import Iterator

import pytest

from screener.storage.database import Database
from screener.storage.engines import open_engine


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    """An open SQLite database."""
    opened = Database(open_engine(sqlite_url))
    yield opened
    opened.engine.dispose()
