"""Key files are private, and replaced whole; a new key never costs an older one."""

import os
import stat
from pathlib import Path

import pytest

from screener.storage.keys import keyfiles
from screener.storage.keys.keyfiles import KeysBusy, Watched
from screener.storage.keys.sealing import Keyring, key_from, new_key


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A key file with one key."""
    keyfiles.make(tmp_path / "data.keys")
    return tmp_path / "data.keys"


def _rotate(file: Path) -> None:
    keyfiles.announce_key(file)
    keyfiles.use_announced_key(file)


def _keys(file: Path) -> list[bytes]:
    return [key_from(key) for key in file.read_text().split()]


def test_a_new_key_stands_second_until_it_is_used_and_the_older_ones_stay_in_order(file: Path) -> None:
    first = _keys(file)
    keyfiles.announce_key(file)
    announced = _keys(file)
    keyfiles.use_announced_key(file)
    second = _keys(file)
    _rotate(file)
    third = _keys(file)
    assert (len(first), len(second), len(third)) == (1, 2, 3)
    assert announced == [*first, second[0]]
    assert second[1:] == first
    assert third[1:] == second


def test_keys_that_somebody_wrote_with_commas_are_kept(file: Path) -> None:
    older = new_key()
    before = file.read_text().strip()
    file.write_text(f"{before},{older}")
    _rotate(file)
    assert file.read_text().split()[1:] == [before, older]


def test_the_file_stays_private_and_leaves_nothing_beside_it(file: Path) -> None:
    _rotate(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever watches a file looks each time."""
    monkeypatch.setattr(keyfiles, "LOOKS_EVERY_SECONDS", 0)


@pytest.mark.usefixtures("at_once")
def test_who_watches_a_file_follows_it_and_gets_the_same_list_until_it_changes(file: Path) -> None:
    watched = Watched(file, _keys(file))
    assert watched() is None, "as at the start"
    keyfiles.announce_key(file)
    announced = watched()
    assert announced == _keys(file)
    assert watched() is announced
    keyfiles.use_announced_key(file)
    assert watched() == _keys(file) == [announced[1], announced[0]]


@pytest.mark.usefixtures("at_once")
def test_a_file_that_cannot_be_used_changes_nothing(file: Path) -> None:
    watched = Watched(file, _keys(file))
    keyfiles.announce_key(file)
    held = watched()
    whole = file.read_text()
    for broken in ("", "c2hvcnQ", whole + whole, f"{new_key()}\n{new_key()}\n", whole.split()[1]):
        file.write_text(broken)
        assert watched() is held
    file.write_text(whole)
    file.chmod(0o644)
    assert watched() is held
    file.unlink()
    assert watched() is held
    os.mkfifo(file, 0o600)
    assert watched() is held
    file.unlink()
    file.mkdir()
    assert watched() is held
    file.rmdir()
    file.symlink_to("/dev/zero")
    assert watched() is held


def test_a_file_is_not_looked_at_again_before_its_time(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyfiles, "LOOKS_EVERY_SECONDS", 1000)
    watched = Watched(file, _keys(file))
    watched()
    _rotate(file)
    assert watched() is None
    monkeypatch.setattr(keyfiles, "LOOKS_EVERY_SECONDS", 0)
    assert watched() == _keys(file)


@pytest.mark.usefixtures("at_once")
def test_a_ring_follows_its_file_and_still_opens_what_it_sealed_before(file: Path) -> None:
    here, there = (Keyring(_keys(file), "data", Watched(file, _keys(file))) for _ in range(2))
    before, hashed = here.seal(b"x", "p"), here.fingerprints("x", "p")
    keyfiles.announce_key(file)
    assert here.seal(b"x", "p")[:5] == before[:5], "an announced key seals nothing"
    keyfiles.use_announced_key(file)
    after = here.seal(b"x", "p")
    assert after[:5] == here.newest_head != before[:5]
    assert [there.open(sealed, "p") for sealed in (before, after)] == [b"x", b"x"]
    assert there.fingerprints("x", "p")[1:] == hashed


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
