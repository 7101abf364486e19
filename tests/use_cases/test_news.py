"""The person hears back by email, if they asked: once for each step of the receipt, in their language, and nothing of health."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from screener.adapters.languages import OFFERED
from screener.clinic.news import MOST_TRIES, REST
from screener.clinic.notes import Means, Outcome
from screener.clinic.standing import STEP_WORDS
from screener.clinic.steps import ChangeStatus, Undo
from screener.clinic.writing import AddAttempt
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables.news import news
from screener.submissions.submission import Status, Submission, withdraw
from tests.postbox import Postbox
from tests.storage.samples import CONTENT, KEYRING, KEYS, NOON, PERSONAL
from tests.storage.working import NURSE, reviewing, send
from tests.use_cases.test_notices import Clinic

ASKED = replace(CONTENT, contact=replace(CONTENT.contact, updates="email"))
HEALTH = ("dystonia", "distonía", "movement", "movimiento", "doctor", "read", "leí", "cita", "appointment")


@pytest.fixture
def clinic(database: Database) -> Iterator[Clinic]:
    """A clinic whose mail server is there."""
    with Postbox() as postbox:
        postbox.open()
        yield Clinic(database, postbox)


def _open(clinic: Clinic, sent: Submission) -> int:
    found = reviewing(clinic.database, clock=lambda: clinic.now).open(sent.reference, NURSE)
    return found.opened.submission.version


def _change(clinic: Clinic, sent: Submission, step: ChangeStatus | AddAttempt | Undo) -> None:
    work = reviewing(clinic.database, clock=lambda: clinic.now)
    work.change(sent.reference, work.present(sent.reference).version, step, NURSE)


def _rest(clinic: Clinic) -> int:
    clinic.now += REST
    return clinic.sender.send_due()


def test_a_person_whose_language_is_offered_no_longer_is_told_in_english(clinic: Clinic) -> None:
    sent = send(clinic.database, content=ASKED, language="he")
    _open(clinic, sent)
    assert _rest(clinic) == 1
    assert clinic.postbox.messages[-1]["Subject"] == "There is news for you"


def test_in_a_language_from_right_to_left_the_number_is_still_read_from_the_left(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    hebrew = replace(OFFERED["es"], direction="rtl")
    monkeypatch.setattr("screener.use_cases.notices.offered", lambda _: hebrew)
    sent = send(clinic.database, content=ASKED, language="es")
    _open(clinic, sent)
    assert _rest(clinic) == 1
    assert re.search(r"\u2066[\d-]+\u2069", clinic.postbox.messages[-1].get_content())


def test_each_step_of_the_receipt_is_told_once_after_it_rested(clinic: Clinic) -> None:
    sent = send(clinic.database, content=ASKED, language="es")
    assert _rest(clinic) == 0, "that it came is on the screen"
    _open(clinic, sent)
    assert clinic.sender.send_due() == 0
    assert (_rest(clinic), _rest(clinic)) == (1, 0)
    _change(clinic, sent, AddAttempt(Means.PHONE, Outcome.NO_ANSWER, ""))
    _open(clinic, sent)
    assert (_rest(clinic), _rest(clinic)) == (1, 0)
    _change(clinic, sent, ChangeStatus(Status.CONTACTED))
    _change(clinic, sent, ChangeStatus(Status.APPOINTMENT_BOOKED))
    assert (_rest(clinic), _rest(clinic)) == (1, 0), "two changes in a short time are one email"
    said = clinic.postbox.messages
    assert {message["To"] for message in said} == {ASKED.contact.email}
    assert {message["Subject"] for message in said} == {"Hay novedades para usted"}
    assert said[0].as_bytes().isascii(), "not every mail server hands on what is not"
    text = said[0].get_content()
    assert "https://screen.example/es/receipt" in text
    for word in (*HEALTH, *STEP_WORDS.values(), *(one for one in PERSONAL if "@" not in one), sent.reference):
        assert word.lower() not in text.lower(), word


def test_a_clock_that_was_ahead_for_a_moment_keeps_no_news_back(clinic: Clinic) -> None:
    sent = send(clinic.database, content=ASKED)
    clinic.now += timedelta(days=30)
    _open(clinic, sent)
    clinic.now -= timedelta(days=30)
    assert [_rest(clinic), _rest(clinic)] == [1, 0]


def test_what_is_taken_back_before_it_rested_is_told_to_nobody(clinic: Clinic) -> None:
    sent = send(clinic.database, content=ASKED)
    _open(clinic, sent)
    assert _rest(clinic) == 1
    _change(clinic, sent, ChangeStatus(Status.CONTACTED))
    _change(clinic, sent, Undo())
    assert _rest(clinic) == 0


def test_nobody_is_told_who_did_not_ask_nor_of_what_is_synthetic(clinic: Clinic) -> None:
    _open(clinic, send(clinic.database, 1))
    _open(clinic, send(clinic.database, 2, content=ASKED, synthetic=True))
    assert _rest(clinic) == 0
    with clinic.database.reading() as connection:
        assert connection.execute(select(news)).all() == []


def test_nothing_is_told_and_nothing_is_left_once_the_answers_were_taken_back(clinic: Clinic) -> None:
    sent = send(clinic.database, content=ASKED)
    _open(clinic, sent)
    with clinic.database.writing() as connection:
        submissions = Submissions(connection, KEYRING)
        found = submissions.by_id(sent.id)
        assert found
        submissions.save(*withdraw(found, NOON))
    assert _rest(clinic) == 0
    with clinic.database.reading() as connection:
        assert connection.execute(select(news)).all() == []


def test_an_email_that_the_server_refuses_is_tried_again_and_one_day_no_more(clinic: Clinic) -> None:
    sent = send(clinic.database, content=ASKED)
    _open(clinic, sent)
    clinic.postbox.refuses = True
    assert _rest(clinic) == 0
    clinic.postbox.refuses = False
    clinic.now += timedelta(minutes=2)
    assert clinic.sender.send_due() == 1
    _change(clinic, sent, ChangeStatus(Status.CONTACTED))
    with clinic.database.writing() as connection:
        connection.execute(update(news).values(attempts=MOST_TRIES))
    assert (_rest(clinic), _rest(clinic)) == (0, 0)


def test_what_changes_while_an_email_is_on_its_way_is_told_by_another(clinic: Clinic) -> None:
    sent = send(clinic.database, content=ASKED)
    _open(clinic, sent)
    hand_over = clinic.postbox.handle_DATA

    async def slowly(*told: object) -> str:
        _change(clinic, sent, ChangeStatus(Status.CONTACTED))
        clinic.postbox.handle_DATA = hand_over  # type: ignore[method-assign]
        return await hand_over(*told)

    clinic.postbox.handle_DATA = slowly  # type: ignore[method-assign, assignment]
    assert (_rest(clinic), _rest(clinic), _rest(clinic)) == (1, 1, 0)


def test_an_address_that_no_key_opens_is_left(clinic: Clinic) -> None:
    sent = send(clinic.database, content=ASKED)
    _open(clinic, sent)
    clinic.sender._keyring = Keyring(KEYS[1:], "data")  # noqa: SLF001 - another key, as after a mistaken restore
    assert (_rest(clinic), _rest(clinic)) == (0, 0)
