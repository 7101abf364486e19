"""Synthetic submissions go whole, and no real one goes with them."""

import pytest
from sqlalchemy import Column, ForeignKey, String, Table, func, select

from screener.demo import send, visits
from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables import metadata
from screener.storage.tables.audit import audit_event
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.storage.upkeep import synthetic
from screener.submissions.submission import received, withdraw
from tests.storage.samples import CONTENT, KEYRING, NOON, submission


def _counts(database: Database) -> tuple[int, int]:
    with database.reading() as connection:
        submissions, tags = (
            connection.scalar(select(func.count()).select_from(one)) or 0 for one in (table, submission_tag)
        )
    return submissions, tags


def _remove(database: Database) -> list[int]:
    removed: list[int] = []
    while True:
        with database.writing() as connection:
            some = synthetic.remove_some(connection, NOON)
        if not some:
            return removed
        removed.append(some)


def test_all_of_them_go_in_batches_and_a_real_one_stays_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(synthetic, "AT_ONCE", 4)
    real = submission()
    with database.writing() as connection:
        Submissions(connection, KEYRING).add(
            real, CONTENT, received(real), send_key="send", receipt="receipt"
        )
    before = _counts(database)
    sent = list(send(database, KEYRING, visits(10, 1, NOON)))
    assert _counts(database)[0] == 11
    assert _remove(database) == [4, 4, 2]
    assert _counts(database) == before
    with database.reading() as connection:
        stored = Submissions(connection, KEYRING)
        found = stored.by_receipt("receipt")
        assert found is not None
        assert (found, stored.content(found)) == (real, CONTENT)
        assert [stored.by_receipt(receipt.code) for receipt in sent] == [None] * 10


def test_each_batch_leaves_a_line_in_the_audit_that_says_how_many(database: Database) -> None:
    made = list(visits(3, 1, NOON))
    list(send(database, KEYRING, made))
    with database.reading() as connection:
        events = connection.scalar(select(func.count()).select_from(audit_event)) or 0
    _remove(database)
    with database.reading() as connection:
        last = connection.execute(select(audit_event).order_by(audit_event.c.number.desc())).first()
        assert audit_check.first_fault(connection) is None
    assert last is not None
    assert events >= len(made)
    assert (last.number, last.action, last.actor) == (events + 1, "synthetic.removed", "command line")
    assert last.details == '{"count": "3"}'


def test_where_there_are_none_nothing_is_removed_or_audited(database: Database) -> None:
    real = submission()
    with database.writing() as connection:
        Submissions(connection, KEYRING).add(
            real, CONTENT, received(real), send_key="send", receipt="receipt"
        )
    assert _remove(database) == []
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(audit_event)) == 1


def test_rows_of_any_table_that_belong_to_one_go_too(database: Database) -> None:
    remark = Table(
        "remark",
        metadata,
        Column("submission_id", ForeignKey("submission.id"), primary_key=True),
        Column("words", String(10)),
    )
    try:
        with database.writing() as connection:
            remark.create(connection)
        list(send(database, KEYRING, visits(2, 1, NOON)))
        with database.writing() as connection:
            for row in connection.scalars(select(table.c.id)).all():
                connection.execute(remark.insert().values(submission_id=row, words="call"))
        assert _remove(database) == [2]
        with database.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(remark)) == 0
    finally:
        metadata.remove(remark)


def test_a_synthetic_submission_stays_marked_when_it_is_read_and_changed(database: Database) -> None:
    new = submission(synthetic=True)
    with database.writing() as connection:
        Submissions(connection, KEYRING).add(new, CONTENT, received(new), send_key="send", receipt="receipt")
        Submissions(connection, KEYRING).save(*withdraw(new, NOON))
    with database.reading() as connection:
        found = Submissions(connection, KEYRING).by_receipt("receipt")
    assert found is not None
    assert (found.version, found.synthetic) == (2, True)
