"""Nothing that a person said lies in the database in clear, and what is sealed stays with its row."""

from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, String, select, update

from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables import metadata
from screener.storage.tables.account import staff_session
from screener.storage.tables.key_check import key_check
from screener.storage.tables.sealed import Sealed, purpose, sealed_columns
from screener.storage.tables.submission import submission as table
from screener.submissions.content import Content
from screener.submissions.submission import Submission, received
from tests.storage.samples import CONTENT, KEYRING, KEYS, PERSONAL, everything, submission

HASH_BYTES = 32
SEALED = ("contact", "answers", "seen")
CLEAR = {
    "id",
    "reference",
    "received_at",
    "withdrawn_at",
    "status",
    "version",
    "language",
    "respondent",
    "distribution",
    "generalized",
    "urgency",
    "questionnaire_version",
    "rules_version",
    "priority",
    "has_message",
    "assignee",
    "closed_reason",
    "first_contact_at",
    "first_viewed_at",
    "synthetic",
    "entered_by",
    "sent_by",
    "purged",
    "hold",
    "attempts",
    "last_attempt_at",
    "last_attempt_by",
    "last_outcome",
    "call_back_at",
}
"""Every column of a submission that may be in clear, written again: a new one has to be argued for."""


def _add(database: Database, new: Submission, send_key: str, receipt: str) -> None:
    with database.writing() as connection:
        Submissions(connection, KEYRING).add(new, CONTENT, received(new), send_key=send_key, receipt=receipt)


def _read(
    database: Database, receipt: str, keyring: Keyring = KEYRING
) -> tuple[Submission, Content | None] | None:
    with database.reading() as connection:
        submissions = Submissions(connection, keyring)
        found = submissions.by_receipt(receipt)
        return (found, submissions.content(found)) if found else None


def test_no_word_of_the_person_is_in_any_column(database: Database) -> None:
    _add(database, submission(), "send", "receipt")
    with database.reading() as connection:
        stored = everything(connection).lower()
    assert [word for word in PERSONAL if word.lower() in stored] == []
    assert "segmental" in stored, "the pattern is in clear, and this test can see it"


def test_no_word_of_the_person_is_in_the_files_of_sqlite(sqlite_url: str) -> None:
    database = Database(open_engine(sqlite_url))
    _add(database, submission(), "send", "receipt")
    stored = b"".join(file.read_bytes() for file in Path(str(database.engine.url.database)).parent.iterdir())
    database.engine.dispose()
    assert [word for word in PERSONAL if word.encode() in stored] == []
    assert b"segmental" in stored


def test_send_key_and_receipt_code_are_stored_as_keyed_hashes(database: Database) -> None:
    _add(database, submission(), "my-send-key", "MYRECEIPT")
    with database.reading() as connection:
        stored = everything(connection)
        row = connection.execute(select(table.c.send_key, table.c.receipt)).one()
    assert "my-send-key" not in stored
    assert "MYRECEIPT" not in stored
    assert row.send_key == KEYRING.fingerprints("my-send-key", "send_key")[0]
    assert row.receipt == KEYRING.fingerprints("MYRECEIPT", "receipt")[0]


@pytest.mark.parametrize("column", SEALED)
def test_a_sealed_column_swapped_between_two_rows_cannot_be_opened(database: Database, column: str) -> None:
    first, second = submission(), submission()
    _add(database, first, "send-1", "receipt-1")
    _add(database, second, "send-2", "receipt-2")
    with database.writing() as connection:
        values = {row.id: row[1] for row in connection.execute(select(table.c.id, table.c[column]))}
        for one, other in ((first.id, second.id), (second.id, first.id)):
            connection.execute(update(table).where(table.c.id == one).values({column: values[other]}))
    for receipt in ("receipt-1", "receipt-2"):
        with pytest.raises(CannotOpen):
            _read(database, receipt)


@pytest.mark.parametrize(
    ("column", "other"), [("contact", "seen"), ("answers", "contact"), ("seen", "answers")]
)
def test_a_sealed_column_put_in_place_of_another_cannot_be_opened(
    database: Database, column: str, other: str
) -> None:
    _add(database, submission(), "send", "receipt")
    with database.writing() as connection:
        connection.execute(update(table).values({column: table.c[other]}))
    with pytest.raises(CannotOpen):
        _read(database, "receipt")


@pytest.mark.parametrize("column", SEALED)
def test_a_changed_byte_in_a_sealed_column_cannot_be_opened(database: Database, column: str) -> None:
    _add(database, submission(), "send", "receipt")
    with database.writing() as connection:
        value = bytearray(connection.execute(select(table.c[column])).scalar_one())
        value[-20] ^= 1
        connection.execute(update(table).values({column: bytes(value)}))
    with pytest.raises(CannotOpen):
        _read(database, "receipt")


def test_content_that_no_key_opens_is_found_and_stays_closed(database: Database) -> None:
    new = submission()
    _add(database, new, "send", "receipt")
    with database.writing() as connection:
        connection.execute(update(table).values(dict.fromkeys(SEALED, b"damaged")))
    with database.reading() as connection:
        submissions = Submissions(connection, KEYRING)
        for found in (submissions.by_receipt("receipt"), submissions.by_send_key("send")):
            assert found == new
            with pytest.raises(CannotOpen):
                submissions.content(found)


def test_after_a_rotation_old_submissions_are_found_and_open(database: Database) -> None:
    old = submission()
    _add(database, old, "send", "receipt")
    rotated = Keyring([KEYS[1], KEYS[0]], "data")
    assert _read(database, "receipt", rotated) == (old, CONTENT)
    with database.writing() as connection:
        again = Submissions(connection, rotated).by_send_key("send")
    assert again == old
    assert _read(database, "receipt", Keyring([KEYS[1]], "data")) is None


OTHER_BYTES = {
    "audit_event.hash": "of what stands in clear beside it",
    "audit_event.previous": "the hash of the row before",
    "passkey_challenge.challenge": "chance, worth nothing without a private key",
}
"""Bytes that are neither sealed nor a keyed hash, with what they are."""


def test_every_column_of_bytes_is_sealed_or_a_keyed_hash_or_listed_here() -> None:
    assert {
        str(column)
        for one in metadata.sorted_tables
        for column in one.columns
        if isinstance(column.type, LargeBinary)
        and not isinstance(column.type, Sealed)
        and not (column.type.length == HASH_BYTES and str(column.comment).startswith("keyed hash"))
    } == OTHER_BYTES.keys()


def test_a_column_says_that_it_is_sealed_where_it_is_and_nowhere_else() -> None:
    for one in metadata.sorted_tables:
        for column in one.columns:
            said = str(column.comment).startswith("sealed: ")
            assert said is isinstance(column.type, Sealed), str(column)


def test_every_column_of_a_submission_is_listed_here_as_clear_or_is_bytes() -> None:
    assert {column.name for column in table.columns if not isinstance(column.type, LargeBinary)} == CLEAR
    assert [column.name for column in sealed_columns(table)] == list(SEALED)


def test_every_clear_column_of_a_submission_gives_its_reason() -> None:
    for name in CLEAR - {"id"}:
        reason = str(table.c[name].comment)
        assert reason.startswith("clear: "), name
        assert len(reason) > len("clear: ") + 5, name
    assert table.c.id.comment == "random; the row that sealed columns are bound to"


def test_no_other_table_has_room_for_a_sentence_but_the_audit_schedules_facts_tags_and_those_of_staff_and_programs() -> (
    None
):
    wide = [
        str(column)
        for one in metadata.sorted_tables
        for column in one.columns
        if isinstance(column.type, String) and (column.type.length is None or column.type.length > 64)
    ]
    of_staff = ["account.email", "account.name", "invitation.email"]
    of_programs = ["client.scopes", "client.jwks", "client_token.scopes"]
    of_tags = [
        "submission_count.name",
        "submission_place.tags",
    ]  # three names of the program at most, by triggers
    assert set(wide) == {
        "audit_event.details",
        "purge_proposal.schedule",
        "facts.facts",
        *of_staff,
        *of_programs,
        *of_tags,
    }


def test_what_a_value_is_bound_to_never_changes_or_nothing_that_is_stored_would_open() -> None:
    assert purpose(table.c.contact, "row-1") == ("submission", "contact", "row-1")
    assert purpose(key_check.c.sealed, 1) == ("key_check", "sealed", "1")
    assert purpose(staff_session.c.offer, b"\x0a\xff") == ("staff_session", "offer", "0aff")
