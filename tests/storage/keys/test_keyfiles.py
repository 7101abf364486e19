"""Key files are private, and replaced whole; a new key never costs an older one."""

import stat
from pathlib import Path

import pytest

from screener.storage.keys import keyfiles
from screener.storage.keys.keyfiles import KeysBusy
from screener.storage.keys.sealing import key_from


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A key file with one key."""
    keyfiles.make(tmp_path / "data.keys")
    return tmp_path / "data.keys"


def test_a_new_key_stands_in_front_and_the_older_ones_stay_in_order(file: Path) -> None:
    first = file.read_text().split()
    keyfiles.put_key_in_front(file)
    second = file.read_text().split()
    keyfiles.put_key_in_front(file)
    third = file.read_text().split()
    assert (len(first), len(second), len(third)) == (1, 2, 3)
    assert third[1:] == second
    assert second[1:] == first
    assert all(len(key_from(key)) == 32 for key in third)


def test_the_file_stays_private_and_leaves_nothing_beside_it(file: Path) -> None:
    keyfiles.put_key_in_front(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_is_there_is_not_made_again(file: Path) -> None:
    before = file.read_text()
    keyfiles.make(file)
    assert file.read_text() == before
    assert list(file.parent.iterdir()) == [file]


def test_one_at_a_time_changes_the_keys_of_a_folder(tmp_path: Path) -> None:
    with keyfiles.locked(tmp_path), pytest.raises(KeysBusy), keyfiles.locked(tmp_path):
        pass
    with keyfiles.locked(tmp_path):
        pass
