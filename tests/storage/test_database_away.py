"""A database that is away is told apart from a fault, and works again when it is back, without a restart."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import open_engine
from screener.storage.upkeep import schema
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Screening
from tests.person import way
from tests.storage.samples import KEYRING, PERSON


def _send(database: Database) -> str:
    screening = Screening(database, KEYRING, tries_per_hour=100)
    key = new_send_key()
    return screening.send(way(), PERSON, language="en", translate=str, send_key=key, address="192.0.2.1").code


def _found(database: Database, code: str) -> bool:
    return Screening(database, KEYRING, tries_per_hour=100).receipt(code, "192.0.2.1") is not None


def _is_away(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable):
        _send(database)
    with pytest.raises(DatabaseUnavailable), database.reading() as connection:
        connection.execute(text("SELECT 1"))
    assert not database.answers()
    assert not schema.is_current(database)


def _is_there(database: Database, *codes: str) -> None:
    assert database.answers()
    assert schema.is_current(database)
    for code in (*codes, _send(database)):
        assert _found(database, code)


@contextmanager
def _moved(file: Path, put_in_place: Callable[[Path], object]) -> Iterator[None]:
    """Move a database and its journals away, with something else in its place, and bring them back."""
    kept = Path(tempfile.mkdtemp())
    files = list(file.parent.glob(f"{file.name}*"))
    for one in files:
        shutil.move(one, kept / one.name)
    put_in_place(file)
    yield
    shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
    for one in file.parent.glob(f"{file.name}*"):
        one.unlink()
    for one in files:
        shutil.move(kept / one.name, one)
    kept.rmdir()


@pytest.mark.parametrize(
    "put_in_place",
    [
        pytest.param(Path.mkdir, id="a folder"),
        pytest.param(lambda file: file.symlink_to("/nowhere/at/all"), id="a link to nowhere"),
        pytest.param(
            lambda file: file.write_bytes(b"not a database at all, but long enough" * 99), id="another file"
        ),
    ],
)
@pytest.mark.parametrize("used_before", [True, False])
def test_an_sqlite_file_that_is_replaced_is_away_until_it_is_back(
    sqlite_url: str, put_in_place: Callable[[Path], object], *, used_before: bool
) -> None:
    database = Database(open_engine(sqlite_url))
    codes = [_send(database)] if used_before else []
    with _moved(Path(str(database.engine.url.database)), put_in_place):
        _is_away(database)
    _is_there(database, *codes)
    database.engine.dispose()


def test_nothing_is_sent_into_an_sqlite_file_that_was_removed(sqlite_url: str) -> None:
    database = Database(open_engine(sqlite_url))
    code = _send(database)
    with _moved(Path(str(database.engine.url.database)), lambda _: None):
        with pytest.raises(DatabaseUnavailable):
            _send(database)
        assert not schema.is_current(database)
    _is_there(database, code)
    database.engine.dispose()


@pytest.mark.postgresql
def test_postgresql_that_is_stopped_is_away_until_it_is_back(
    postgresql_url: str, postgresql_server: str
) -> None:
    """The program reaches the server through a link to its socket, which can be cut."""
    parsed = make_url(postgresql_url)
    socket = Path(str(parsed.query["host"])) / ".s.PGSQL.5432"
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder) / socket.name
        link.symlink_to(socket)
        url = parsed.update_query_dict({"host": folder}).render_as_string(hide_password=False)
        database = Database(open_engine(url))
        code = _send(database)
        link.unlink()
        _end_connections(postgresql_server, str(parsed.database))
        _is_away(database)
        link.symlink_to(socket)
        _is_there(database, code)
        database.engine.dispose()


@pytest.mark.postgresql
def test_connections_that_were_cut_are_made_anew_without_anybody_noticing(
    postgresql_url: str, postgresql_server: str
) -> None:
    database = Database(open_engine(postgresql_url))
    code = _send(database)
    _end_connections(postgresql_server, str(make_url(postgresql_url).database))
    _is_there(database, code)
    database.engine.dispose()


@pytest.mark.postgresql
def test_a_connection_that_is_cut_in_a_transaction_leaves_nothing(
    postgresql_url: str, postgresql_server: str
) -> None:
    database = Database(open_engine(postgresql_url))
    with pytest.raises(DatabaseUnavailable), database.writing() as connection:
        connection.execute(text("INSERT INTO throttle VALUES ('key', 1, 1)"))
        _end_connections(postgresql_server, str(make_url(postgresql_url).database))
        connection.execute(text("SELECT 1"))
    with database.reading() as connection:
        assert connection.execute(text("SELECT * FROM throttle")).all() == []
    database.engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://127.0.0.1:1/screener",
        "postgresql://nobody:Quixotesecret@127.0.0.1:1/screener",
        "postgresql:///screener?host=/nowhere",
        "sqlite:////nowhere/at/all/screener.sqlite3",
    ],
)
def test_a_wrong_address_is_away_and_no_password_is_told(url: str) -> None:
    database = Database(open_engine(url))
    _is_away(database)
    with pytest.raises(DatabaseUnavailable) as raised:
        _send(database)
    assert str(raised.value) == "OperationalError"
    assert "Quixotesecret" not in repr(raised.value.__cause__)


def test_waiting_too_long_for_a_connection_is_away(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(open_engine(sqlite_url))
    monkeypatch.setattr(database.engine.pool, "_timeout", 0.05)
    held = [database.engine.connect() for _ in range(15)]
    assert not database.answers()
    for connection in held:
        connection.close()
    assert database.answers()
    database.engine.dispose()


def _end_connections(server: str, database: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [database]
        )
