"""A submission is stored whole and once, and changed only by somebody who saw its last version."""

import json
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from screener.dystonia.urgency import Urgency
from screener.storage.database import Database
from screener.storage.submissions import Conflict, ReferenceTaken, Submissions
from screener.storage.tables.audit import audit_event
from screener.storage.tables.sealed import purpose
from screener.storage.tables.submission import submission as table
from screener.storage.tables.submission import submission_tag
from screener.submissions.content import Contact, Content, Seen, SeenAnswer
from screener.submissions.submission import Status, Submission, received, withdraw
from tests.drawing import steadily
from tests.storage.samples import CONTENT, KEYRING, NOON, submission

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
LINES = st.builds(SeenAnswer, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
CONTENTS = st.builds(
    Content,
    contact=st.builds(Contact, *[TEXTS] * len(fields(Contact))),
    answers=st.dictionaries(
        TEXTS, TEXTS | st.integers(0, 130) | st.lists(TEXTS, max_size=3) | st.none(), max_size=4
    ),
    parts=st.lists(TEXTS, max_size=4).map(tuple),
    seen=st.builds(
        Seen,
        sections=st.lists(st.tuples(TEXTS, st.lists(LINES, max_size=2).map(tuple)), max_size=2).map(tuple),
        result=st.lists(TEXTS, max_size=3).map(tuple),
    ),
)


def _add(
    database: Database,
    new: Submission,
    send_key: str = "send",
    receipt: str = "receipt",
    content: Content = CONTENT,
) -> bool:
    with database.writing() as connection:
        submissions = Submissions(connection, KEYRING)
        return submissions.add(new, content, received(new), send_key=send_key, receipt=receipt)


def _read(database: Database, receipt: str = "receipt") -> Submission | None:
    with database.reading() as connection:
        return Submissions(connection, KEYRING).by_receipt(receipt)


def _content(database: Database, receipt: str = "receipt") -> Content | None:
    with database.reading() as connection:
        submissions = Submissions(connection, KEYRING)
        found = submissions.by_receipt(receipt)
        assert found is not None
        return submissions.content(found)


def _counts(database: Database) -> tuple[int, int, int]:
    """Return how many submissions, tags and audit events there are."""
    with database.reading() as connection:
        submissions, tags, events = (
            connection.scalar(select(func.count()).select_from(one)) or 0
            for one in (table, submission_tag, audit_event)
        )
    return submissions, tags, events


@steadily(25, HealthCheck.function_scoped_fixture)
@given(content=CONTENTS)
def test_any_content_reads_back_identical(database: Database, content: Content) -> None:
    new = submission()
    _add(database, new, send_key=new.id, receipt=new.id, content=content)
    assert _content(database, new.id) == content


@pytest.mark.parametrize(
    "new",
    [
        submission(),
        submission(distribution=None, regions=(), caveats=(), flags=(), urgency=None),
        submission(generalized=True, urgency=Urgency.TODAY, language="en", respondent="self"),
        submission(received_at=NOON.astimezone().replace(microsecond=0), entered_by="staff-1"),
    ],
)
def test_every_field_reads_back_identical(database: Database, new: Submission) -> None:
    assert _add(database, new)
    assert _read(database) == new
    assert _content(database) == CONTENT
    with database.reading() as connection:
        assert Submissions(connection, KEYRING).by_send_key("send") == new


EVERYTHING = replace(
    CONTENT, contact=Contact(**{field.name: f"the {field.name}" for field in fields(Contact)})
)
OF_0_2 = [field.name for field in fields(Contact)][:11]
"""The fields of a contact that version 0.2 opens; with any other one it opens none of it."""


def _sealed(database: Database, column: str) -> dict[str, Any]:
    with database.reading() as connection:
        row = connection.execute(select(table)).one()
    opened: dict[str, Any] = json.loads(KEYRING.open(getattr(row, column), *purpose(table.c[column], row.id)))
    return opened


def test_a_contact_is_stored_so_that_version_0_2_opens_it(database: Database) -> None:
    _add(database, submission(), content=EVERYTHING)
    assert OF_0_2[::10] == ["name", "wishes"]
    assert [*_sealed(database, "contact")] == OF_0_2
    assert {"answers", "parts"} < _sealed(database, "answers").keys()
    assert _content(database) == EVERYTHING


def test_what_a_newer_version_added_to_the_content_is_left_unread(database: Database) -> None:
    new = submission()
    _add(database, new)
    added = {"contact": _sealed(database, "contact") | {"fax": "x"}, "seen": _sealed(database, "seen")}
    for _, lines in added["seen"]["sections"]:
        lines[0]["colour"] = "x"
    with database.writing() as connection:
        sealed = {
            column: KEYRING.seal(json.dumps(part).encode(), *purpose(table.c[column], new.id))
            for column, part in added.items()
        }
        connection.execute(update(table).values(sealed))
    assert _content(database) == CONTENT


def test_all_regions_caveats_flags_and_needs_come_back(database: Database) -> None:
    new = submission(
        regions=("upper_cranial", "lower_cranial", "cervical"),
        flags=("swallowing", "breathing"),
        needs=("interpreter", "wheelchair"),
    )
    _add(database, new)
    read = _read(database)
    assert read is not None
    for field in ("regions", "caveats", "flags", "needs"):
        assert sorted(getattr(read, field)) == sorted(getattr(new, field))


def test_that_there_is_a_message_comes_back(database: Database) -> None:
    _add(database, submission(has_message=True))
    read = _read(database)
    assert read is not None
    assert read.has_message


def test_what_nobody_sent_is_not_found(database: Database) -> None:
    _add(database, submission())
    assert _read(database, "send") is None
    with database.reading() as connection:
        assert Submissions(connection, KEYRING).by_send_key("receipt") is None


def test_a_new_submission_comes_with_one_event(database: Database) -> None:
    new = submission()
    _add(database, new)
    with database.reading() as connection:
        event = connection.execute(select(audit_event)).one()
    assert (event.action, event.actor, event.subject) == ("submission.received", "patient", new.id)
    assert event.at == NOON
    assert "segmental" not in event.details


def test_the_same_send_key_twice_stores_one(database: Database) -> None:
    assert _add(database, submission(), "send", "receipt-1")
    before = _counts(database)
    assert not _add(database, submission(), "send", "receipt-2")
    assert _counts(database) == before == (1, 4, 1)


def test_a_taken_reference_is_refused_and_nothing_is_stored(database: Database) -> None:
    first = submission()
    _add(database, first, "send-1", "receipt-1")
    before = _counts(database)
    with pytest.raises(ReferenceTaken):
        _add(database, submission(reference=first.reference), "send-2", "receipt-2")
    assert _counts(database) == before


def test_a_change_made_on_an_old_version_is_refused_and_leaves_no_event(database: Database) -> None:
    first = submission()
    _add(database, first)
    tombstone, event = withdraw(first, NOON)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(tombstone, event)
    before = _counts(database)
    for stale in (tombstone, replace(tombstone, version=9), replace(tombstone, id="unknown")):
        with pytest.raises(Conflict), database.writing() as connection:
            Submissions(connection, KEYRING).save(stale, event)
    assert _counts(database) == before


def test_a_withdrawal_purges_content_and_tags_and_keeps_reference_times_and_versions(
    database: Database,
) -> None:
    first = submission()
    _add(database, first)
    tombstone, event = withdraw(first, NOON + timedelta(days=2))
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(tombstone, event)
    assert _read(database) == tombstone
    assert _counts(database) == (1, 0, 2)
    with database.reading() as connection:
        row = dict(connection.execute(select(table)).mappings().one())
    assert {row.pop("send_key"), row.pop("receipt")} == {
        KEYRING.fingerprints("send", "send_key")[0],
        KEYRING.fingerprints("receipt", "receipt")[0],
    }
    assert row == {
        "id": first.id,
        "reference": first.reference,
        "received_at": NOON,
        "withdrawn_at": NOON + timedelta(days=2),
        "status": Status.WITHDRAWN,
        "version": 2,
        "priority": 0,
        "assignee": None,
        "closed_reason": None,
        "first_contact_at": None,
        "first_viewed_at": None,
        "language": "es",
        "respondent": "",
        "distribution": None,
        "generalized": False,
        "urgency": None,
        "questionnaire_version": "1.0.0",
        "rules_version": "1.0.0",
        "has_message": False,
        "contact": None,
        "answers": None,
        "seen": None,
        "synthetic": False,
        "entered_by": None,
        "sent_by": None,
        "purged": False,
        "hold": None,
        "attempts": 0,
        "last_attempt_at": None,
        "last_attempt_by": None,
        "last_outcome": None,
        "call_back_at": None,
    }


def test_a_withdrawal_leaves_the_other_submissions_alone(database: Database) -> None:
    first, other = submission(), submission()
    _add(database, first, "send-1", "receipt-1")
    _add(database, other, "send-2", "receipt-2")
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(first, NOON))
    assert _read(database, "receipt-2") == other
    assert _content(database, "receipt-2") == CONTENT


def test_a_tombstone_is_opened_to_no_content(database: Database) -> None:
    first = submission()
    _add(database, first)
    tombstone, event = withdraw(first, NOON)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(tombstone, event)
    assert _read(database) == tombstone
    assert _content(database) is None


def test_a_change_leaves_the_sealed_columns_as_they_are(database: Database) -> None:
    first = submission()
    _add(database, first)
    sealed = select(table.c.contact, table.c.answers, table.c.seen)
    with database.reading() as connection:
        before = connection.execute(sealed).one()
    changed = replace(first, version=2, regions=("trunk",), urgency=None)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(changed, received(first))
    with database.reading() as connection:
        assert connection.execute(sealed).one() == before
    assert _read(database) == changed
    assert _content(database) == CONTENT
