"""A database, or keys, on another disk behind a symbolic link: written, watched and replaced there, and the link stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.engines import open_engine
from screener.storage.keys import keyfiles
from screener.storage.keys.keycheck import check_keys
from screener.storage.upkeep.backups import copy, restore
from screener.storage.upkeep.copies import Restored
from screener.storage.upkeep.readiness import fault
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Receipt, Screening
from tests.person import way
from tests.storage.samples import KEYRING, NOON, PERSON


def _behind_a_link(file: Path, folder: Path) -> Path:
    folder.mkdir()
    moved = file.rename(folder / "moved")
    file.symlink_to(moved)
    return moved


@pytest.fixture
def link(sqlite_url: str) -> Path:
    """A database's file that is a link to one in another folder."""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    _behind_a_link(file, file.parent.parent / "other disk")
    return file


@pytest.fixture
def linked(link: Path) -> Iterator[Database]:
    """An open database behind a link."""
    opened = Database(open_engine(f"sqlite:///{link}"))
    with opened.writing() as connection:
        check_keys(connection, KEYRING)
    yield opened
    opened.engine.dispose()


def _send(database: Database) -> Receipt:
    return Screening(database, KEYRING, tries_per_hour=10, clock=lambda: NOON).send(
        way(), PERSON, language="en", translate=str, send_key=new_send_key(), address="192.0.2.1"
    )


def test_what_is_sent_is_taken_and_the_log_is_flushed_where_it_is(linked: Database, link: Path) -> None:
    assert _send(linked).reference
    assert [file.name for file in link.parent.iterdir()] == [link.name]
    assert fault(linked, KEYRING) is None


def test_a_log_that_is_removed_there_is_noticed(linked: Database, link: Path) -> None:
    _send(linked)
    link.resolve().with_name("moved-wal").unlink()
    with pytest.raises(DatabaseUnavailable, match="FilesRemoved"):
        _send(linked)


def test_a_restored_database_stands_where_the_link_leads(
    linked: Database, link: Path, tmp_path: Path
) -> None:
    _send(linked)
    assert copy(link, tmp_path / "copy") == 1
    linked.engine.dispose()
    before = link.resolve().stat().st_ino
    assert restore(tmp_path / "copy", link, KEYRING, NOON, overwrite=True) == Restored(1, withdrawn_again=0)
    assert link.is_symlink()
    assert link.resolve().stat().st_ino != before
    assert [file.name for file in link.resolve().parent.iterdir()] == ["moved"]


def test_keys_are_rotated_where_the_link_leads(tmp_path: Path) -> None:
    file = tmp_path / "data.keys"
    keyfiles.make(file)
    moved = _behind_a_link(file, tmp_path / "safe")
    keyfiles.announce_key(file)
    assert file.is_symlink()
    assert len(moved.read_text().split()) == 2
    assert [one.name for one in moved.parent.iterdir()] == ["moved"]
