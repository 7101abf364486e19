"""The audit is append-only in the database itself, and whatever is changed around that is found."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError

from screener.audit import ALLOWED_DETAILS, Action, Event, LineFilter
from screener.storage import audit, audit_check
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event as table
from screener.storage.tables.submission import submission as submission_table
from screener.submissions.submission import received
from tests.storage.samples import CONTENT, KEYRING, NOON, submission

DETAILS = {"language": "en", "rules_version": "1.0.0"}


def _append(database: Database, count: int = 5, at: datetime = NOON) -> None:
    for number in range(count):
        with database.writing() as connection:
            audit.append(
                connection, Event(Action.SUBMISSION_RECEIVED, "patient", f"row-{number}", at, DETAILS)
            )


def _first_fault(database: Database) -> int | None:
    with database.reading() as connection:
        return audit_check.first_fault(connection)


def _drop_triggers(database: Database) -> None:
    on = " ON audit_event" if database.engine.dialect.name == "postgresql" else ""
    with database.writing() as connection:
        for change in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER audit_event_refuses_{change}{on}"))


def test_an_empty_audit_is_whole(database: Database) -> None:
    assert _first_fault(database) is None


def test_events_are_numbered_from_1_and_each_holds_the_hash_of_the_one_before(database: Database) -> None:
    _append(database)
    with database.reading() as connection:
        rows = connection.execute(select(table).order_by(table.c.number)).all()
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert [row.previous for row in rows] == [audit.FIRST, *(row.hash for row in rows[:-1])]
    assert rows[0].at == NOON
    assert rows[0].details == '{"language": "en", "rules_version": "1.0.0"}'
    assert _first_fault(database) is None


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=-5)), ZoneInfo("Asia/Kathmandu")])
def test_the_chain_is_whole_whatever_zone_the_clock_is_in(
    database: Database, zone: timezone | ZoneInfo
) -> None:
    _append(database, at=NOON.astimezone(zone))
    assert _first_fault(database) is None


def test_a_row_cannot_be_updated(database: Database) -> None:
    _append(database)
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as connection:
        connection.execute(update(table).where(table.c.number == 3).values(subject="other"))
    assert _first_fault(database) is None


def test_a_row_cannot_be_deleted(database: Database) -> None:
    _append(database)
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as connection:
        connection.execute(delete(table).where(table.c.number == 5))
    with database.reading() as connection:
        assert len(connection.execute(select(table)).all()) == 5


def test_all_rows_cannot_be_cut_off_at_once(database: Database) -> None:
    _append(database)
    all_rows = (
        "TRUNCATE audit_event CASCADE"
        if database.engine.dialect.name == "postgresql"
        else "DELETE FROM audit_event"
    )
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as connection:
        connection.execute(text(all_rows))


def test_a_row_cannot_be_replaced(database: Database) -> None:
    _append(database)
    with database.reading() as connection:
        row = dict(connection.execute(select(table).where(table.c.number == 3)).mappings().one())
    replacing = {
        "sqlite": sqlite.insert(table).prefix_with("OR REPLACE"),
        "postgresql": postgresql.insert(table).on_conflict_do_update(
            index_elements=[table.c.number], set_={"subject": "other"}
        ),
    }[database.engine.dialect.name]
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as connection:
        connection.execute(replacing.values(row | {"subject": "other"}))
    assert _first_fault(database) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", NOON + timedelta(microseconds=1)),
        ("actor", "nobody"),
        ("action", "submission.withdrawn"),
        ("subject", "row-9"),
        ("details", "{}"),
        ("previous", bytes(32)),
        ("hash", bytes(32)),
    ],
)
def test_an_altered_row_is_found_by_its_number(database: Database, column: str, value: object) -> None:
    _append(database)
    _drop_triggers(database)
    with database.writing() as connection:
        connection.execute(update(table).where(table.c.number == 3).values({column: value}))
    assert _first_fault(database) == 3


def test_a_row_that_was_altered_together_with_its_own_hash_is_found_by_the_next(database: Database) -> None:
    _append(database)
    _drop_triggers(database)
    with database.writing() as connection:
        row = dict(connection.execute(select(table).where(table.c.number == 3)).mappings().one())
        row["subject"] = "other"
        row["hash"] = audit.hash_of_row(row)  # as a forger who can read this program would
        connection.execute(update(table).where(table.c.number == 3).values(row))
    assert _first_fault(database) == 4


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_missing_row_is_found(database: Database, number: int) -> None:
    _append(database)
    _drop_triggers(database)
    with database.writing() as connection:
        connection.execute(delete(table).where(table.c.number == number))
    assert _first_fault(database) == number


def test_a_missing_row_is_found_also_when_the_later_ones_are_numbered_anew(database: Database) -> None:
    _append(database)
    _drop_triggers(database)
    with database.writing() as connection:
        connection.execute(delete(table).where(table.c.number == 2))
        for number in (3, 4, 5):
            connection.execute(update(table).where(table.c.number == number).values(number=number - 1))
    assert _first_fault(database) == 2


def test_two_swapped_rows_are_found(database: Database) -> None:
    _append(database)
    _drop_triggers(database)
    with database.writing() as connection:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            connection.execute(update(table).where(table.c.number == old).values(number=new))
    assert _first_fault(database) == 2


def test_a_row_that_was_put_in_by_hand_is_found(database: Database) -> None:
    _append(database, 2)
    with database.writing() as connection:
        row = dict(connection.execute(select(table).where(table.c.number == 2)).mappings().one())
        connection.execute(insert(table).values(row | {"number": 3, "hash": bytes(32)}))
    assert _first_fault(database) == 3


def test_an_event_without_its_change_is_rolled_back_and_a_change_without_its_event_too(
    database: Database,
) -> None:
    class PowerCut(Exception):
        pass

    new = submission()
    with pytest.raises(PowerCut), database.writing() as connection:
        Submissions(connection, KEYRING).add(new, CONTENT, received(new), send_key="send", receipt="receipt")
        raise PowerCut
    with database.reading() as connection:
        assert connection.execute(select(table)).all() == []
        assert connection.execute(select(submission_table)).all() == []
    _append(database, 1)
    assert _first_fault(database) is None


def test_when_the_event_cannot_be_written_the_change_is_not_either(database: Database) -> None:
    _append(database, 1)
    by_nobody = Event(Action.SUBMISSION_RECEIVED, None, "row-1", NOON)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError), database.writing() as connection:
        Submissions(connection, KEYRING).add(
            submission(), CONTENT, by_nobody, send_key="send", receipt="receipt"
        )
    with database.reading() as connection:
        assert connection.execute(select(submission_table)).all() == []
    assert _first_fault(database) is None


UNGUARDED = {
    "sqlite": [
        "DROP TRIGGER audit_event_refuses_update",
        "CREATE TRIGGER another AFTER INSERT ON submission BEGIN UPDATE AUDIT_EVENT SET hash = x'00'; END",
        "CREATE TRIGGER another BEFORE INSERT ON audit_event BEGIN SELECT 1; END",
    ],
    "postgresql": [
        "DROP TRIGGER audit_event_refuses_delete ON audit_event",
        "ALTER TABLE audit_event DISABLE TRIGGER audit_event_refuses_truncate",
        "CREATE OR REPLACE FUNCTION audit_event_refuses_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN NULL; END $$",
        "CREATE TRIGGER another BEFORE INSERT ON audit_event FOR EACH STATEMENT"
        " EXECUTE FUNCTION audit_event_refuses_change()",
    ],
}


@pytest.mark.parametrize("number", range(4))
def test_it_is_told_where_the_database_does_not_refuse_to_change_the_audit(
    database: Database, number: int
) -> None:
    with database.reading() as connection:
        assert audit_check.is_guarded(connection)
    for statement in UNGUARDED[database.engine.dialect.name][number:][:1]:
        with database.writing() as connection:
            connection.execute(text(statement))
            assert not audit_check.is_guarded(connection)


def test_a_line_of_a_newer_version_is_read_without_the_details_that_this_one_does_not_know(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer, database.writing() as connection:
        newer.setattr("screener.audit.ALLOWED_DETAILS", ALLOWED_DETAILS | {"tray"})
        details = {"language": "en", "tray": "2"}
        audit.append(connection, Event(Action("submission.faxed"), "staff-1", "row-1", NOON, details))
    with database.reading() as connection:
        (line,) = audit.lines(connection, LineFilter(), before=None, limit=9)
        assert audit_check.first_fault(connection) is None
    assert line.event == Event(Action("submission.faxed"), "staff-1", "row-1", NOON, {"language": "en"})


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("at", "garbage"),
        ("at", 5),
        ("at", b"\x00"),
        ("details", "no JSON"),
        ("details", "7"),
        ("details", b"\xff"),
        ("actor", b"\xff"),
        ("action", b"\xff"),
        ("subject", 7),
        ("previous", "text"),
        ("hash", 5),
    ],
)
def test_whatever_somebody_writes_into_a_row_of_sqlite_is_found_and_breaks_nothing(
    sqlite_url: str, column: str, written: object
) -> None:
    database = Database(open_engine(sqlite_url))
    _append(database)
    _drop_triggers(database)
    with database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE audit_event SET {column} = ? WHERE number = 3", (written,))  # noqa: S608
    assert _first_fault(database) == 3
    if column == "details":
        with database.reading() as connection:
            lines = audit.lines(connection, LineFilter(), before=None, limit=None)
        assert [len(line.event.details) for line in lines] == [2, 2, 0, 2, 2], "the others are read as before"
    database.engine.dispose()
