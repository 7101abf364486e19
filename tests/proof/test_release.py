"""The parts of `make proof-release` that need no release: a tree out of the history, and counts against their rows."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text, update

from proof.counted import counted_under, differences, miscounted
from proof.release import NoRelease, main, tree_of
from screener.storage.database import Database
from screener.storage.tables.submission import submission as table
from tests.storage.samples import NOON
from tests.storage.working import send


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A history of two commits, of which the first one has a file that the second changed."""
    root = tmp_path / "history"
    git = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", "init", "--quiet", root], check=True)
    for words in ("old", "new"):
        (root / "folder").mkdir(exist_ok=True)
        (root / "folder" / "file").write_text(words)
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", words], check=True)
    return root


def test_a_tree_is_as_it_was_at_its_revision(history: Path, tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    tree = tree_of("HEAD~1", tmp_path / "tree", history)
    assert (tree / "folder" / "file").read_text() == "old"
    assert (history / "folder" / "file").read_text() == "new"


def test_a_revision_that_is_not_in_the_history_is_said_to_be_missing(
    history: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NoRelease, match=r"^HEAD~2 is not in the history here \(.+\)\. .+git fetch"):
        tree_of("HEAD~2", tmp_path, history)
    assert main(["0" * 40]) == 1
    assert "git fetch --unshallow" in capsys.readouterr().err


def test_what_was_counted_is_what_the_rows_say_until_one_is_changed_past_the_triggers(
    database: Database,
) -> None:
    for number in range(3):
        send(database, number, flags=("swallowing",), regions=("trunk", "cervical"))
    with database.writing() as connection:
        connection.execute(update(table).values(call_back_at=NOON))
    assert miscounted(database, NOON) == []
    for counts in ("submission_count", "overview_count"):
        with database.writing() as connection:
            connection.execute(text(f"UPDATE {counts} SET number = number + 1"))  # noqa: S608 - names of ours
    wrong = miscounted(database, NOON)
    assert wrong[0] == "the overview"
    assert wrong[1].endswith("by the counts")


def test_a_submission_is_counted_under_each_tag_and_under_several_of_different_kinds() -> None:
    tags = [("region", "arm"), ("region", "leg"), ("flag", "pain")]
    assert counted_under(tags) == [("", ""), *tags, ("several", "pain,,arm"), ("several", "pain,,leg")]


def test_differences_tell_both_numbers_of_each_that_differs() -> None:
    assert differences(Counter("aab"), Counter("abcc")) == [
        "a: 2 by the rows, 1 by the counts",
        "c: 0 by the rows, 2 by the counts",
    ]
