"""What a patient can do: send once, get a receipt, look at it, withdraw; and how often in an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from screener.instrument import DYSTONIA
from screener.reference import RECEIPT_LENGTH, REFERENCE_LENGTH, grouped
from screener.rules import RULES_VERSION
from screener.screening import (
    Receipt,
    Screening,
    new_send_key,
    receipt_code,
    result_of,
)
from screener.storage.database import Database
from screener.storage.sealing import Keyring
from screener.storage.tables import audit_event
from screener.storage.tables import submission as table
from screener.submission import Status, Submission
from tests.storage.samples import KEYRING, KEYS, NOON, NOTE, PERSON, way

HOME = "192.0.2.7"
NOBODYS_CODE = "2345-6789-BCDF-GHJK-MNPR"


@dataclass
class Clock:
    """A clock that a test can move."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


def _screening(database: Database, tries: int = 100, clock: Clock | None = None) -> Screening:
    return Screening(database, KEYRING, tries_per_hour=tries, clock=clock or Clock())


def _send(screening: Screening, send_key: str | None = None, address: str = HOME) -> Receipt:
    return screening.send(
        way(),
        PERSON,
        language="es",
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


def test_the_receipt_has_a_reference_and_the_code_of_the_send_key(database: Database) -> None:
    key = new_send_key()
    receipt = _send(_screening(database), key)
    assert len(receipt.reference) == REFERENCE_LENGTH
    assert len(receipt.code) == RECEIPT_LENGTH
    assert receipt.code == receipt_code(key)


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


def test_sending_again_after_a_withdrawal_does_not_bring_the_content_back(database: Database) -> None:
    key = new_send_key()
    screening = _screening(database)
    first = _send(screening, key)
    screening.withdraw(first.code, HOME)
    assert _send(screening, key) == first
    found = screening.receipt(first.code, HOME)
    assert found is not None
    assert found.content is None


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
    content = _sent(database)[0].content
    assert content is not None
    assert content.contact == PERSON
    assert content.parts == ("neck", "left_hand")
    assert content.answers.keys() == way().answers.keys()
    assert content.answers["task"] == NOTE
    assert content.answers["onset-age"] == 43
    assert content.answers["body-parts"] == ["left_hand", "neck"]
    assert content.answers["signs-neck-other"] is None


def test_the_words_that_the_person_saw_are_kept_also_in_english(database: Database) -> None:
    content = _sent(database)[0].content
    assert content is not None
    lines = {line.question_id: line for _, lines in content.seen.sections for line in lines}
    assert lines.keys() == way().answers.keys()
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
    monkeypatch.setattr("screener.screening.secrets.randbits", lambda _: next(drawn) // 2)
    assert len({_send(_screening(database)).reference for _ in range(3)}) == 3
    assert next(drawn) == 5


@pytest.mark.parametrize("change", [str.lower, grouped, lambda code: f" {grouped(code).lower()} "])
def test_a_receipt_is_found_by_its_code_in_any_case_and_spacing(database: Database, change: object) -> None:
    assert callable(change)
    found, code = _sent(database)
    assert _screening(database).receipt(change(code), HOME) == found


@pytest.mark.parametrize("typed", ["", "no code", NOBODYS_CODE, "é" * 20, "2" * 19, "2" * 4000, "\0"])
def test_what_is_no_code_finds_nothing(database: Database, typed: str) -> None:
    _sent(database)
    assert _screening(database).receipt(typed, HOME) is None
    assert _screening(database).withdraw(typed, HOME) is None


def test_withdrawing_purges_and_withdrawing_twice_is_harmless(database: Database) -> None:
    found, code = _sent(database)
    clock = Clock(NOON + timedelta(days=1))
    tombstone = _screening(database, clock=clock).withdraw(grouped(code).lower(), HOME)
    assert tombstone is not None
    assert (tombstone.status, tombstone.content, tombstone.withdrawn_at) == (
        Status.WITHDRAWN,
        None,
        clock.now,
    )
    assert tombstone.reference == found.reference
    clock.now += timedelta(days=1)
    assert _screening(database, clock=clock).withdraw(code, HOME) == tombstone
    assert _screening(database).receipt(code, HOME) == tombstone
    with database.reading() as connection:
        actions = connection.scalars(select(audit_event.c.action).order_by(audit_event.c.number))
        assert list(actions) == ["submission.received", "submission.withdrawn"]
