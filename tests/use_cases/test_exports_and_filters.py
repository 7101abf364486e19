"""What the staff takes out, the filters they keep, and the audit that they can read."""

import csv
import json
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import insert, update

from screener.audit import Action, Actor, LineFilter
from screener.clinic.tabs import Sort
from screener.clinic.worklist import ME, NONE, Query, SavedFilter
from screener.documents.csv import HEADER
from screener.documents.csv import lines as csv_lines
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables.submission import submission as table
from screener.storage.tables.work import saved_filter
from screener.submissions.submission import Status, withdraw
from screener.use_cases import audit as audit_module
from screener.use_cases import worklist as worklist_module
from screener.use_cases.worklist import FILTERS, TooMany
from tests.documents.test_csv import SPOKEN
from tests.storage.samples import CONTENT, KEYRING, everything
from tests.storage.working import LATER, NEUROLOGIST, NURSE, auditing, listing, reviewing, send


def test_an_export_gives_what_the_query_finds_and_is_audited_before_it_begins(database: Database) -> None:
    new = send(database, 1)
    send(database, 2, language="en")
    gone = send(database, 3)
    staff = listing(database)
    given = staff.export(Query(language="es", assignee=NONE, sort=Sort.OLDEST), NURSE)
    (line, *_) = auditing(database).page(LineFilter(action=Action.WORKLIST_EXPORTED)).lines
    assert line.event.details["count"] == "2"
    assert parse_qsl(line.event.details["filter"]) == [
        ("language", "es"),
        ("assignee", "none"),
        ("sort", "oldest"),
    ]
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(gone, LATER))
    assert {one.submission.id: one.content for one in given} == {new.id: CONTENT, gone.id: None}


def test_an_export_of_many_is_read_in_batches_and_whole(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist_module, "_BATCH", 4)
    many = [send(database, number) for number in range(10)]
    with database.writing() as connection:
        connection.execute(update(table).where(table.c.id == many[0].id).values(seen=b"damaged"))
    given = list(listing(database).export(Query(), NURSE))
    assert {one.submission.id for one in given} == {one.id for one in many}
    assert [one.submission.id for one in given if one.is_damaged] == [many[0].id]
    rows = list(
        csv.DictReader("".join(csv_lines(given, SPOKEN)).removeprefix("\ufeff").splitlines(keepends=True))
    )
    assert len(rows) == 10
    assert rows[0].keys() == set(HEADER)


def test_a_filter_is_kept_under_a_name_for_each_person(database: Database) -> None:
    staff = listing(database)
    mine = Query(assignee=ME, unread=True, statuses=frozenset({Status.NEW}))
    staff.save_filter("  Mine,   new ", mine, NURSE)
    staff.save_filter("all", Query(), NURSE)
    staff.save_filter("all", Query(language="es"), NEUROLOGIST)
    staff.save_filter("all", Query(language="en"), NURSE)
    assert staff.filters(NURSE) == (
        SavedFilter("all", Query(language="en")),
        SavedFilter("Mine, new", mine),
    )
    staff.delete_filter("all", NURSE)
    staff.delete_filter("never saved", NURSE)
    assert [kept.name for kept in staff.filters(NURSE)] == ["Mine, new"]
    assert staff.filters(NEUROLOGIST) == (SavedFilter("all", Query(language="es")),)
    with database.reading() as connection:
        assert "Mine" not in everything(connection)


def test_a_filter_for_everybody_is_everybodys_and_each_says_how_many_it_finds(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = listing(database)
    send(database, 1, assignee=NURSE.id)
    send(database, 2, assignee=NURSE.id, language="en")
    send(database, 3)
    staff.save_filter("Mine", Query(assignee=ME), NURSE, shared=True)
    staff.save_filter("Mine", Query(language="en"), NURSE)
    own, shared = staff.filters(NURSE)
    assert [(own.shared, shared.shared), (own.name, shared.name)] == [(False, True), ("Mine", "Mine")]
    assert staff.filters(NEUROLOGIST) == (shared,)
    assert staff.counts((own, shared), NURSE) == [1, 2]
    assert staff.counts((shared,), NEUROLOGIST) == [0], "mine is of whoever asks"
    monkeypatch.setattr(worklist_module, "MOST_COUNTED", 1)
    assert staff.counts((own, shared), NURSE) == [1, 1]
    staff.delete_filter("Mine", NEUROLOGIST)
    assert staff.filters(NEUROLOGIST) == (shared,)
    staff.delete_filter("Mine", NEUROLOGIST, shared=True)
    assert staff.filters(NURSE) == (own,)


@pytest.mark.parametrize("name", ["", " \n", "x" * 61])
def test_a_filter_has_a_name_of_some_length(database: Database, name: str) -> None:
    with pytest.raises(ValueError, match="1 to 60"):
        listing(database).save_filter(name, Query(), NURSE)


def test_nobody_keeps_filters_without_end(database: Database) -> None:
    staff = listing(database)
    for number in range(FILTERS):
        staff.save_filter(str(number), Query(), NURSE)
    with pytest.raises(TooMany):
        staff.save_filter("one more", Query(), NURSE)
    staff.save_filter("0", Query(language="es"), NURSE)
    assert len(staff.filters(NURSE)) == FILTERS


def test_a_filter_that_cannot_be_read_is_left_out(database: Database) -> None:
    staff = listing(database)
    staff.save_filter("good", Query(), NURSE)
    gone = json.dumps(["gone", [["status", "lost"]]]).encode()
    rows = {"damaged": b"damaged", "gone": KEYRING.seal(gone, "saved_filter", "sealed", "gone")}
    with database.writing() as connection:
        for row_id, sealed in rows.items():
            connection.execute(insert(saved_filter).values(id=row_id, staff_id="staff-1", sealed=sealed))
    assert [kept.name for kept in staff.filters(NURSE)] == ["good"]


OTHER = Actor("staff-3", "192.0.2.9")


def test_the_audit_is_read_newest_first_page_by_page_and_filtered(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_module, "LINES", 10)
    new = send(database)
    staff, officer = reviewing(database), auditing(database)
    for turn in range(10):
        staff.open(new.reference, (NURSE, OTHER)[turn % 2])
    tomorrow = reviewing(database, clock=lambda: LATER + timedelta(days=1))
    tomorrow.open(new.reference, NEUROLOGIST)
    first = officer.page(LineFilter())
    assert [line.number for line in first.lines] == list(range(12, 2, -1))
    assert first.references == {new.id: new.reference}
    second = officer.page(LineFilter(), before=first.next)
    assert ([line.number for line in second.lines], second.next) == ([2, 1], None)
    for wanted, count in (
        (LineFilter(actor="staff-2"), 1),
        (LineFilter(action=Action.SUBMISSION_RECEIVED), 1),
        (LineFilter(subjects=(new.id, "other")), 10),
        (LineFilter(subjects=("other",)), 0),
        (LineFilter(since=LATER + timedelta(hours=1)), 1),
        (LineFilter(until=LATER), 1),
        (LineFilter(actor="staff-1", action=Action.SUBMISSION_RECEIVED), 0),
    ):
        assert len(officer.page(wanted).lines) == count, wanted
