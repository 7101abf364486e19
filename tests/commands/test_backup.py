"""`screener backup` and `screener restore`: what they say, and the exit status."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.commands.running import run
from tests.commands.serving import Server


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


@pytest.mark.postgresql
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_postgresql_is_copied_by_its_own_program(tmp_path: Path, postgresql_url: str, command: str) -> None:
    url = make_url(postgresql_url).render_as_string(hide_password=False)
    (tmp_path / "keys").mkdir()
    file = tmp_path / "file"
    if command == "restore":
        file.touch()
    expected = (
        "Error: A PostgreSQL database is copied by pg_dump and put back by pg_restore, not by this command.\n"
    )
    assert run(tmp_path / "keys", command, str(file), database_url=url) == (1, "", expected)
