"""`screener db`, `screener audit` and `screener keys`: what they do, what they say, and the exit status."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url, text, update

from screener.audit import PATIENT, Action, Event
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import key_from
from screener.storage.tables.audit import audit_event
from tests.commands.running import run

CURRENT = "The database is at the newest migration.\n"
NOT_CURRENT = "Error: The database does not answer, or is not at the newest migration.\n"


def test_upgrade_makes_the_tables_and_check_says_so(tmp_path: Path) -> None:
    assert run(tmp_path, "db", "upgrade") == (0, CURRENT, "")
    assert run(tmp_path, "db", "check") == (0, CURRENT, "")
    assert run(tmp_path, "db", "upgrade") == (0, CURRENT, "")
    with closing(sqlite3.connect(tmp_path / "screener.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM submission").fetchone() == (0,)


@pytest.mark.postgresql
def test_upgrade_and_check_work_on_postgresql_by_its_address(tmp_path: Path, postgresql_url: str) -> None:
    url = make_url(postgresql_url).render_as_string(hide_password=False)
    assert run(tmp_path, "db", "upgrade", database_url=url) == (0, CURRENT, "")
    assert run(tmp_path, "db", "check", database_url=url) == (0, CURRENT, "")
    assert not (tmp_path / "screener.sqlite3").exists()


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/screener", "sqlite:////nowhere/at/all.sqlite3"])
def test_a_database_that_is_away_is_one_clear_line(tmp_path: Path, url: str) -> None:
    assert run(tmp_path, "db", "upgrade", database_url=url) == (
        1,
        "",
        "Error: The database does not answer.\n",
    )
    assert run(tmp_path, "db", "check", database_url=url) == (1, "", NOT_CURRENT)


def test_keys_new_prints_another_good_key_each_time_and_makes_nothing(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    printed = [run(instance, "keys", "new") for _ in range(3)]
    assert all((status, errors) == (0, "") for status, _, errors in printed)
    assert len({key for _, key, _ in printed}) == 3
    assert all(len(key_from(key)) == 32 for _, key, _ in printed)
    assert not instance.exists()


def test_a_new_key_is_good_for_both_settings(tmp_path: Path) -> None:
    key = run(tmp_path, "keys", "new")[1].strip()
    assert run(tmp_path, "db", "upgrade", secret_key=key, data_keys=key) == (0, CURRENT, "")
    assert not list(tmp_path.glob("*.keys"))


def test_missing_data_keys_beside_a_database_stop_every_command(instance: Path, port: int) -> None:
    (instance / "data.keys").unlink()
    for command in (("db", "check"), ("db", "upgrade"), ("serve", "--port", str(port))):
        status, _, errors = run(instance, *command)
        assert status == 1
        assert errors == "Error: data.keys is missing, and screener.sqlite3 cannot be read without it\n"


_OF_A_SERVER = (
    ["db", "check"],
    ["backup", "copy"],
    ["restore", "{here}"],
    ["keys", "rotate"],
    ["index"],
    ["audit", "verify"],
    ["demo", "--remove"],
    ["clinician", "invite", "a@example.org"],
    ["client", "list"],
    ["purge", "--older-than", "365"],
    ["export", "fhir", "--since", "2026-01-01"],
)


@pytest.mark.parametrize("command", _OF_A_SERVER, ids=" ".join)
def test_in_another_folder_than_the_servers_nothing_is_begun_and_the_folder_is_named(
    tmp_path: Path, command: list[str]
) -> None:
    folder = tmp_path / "instance"
    (tmp_path / "here").touch()
    arguments = [argument.format(here=tmp_path / "here") for argument in command]
    assert run(folder, *arguments) == (
        1,
        "",
        f"Error: There is no {folder / 'data.keys'}. SCREENER_INSTANCE must name the folder that the server has; for a copy,"
        " put the keys there that it was written with\n",
    )
    assert not folder.exists()


@pytest.mark.parametrize("arguments", [(), ("db",), ("audit",), ("keys",), ("clinician",)])
def test_a_command_without_its_rest_shows_what_there_is(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    status, shown, errors = run(tmp_path, *arguments)
    assert status == 2
    assert "Commands:" in shown + errors


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_every_command(tmp_path: Path, option: str) -> None:
    status, shown, _ = run(tmp_path, option)
    assert status == 0
    for command in (
        "audit",
        "backup",
        "classify",
        "clinician",
        "db",
        "demo",
        "keys",
        "purge",
        "restore",
        "serve",
    ):
        assert f"  {command} " in shown


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def audited(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Each database in turn, with an audit of three events."""
    url = request.getfixturevalue(f"{request.param}_url")
    database = Database(open_engine(url))
    for number in range(3):
        with database.writing() as connection:
            at = datetime(2026, 4, 28, tzinfo=UTC)
            audit.append(connection, Event(Action.SUBMISSION_RECEIVED, PATIENT, f"row-{number}", at))
    yield database
    database.engine.dispose()


def test_an_audit_is_verified_and_the_first_row_that_does_not_fit_is_named(
    tmp_path: Path, audited: Database
) -> None:
    url = audited.engine.url.render_as_string(hide_password=False)
    assert run(tmp_path / "keys", "audit", "verify", database_url=url) == (0, "The audit is whole.\n", "")
    with audited.writing() as connection:
        on = " ON audit_event" if audited.engine.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER audit_event_refuses_update{on}"))
        connection.execute(update(audit_event).where(audit_event.c.number == 2).values(actor="nobody"))
    assert run(tmp_path / "keys", "audit", "verify", database_url=url) == (
        1,
        "",
        "Error: Row 2 of the audit was altered, is missing, or is out of order.\n",
    )


def test_an_empty_audit_is_whole(instance: Path) -> None:
    assert run(instance, "audit", "verify") == (0, "The audit is whole.\n", "")


def test_an_audit_that_is_away_is_one_clear_line(tmp_path: Path) -> None:
    url = "postgresql://127.0.0.1:1/screener"
    status, shown, errors = run(tmp_path, "audit", "verify", database_url=url)
    expected = "Error: The database does not answer, or is not at the newest migration.\n"
    assert (status, shown, errors) == (1, "", expected)


def test_an_audit_that_was_never_made_is_one_clear_line(tmp_path: Path) -> None:
    status, shown, errors = run(tmp_path, "audit", "verify")
    assert (status, shown) == (1, "")
    assert errors.startswith("Error: ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ("CREATE TABLE of_a_newer_version (id)", 0, "stays as it is. This version works with it."),
        ("DROP TABLE throttle", 1, "Nothing was changed. Install the newer version"),
    ],
)
def test_a_database_of_a_newer_version_is_told_in_one_line(
    instance: Path, change: str, status: int, said: str
) -> None:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute(change)
    for command in (("db", "upgrade"), ("audit", "verify")):
        ended, shown, errors = run(instance, *command)
        assert (ended, (shown + errors).count("\n")) == (status, 1)
    assert said in "".join(run(instance, "db", "upgrade")[1:])
