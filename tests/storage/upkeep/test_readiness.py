"""Ready means that a Send could be taken now; whatever would stop one is said."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, select, text

from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.key_check import key_check
from screener.storage.upkeep import readiness
from screener.storage.upkeep.preparation import prepared_database
from screener.use_cases.submissions import Screening
from tests.storage.samples import KEYRING, KEYS, everything
from tests.storage.upkeep.test_preparation import _send

SENT = ("submission", "submission_tag", "search_term", "news", "audit_event", "throttle")
"""What a Send may write into."""


@pytest.fixture
def served(database_url: str) -> Iterator[Database]:
    """Each database in turn, as it is served."""
    opened = prepared_database(database_url, KEYRING, make=True)
    yield opened
    opened.engine.dispose()


def test_a_database_that_takes_a_send_is_ready_and_stays_as_it_is(served: Database) -> None:
    assert readiness.fault(served, KEYRING) is None
    with served.reading() as connection:
        before = connection.execute(select(key_check)).all()
    assert readiness.fault(served, KEYRING) is None
    with served.reading() as connection:
        assert connection.execute(select(key_check)).all() == before


def test_other_keys_are_not_ready(served: Database, database_url: str) -> None:
    assert readiness.fault(served, KEYRING) is None
    other = Keyring(KEYS[1:], "data")
    late = prepared_database(database_url, other, make=True)
    assert readiness.fault(late, other) == "WrongKeys"
    late.engine.dispose()


@pytest.mark.parametrize("table", ["submission_tag", "search_term", "throttle"])
def test_a_missing_table_is_not_ready_and_a_send_is_refused(served: Database, table: str) -> None:
    assert readiness.fault(served, KEYRING) is None
    with served.writing() as connection:
        connection.execute(text(f"DROP TABLE {table}"))
    assert readiness.fault(served, KEYRING) == "TableMissing"
    with pytest.raises(DatabaseUnavailable, match="TableMissing"):
        _send(served, KEYRING)


def test_a_rehearsed_send_leaves_nothing(served: Database) -> None:
    _send(served, KEYRING)
    with served.reading() as connection:
        before = everything(connection)
    assert readiness.fault(served, KEYRING) is None
    with served.reading() as connection:
        assert everything(connection) == before


@pytest.mark.postgresql
def test_a_right_that_was_taken_on_one_table_is_not_ready(
    postgresql_url: str, postgresql_server: str
) -> None:
    served = prepared_database(postgresql_url, KEYRING, make=True)
    assert readiness.fault(served, KEYRING) is None
    name = make_url(postgresql_url).database
    role = f"less_{name}"
    rights = "SELECT, INSERT, UPDATE, DELETE ON ALL TABLES", "USAGE ON ALL SEQUENCES"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role}".encode())
        for right in rights:
            connection.execute(f"GRANT {right} IN SCHEMA public TO {role}".encode())
        _administer(postgresql_server, f"ALTER DATABASE {name} SET role = {role}")
        served.engine.dispose()
        assert readiness.fault(served, KEYRING) is None
        for table in SENT:
            connection.execute(f"REVOKE INSERT ON {table} FROM {role}".encode())
            assert readiness.fault(served, KEYRING) == "ProgrammingError", table
            connection.execute(f"GRANT INSERT ON {table} TO {role}".encode())
        assert readiness.fault(served, KEYRING) is None
        _administer(postgresql_server, f"ALTER DATABASE {name} RESET role")
        served.engine.dispose()
        connection.execute(f"DROP OWNED BY {role}".encode())
        connection.execute(f"DROP ROLE {role}".encode())


@pytest.mark.postgresql
def test_what_the_database_refuses_of_a_send_is_not_ready(postgresql_url: str) -> None:
    served = prepared_database(postgresql_url, KEYRING, make=True)
    with served.writing() as connection:
        connection.execute(
            text("ALTER TABLE submission ADD CONSTRAINT no_more CHECK (language = 'xx') NOT VALID")
        )
    assert readiness.fault(served, KEYRING) == "IntegrityError"
    served.engine.dispose()


def test_an_older_migration_is_not_ready(served: Database) -> None:
    assert readiness.fault(served, KEYRING) is None
    with served.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert readiness.fault(served, KEYRING) == "NotMigrated"


def test_a_log_that_was_removed_is_not_ready(sqlite_url: str) -> None:
    served = prepared_database(sqlite_url, KEYRING, make=True)
    assert readiness.fault(served, KEYRING) is None
    for ending in ("-wal", "-shm"):
        Path(f"{served.engine.url.database}{ending}").unlink()
    assert readiness.fault(served, KEYRING) == "FilesRemoved"
    with pytest.raises(DatabaseUnavailable):
        _send(served, KEYRING)
    served.engine.dispose()


def test_a_full_disk_is_not_ready_and_a_send_is_refused(small_disk: Path) -> None:
    served = prepared_database(f"sqlite:///{small_disk}/screener.sqlite3", KEYRING, make=True)
    assert readiness.fault(served, KEYRING) is None
    with (small_disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="No space"):
        while True:
            filler.write(bytes(65536))
    assert readiness.fault(served, KEYRING) is not None
    with pytest.raises(DatabaseUnavailable):
        for _ in range(200):  # what the log has room for is taken, and kept
            _send(served, KEYRING)
    (small_disk / "filler").unlink()
    assert readiness.fault(served, KEYRING) is None
    assert _send(served, KEYRING)
    served.engine.dispose()


def test_a_disk_that_is_read_only_is_not_ready(small_disk: Path) -> None:
    served = prepared_database(f"sqlite:///{small_disk}/screener.sqlite3", KEYRING, make=True)
    assert readiness.fault(served, KEYRING) is None
    served.engine.dispose()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert readiness.fault(served, KEYRING) is not None
    with pytest.raises(DatabaseUnavailable):
        _send(served, KEYRING)
    served.engine.dispose()


@pytest.mark.postgresql
def test_postgresql_that_may_only_be_read_is_not_ready(postgresql_url: str, postgresql_server: str) -> None:
    served = prepared_database(postgresql_url, KEYRING, make=True)
    assert readiness.fault(served, KEYRING) is None
    name = make_url(postgresql_url).database
    _administer(postgresql_server, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    served.engine.dispose()
    assert readiness.fault(served, KEYRING) == "InternalError"
    with pytest.raises(DatabaseUnavailable):
        _send(served, KEYRING)
    _administer(postgresql_server, f"ALTER DATABASE {name} RESET default_transaction_read_only")
    served.engine.dispose()
    assert readiness.fault(served, KEYRING) is None
    served.engine.dispose()


@pytest.mark.postgresql
def test_a_lock_that_nobody_gives_back_ends_a_send_and_not_the_reading(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forgotten session holds the lock of the audit's chain."""
    monkeypatch.setattr("screener.storage.engines.LOCK_SECONDS", 1)
    served = prepared_database(postgresql_url, KEYRING, make=True)
    _send(served, KEYRING)
    with psycopg.connect(postgresql_url) as forgotten:
        forgotten.execute("SELECT pg_advisory_xact_lock(%s)", [0x5C4EE4])
        with pytest.raises(DatabaseUnavailable, match="OperationalError"):
            _send(served, KEYRING)
        assert readiness.fault(served, KEYRING) == "OperationalError"
        assert served.answers()
    assert _send(served, KEYRING)
    served.engine.dispose()


@pytest.mark.postgresql
def test_a_machine_that_froze_in_a_transaction_loses_it_and_its_locks(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screener.storage.engines._IDLE_SECONDS", 1)
    frozen, other = (Database(open_engine(postgresql_url)) for _ in range(2))
    with pytest.raises(DatabaseUnavailable), frozen.writing() as connection:
        connection.execute(text("LOCK TABLE throttle"))
        with ThreadPoolExecutor(1) as pool:  # waits for the lock until the server ends the frozen transaction
            pool.submit(_lock_throttle, other).result(timeout=4.5)
        connection.execute(text("SELECT 1"))
    for database in (frozen, other):
        database.engine.dispose()


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lock_timeout", "5s"),
        ("statement_timeout", "15s"),
        ("idle_in_transaction_session_timeout", "10s"),
        ("tcp_user_timeout", "20s"),
    ],
)
def test_nobody_waits_for_postgresql_without_end(postgresql_url: str, name: str, value: str) -> None:
    database = Database(open_engine(postgresql_url))
    with database.reading() as connection:
        if name == "tcp_user_timeout":
            driver = connection.connection.dbapi_connection
            assert driver is not None
            given = {option.keyword: option.val for option in driver.pgconn.info}
            assert given[name.encode()] == b"20000"
        else:
            assert connection.execute(text(f"SHOW {name}")).scalar_one() == value
    database.engine.dispose()


@pytest.mark.postgresql
def test_what_the_address_asks_of_postgresql_counts(postgresql_url: str) -> None:
    url = make_url(postgresql_url).update_query_dict({"options": "-c lock_timeout=2s"})
    database = Database(open_engine(url.render_as_string(hide_password=False)))
    with database.reading() as connection:
        assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "2s"
        assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "15s"
    database.engine.dispose()


ODD = {
    "synchronous_commit": "off",
    "default_transaction_isolation": "serializable",
    "client_encoding": "LATIN1",
    "datestyle": "German, DMY",
    "timezone": "Asia/Kathmandu",
    "bytea_output": "escape",
    "standard_conforming_strings": "off",
}
"""What others may have set a database to, by which a Send was stored and its page a fault, or a crash loses it."""


@pytest.mark.postgresql
def test_what_a_database_was_set_to_changes_nothing(postgresql_url: str, postgresql_server: str) -> None:
    for name, value in ODD.items():
        database = make_url(postgresql_url).database
        _administer(postgresql_server, f"ALTER DATABASE {database} SET {name} = '{value}'")
    served = prepared_database(postgresql_url, KEYRING, make=True)
    found = Screening(served, KEYRING, tries_per_hour=100).receipt(_send(served, KEYRING), "192.0.2.1")
    assert found
    assert found.received_at.utcoffset() == timedelta()
    with served.reading() as connection:
        given = {name: connection.execute(text(f"SHOW {name}")).scalar_one() for name in ODD}
    assert [name for name, value in given.items() if value == ODD[name]] == []
    assert given["synchronous_commit"] == "on"
    assert readiness.fault(served, KEYRING) is None
    served.engine.dispose()


def _lock_throttle(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("LOCK TABLE throttle"))


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())
