"""What is old loses its content, with its event, and leaves a tombstone; nothing newer is touched."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from screener.clinic.retention import Left
from screener.clinic.schedule import Due
from screener.dystonia.urgency import Urgency
from screener.storage import audit_check, retention, throttling
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.retention import count_due, forget_tries, purge_some
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.storage.tables.throttle import throttle
from screener.submissions.submission import Status, Submission, received, withdraw
from tests.storage.samples import CONTENT, KEYRING, NOON, PERSONAL, submission

LATER = NOON + timedelta(days=400)
STATUSES = [status for status in Status if status is not Status.WITHDRAWN]


def _add(database: Database, days: int, **changes: object) -> Submission:
    new = submission(
        **({"first_viewed_at": NOON, "urgency": None} | changes), received_at=NOON + timedelta(days=days)
    )
    with database.writing() as connection:
        Submissions(connection, KEYRING).add(new, CONTENT, received(new), send_key=new.id, receipt=new.id)
    return new


def _read(database: Database, some: Submission) -> Submission | None:
    with database.reading() as connection:
        return Submissions(connection, KEYRING).by_receipt(some.id)


def _before(day: int, status: Status | None = None) -> dict[Status, datetime]:
    return dict.fromkeys([status] if status else STATUSES, NOON + timedelta(days=day))


def _purge(database: Database, before_day: int, status: Status | None = None) -> list[int]:
    before = _before(before_day, status)
    purged: list[int] = []
    while True:
        with database.writing() as connection:
            due = sum(one.free for one in count_due(connection, before).values())
            some = purge_some(connection, KEYRING, before, LATER)
        if not some:
            assert due == 0
            return purged
        assert due >= some
        purged.append(some)


def test_the_oldest_go_in_batches_and_what_is_newer_stays(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    old = [_add(database, day) for day in range(5)]
    new = _add(database, 5)
    assert _purge(database, 5) == [2, 2, 1]
    for one in old:
        tombstone = _read(database, one)
        assert tombstone is not None
        assert (tombstone.is_tombstone, tombstone.purged, tombstone.withdrawn_at) == (True, True, LATER)
        assert (tombstone.reference, tombstone.received_at) == (one.reference, one.received_at)
        assert (tombstone.distribution, tombstone.regions, tombstone.flags) == (None, (), ())
    left = _read(database, new)
    assert left is not None
    assert (left.is_tombstone, left.purged) == (False, False)
    with database.reading() as connection:
        assert connection.scalar(select(func.count(submission_tag.c.submission_id.distinct()))) == 1


def test_each_is_audited_and_the_chain_is_whole(database: Database) -> None:
    old = _add(database, 0)
    _purge(database, 1)
    with database.reading() as connection:
        last = connection.execute(select(audit_event).order_by(audit_event.c.number.desc())).first()
        assert audit_check.first_fault(connection) is None
    assert last is not None
    assert (last.action, last.actor, last.subject, last.at) == (
        "submission.purged",
        "command line",
        old.id,
        LATER,
    )


def test_only_those_of_the_status_go_where_one_is_given(database: Database) -> None:
    _add(database, 0)
    with database.reading() as connection:
        due = count_due(connection, _before(1))
    assert due == {status: Due(int(status is Status.NEW), 0, 0) for status in STATUSES}
    assert _purge(database, 1, Status.CLOSED) == []
    assert _purge(database, 1, Status.NEW) == [1]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"first_viewed_at": None}, Left.UNREAD),
        ({"urgency": Urgency.SOON}, Left.RED_FLAG),
        ({"urgency": Urgency.TODAY}, Left.RED_FLAG),
        ({"first_viewed_at": None, "urgency": Urgency.TODAY}, Left.UNREAD),
    ],
)
def test_what_nobody_read_or_is_flagged_goes_by_its_name_alone(
    database: Database, changes: dict[str, object], why: Left
) -> None:
    other, kept = _add(database, 0, **changes), _add(database, 0, **changes)
    with database.reading() as connection:
        assert count_due(connection, _before(1))[Status.NEW] == Due(0, 2, 0)
        assert {one.reference: one.left for one in retention.old(connection, _before(1))} == {
            other.reference: why,
            kept.reference: why,
        }
    assert _purge(database, 1) == []
    with database.writing() as connection:
        assert purge_some(connection, KEYRING, _before(1), LATER, [other.reference]) == 1
    gone, left = _read(database, other), _read(database, kept)
    assert gone is not None
    assert left is not None
    assert (gone.purged, left.purged) == (True, False)


def test_what_was_withdrawn_stays_as_it_is(database: Database) -> None:
    gone = _add(database, 0)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(gone, NOON))
    before = _read(database, gone)
    assert _purge(database, 1) == []
    assert _read(database, gone) == before


def test_after_a_purge_no_file_of_sqlite_holds_the_sealed_bytes(sqlite_url: str) -> None:
    database = Database(open_engine(sqlite_url))
    _add(database, 0)
    with database.reading() as connection:
        sealed = connection.execute(select(table.c.contact, table.c.answers, table.c.seen)).one()
    folder = Path(str(database.engine.url.database)).parent

    def holds() -> list[bool]:
        files = b"".join(file.read_bytes() for file in folder.iterdir())
        return [value[:400] in files for value in sealed]

    assert holds() == [True] * 3, "this test can see them"
    _purge(database, 1)
    database.forget_overwritten()
    assert holds() == [False] * 3
    assert [word for word in PERSONAL if word.encode() in sealed[0]] == []
    database.engine.dispose()


def test_counts_of_hours_that_are_over_are_forgotten(database: Database) -> None:
    with database.writing() as connection:
        throttling.count(connection, b"1" * 32, NOON)
        throttling.count(connection, b"2" * 32, NOON)
        assert forget_tries(connection, NOON + timedelta(minutes=59)) == 0
        assert forget_tries(connection, NOON + timedelta(hours=1)) == 2
        assert connection.scalar(select(func.count()).select_from(throttle)) == 0
