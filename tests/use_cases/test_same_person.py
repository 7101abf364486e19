"""Who sent before is known by what the hashes share, and that two are of one person is written in both."""

import pytest

from screener.clinic.same_person import Shared
from screener.codes.reference import REFERENCE_LENGTH, code_from
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.submissions.opened import Opened
from screener.submissions.submission import AlreadyWithdrawn, ClosedReason, Status, Submission, withdraw
from screener.use_cases.reviewed import NoSuchSubmission, Why
from screener.use_cases.same_person import As, Relating
from tests.storage.samples import CONTENT, KEYRING
from tests.storage.working import LATER, NURSE, content, reviewing, send


def _relating(database: Database) -> Relating:
    return Relating(database, KEYRING, reviewing(database))


def _notes(database: Database, submission: Submission) -> list[str | None]:
    return [note.text for note in reviewing(database).open(submission.reference, NURSE).notes]


def test_what_shares_phone_email_or_name_with_birth_is_told_and_nothing_else(database: Database) -> None:
    one = send(database, 1)
    elsewhere = {"phone": "+19135550199", "email": "else@example.org"}
    send(database, 2, content=content(name="Ann Other", date_of_birth="1980-01-01", email="else@example.org"))
    send(database, 3, content=content(**elsewhere, name="Ann Other", date_of_birth="1980-01-01"))
    send(database, 4, content=content(**elsewhere))
    send(database, 5, content=content(**elsewhere, date_of_birth="1956-04-29"))
    send(database, 6, content=content(**elsewhere, name="Ann Other"))
    send(database, 7, content=content(phone="", name="", date_of_birth=""))
    told = {
        other.submission.reference: other.shared for other in _relating(database).others(Opened(one, CONTENT))
    }
    numbers = {number: code_from(number, REFERENCE_LENGTH) for number in range(1, 8)}
    assert told == {
        numbers[2]: (Shared.PHONE,),
        numbers[4]: (Shared.NAME_AND_BIRTH,),
        numbers[7]: (Shared.EMAIL,),
    }


def test_a_duplicate_is_closed_as_one_and_both_say_so(database: Database) -> None:
    one, other = send(database, 1), send(database, 2)
    typed = f" {other.reference[:4].lower()}-{other.reference[4:]}"
    done = _relating(database).relate(one.reference, one.version, typed, As.DUPLICATE, NURSE)
    assert (done.submission.status, done.submission.closed_reason) == (Status.CLOSED, ClosedReason.DUPLICATE)
    assert _notes(database, one) == [f"Duplicate of {other.reference[:4]}-{other.reference[4:]}."]
    assert _notes(database, other) == [f"This has a duplicate: {one.reference[:4]}-{one.reference[4:]}."]
    assert reviewing(database).present(other.reference).status is Status.NEW
    again = _relating(database).relate(one.reference, done.submission.version, typed, As.SAME_PERSON, NURSE)
    assert not again.left
    assert len(_notes(database, one)) == 2


def test_what_somebody_changed_in_between_is_not_closed_over_them(database: Database) -> None:
    one, other = send(database, 1), send(database, 2)
    done = _relating(database).relate(one.reference, one.version + 7, other.reference, As.DUPLICATE, NURSE)
    assert [why for _, why in done.left] == [Why.CHANGED]
    assert done.submission.status is Status.NEW


def test_nothing_is_written_about_itself_nothing_or_what_is_gone(database: Database) -> None:
    one, gone = send(database, 1), send(database, 2)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(gone, LATER))
    for typed in (one.reference, "", "gibberish", "22222229"):
        with pytest.raises(NoSuchSubmission):
            _relating(database).relate(one.reference, one.version, typed, As.SAME_PERSON, NURSE)
    with pytest.raises(AlreadyWithdrawn):
        _relating(database).relate(one.reference, one.version, gone.reference, As.SAME_PERSON, NURSE)
    with pytest.raises(AlreadyWithdrawn):
        _relating(database).relate(gone.reference, gone.version, one.reference, As.SAME_PERSON, NURSE)
    assert _notes(database, one) == []
    assert [other.submission.id for other in _relating(database).others(Opened(one, CONTENT))] == []


def test_a_press_that_comes_twice_is_written_once_and_another_press_again(database: Database) -> None:
    one, other = send(database, 1), send(database, 2)
    relating = _relating(database)
    for press in ("a" * 32, "a" * 32):
        relating.relate(one.reference, one.version, other.reference, As.DUPLICATE, NURSE, press=press)
    assert len(_notes(database, one)) == len(_notes(database, other)) == 1
    relating.relate(one.reference, one.version, other.reference, As.DUPLICATE, NURSE, press="b" * 32)
    assert len(_notes(database, one)) == len(_notes(database, other)) == 2
