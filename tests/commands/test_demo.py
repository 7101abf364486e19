"""`screener demo`: what it makes and removes, what it says, and the exit status."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.commands.running import run

USAGE = "Error: give --submissions N, with or without --seed, or --remove alone\n"


def _rows(instance: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
        return connection.execute(query).fetchall()


def test_it_makes_as_many_as_asked_marked_and_removes_them_all(instance: Path) -> None:
    status, shown, errors = run(instance, "demo", "--submissions", "30", "--seed", "5")
    assert (status, errors) == (0, "")
    assert "Made 30 synthetic submissions with seed 5. `screener demo --remove` removes them.\n" in shown
    assert _rows(instance, "SELECT count(*), min(synthetic) FROM submission") == [(30, 1)]
    assert run(instance, "demo", "--remove") == (0, "Removed 30 synthetic submissions.\n", "")
    assert run(instance, "demo", "--remove") == (0, "Removed 0 synthetic submissions.\n", "")
    assert _rows(instance, "SELECT count(*) FROM submission_tag") == [(0,)]
    assert run(instance, "audit", "verify") == (0, "The audit is whole.\n", "")


def test_the_same_seed_makes_the_same_people_and_without_one_they_are_new(instance: Path) -> None:
    found = []
    for seed in (("--seed", "5"), ("--seed", "5"), ()):
        run(instance, "demo", "--submissions", "20", *seed)
        found.append(
            _rows(
                instance,
                "SELECT language, respondent, distribution, urgency FROM submission ORDER BY received_at",
            )
        )
        run(instance, "demo", "--remove")
    assert found[0] == found[1] != found[2]


@pytest.mark.postgresql
def test_it_works_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    url = make_url(postgresql_url).render_as_string(hide_password=False)
    assert run(tmp_path, "demo", "--submissions", "5", database_url=url)[0] == 0
    assert run(tmp_path, "demo", "--remove", database_url=url) == (
        0,
        "Removed 5 synthetic submissions.\n",
        "",
    )


@pytest.mark.parametrize(
    "arguments",
    [(), ("--remove", "--submissions", "3"), ("--remove", "--seed", "3"), ("--seed", "3")],
    ids=" ".join,
)
def test_options_that_do_not_go_together_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    status, _, errors = run(tmp_path, "demo", *arguments)
    assert status == 2
    assert errors.endswith(USAGE)


@pytest.mark.parametrize("arguments", [("--submissions", "1"), ("--remove",)], ids=" ".join)
def test_without_a_migrated_database_it_is_one_clear_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    empty = f"sqlite:///{tmp_path}/empty.sqlite3"
    status, shown, errors = run(tmp_path, "demo", *arguments, database_url=empty)
    assert (status, shown) == (1, "")
    assert errors == "Error: The database does not answer, or is not at the newest migration.\n"


def test_other_keys_than_those_of_the_database_are_refused(instance_with_two: Path) -> None:
    other = run(instance_with_two, "keys", "new")[1].strip()
    status, _, errors = run(instance_with_two, "demo", "--submissions", "1", data_keys=other)
    assert status == 1
    assert errors.startswith("Error: The database was written with other SCREENER_DATA_KEYS")
