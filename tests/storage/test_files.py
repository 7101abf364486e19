"""Drafts are private, and gone at the end: their own, and that of a process that was killed."""

import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from screener.storage import files

KILLED = """
import pathlib, sys, time
from screener.storage import files
with files.draft_beside(pathlib.Path(sys.argv[1])) as draft:
    draft.with_name(draft.name + "-wal").touch()
    print(flush=True)
    time.sleep(60)
"""


def _working(file: Path) -> "subprocess.Popen[str]":
    started = subprocess.Popen([sys.executable, "-c", KILLED, str(file)], stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    started.stdout.readline()
    return started


def test_the_draft_of_a_killed_process_goes_with_the_next_one_and_that_of_a_living_one_stays(
    tmp_path: Path,
) -> None:
    killed, living = _working(tmp_path / "monday"), _working(tmp_path / "tuesday")
    killed.kill()
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 4
    with files.draft_beside(tmp_path / "wednesday") as draft:
        assert stat.S_IMODE(draft.stat().st_mode) == 0o600
        assert len(list(tmp_path.iterdir())) == 3
    living.kill()
    living.communicate()
    files.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_sqlite_left_beside_a_draft_that_is_gone_goes_too(tmp_path: Path) -> None:
    (tmp_path / ".screener-draft-abc-wal").touch()
    (tmp_path / "screener.sqlite3-wal").touch()
    files.sweep(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["screener.sqlite3-wal"]


def test_a_draft_that_was_put_into_its_place_stays_there(tmp_path: Path) -> None:
    with files.draft_beside(tmp_path / "file") as draft:
        files.write(draft, "whole")
        draft.replace(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "whole"
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_draft_is_gone_where_the_work_failed(tmp_path: Path) -> None:
    with pytest.raises(KeyError), files.draft_beside(tmp_path / "file"):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_a_draft_that_was_swept_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process sweeps at the worst moment, once."""
    swept: list[str] = []
    make = tempfile.mkstemp

    def make_and_lose(**place: Any) -> tuple[int, str]:
        made = make(**place)
        if not swept:
            files.sweep(tmp_path)
            swept.append(made[1])
        return made

    monkeypatch.setattr("screener.storage.files.tempfile.mkstemp", make_and_lose)
    with files.draft_beside(tmp_path / "keys") as draft:
        assert swept != [str(draft)]
        files.write(draft, "whole")
        draft.replace(tmp_path / "keys")
    assert (tmp_path / "keys").read_text() == "whole"
