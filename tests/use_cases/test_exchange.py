"""What programs read: in the order in which it came or went, each exactly once, each with its line of the audit."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from screener.audit import Actor
from screener.storage.database import Database
from screener.storage.exams import Exams
from screener.storage.exchange import Wanted
from screener.storage.submissions import Submissions
from screener.submissions.submission import Submission, withdraw
from screener.use_cases.exams import Examining
from screener.use_cases.exchange import Exchanging
from screener.use_cases.reviewed import NoSuchSubmission
from tests.clinic.exams import findings
from tests.storage.samples import CONTENT, KEYRING, NOON
from tests.storage.working import LATER, NURSE, audited, send

EPIC = Actor("client-1", "192.0.2.9")


def _exchanging(database: Database) -> Exchanging:
    return Exchanging(database, KEYRING, clock=lambda: LATER)


def _withdraw(database: Database, found: Submission, at: datetime) -> None:
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(found, at))


def _hours(number: int) -> datetime:
    return NOON + timedelta(hours=number)


@pytest.fixture
def five(database: Database) -> list[str]:
    """The ids of five submissions, two at the same moment, in the order in which they are told; the first one was withdrawn last."""
    made = [send(database, number, received_at=_hours(min(number, 3))) for number in range(5)]
    _withdraw(database, made[0], _hours(9))
    return [made[1].id, made[2].id, *sorted((made[3].id, made[4].id)), made[0].id]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 50])
def test_every_page_goes_on_where_the_one_before_ended(
    database: Database, five: list[str], count: int
) -> None:
    wanted, found = Wanted(), []
    while True:
        page = _exchanging(database).page(wanted, count, EPIC)
        assert len(page.submissions) <= count
        found += [opened.submission.id for opened in page.submissions]
        if page.next is None:
            break
        wanted = replace(wanted, after=page.next)
    assert found == five


def test_what_comes_and_goes_between_two_pages_is_told_after_them(
    database: Database, five: list[str]
) -> None:
    first = _exchanging(database).page(Wanted(), 3, EPIC)
    found = first.submissions[0]
    _withdraw(database, found.submission, _hours(10))
    second = _exchanging(database).page(Wanted(after=first.next), 50, EPIC)
    assert [each.submission.id for each in second.submissions] == [five[3], five[4], five[0]]
    assert second.submissions[-1].content is None
    assert not second.submissions[-1].is_damaged


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(since=_hours(2)), [1, 2, 3, 4]),
        (Wanted(since=_hours(1), until=_hours(3)), [0, 1]),
        (Wanted(until=_hours(1)), []),
        (Wanted(gone=False), [0, 1, 2, 3]),
        (Wanted(live=False), [4]),
        (Wanted(live=False, gone=False), []),
        (Wanted(id="nothing"), []),
        (Wanted(reference="nothing"), []),
    ],
)
def test_only_what_is_wanted_is_told(
    database: Database, five: list[str], wanted: Wanted, expected: list[int]
) -> None:
    found = _exchanging(database).page(wanted, 50, EPIC).submissions
    assert [each.submission.id for each in found] == [five[number] for number in expected]


def test_each_that_is_read_and_each_search_is_a_line_of_the_audit(
    database: Database, five: list[str]
) -> None:
    before = len(audited(database))
    exchanging = _exchanging(database)
    exchanging.page(Wanted(), 2, EPIC)
    exchanging.page(Wanted(id="nothing"), 2, EPIC)
    exchanging.read(five[0], EPIC)
    read, searched = ("submission.read_by_client", "client-1"), ("client.searched", "client-1")
    assert audited(database)[before:] == [read, read, searched, searched, read]
    with pytest.raises(NoSuchSubmission):
        exchanging.read("nothing", EPIC)


def test_a_program_reads_it_open_with_its_newest_exam_and_nobody_has_seen_it_by_that(
    database: Database,
) -> None:
    found = send(database)
    Examining(database, KEYRING, clock=lambda: LATER).record(found.reference, findings(), 0, NURSE)
    whole = _exchanging(database).read(found.id, EPIC)
    assert whole.opened.content == CONTENT
    assert whole.exam is not None
    assert whole.exam.findings == findings()
    assert whole.opened.submission.first_viewed_at is None


def test_a_staff_member_who_takes_it_out_has_read_it(database: Database) -> None:
    found = send(database)
    written = f"{found.reference[:4]}-{found.reference[4:]}".lower()
    whole = _exchanging(database).take_out(written, NURSE)
    assert (whole.opened.submission.id, whole.exam) == (found.id, None)
    assert whole.opened.submission.first_viewed_at == LATER
    assert audited(database)[-1] == ("submission.taken_out", "staff-1")
    for unknown in ("2222-2222", "no number"):
        with pytest.raises(NoSuchSubmission):
            _exchanging(database).take_out(unknown, NURSE)


def test_the_command_takes_out_all_that_is_wanted_and_each_is_audited(
    database: Database, five: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screener.use_cases.exchange._BATCH", 2)
    before = len(audited(database))
    found = [whole.opened.submission.id for whole in _exchanging(database).take_out_all(Wanted())]
    assert found == five
    assert audited(database)[before:] == [("submission.taken_out", "command line")] * 5


def test_nobody_can_be_read_whose_exam_is_of_another(database: Database) -> None:
    one, other = send(database, 1), send(database, 2)
    Examining(database, KEYRING, clock=lambda: LATER).record(one.reference, findings(), 0, NURSE)
    assert _exchanging(database).read(other.id, EPIC).exam is None
    with database.reading() as connection:
        assert len(Exams(connection, KEYRING).of(one)) == 1
