"""Whatever happens to the database, Send says so with the phone number, keeps what was typed, and shows no reference."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url

from screener import create_app
from screener.settings import Settings
from screener.storage.keys.sealing import key_from, new_key
from screener.web.use_cases import use_cases
from tests.answering import CONTACT, arrive_at
from tests.strict import PHONE, Page, StrictClient


def _sql(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def _replace_by_an_empty_one(file: Path) -> None:
    file.rename(file.with_name("ours"))
    sqlite3.connect(file).close()
    file.touch()


def _replace_by_a_copy(file: Path) -> None:
    shutil.copy(file, file.with_name("copy"))
    file.with_name("copy").replace(file)


def _remove_the_log(file: Path) -> None:
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink()


FAULTS: dict[str, Callable[[Path], object]] = {
    "the file was removed": Path.unlink,
    "another file is in its place": lambda file: file.write_bytes(b"no database" * 9999),
    "an empty database is in its place": _replace_by_an_empty_one,
    "a copy is in its place": _replace_by_a_copy,
    "the log was removed": _remove_the_log,
    "a table is missing": lambda file: _sql(file, "DROP TABLE search_term"),
    "a column is missing": lambda file: _sql(file, "ALTER TABLE submission RENAME COLUMN seen TO shown"),
    "a table that a Send begins with is missing": lambda file: _sql(file, "DROP TABLE throttle"),
}


def _send_says_so(client: StrictClient, app: Flask) -> None:
    page = Page(client.submit("/screen/share", CONTACT, 503).text)
    assert page.fields["name"] == [CONTACT["name"]]
    assert PHONE in page.text
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/screen/result").status_code == 200
    assert client.get("/screen/sent").location != "/screen/sent"
    use_cases(app).database.engine.dispose()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_sqlite_is_told_and_loses_nothing(app: Flask, client: StrictClient, fault: str) -> None:
    assert client.get("/readyz").status_code == 200
    arrive_at(client, "check")
    FAULTS[fault](Path(str(use_cases(app).database.engine.url.database)))
    _send_says_so(client, app)


POSTGRESQL_FAULTS = {
    "it may only be read": "ALTER DATABASE {name} SET default_transaction_read_only = on",
    "a table is missing": "DROP TABLE search_term",
    "a column is missing": "ALTER TABLE submission RENAME COLUMN seen TO shown",
}


@pytest.mark.postgresql
@pytest.mark.parametrize("fault", POSTGRESQL_FAULTS)
def test_a_fault_of_postgresql_is_told_and_loses_nothing(
    settings: Settings, postgresql_url: str, fault: str
) -> None:
    app = create_app(replace(settings, database_url=postgresql_url))
    app.test_client_class = StrictClient
    client = app.test_client()
    assert isinstance(client, StrictClient)
    assert client.get("/readyz").status_code == 200
    arrive_at(client, "check")
    statement = POSTGRESQL_FAULTS[fault].format(name=make_url(postgresql_url).database)
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(statement.encode())
    use_cases(app).database.engine.dispose()
    _send_says_so(client, app)


@pytest.mark.usefixtures("app")
def test_a_machine_with_other_keys_never_takes_a_send(settings: Settings, client: StrictClient) -> None:
    arrive_at(client, "check")
    client.submit("/screen/share", CONTACT)
    other = create_app(replace(settings, data_keys=[key_from(new_key())]))
    other.test_client_class = StrictClient
    stranger = other.test_client()
    assert isinstance(stranger, StrictClient)
    arrive_at(stranger, "check")
    _send_says_so(stranger, other)
