"""`screener backup` and `screener restore`: what they say, and the exit status."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.commands.running import run
from tests.commands.serving import SCREENER, Server, environment
from tests.storage.upkeep.test_dumps import PROGRAMS


def test_a_backup_of_a_running_server_is_restored_after_it_was_stopped(tmp_path: Path) -> None:
    instance, copy = tmp_path / "instance", tmp_path / "copy"
    server = Server(instance)
    try:
        run(instance, "demo", "--submissions", "3")
        assert server.get("/readyz")[0] == 200
        assert run(instance, "backup", str(copy)) == (
            0,
            "Copied the database. Submissions in it: 3. The keys are not in it: keep data.keys in another safe "
            "place, or nobody can ever read it.\n",
            "",
        )
        status, _, errors = run(instance, "restore", str(copy), "--overwrite")
        assert (status, errors.count("Stop the server first. Nothing was changed.")) == (1, 1)
    finally:
        server.stop()
    run(instance, "demo", "--submissions", "2")
    status, shown, errors = run(instance, "restore", str(copy))
    assert (status, shown) == (1, "")
    assert errors.startswith("Error: The database holds submissions.")
    restored = (
        "Restored the database. Submissions in it: 3.\n"
        "Withdrawn since the copy was made, and withdrawn again: 0.\n"
    )
    assert run(instance, "restore", str(copy), "--overwrite") == (0, restored, "")
    assert run(instance, "audit", "verify") == (0, "The audit is whole.\n", "")
    assert run(instance, "demo", "--remove")[1] == "Removed 3 synthetic submissions.\n"


def test_a_restore_needs_the_keys_of_the_copy(tmp_path: Path, instance_with_two: Path) -> None:
    copy, other = tmp_path / "copy", tmp_path / "other"
    run(instance_with_two, "backup", str(copy))
    assert "put the keys there that it was written with" in run(other, "restore", str(copy))[2]
    assert run(other, "db", "upgrade")[0] == 0
    (other / "screener.sqlite3").unlink()
    status, _, errors = run(other, "restore", str(copy))
    assert status == 1
    assert errors == (
        "Error: The copy was written with other data keys: with these, it could not be read. Nothing was changed.\n"
    )
    assert not (other / "screener.sqlite3").exists()
    shutil.copy(instance_with_two / "data.keys", other / "data.keys")
    status, shown, errors = run(other, "restore", str(copy))
    assert (status, shown) == (0, "Restored the database. Submissions in it: 2.\n")
    assert errors.startswith("No database told what was withdrawn or purged after the copy was made")
    assert run(other, "db", "check")[0] == 0


def test_a_backup_overwrites_nothing(tmp_path: Path, instance: Path) -> None:
    (tmp_path / "copy").write_text("mine")
    expected = (1, "", "Error: There is a file of that name, and it stays.\n")
    assert run(instance, "backup", str(tmp_path / "copy")) == expected


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    status, _, errors = run(tmp_path, "backup", str(tmp_path / "copy"))
    assert (status, errors.count("\n")) == (1, 1)
    assert not (tmp_path / "copy").exists()


def test_a_copy_that_is_not_there_is_told(tmp_path: Path) -> None:
    status, _, errors = run(tmp_path, "restore", str(tmp_path / "copy"))
    assert status == 2
    assert "does not exist" in errors


@pytest.fixture
def on_postgresql(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a fresh PostgreSQL database, where commands find the programs of its server."""
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    return make_url(postgresql_url).render_as_string(hide_password=False)


@pytest.mark.postgresql
def test_postgresql_is_copied_and_restored_too(tmp_path: Path, on_postgresql: str) -> None:
    url = on_postgresql
    keys, copy = tmp_path / "keys", tmp_path / "copy"
    run(keys, "demo", "--submissions", "2", database_url=url)
    status, shown, errors = run(keys, "backup", str(copy), database_url=url)
    assert (status, shown.startswith("Copied the database. Submissions in it: 2."), errors) == (0, True, "")
    status, _, errors = run(keys, "restore", str(copy), database_url=url)
    assert (status, errors.startswith("Error: The database holds submissions.")) == (1, True)
    status, shown, errors = run(keys, "restore", str(copy), "--overwrite", database_url=url)
    assert (status, shown.startswith("Restored the database. Submissions in it: 2.\n"), errors) == (
        0,
        True,
        "",
    )
    assert run(keys, "audit", "verify", database_url=url) == (0, "The audit is whole.\n", "")


@pytest.mark.postgresql
def test_a_restore_that_is_asked_to_end_opens_the_database_again(
    tmp_path: Path, on_postgresql: str, postgresql_server: str
) -> None:
    keys, copy = tmp_path / "keys", tmp_path / "copy"
    run(keys, "backup", str(copy), database_url=on_postgresql)

    def is_open() -> bool:
        found = "SELECT datallowconn FROM pg_database WHERE datname = %s"
        row = server.execute(found, (make_url(on_postgresql).database,)).fetchone()
        return bool(row and row[0])

    # it waits, with the database closed, for who is inside to be gone
    with psycopg.connect(postgresql_server, autocommit=True) as server, psycopg.connect(on_postgresql):
        restoring = subprocess.Popen(
            [SCREENER, "restore", str(copy)],
            env=environment(keys, database_url=on_postgresql),
            stderr=subprocess.PIPE,
            text=True,
        )
        while is_open() and restoring.poll() is None:
            time.sleep(0.02)
        restoring.send_signal(signal.SIGTERM)
        assert restoring.communicate(timeout=30)[1] == "\nAborted!\n"
        assert restoring.returncode == 1
        assert is_open()


@pytest.mark.postgresql
def test_a_copy_that_is_asked_to_end_takes_its_draft_away(tmp_path: Path, on_postgresql: str) -> None:
    keys, copies = tmp_path / "keys", tmp_path / "copies"
    copies.mkdir()
    run(keys, "db", "upgrade", database_url=on_postgresql)
    with psycopg.connect(on_postgresql) as holding:
        holding.execute("LOCK TABLE submission IN ACCESS EXCLUSIVE MODE")
        copying = subprocess.Popen(
            [SCREENER, "backup", str(copies / "copy")],
            env=environment(keys, database_url=on_postgresql),
            stderr=subprocess.PIPE,
            text=True,
        )
        while not list(copies.iterdir()) and copying.poll() is None:
            time.sleep(0.02)
        copying.send_signal(signal.SIGTERM)
        assert copying.communicate(timeout=30)[1] == "\nAborted!\n"
    assert copying.returncode == 1
    assert list(copies.iterdir()) == []
