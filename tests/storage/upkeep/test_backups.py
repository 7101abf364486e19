"""A copy is of one moment, private and sealed; a restored one was checked, and replaces nothing by accident."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from alembic import command
from sqlalchemy import func, select, text, update

from screener.audit import COMMAND_LINE
from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.keycheck import check_keys
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.storage.tables.submission import submission as table
from screener.storage.upkeep import backups, schema
from screener.storage.upkeep.backups import copy, restore
from screener.storage.upkeep.copies import NotCopied, Restored
from screener.submissions.submission import purge
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Receipt, Screening
from tests.person import way
from tests.storage.asked import how_many
from tests.storage.samples import KEYRING, KEYS, NOON, PERSON, PERSONAL

LATER = NOON + timedelta(days=1)


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """A fresh SQLite database that was started with the keys."""
    opened = Database(open_engine(sqlite_url))
    with opened.writing() as connection:
        check_keys(connection, KEYRING)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def file(database: Database) -> Path:
    """The file of the database."""
    return Path(str(database.engine.url.database))


def _send(database: Database) -> Receipt:
    return Screening(database, KEYRING, tries_per_hour=10_000, clock=lambda: NOON).send(
        way(), PERSON, language="en", translate=str, send_key=new_send_key(), address="192.0.2.1"
    )


def _references(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT reference FROM submission ORDER BY reference")]


def _only(folder: Path, *names: str) -> bool:
    return {path.name for path in folder.iterdir()} == set(names)


def test_a_copy_is_one_private_file_with_all_that_was_sent(
    database: Database, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    sent = sorted(_send(database).reference for _ in range(3))
    assert copy(file, folder / "copy") == 3
    assert _only(folder, "copy")
    assert stat.S_IMODE((folder / "copy").stat().st_mode) == 0o600
    assert _references(folder / "copy") == sent
    assert [word for word in PERSONAL if word.encode() in (folder / "copy").read_bytes()] == []


def test_a_copy_made_while_others_write_is_of_one_moment(
    database: Database, file: Path, tmp_path: Path
) -> None:
    done = Event()

    def write() -> int:
        sent = 0
        while not done.is_set():
            _send(database)
            sent += 1
        return sent

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write) for _ in range(2)]
        while how_many(database, table) < 5:
            pass
        held = [copy(file, tmp_path / f"copy-{number}") for number in range(8)]
        done.set()
        sent = sum(writer.result() for writer in writers)
    assert held == sorted(held)
    assert 5 <= held[0] < held[-1] <= sent == how_many(database, table)
    for number, in_copy in enumerate(held):
        opened = Database(open_engine(f"sqlite:///{tmp_path}/copy-{number}"))
        with opened.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(audit_event)) == in_copy
            assert audit_check.first_fault(connection) is None
        opened.engine.dispose()


def test_no_file_is_ever_overwritten_by_a_copy(database: Database, file: Path, tmp_path: Path) -> None:
    _send(database)
    (tmp_path / "copy").write_text("mine")
    for target in (tmp_path / "copy", file):
        with pytest.raises(NotCopied, match="of that name"):
            copy(file, target)
    assert (tmp_path / "copy").read_text() == "mine"
    assert how_many(database, table) == 1


def test_a_folder_that_is_not_there_is_told(file: Path, tmp_path: Path) -> None:
    with pytest.raises(NotCopied, match="cannot be written: No such file or directory"):
        copy(file, tmp_path / "nowhere" / "copy")


def test_a_damaged_database_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "damaged").write_bytes(b"no database" * 1000)
    with pytest.raises(NotCopied, match=r"^What was to be copied is damaged, or is no database\.$"):
        copy(tmp_path / "damaged", tmp_path / "copy")
    assert _only(tmp_path, "damaged")


def test_a_disk_that_is_full_is_not_called_damage(
    copied: tuple[Path, Receipt], file: Path, small_disk: Path
) -> None:
    with (small_disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="No space"):
        while True:
            filler.write(bytes(65536))
    for copying in (
        lambda: copy(file, small_disk / "copy"),
        lambda: restore(copied[0], small_disk / "screener.sqlite3", KEYRING, LATER, overwrite=False),
    ):
        with pytest.raises(NotCopied, match=r"^There is no room for it on the disk\.$"):
            copying()
        assert _only(small_disk, "filler")


@pytest.fixture
def copied(database: Database, file: Path, tmp_path: Path) -> tuple[Path, Receipt]:
    """A copy with one submission, and its receipt."""
    receipt = _send(database)
    copy(file, tmp_path / "copy")
    return tmp_path / "copy", receipt


def test_a_restored_copy_is_what_it_was_with_a_line_in_its_audit(
    database: Database, file: Path, copied: tuple[Path, Receipt]
) -> None:
    source, receipt = copied
    _send(database)
    database.engine.dispose()
    assert restore(source, file, KEYRING, LATER, overwrite=True) == Restored(1, withdrawn_again=0)
    assert _only(file.parent, file.name)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with database.reading() as connection:
        stored = Submissions(connection, KEYRING)
        found = stored.by_receipt(receipt.code)
        assert found is not None
        content = stored.content(found)
        last = connection.execute(select(audit_event).order_by(audit_event.c.number.desc())).first()
        assert audit_check.first_fault(connection) is None
    assert content
    assert content.contact == PERSON
    assert last is not None
    assert (last.number, last.action, last.actor, last.at) == (2, "database.restored", "command line", LATER)


def test_a_copy_is_restored_where_there_is_no_database_yet(
    copied: tuple[Path, Receipt], tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    target = tmp_path / "new" / "screener.sqlite3"
    assert restore(copied[0], target, KEYRING, LATER, overwrite=False) == Restored(1, withdrawn_again=None)
    assert _only(target.parent, target.name)
    assert _references(target) == [copied[1].reference]


def test_a_database_without_submissions_is_replaced_and_one_that_holds_some_is_not_until_told(
    copied: tuple[Path, Receipt], file: Path, migrated_sqlite: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.sqlite3"
    shutil.copy(migrated_sqlite, empty)
    assert restore(copied[0], empty, KEYRING, LATER, overwrite=False).submissions == 1
    before = file.read_bytes()
    with pytest.raises(NotCopied, match="holds submissions"):
        restore(copied[0], file, KEYRING, LATER, overwrite=False)
    assert file.read_bytes() == before


def test_a_database_that_cannot_be_read_is_replaced_only_when_told(
    copied: tuple[Path, Receipt], tmp_path: Path
) -> None:
    target = tmp_path / "damaged.sqlite3"
    target.write_bytes(b"no database" * 1000)
    target.with_name("damaged.sqlite3-wal").write_bytes(b"what is left of it")
    with pytest.raises(NotCopied, match="holds submissions"):
        restore(copied[0], target, KEYRING, LATER, overwrite=False)
    assert restore(copied[0], target, KEYRING, LATER, overwrite=True) == Restored(1, withdrawn_again=None)
    assert not target.with_name("damaged.sqlite3-wal").exists()
    assert _references(target) == [copied[1].reference]


def test_a_database_in_use_is_not_replaced(
    database: Database, file: Path, copied: tuple[Path, Receipt], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_WAIT_SECONDS", 0.2)
    second = _send(database)
    with database.reading() as connection, pytest.raises(NotCopied, match="Stop the server"):
        connection.execute(select(table.c.id)).all()
        restore(copied[0], file, KEYRING, LATER, overwrite=True)
    assert _references(file) == sorted([copied[1].reference, second.reference])


def test_an_idle_connection_of_a_server_counts_as_use(
    database: Database, file: Path, copied: tuple[Path, Receipt], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_WAIT_SECONDS", 0.2)
    assert how_many(database, table) == 1
    with pytest.raises(NotCopied, match="Stop the server"):
        restore(copied[0], file, KEYRING, LATER, overwrite=True)


def test_a_copy_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    older = Database(open_engine(f"sqlite:///{tmp_path}/older"))
    with older.writing() as connection:
        command.upgrade(schema.configuration(connection), "0001")
    assert not schema.is_current(older)
    older.engine.dispose()
    restore(tmp_path / "older", tmp_path / "new.sqlite3", KEYRING, LATER, overwrite=False)
    restored = Database(open_engine(f"sqlite:///{tmp_path}/new.sqlite3"))
    assert schema.is_current(restored)
    restored.engine.dispose()


def test_what_was_withdrawn_or_purged_after_the_copy_was_made_does_not_come_back(
    database: Database, file: Path, tmp_path: Path
) -> None:
    before, withdrawn, purged, kept = (_send(database) for _ in range(4))
    screening = Screening(database, KEYRING, tries_per_hour=10, clock=lambda: LATER)
    screening.withdraw(before.code, "192.0.2.1")
    copy(file, tmp_path / "copy")
    screening.withdraw(withdrawn.code, "192.0.2.1")
    with database.writing() as connection:
        stored = Submissions(connection, KEYRING)
        found = stored.by_receipt(purged.code)
        assert found is not None
        stored.save(*purge(found, LATER, COMMAND_LINE))
    receipts = (before, withdrawn, purged, kept)
    with database.reading() as connection:
        expected = [Submissions(connection, KEYRING).by_receipt(receipt.code) for receipt in receipts]
    database.engine.dispose()
    assert restore(tmp_path / "copy", file, KEYRING, LATER, overwrite=True) == Restored(4, withdrawn_again=2)
    with database.reading() as connection:
        assert [Submissions(connection, KEYRING).by_receipt(receipt.code) for receipt in receipts] == expected
        assert audit_check.first_fault(connection) is None


def _refused(source: Path, keyring: Keyring = KEYRING) -> str:
    folder = source.parent / "target"
    folder.mkdir(exist_ok=True)
    with pytest.raises(NotCopied) as raised:
        restore(source, folder / "screener.sqlite3", keyring, LATER, overwrite=True)
    assert _only(folder)
    return str(raised.value)


def test_a_copy_of_other_keys_is_refused_and_one_of_an_older_key_is_not(
    copied: tuple[Path, Receipt], tmp_path: Path
) -> None:
    assert "other data keys" in _refused(copied[0], Keyring(KEYS[1:], "data"))
    rotated = Keyring([KEYS[1], KEYS[0]], "data")
    assert restore(copied[0], tmp_path / "new.sqlite3", rotated, LATER, overwrite=False).submissions == 1


def test_a_copy_whose_audit_was_altered_is_refused(copied: tuple[Path, Receipt]) -> None:
    opened = Database(open_engine(f"sqlite:///{copied[0]}"))
    with opened.writing() as connection:
        connection.execute(text("DROP TRIGGER audit_event_refuses_update"))
        connection.execute(update(audit_event).values(actor="nobody"))
    opened.engine.dispose()
    assert _refused(copied[0]) == "Row 1 of the copy's audit was altered, is missing, or is out of order."


def test_a_copy_with_a_damaged_page_is_refused(copied: tuple[Path, Receipt]) -> None:
    content = bytearray(copied[0].read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = bytes(4096)
    copied[0].write_bytes(content)
    assert "damaged" in _refused(copied[0])


@pytest.mark.parametrize("content", [b"", b"no database" * 1000], ids=["an empty file", "another file"])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "copy").write_bytes(content)
    assert _refused(tmp_path / "copy")


@pytest.mark.parametrize("version", ["9999", None])
def test_a_copy_of_a_newer_or_another_program_is_refused(
    copied: tuple[Path, Receipt], version: str | None
) -> None:
    with closing(sqlite3.connect(copied[0])) as connection:
        if version:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        else:
            connection.execute("DROP TABLE alembic_version")
        connection.commit()
    assert "newer version" in _refused(copied[0])


@pytest.mark.parametrize(
    "change",
    [
        "DROP TRIGGER audit_event_refuses_delete",
        "CREATE TRIGGER foreign_one AFTER INSERT ON audit_event BEGIN SELECT 1; END",
    ],
)
def test_a_copy_whose_audit_could_be_changed_is_not_restored(
    copied: tuple[Path, Receipt], tmp_path: Path, change: str
) -> None:
    with closing(sqlite3.connect(copied[0])) as connection, connection:
        connection.execute(change)
    with pytest.raises(NotCopied, match="triggers are missing, or are others"):
        restore(copied[0], tmp_path / "new.sqlite3", KEYRING, LATER, overwrite=False)
    assert not (tmp_path / "new.sqlite3").exists()
