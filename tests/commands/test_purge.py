"""`screener purge`: what it deletes, that it asks, and the exit status."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.commands.running import run
from tests.commands.serving import SCREENER, environment


@pytest.fixture(scope="module")
def with_forty(upgraded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with a database of 40 submissions of the last year, to copy."""
    folder = shutil.copytree(upgraded, tmp_path_factory.mktemp("forty") / "instance")
    run(folder, "demo", "--submissions", "40", "--seed", "1")
    return folder


@pytest.fixture
def instance(with_forty: Path, tmp_path: Path) -> Path:
    """An instance folder with a database of 40 submissions of the last year."""
    return shutil.copytree(with_forty, tmp_path / "instance")


def _kept(instance: Path) -> int:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
        kept: int = connection.execute(
            "SELECT count(*) FROM submission WHERE contact IS NOT NULL"
        ).fetchone()[0]
    return kept


def _typed(instance: Path, answer: str) -> tuple[int, str]:
    ran = subprocess.run(
        [SCREENER, "purge", "--older-than", "100"],
        env=environment(instance),
        input=answer,
        capture_output=True,
        timeout=60,
        check=False,
        text=True,
    )
    return ran.returncode, ran.stdout


def test_only_what_is_older_goes_and_a_second_time_there_is_nothing(instance: Path) -> None:
    status, shown, errors = run(instance, "purge", "--older-than", "100", "--yes")
    left = _kept(instance)
    assert (status, shown, errors) == (0, f"Purged submissions: {40 - left}.\n", "")
    assert 0 < left < 40
    assert run(instance, "purge", "--older-than", "100", "--yes") == (0, "Purged submissions: 0.\n", "")
    assert run(instance, "audit", "verify")[0] == 0


def test_what_is_on_hold_is_left_and_said(instance: Path) -> None:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection, connection:
        connection.execute(
            "UPDATE submission SET hold = 'legal' WHERE received_at = (SELECT min(received_at) FROM submission)"
        )
    status, shown, _ = run(instance, "purge", "--older-than", "100", "--yes")
    assert (status, shown.splitlines()[-1]) == (0, "Left, because they are on hold: 1.")
    assert f"Purged submissions: {40 - _kept(instance)}.\n" in shown


def test_it_says_how_many_and_asks(instance: Path) -> None:
    status, shown = _typed(instance, "n\n")
    assert status == 1
    assert shown.startswith("Delete the content of ")
    assert _kept(instance) == 40
    status, shown = _typed(instance, "y\n")
    assert status == 0
    assert f"Purged submissions: {40 - _kept(instance)}." in shown


def test_only_those_of_the_status_go(instance: Path) -> None:
    assert (
        run(instance, "purge", "--older-than", "400", "--status", "new", "--yes")[1]
        == "Purged submissions: 0.\n"
    )
    run(instance, "purge", "--older-than", "30", "--status", "new", "--yes")
    assert _kept(instance) <= 3


@pytest.mark.parametrize(
    "arguments", [(), ("--older-than", "29"), ("--older-than", "30", "--status", "withdrawn")], ids=" ".join
)
def test_bad_options_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(tmp_path, "purge", *arguments)[0] == 2


@pytest.mark.postgresql
def test_it_works_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    url = make_url(postgresql_url).render_as_string(hide_password=False)
    run(tmp_path, "demo", "--submissions", "20", "--seed", "1", database_url=url)
    status, shown, errors = run(tmp_path, "purge", "--older-than", "100", "--yes", database_url=url)
    assert (status, errors) == (0, "")
    assert shown not in {"Purged submissions: 0.\n", "Purged submissions: 20.\n"}
