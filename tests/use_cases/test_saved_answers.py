"""Answers that are kept for a while: opened by their words alone, deleted on Send, on request and after 30 days."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import select, update

from screener.codes.five_words import normalized
from screener.storage.database import Database
from screener.storage.keys import code_keys
from screener.storage.keys.code_keys import key_of
from screener.storage.keys.rotation import reseal
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.saved_answers import SavedDrafts
from screener.storage.tables.audit import audit_event
from screener.storage.tables.saved import saved_draft as table
from screener.storage.throttling import TooManyTries
from screener.use_cases.saved_answers import KEPT_DAYS, Saving
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Screening
from tests.person import way
from tests.storage.asked import how_many
from tests.storage.samples import KEYRING, KEYS, NOON, PERSON, everything
from tests.use_cases.test_submissions import HOME, Clock

DRAFT = {"chosen": "AbCdEfGh", "texts": {"IjKl": "zithersecret ñ"}, "key": "00ff"}
NOBODYS = "acorn acorn acorn acorn acorn"


pytestmark = pytest.mark.usefixtures("quick_codes")


def _saving(database: Database, clock: Clock, keyring: Keyring = KEYRING, tries: int = 100) -> Saving:
    return Saving(database, keyring, tries_per_hour=tries, clock=clock)


def test_saved_answers_are_opened_by_their_words_for_thirty_days_from_the_last_saving(
    database: Database,
) -> None:
    clock = Clock()
    saving = _saving(database, clock)
    saved = saving.save(DRAFT, code=None, language="es", address=HOME)
    assert normalized(saved.code) == saved.code
    assert saving.open(saved.code, HOME) == (DRAFT, saved)
    assert saving.open(NOBODYS, HOME) is None
    clock.now += timedelta(days=KEPT_DAYS - 1)
    again = saving.save(DRAFT | {"chosen": ""}, code=saved.code, language="en", address=HOME)
    assert (again.code, again.expires_at) == (saved.code, NOON + timedelta(days=2 * KEPT_DAYS - 1))
    assert how_many(database, table) == 1
    clock.now += timedelta(days=KEPT_DAYS - 1)
    assert saving.open(saved.code, HOME) == (DRAFT | {"chosen": ""}, again)
    clock.now += timedelta(days=1)
    assert saving.open(saved.code, HOME) is None
    assert how_many(database, table) == 1, "a clock may be wrong for a moment"
    clock.now += timedelta(days=1)
    assert saving.open(NOBODYS, HOME) is None
    assert how_many(database, table) == 0, "what ran out a day ago is deleted by whoever saves or opens next"


@pytest.mark.parametrize("jump", [31, 400, -400])
def test_a_clock_that_jumps_for_a_moment_deletes_nothing_however_often(database: Database, jump: int) -> None:
    clock = Clock()
    saving = _saving(database, clock)
    saved = saving.save(DRAFT, code=None, language="en", address=HOME)
    for day in range(3):
        clock.now = NOON + timedelta(days=day + jump * (day + 1))
        saving.open(NOBODYS, HOME)
        clock.now = NOON + timedelta(days=day)
        assert saving.open(saved.code, HOME) == (DRAFT, saved)
    clock.now = NOON + timedelta(days=KEPT_DAYS + 1)
    saving.open(NOBODYS, HOME)
    clock.now += timedelta(days=1)
    saving.open(NOBODYS, HOME)
    assert how_many(database, table) == 0


def test_the_database_holds_neither_words_nor_answers_and_the_data_keys_alone_open_nothing(
    database: Database,
) -> None:
    saved = _saving(database, Clock()).save(DRAFT, code=None, language="en", address=HOME)
    key = key_of(saved.code)
    with database.reading() as connection:
        stored = everything(connection)
        row = connection.execute(select(table)).one()
    assert [word for word in (*saved.code.split(), "zithersecret", "AbCdEfGh") if word in stored] == []
    assert row.code == KEYRING.fingerprints(key.lookup, "saved_draft")[0]
    purpose = ("saved_draft", "answers", row.id)
    beneath = KEYRING.open(row.answers, *purpose)
    assert b"zithersecret" not in beneath
    with pytest.raises(CannotOpen):
        key_of(NOBODYS).keyring.open(beneath, *purpose)
    assert b"AbCdEfGh" in key.keyring.open(beneath, *purpose)
    assert key.lookup not in repr(key)
    assert saved.code not in repr(saved)


def test_one_code_is_derived_at_a_time_so_that_memory_is_bounded() -> None:
    with ThreadPoolExecutor(1) as other, ThreadPoolExecutor(1) as another:
        begun, free = Event(), Event()

        def holds() -> bool:
            begun.set()
            return free.wait(20)

        first = other.submit(code_keys.DERIVING.do, holds)
        begun.wait(20)
        second = another.submit(key_of, NOBODYS)
        assert wait([second], timeout=0.1).not_done
        free.set()
        assert first.result()
        assert second.result().lookup == key_of(NOBODYS).lookup


def test_saved_answers_outlive_a_rotation_of_the_keys(database: Database) -> None:
    saved = _saving(database, Clock()).save(DRAFT, code=None, language="en", address=HOME)
    rotated = Keyring([KEYS[1], KEYS[0]], "data")
    assert reseal(database, rotated, NOON).values == 1
    assert _saving(database, Clock(), rotated).open(saved.code, HOME) == (DRAFT, saved)
    assert _saving(database, Clock(), rotated).delete(saved.code, HOME)


def test_save_may_be_pressed_twice_at_once(database: Database) -> None:
    saving = _saving(database, Clock())
    saved = saving.save(DRAFT, code=None, language="en", address=HOME)
    key = key_of(saved.code)
    with ThreadPoolExecutor(1) as other:
        with database.writing() as connection:
            SavedDrafts(connection, KEYRING).put(key, b"{}", saved.expires_at)
            second = other.submit(
                saving.save, DRAFT | {"key": "11ff"}, code=saved.code, language="en", address=HOME
            )
            wait([second], timeout=0.3)
        assert second.result().code == saved.code
    assert saving.open(saved.code, HOME) == (DRAFT | {"key": "11ff"}, saved)
    assert how_many(database, table) == 1


def test_answers_that_were_damaged_do_not_open(database: Database) -> None:
    saved = _saving(database, Clock()).save(DRAFT, code=None, language="en", address=HOME)
    with database.writing() as connection:
        connection.execute(update(table).values(answers=b"damaged"))
    with pytest.raises(CannotOpen):
        _saving(database, Clock()).open(saved.code, HOME)


def test_they_are_deleted_on_request_once_and_nobody_elses_are(database: Database) -> None:
    saving = _saving(database, Clock())
    saved, other = (saving.save(DRAFT, code=None, language="en", address=HOME) for _ in range(2))
    assert saving.delete(saved.code, HOME)
    assert not saving.delete(saved.code, HOME)
    assert saving.open(saved.code, HOME) is None
    assert saving.open(other.code, HOME) is not None


def test_what_was_deleted_stays_deleted_when_a_press_comes_late(database: Database) -> None:
    saving = _saving(database, Clock())
    saved = saving.save(DRAFT, code=None, language="en", address=HOME)
    saving.delete(saved.code, HOME)
    late = saving.save(DRAFT, code=saved.code, language="en", address=HOME)
    assert late.code != saved.code
    assert saving.open(saved.code, HOME) is None
    assert saving.open(late.code, HOME) == (DRAFT, late), "who is there still gets new words"


def test_send_deletes_them_in_the_same_transaction_or_not_at_all(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = _saving(database, Clock()).save(DRAFT, code=None, language="en", address=HOME)
    screening = Screening(database, KEYRING, tries_per_hour=1, clock=Clock())

    def send(send_key: str) -> None:
        screening.send(
            way(),
            PERSON,
            language="en",
            translate=str,
            send_key=send_key,
            address=HOME,
            saved_code=saved.code,
        )

    with monkeypatch.context() as patched:
        patched.setattr(screening, "_tries_per_hour", 0)
        with pytest.raises(TooManyTries):
            send(new_send_key())
    assert how_many(database, table) == 1, "nothing was sent, and nothing is lost"
    key = new_send_key()
    send(key)
    assert how_many(database, table) == 0
    with pytest.raises(TooManyTries):
        send(key)  # it would store nothing new, but take a slow hash


def test_right_and_wrong_codes_are_counted_so_that_guessing_ends(database: Database) -> None:
    saving = _saving(database, Clock(), tries=2)
    saved = saving.save(DRAFT, code=None, language="en", address=HOME)
    assert saving.open(NOBODYS, HOME) is None
    assert saving.open(saved.code, HOME) is not None
    with pytest.raises(TooManyTries):
        saving.open(saved.code, HOME)
    with pytest.raises(TooManyTries):
        saving.delete(saved.code, HOME)
    assert saving.open(saved.code, "192.0.2.8") is not None


def test_a_draft_that_was_deleted_leaves_no_line_in_the_audit(database: Database) -> None:
    saving = _saving(database, Clock())
    saving.delete(saving.save(DRAFT, code=None, language="en", address=HOME).code, HOME)
    with database.reading() as connection:
        assert connection.execute(select(audit_event)).first() is None
