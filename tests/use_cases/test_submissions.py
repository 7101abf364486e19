"""What a patient can do: send once, get a receipt, look at it, withdraw; and how often in an hour."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from screener.codes.five_words import LENGTH
from screener.codes.receipt import in_link
from screener.codes.reference import REFERENCE_LENGTH
from screener.dystonia import DYSTONIA
from screener.dystonia.result import result_of
from screener.questionnaire.answers import SKIPPED, Value
from screener.rules import RULES_VERSION
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.storage.tables.submission import submission as table
from screener.submissions.content import Contact, Content
from screener.submissions.submission import Status, Submission
from screener.use_cases.send_keys import new_send_key, receipt_code
from screener.use_cases.submissions import Receipt, Screening
from tests.person import NOTE, way
from tests.storage.asked import how_many
from tests.storage.samples import KEYRING, KEYS, NOBODYS_CODE, NOON, PERSON

HOME = "192.0.2.7"


@dataclass
class Clock:
    """A clock that a test can move."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


def _screening(database: Database, tries: int = 100, clock: Clock | None = None) -> Screening:
    return Screening(database, KEYRING, tries_per_hour=tries, clock=clock or Clock())


def _send(
    screening: Screening,
    send_key: str | None = None,
    address: str = HOME,
    contact: Contact = PERSON,
    language: str = "es",
    **answers: Value,
) -> Receipt:
    return screening.send(
        way(**answers),
        contact,
        language=language,
        translate=str.upper,
        send_key=send_key or new_send_key(),
        address=address,
    )


def _sent(database: Database) -> tuple[Submission, str]:
    receipt = _send(_screening(database))
    found = _screening(database).receipt(receipt.code, HOME)
    assert found is not None
    assert found.reference == receipt.reference
    return found, receipt.code


def _content(database: Database, found: Submission) -> Content:
    assert not found.is_tombstone
    with database.reading() as connection:
        content = Submissions(connection, KEYRING).content(found)
    assert content
    return content


def test_the_receipt_has_a_reference_and_a_code_that_the_send_key_alone_does_not_give(
    database: Database,
) -> None:
    key = new_send_key()
    receipt = _send(_screening(database), key)
    assert len(receipt.reference) == REFERENCE_LENGTH
    assert len(receipt.code.split()) == LENGTH
    assert receipt.code != receipt_code(key, "en")
    assert _screening(database).receipt(receipt_code(key, "en"), HOME) is None


def test_the_same_key_always_has_the_same_code() -> None:
    key = new_send_key()
    assert receipt_code(key, "en") == receipt_code(key, "en") != receipt_code(new_send_key(), "en")
    assert receipt_code(key, "es") != receipt_code(key, "en")


def test_sending_again_gives_the_same_receipt_and_stores_nothing_more(database: Database) -> None:
    key = new_send_key()
    first = _send(_screening(database), key)
    assert _send(_screening(database), key) == first
    assert _send(_screening(database), key, "198.51.100.1") == first
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == 1
        assert connection.scalar(select(func.count()).select_from(audit_event)) == 1


def test_sending_again_after_the_keys_were_rotated_stores_nothing_more(database: Database) -> None:
    key = new_send_key()
    first = _send(_screening(database), key)
    rotated = Screening(database, Keyring([KEYS[1], KEYS[0]], "data"), tries_per_hour=100, clock=Clock())
    assert _send(rotated, key) == first
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == 1


def test_what_was_withdrawn_stays_withdrawn_when_the_same_press_comes_late(database: Database) -> None:
    key = new_send_key()
    screening = _screening(database)
    first = _send(screening, key)
    screening.withdraw(first.code, HOME)
    for _ in range(2):
        assert _send(screening, key) == replace(first, withdrawn=True)
        found = screening.receipt(first.code, HOME)
        assert found is not None
        assert found.is_tombstone
        assert how_many(database, table) == 1
    another = _send(screening, key, contact=replace(PERSON, message="I want to send it after all."))
    assert another.reference != first.reference, "what was changed is another submission"
    assert _send(screening, new_send_key()).reference not in {first.reference, another.reference}


@pytest.mark.parametrize(
    ("contact", "answers"),
    [
        pytest.param(replace(PERSON, phone="+19135550199"), {}, id="another phone number"),
        pytest.param(replace(PERSON, phone=""), {}, id="no phone number"),
        pytest.param(replace(PERSON, message=""), {}, id="no message"),
        pytest.param(PERSON, {"task": "writing"}, id="another answer"),
        pytest.param(PERSON, {"onset_age": 44}, id="another age"),
        pytest.param(PERSON, {"body_parts": frozenset({"neck"})}, id="fewer parts"),
    ],
)
def test_a_corrected_draft_is_another_submission_and_nothing_is_lost(
    database: Database, contact: Contact, answers: dict[str, Any]
) -> None:
    key = new_send_key()
    screening = _screening(database)
    first = _send(screening, key)
    second = _send(screening, key, contact=contact, **answers)
    assert second.code != first.code
    assert second.reference != first.reference
    assert _send(screening, key) == first
    assert _send(screening, key, contact=contact, **answers) == second
    assert how_many(database, table) == 2
    for receipt, said in ((first, PERSON), (second, contact)):
        found = screening.receipt(receipt.code, HOME)
        assert found is not None
        assert found.reference == receipt.reference
        assert _content(database, found).contact == said
    screening.withdraw(second.code, HOME)
    left = screening.receipt(first.code, HOME)
    assert left is not None
    assert _content(database, left).contact == PERSON


def test_what_staff_enters_for_callers_says_by_whom_is_sent_once_and_is_never_throttled(
    database: Database,
) -> None:
    screening = _screening(database, tries=1)

    def enter(send_key: str) -> Receipt:
        return screening.send(
            way(),
            PERSON,
            language="en",
            translate=str,
            send_key=send_key,
            address=HOME,
            entered_by="staff-1",
        )

    first, key = enter(new_send_key()), new_send_key()
    assert enter(key) == enter(key) != first
    found = screening.receipt(first.code, HOME)
    assert found is not None
    assert found.entered_by == "staff-1"
    with database.reading() as connection:
        events = connection.execute(select(audit_event.c.action, audit_event.c.actor)).all()
    assert [tuple(event) for event in events] == [("submission.received", "staff-1")] * 2
    _send(screening)


def test_the_same_content_of_two_drafts_is_two_submissions(database: Database) -> None:
    first, second = (_send(_screening(database)) for _ in range(2))
    assert first.code != second.code
    assert how_many(database, table) == 2


def test_what_is_stored_is_the_result_of_the_answers(database: Database) -> None:
    found, _ = _sent(database)
    result = result_of(way())
    assert (found.distribution, found.generalized) == ("segmental", False)
    assert found.regions == ("cervical", "left_upper_limb") == result.classification.regions
    assert found.caveats == result.classification.caveats
    assert found.flags == tuple(flag.id for flag in result.flags)
    assert found.urgency == result.urgency
    assert (found.language, found.respondent) == ("es", "self")
    assert (found.questionnaire_version, found.rules_version) == (DYSTONIA.version, RULES_VERSION)
    assert (found.received_at, found.status, found.version) == (NOON, Status.NEW, 1)


def test_every_answer_that_counts_is_stored_under_its_question(database: Database) -> None:
    content = _content(database, _sent(database)[0])
    assert content.contact == PERSON
    assert content.parts == ("neck", "left_hand")
    assert content.answers.keys() == way().answers.keys()
    assert content.answers["task"] == NOTE
    assert content.answers["onset-age"] == 43
    assert content.answers["body-parts"] == ["left_hand", "neck"]
    assert content.answers["signs-body-other"] is None


def test_the_words_that_the_person_saw_are_kept_also_in_english(database: Database) -> None:
    content = _content(database, _sent(database)[0])
    lines = {line.question_id: line for _, lines in content.seen.sections for line in lines}
    assert lines.keys() == {name for name, value in way().answers.items() if value is not SKIPPED}
    for line in lines.values():
        assert line.question == line.question_in_english.upper() != line.question_in_english
    question = DYSTONIA.questions["onset-pace"]
    assert lines["onset-pace"].question_in_english == question.words.you
    assert lines["onset-pace"].answer_in_english == "Slowly, over years"
    assert lines["onset-pace"].answer == "SLOWLY, OVER YEARS"
    assert lines["task"].answer == lines["task"].answer_in_english == NOTE
    assert [title for title, _ in content.seen.sections][-1].isupper()
    assert content.seen.result == tuple(sentence.upper() for sentence in result_of(way()).sentences())


def test_a_reference_that_is_taken_is_drawn_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = count()
    monkeypatch.setattr("screener.use_cases.submissions.secrets.randbits", lambda _: next(drawn) // 2)
    assert len({_send(_screening(database)).reference for _ in range(3)}) == 3
    assert next(drawn) == 5


def test_a_draft_whose_first_reference_was_taken_is_sent_once_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = count()
    with monkeypatch.context() as patched:
        patched.setattr("screener.use_cases.submissions.secrets.randbits", lambda _: next(drawn) // 2)
        _send(_screening(database))
        key = new_send_key()
        first = _send(_screening(database), key)
    assert next(drawn) == 3, "the second draft drew a reference that was taken, and another one"
    assert _send(_screening(database), key) == first
    assert how_many(database, table) == 2


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        in_link,
        lambda code: f" {code.title()} ",
        lambda code: code.replace(" ", "\u00a0\u2013\u00a0"),
        lambda code: f"https://screen.example/receipt/{in_link(code)},",
    ],
)
def test_a_receipt_is_found_by_its_code_in_any_case_and_spacing(database: Database, change: object) -> None:
    assert callable(change)
    found, code = _sent(database)
    assert _screening(database).receipt(change(code), HOME) == found


def test_a_receipt_of_twenty_characters_from_before_still_opens(database: Database) -> None:
    found, code = _sent(database)
    newest = KEYRING.fingerprints(NOBODYS_CODE.replace("-", ""), "receipt")[0]
    with database.writing() as connection:
        connection.execute(update(table).where(table.c.id == found.id).values(receipt=newest))
    assert _screening(database).receipt(NOBODYS_CODE.lower(), HOME) == found
    assert _screening(database).receipt(code, HOME) is None


def test_a_second_press_in_the_other_language_gives_the_words_that_open(database: Database) -> None:
    key = new_send_key()
    first = _send(_screening(database), key)
    assert _send(_screening(database), key, language="en") == first


@pytest.mark.parametrize("typed", ["", "no code", NOBODYS_CODE, "é" * 20, "2" * 19, "2" * 4000, "\0"])
def test_what_is_no_code_finds_nothing(database: Database, typed: str) -> None:
    _sent(database)
    assert _screening(database).receipt(typed, HOME) is None
    assert _screening(database).withdraw(typed, HOME) is None


def test_withdrawing_purges_and_withdrawing_twice_is_harmless(database: Database) -> None:
    found, code = _sent(database)
    clock = Clock(NOON + timedelta(days=1))
    tombstone = _screening(database, clock=clock).withdraw(code.upper(), HOME)
    assert tombstone is not None
    assert (tombstone.status, tombstone.is_tombstone, tombstone.withdrawn_at) == (
        Status.WITHDRAWN,
        True,
        clock.now,
    )
    assert tombstone.reference == found.reference
    clock.now += timedelta(days=1)
    assert _screening(database, clock=clock).withdraw(code, HOME) == tombstone
    assert _screening(database).receipt(code, HOME) == tombstone
    with database.reading() as connection:
        actions = connection.scalars(select(audit_event.c.action).order_by(audit_event.c.number))
        assert list(actions) == ["submission.received", "submission.withdrawn"]


class Untouchable:
    """A database that nobody may ask anything."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)


@pytest.mark.parametrize(
    "typed", ["", "no code", "é" * 20, "2" * 19, "2" * 21, "2" * 4000, "\0", NOBODYS_CODE.replace("2", "0")]
)
def test_a_malformed_code_is_told_without_the_database_and_however_often(typed: str) -> None:
    screening = Screening(Untouchable(), KEYRING, tries_per_hour=1)  # type: ignore[arg-type]
    for _ in range(5):
        assert screening.receipt(typed, HOME) is None
        assert screening.withdraw(typed, HOME) is None


def test_a_submission_whose_content_is_damaged_has_a_receipt_and_can_be_withdrawn(database: Database) -> None:
    found, code = _sent(database)
    screening = _screening(database)
    content = screening.content(found)
    assert content is not None
    assert content.parts
    with database.writing() as connection:
        connection.execute(update(table).values(contact=b"damaged", seen=b""))
    assert screening.receipt(code, HOME) == found
    assert screening.content(found) is None
    with pytest.raises(CannotOpen):
        _content(database, found)
    tombstone = screening.withdraw(code, HOME)
    assert tombstone is not None
    assert tombstone.is_tombstone
    with database.reading() as connection:
        row = connection.execute(select(table.c.contact, table.c.answers, table.c.seen)).one()
    assert tuple(row) == (None, None, None)


def test_receipt_and_withdrawal_need_no_key_that_opens_the_content(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, code = _sent(database)

    def never(*_: object) -> bytes:
        raise AssertionError("opened")

    monkeypatch.setattr(Keyring, "open", never)
    screening = _screening(database)
    assert screening.receipt(code, HOME) is not None
    assert screening.withdraw(code, HOME) is not None
    assert screening.receipt(code, HOME) is not None


def test_after_a_withdrawal_no_file_of_sqlite_holds_the_sealed_bytes(sqlite_url: str) -> None:
    database = Database(open_engine(sqlite_url))
    _, code = _sent(database)
    kept, _ = _sent(database)
    with database.reading() as connection:
        rows = connection.execute(select(table.c.id, table.c.contact, table.c.answers, table.c.seen)).all()
    gone = [value for row in rows if row.id != kept.id for value in row[1:]]
    stays = [value for row in rows if row.id == kept.id for value in row[1:]]

    def holds(values: list[bytes]) -> list[bool]:
        files = b"".join(file.read_bytes() for file in folder.iterdir())
        return [
            any(value[start : start + 100] in files for start in range(0, len(value) - 100, 100))
            for value in values
        ]

    folder = Path(str(database.engine.url.database)).parent
    assert holds(gone) == holds(stays) == [True] * 3, "this test can see them"
    _screening(database).withdraw(code, HOME)
    assert (folder / "screener.sqlite3-wal").stat().st_size == 0
    assert holds(gone) == [False] * 3
    assert holds(stays) == [True] * 3
    database.engine.dispose()


def test_a_withdrawal_succeeds_while_somebody_reads(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screener.storage.engines.LOCK_SECONDS", 0.2)
    database = Database(open_engine(sqlite_url))
    _, code = _sent(database)
    with database.reading() as reader:
        assert reader.scalar(select(func.count()).select_from(table)) == 1
        tombstone = _screening(database).withdraw(code, HOME)
    assert tombstone is not None
    assert tombstone.is_tombstone
    assert _screening(database).receipt(code, HOME) == tombstone
    database.engine.dispose()
