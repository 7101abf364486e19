"""What is pushed: what comes from now on, what is taken back, what an exam found; once taken, never again."""

import io
import json
from datetime import timedelta

from screener.adapters.receiver import receiver
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.submissions.submission import Submission, withdraw
from screener.use_cases.exams import Examining
from screener.use_cases.exchange import Whole
from screener.use_cases.push import Pusher
from tests.clinic.exams import findings
from tests.receiving import Receiving, fails, takes
from tests.storage.samples import KEYRING, NOON, PERSONAL
from tests.storage.working import NURSE, audited, send
from tests.use_cases.test_submissions import Clock

SECRET = "0123456789abcdef0123456789abcdef"


def _written(found: Whole) -> tuple[bytes, str]:
    if found.opened.submission.questionnaire_version == "damaged":
        raise ValueError("cannot be opened")
    told = [
        found.opened.submission.reference,
        found.opened.submission.status,
        found.exam.version if found.exam else 0,
    ]
    return json.dumps(told).encode(), found.opened.submission.reference


def _pusher(database: Database, url: str, clock: Clock | None = None) -> Pusher:
    return Pusher(database, KEYRING, receiver(url, SECRET), _written, clock=clock or Clock())


def _withdraw(database: Database, found: Submission) -> None:
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(found, NOON))


def _told(other: Receiving) -> list[list[object]]:
    return [json.loads(each.body) for each in other.received]


def test_what_comes_from_now_on_is_pushed_once_with_a_line_of_the_audit(database: Database) -> None:
    send(database, 1)
    with Receiving() as other:
        pusher = _pusher(database, other.url)
        assert pusher.send_due() == 0, "what was there before is not pushed unasked"
        new = send(database, 2)
        assert [pusher.send_due(), pusher.send_due()] == [1, 0]
    assert _told(other) == [[new.reference, "new", 0]]
    assert audited(database)[-1] == ("submission.pushed", "push")


def test_what_came_while_no_address_was_set_goes_to_the_one_that_is_set_again(database: Database) -> None:
    with Receiving() as earlier, Receiving() as later:
        _pusher(database, earlier.url).send_due()
        new = send(database)
        assert _pusher(database, later.url).send_due() == 1
    assert (_told(earlier), _told(later)) == ([], [[new.reference, "new", 0]])


def test_what_is_taken_back_and_what_an_exam_found_is_pushed_too(database: Database) -> None:
    with Receiving() as other:
        pusher = _pusher(database, other.url)
        pusher.send_due()
        found = send(database)
        pusher.send_due()
        Examining(database, KEYRING, clock=lambda: NOON).record(found.reference, findings(), 0, NURSE)
        pusher.send_due()
        _withdraw(database, found)
        pusher.send_due()
    assert [told[1:] for told in _told(other)] == [["new", 0], ["new", 1], ["withdrawn", 0]]
    keys = [each.headers["Idempotency-Key"] for each in other.received]
    assert len(set(keys)) == 3


def test_what_nobody_sent_is_not_pushed(database: Database) -> None:
    with Receiving() as other:
        pusher = _pusher(database, other.url)
        pusher.send_due()
        send(database, synthetic=True)
        assert pusher.send_due() == 0
    assert other.received == []


def test_what_is_not_taken_is_tried_again_later_and_later_under_the_same_key(
    database: Database, logged: io.StringIO
) -> None:
    clock = Clock()
    with Receiving(fails) as other:
        pusher = _pusher(database, other.url, clock)
        pusher.send_due()
        send(database)
        waits = []
        for _ in range(3):
            assert pusher.send_due() == 0
            tried, waited = len(other.received), timedelta()
            while len(other.received) == tried and waited < timedelta(days=2):
                waited += timedelta(minutes=1)
                clock.now += timedelta(minutes=1)
                pusher.send_due()
            waits.append(waited)
        assert waits == sorted(waits)
        other.behave = takes
        clock.now += timedelta(days=2)
        assert [pusher.send_due(), pusher.send_due()] == [1, 0]
    assert len({each.headers["Idempotency-Key"] for each in other.received}) == 1
    times = [int(each.headers["X-Screener-Timestamp"]) for each in other.received]
    assert times == sorted(set(times)), "each try is signed anew"
    line = json.loads(logged.getvalue().splitlines()[0])
    assert (line["event"], line["error"]) == ("submission not pushed", "NotTaken")
    assert [word for word in (*PERSONAL, SECRET, "127.0.0.1") if word in logged.getvalue()] == []


def test_a_clock_that_was_ahead_for_a_moment_holds_nothing_back(database: Database) -> None:
    clock = Clock()
    with Receiving(fails) as other:
        pusher = _pusher(database, other.url, clock)
        pusher.send_due()
        clock.now += timedelta(days=30)
        send(database)
        assert pusher.send_due() == 0
        clock.now -= timedelta(days=30)
        other.behave = takes
        assert [pusher.send_due(), pusher.send_due()] == [1, 0]


def test_what_is_taken_back_while_it_waits_goes_out_without_its_content(database: Database) -> None:
    with Receiving(fails) as other:
        clock = Clock()
        pusher = _pusher(database, other.url, clock)
        pusher.send_due()
        found = send(database)
        pusher.send_due()
        _withdraw(database, found)
        other.behave = takes
        assert pusher.send_due() == 0, "the other side may still be at it"
        clock.now += timedelta(minutes=1)
        assert pusher.send_due() == 1
    assert [told[1] for told in _told(other)] == ["new", "withdrawn"]


def test_what_is_new_while_a_try_goes_on_is_told_after_it(database: Database) -> None:

    with Receiving() as other:
        pusher = _pusher(database, other.url)
        pusher.send_due()
        found = send(database)

        def takes_and_somebody_withdraws(handler: object) -> None:
            other.behave = takes
            Examining(database, KEYRING, clock=lambda: NOON).record(found.reference, findings(), 0, NURSE)
            meanwhile = [_pusher(database, other.url).send_due()]
            _withdraw(database, found)
            meanwhile.append(_pusher(database, other.url).send_due())
            assert meanwhile == [0, 0], "content must not arrive after the word that it is gone"
            takes(handler)  # type: ignore[arg-type]

        other.behave = takes_and_somebody_withdraws
        assert [pusher.send_due() for _ in range(3)] == [1, 1, 0]
    assert [told[1] for told in _told(other)] == ["new", "withdrawn"]


def test_one_that_cannot_be_opened_keeps_no_other_waiting(database: Database) -> None:
    with Receiving() as other:
        pusher = _pusher(database, other.url)
        pusher.send_due()
        send(database, 1, questionnaire_version="damaged")
        good = send(database, 2)
        assert pusher.send_due() == 1
    assert [told[0] for told in _told(other)] == [good.reference]


def test_two_that_push_at_once_push_it_once(database: Database) -> None:
    with Receiving() as other:
        one, two = _pusher(database, other.url), _pusher(database, other.url)
        one.send_due()
        send(database)

        def takes_while_the_other_looks(handler: object) -> None:
            assert two.send_due() == 0
            takes(handler)  # type: ignore[arg-type]

        other.behave = takes_while_the_other_looks
        assert one.send_due() == 1
    assert len(other.received) == 1
