"""`screener purge`: what it deletes, that it asks, and the exit status."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from screener.codes.reference import grouped
from tests.commands.running import run
from tests.commands.serving import SCREENER, environment


@pytest.fixture(scope="module")
def with_forty(upgraded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with a database of 40 submissions of the last year, all read and new, to copy."""
    folder = shutil.copytree(upgraded, tmp_path_factory.mktemp("forty") / "instance")
    run(folder, "demo", "--submissions", "40", "--seed", "1")
    with _open(folder) as connection:
        connection.execute(
            "UPDATE submission SET first_viewed_at = received_at, status = 'new', closed_reason = NULL,"
            " first_contact_at = NULL, call_back_at = NULL,"
            " priority = CASE urgency WHEN 'today' THEN 6 WHEN 'soon' THEN 4 ELSE 1 END"
        )
    return folder


@pytest.fixture
def instance(with_forty: Path, tmp_path: Path) -> Path:
    """An instance folder with a database of 40 submissions of the last year."""
    return shutil.copytree(with_forty, tmp_path / "instance")


@contextmanager
def _open(instance: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection, connection:
        yield connection


def _references(connection: sqlite3.Connection, condition: str) -> list[str]:
    found = f"SELECT reference FROM submission WHERE {condition} ORDER BY received_at"  # noqa: S608 - of this file
    return [reference for (reference,) in connection.execute(found)]


def _kept(instance: Path) -> int:
    with _open(instance) as connection:
        kept: int = connection.execute(
            "SELECT count(*) FROM submission WHERE contact IS NOT NULL"
        ).fetchone()[0]
    return kept


def _typed(instance: Path, answer: str) -> tuple[int, str]:
    return run(instance, "purge", "--older-than", "100", typed=answer)[:2]


def test_only_what_is_older_goes_and_a_second_time_there_is_nothing(instance: Path) -> None:
    status, shown, errors = run(instance, "purge", "--older-than", "100", "--yes")
    left = _kept(instance)
    assert (status, shown.splitlines()[0], errors) == (0, f"Purged submissions: {40 - left}.", "")
    assert 0 < left < 40
    assert run(instance, "purge", "--older-than", "100", "--yes")[1].startswith("Purged submissions: 0.\n")
    assert run(instance, "audit", "verify")[0] == 0


def test_a_clock_that_is_ahead_for_a_moment_forgets_no_saved_answers(instance: Path) -> None:
    kept = ("5" * 36, b"k" * 32, b"sealed")
    with _open(instance) as connection:
        connection.execute(
            "INSERT INTO saved_draft (id, code, answers, expires_at) VALUES (?, ?, ?, datetime('now', '+7 days'))",
            kept,
        )
    for hours in ("800", "0"):
        ran = subprocess.run(
            [
                sys.executable,
                "-m",
                "torture.clock",
                hours,
                SCREENER,
                "purge",
                "--older-than",
                "3000",
                "--yes",
            ],
            env=environment(instance),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
    with _open(instance) as connection:
        assert connection.execute("SELECT id FROM saved_draft").fetchall() == [kept[:1]]


def test_what_nobody_read_or_has_a_red_flag_is_left_and_listed_until_it_is_named(instance: Path) -> None:
    with _open(instance) as connection:
        connection.execute(
            "UPDATE submission SET first_viewed_at = NULL, has_message = 0, priority = max(priority, 2) WHERE rowid % 3 = 0"
        )
        old = "received_at < datetime('now', '-100 days') AND contact IS NOT NULL"
        unread = _references(connection, f"{old} AND first_viewed_at IS NULL")
        flagged = _references(connection, f"{old} AND first_viewed_at IS NOT NULL AND urgency IS NOT NULL")
    assert unread
    assert flagged
    _, shown, _ = run(instance, "purge", "--older-than", "100", "--yes")
    assert f"Left, because nobody read them: {len(unread)}.\n" in shown
    assert f"Left, because they have a red flag: {len(flagged)}.\n" in shown
    listed = {line.split()[0] for line in shown.splitlines() if line.startswith("  ")}
    assert listed == {grouped(one) for one in (*unread, *flagged)}
    first, second = unread[0], flagged[0]
    named = ("--name", grouped(first).lower(), "--name", second)
    _, shown, _ = run(instance, "purge", "--older-than", "100", *named, "--yes")
    assert shown.startswith("Purged submissions: 2.\n")
    with _open(instance) as connection:
        assert set(_references(connection, old)) == {*unread, *flagged} - {first, second}


def test_a_name_that_is_too_young_or_on_hold_stops_the_whole_purge(instance: Path) -> None:
    with _open(instance) as connection:
        held, *_, young = _references(connection, "TRUE")
        connection.execute("UPDATE submission SET hold = 'legal' WHERE reference = ?", [held])
    for name, fault in ((held, "is on hold."), (young, "is no submission")):
        status, shown, errors = run(instance, "purge", "--older-than", "100", "--name", name, "--yes")
        assert (status, shown) == (1, "")
        assert f"Nothing was purged: {name} {fault}" in errors
    assert _kept(instance) == 40


def test_what_is_on_hold_is_left_and_said(instance: Path) -> None:
    with _open(instance) as connection:
        connection.execute(
            "UPDATE submission SET hold = 'legal' WHERE received_at = (SELECT min(received_at) FROM submission)"
        )
    status, shown, _ = run(instance, "purge", "--older-than", "100", "--yes")
    assert status == 0
    assert "Left, because they are on hold: 1.\n" in shown
    assert f"Purged submissions: {40 - _kept(instance)}.\n" in shown


def test_it_lists_what_goes_says_how_many_and_asks(instance: Path) -> None:
    status, shown = _typed(instance, "n\n")
    assert status == 1
    listed = [line for line in shown.splitlines() if line.startswith("  ")]
    assert f"Delete the content of {len(listed)} submissions for good?" in shown
    assert _kept(instance) == 40
    status, shown = _typed(instance, "y\n")
    assert status == 0
    assert f"Purged submissions: {40 - _kept(instance)}." in shown
    assert 0 < len(listed) == 40 - _kept(instance)


def test_only_those_of_the_status_go(instance: Path) -> None:
    assert run(instance, "purge", "--older-than", "100", "--status", "closed", "--yes")[1:] == (
        "Purged submissions: 0.\n",
        "",
    )
    run(instance, "purge", "--older-than", "100", "--status", "new", "--yes")
    assert _kept(instance) < 40


@pytest.mark.parametrize(
    "arguments", [(), ("--older-than", "29"), ("--older-than", "30", "--status", "withdrawn")], ids=" ".join
)
def test_bad_options_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(tmp_path, "purge", *arguments)[0] == 2


@pytest.mark.postgresql
def test_it_works_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    url = make_url(postgresql_url).render_as_string(hide_password=False)
    run(tmp_path, "demo", "--submissions", "20", "--seed", "3", database_url=url)
    _, shown, _ = run(tmp_path, "purge", "--older-than", "100", "--yes", database_url=url)
    purged, flagged, *listed = shown.splitlines()
    assert flagged == f"Left, because they have a red flag: {len(listed)}."
    assert re.fullmatch("Purged submissions: [1-9].", purged)
    named = [word for line in listed for word in ("--name", line.split()[0])]
    status, shown, errors = run(tmp_path, "purge", "--older-than", "100", *named, "--yes", database_url=url)
    assert (status, shown, errors) == (0, f"Purged submissions: {len(listed)}.\n", "")
    assert 0 < len(listed) < 20
