"""The migrations make the tables of tables.py, on both databases, however often and from wherever they are run."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    CheckConstraint,
    DateTime,
    column,
    delete,
    func,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy import table as alchemy_table
from sqlalchemy.exc import IntegrityError

from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.tables import metadata
from screener.storage.tables.overview_count import overview_count
from screener.storage.tables.submission import submission, submission_tag
from screener.storage.tables.submission_count import submission_count
from screener.storage.tables.submission_place import submission_place
from screener.storage.tables.tablet import tablet
from screener.storage.tables.work import contact_attempt
from screener.storage.upkeep import schema
from screener.storage.upkeep.schema import NewerDatabase
from tests.storage.samples import a_row

UPGRADE = """
import sys
from screener.storage.upkeep import schema
from screener.storage.database import Database
from screener.storage.engines import open_engine
schema.upgrade(Database(open_engine(sys.argv[1])))
"""


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite database without a table."""
    return f"sqlite:///{tmp_path}/empty.sqlite3"


@pytest.fixture
def empty_postgresql_url(postgresql_url: str, postgresql_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without a table."""
    name = f"{make_url(postgresql_url).database}_empty"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield make_url(postgresql_url).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_url(request: pytest.FixtureRequest) -> str:
    """Each database in turn, without a table."""
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url


def test_the_migrated_database_is_what_tables_says(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_migrated_database_has_every_named_check(database: Database) -> None:
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            named = {check["name"] for check in inspect(connection).get_check_constraints(table.name)}
            assert named == {
                str(constraint.name)
                for constraint in table.constraints
                if isinstance(constraint, CheckConstraint)
            }


def test_upgrading_twice_is_harmless(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(submission).values(a_row()))
    schema.upgrade(database)
    schema.upgrade(database)
    assert schema.is_current(database)
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM submission")).scalar_one() == 1
        (version,) = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
    assert version == max(file.name for file in (schema.MIGRATIONS / "versions").glob("0*.py"))[:4]


def test_an_empty_database_is_not_current_until_it_is_upgraded(empty_url: str) -> None:
    database = Database(open_engine(empty_url))
    assert database.answers()
    assert not schema.is_current(database)
    schema.upgrade(database)
    assert schema.is_current(database)
    database.engine.dispose()


def _of_a_newer_version(database: Database, taken_away: str | None = None) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("CREATE TABLE of_a_newer_version (id INTEGER)"))
        if taken_away:
            connection.execute(text(taken_away))


def test_a_database_of_a_newer_version_that_only_added_is_worked_with_and_left_as_it_is(
    database: Database,
) -> None:
    _of_a_newer_version(database)
    assert schema.is_newer(database)
    assert schema.is_current(database)
    schema.upgrade(database)
    with database.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


@pytest.mark.parametrize(
    "taken_away", ["DROP TABLE throttle", "ALTER TABLE throttle RENAME COLUMN count TO tries"]
)
def test_a_database_of_a_newer_version_that_took_something_away_is_refused_in_words(
    database: Database, taken_away: str
) -> None:
    _of_a_newer_version(database, taken_away)
    assert not schema.is_current(database)
    with pytest.raises(
        NewerDatabase, match=r"newer version of this program, and its table throttle .* Nothing was"
    ):
        schema.upgrade(database)


def test_a_database_of_an_older_version_is_not_current(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert not schema.is_newer(database)
    assert not schema.is_current(database)


def test_four_threads_that_upgrade_an_empty_database_at_once_all_succeed(empty_url: str) -> None:
    databases = [Database(open_engine(empty_url)) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(schema.upgrade, databases))
    assert all(schema.is_current(database) for database in databases)
    for database in databases:
        database.engine.dispose()


def test_two_processes_that_upgrade_an_empty_database_at_once_both_succeed(empty_url: str) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, empty_url], stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ended = [(process.communicate(timeout=30)[1], process.returncode) for process in started]
    assert ended == [("", 0), ("", 0)]
    database = Database(open_engine(empty_url))
    assert schema.is_current(database)
    database.engine.dispose()


GONE = {"contact": None, "answers": None, "seen": None}
THEN = datetime(2026, 4, 29, tzinfo=UTC)
WITHDRAWN = {"status": "withdrawn", "priority": 0}
CLOSED = {"status": "closed", "priority": 0, "closed_reason": "declined"}


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        pytest.param({"status": "unknown"}, "status_is_known", id="an unknown status"),
        pytest.param({"status": ""}, "status_is_known", id="no status"),
        pytest.param({"version": 0}, "version_counts_up", id="version 0"),
        *(
            pytest.param({column: None}, "withdrawn_has_no_content", id=f"new without {column}")
            for column in GONE
        ),
        pytest.param({"withdrawn_at": THEN}, "withdrawn_has_no_content", id="new with a time of withdrawal"),
        *(
            pytest.param(
                {**WITHDRAWN, "withdrawn_at": THEN, **GONE, column: b"sealed"},
                "withdrawn_has_no_content",
                id=f"withdrawn with {column}",
            )
            for column in GONE
        ),
        pytest.param({**WITHDRAWN, **GONE}, "withdrawn_has_no_content", id="withdrawn at no time"),
        pytest.param({**CLOSED, "closed_reason": None}, "closed_has_a_reason", id="closed without a reason"),
        pytest.param({"closed_reason": "declined"}, "closed_has_a_reason", id="a reason, and not closed"),
        pytest.param({**CLOSED, "closed_reason": "bored"}, "closed_reason_is_known", id="an unknown reason"),
        pytest.param({"status": "contacted"}, "contacted_has_a_time", id="contacted at no time"),
        pytest.param({"status": "appointment_booked"}, "contacted_has_a_time", id="booked without contact"),
        pytest.param({"first_contact_at": THEN}, "contacted_has_a_time", id="new with a time of contact"),
        pytest.param(
            {"status": "in_review", "first_contact_at": THEN}, "contacted_has_a_time", id="waiting, reached"
        ),
        *(
            pytest.param({"priority": wrong}, "priority_follows", id=f"priority {wrong} for unread")
            for wrong in (-1, 0, 1, 3, 4, 5, 6, 7)
        ),
        pytest.param({"urgency": "today"}, "priority_follows", id="urgent in the place of unread"),
        pytest.param({"urgency": "soon"}, "priority_follows", id="soon in the place of unread"),
        pytest.param({**CLOSED, "priority": 2}, "priority_follows", id="closed in the place of unread"),
        pytest.param({"first_viewed_at": THEN}, "priority_follows", id="read in the place of unread"),
        pytest.param({"has_message": True}, "priority_follows", id="an unread message in the place of none"),
        pytest.param(
            {"has_message": True, "first_viewed_at": THEN, "priority": 2},
            "priority_follows",
            id="a message that was read in the place of an unread one",
        ),
        pytest.param({"hold": "whim"}, "hold_is_known", id="on hold for an unknown reason"),
        pytest.param(
            {**WITHDRAWN, "withdrawn_at": THEN, **GONE, "hold": "legal"},
            "withdrawn_is_not_on_hold",
            id="withdrawn and on hold",
        ),
    ],
)
def test_the_database_refuses(database: Database, changes: dict[str, object], constraint: str) -> None:
    with database.writing() as connection:
        connection.execute(insert(submission).values(a_row()))
    with pytest.raises(IntegrityError, match=f"ck_submission_{constraint}"), database.writing() as connection:
        connection.execute(update(submission).values(changes))


def test_the_database_accepts_a_tombstone(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(submission).values(a_row(**WITHDRAWN, withdrawn_at=THEN, **GONE)))


def test_the_migrations_are_known_by_their_files_as_alembic_knows_them(database: Database) -> None:
    script = ScriptDirectory.from_config(schema.configuration())
    ordered = [each.revision for each in script.walk_revisions()][::-1]
    assert ordered == sorted(ordered), "each follows the one before"
    assert [file.name[:4] for file in sorted((schema.MIGRATIONS / "versions").glob("*.py"))] == ordered
    assert script.get_heads() == ordered[-1:]
    assert schema.is_current(database)
    assert not schema.is_newer(database)


def test_the_migration_puts_what_was_there_in_its_place(empty_url: str) -> None:
    database = Database(open_engine(empty_url))
    row = a_row(urgency="today")
    del row["priority"]
    tag = {"submission_id": "row-1", "kind": "flag", "name": "swallowing"}
    with database.writing() as connection:
        command.upgrade(schema.configuration(connection), "0001")
        connection.execute(text(_insert("submission", row)), row)
        connection.execute(insert(submission_tag).values(tag))
    schema.upgrade(database)
    with database.reading() as connection:
        assert connection.execute(select(submission.c.priority)).scalar_one() == 6
        assert connection.execute(select(submission_tag)).mappings().one() == tag
        like = submission_count.c
        counted = select(like.kind, like.name, like.urgency, like.number, like.summed).order_by(like.kind)
        assert [tuple(row) for row in connection.execute(counted)] == [
            ("", "", "today", 1, True),
            ("flag", "swallowing", "today", 1, True),
        ]
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(insert(submission_tag).values(tag | {"submission_id": "row-2"}))
    database.engine.dispose()


def test_the_overview_counts_what_was_there_as_the_triggers_do(empty_url: str) -> None:
    database = Database(open_engine(empty_url))
    reached = {"status": "contacted", "first_contact_at": THEN, "language": "es", "assignee": "staff-1"}
    rows = [
        a_row(urgency="today", priority=6),
        a_row(**reached, distribution="focal", generalized=True),
        a_row(**WITHDRAWN, **GONE, withdrawn_at=THEN, purged=True, synthetic=True),
    ]
    made = {"id": "try-1", "submission_id": "row-1", "at": THEN, "by": "staff-1", "text": b"sealed"}
    with database.writing() as connection:
        command.upgrade(schema.configuration(connection), "0022")
        for number, row in enumerate(rows):
            row |= {"id": f"row-{number}", "reference": f"{number:08}"}
            row |= {"send_key": bytes([number]), "receipt": bytes([number])}
            connection.execute(insert(submission).values(row))
        tag = {"submission_id": "row-1", "kind": "region", "name": "trunk"}
        connection.execute(insert(submission_tag).values(tag))
        connection.execute(insert(contact_attempt).values(made | {"means": "phone", "outcome": "reached"}))
    schema.upgrade(database)
    kept = overview_count.c
    with database.writing() as connection:
        counted = connection.execute(
            select(kept.kind, kept.name, kept.length, kept.synthetic, kept.summed, kept.number).where(
                kept.kind.in_(["status", "reached_day", "region", "tried", "assigned", "waiting"])
            )
        )
        assert {tuple(row) for row in counted} == {
            ("status", "new", 0, False, True, 1),
            ("status", "contacted", 0, False, True, 1),
            ("status", "purged", 0, True, True, 1),
            ("reached_day", "", 1, False, True, 1),
            ("region", "trunk", 0, False, True, 1),
            ("tried", "staff-1", 0, False, True, 1),
            ("assigned", "staff-1", 0, False, True, 1),
            ("waiting", "today", 0, False, True, 1),
        }
        for table in (contact_attempt, submission_tag, submission):
            connection.execute(delete(table))
        like = [kept.kind, kept.since, kept.length, kept.name, kept.synthetic]
        left = select(*like).group_by(*like).having(func.sum(kept.number) != 0)
        assert connection.execute(left).all() == []
    database.engine.dispose()


TAGS = {
    "row-0": {
        "flag": ["swallowing"],
        "need": ["wheelchair"],
        "region": ["trunk", "larynx"],
        "caveat": ["tremor"],
    },
    "row-1": {"flag": ["swallowing", "device"], "region": ["trunk"]},
    "row-2": {"need": ["wheelchair"]},
    "row-3": {},
}


def test_what_was_there_is_placed_and_counted_by_several_tags_as_the_triggers_do(empty_url: str) -> None:
    database = Database(open_engine(empty_url))
    rows = {
        "row-0": a_row(urgency="today", priority=6),
        "row-1": a_row(**CLOSED, language="es", assignee="staff-1"),
        "row-2": a_row(),
        "row-3": a_row(),
    }
    tags = [
        {"submission_id": row, "kind": kind, "name": name}
        for row, kinds in TAGS.items()
        for kind, names in kinds.items()
        for name in names
    ]
    with database.writing() as connection:
        command.upgrade(schema.configuration(connection), "0023")
        for number, (row_id, row) in enumerate(rows.items()):
            row |= {"id": row_id, "reference": f"{number:08}"}
            row |= {"send_key": bytes([number]), "receipt": bytes([number])}
            connection.execute(insert(submission).values(row))
        connection.execute(insert(submission_tag), tags)
    schema.upgrade(database)
    place, like = submission_place.c, submission_count.c
    several = select(like.name, like.status, like.language, like.assignee, func.sum(like.number))
    several = several.where(like.kind == "several").group_by(*several.selected_columns[:4])
    with database.writing() as connection:
        places = connection.execute(select(place.tags, place.priority, place.submission_id))
        assert sorted(f"{row.submission_id} {row.priority} {row.tags}" for row in places) == [
            "row-0 6 ,,larynx",
            "row-0 6 ,,trunk",
            "row-0 6 ,wheelchair,",
            "row-0 6 ,wheelchair,larynx",
            "row-0 6 ,wheelchair,trunk",
            "row-0 6 swallowing,,",
            "row-0 6 swallowing,,larynx",
            "row-0 6 swallowing,,trunk",
            "row-0 6 swallowing,wheelchair,",
            "row-0 6 swallowing,wheelchair,larynx",
            "row-0 6 swallowing,wheelchair,trunk",
            "row-1 0 ,,trunk",
            "row-1 0 device,,",
            "row-1 0 device,,trunk",
            "row-1 0 swallowing,,",
            "row-1 0 swallowing,,trunk",
            "row-2 2 ,wheelchair,",
        ]
        new, closed = ("new", "en", ""), ("closed", "es", "staff-1")
        assert {tuple(row) for row in connection.execute(several)} == {
            (",wheelchair,larynx", *new, 1),
            (",wheelchair,trunk", *new, 1),
            ("swallowing,,larynx", *new, 1),
            ("swallowing,,trunk", *new, 1),
            ("swallowing,wheelchair,", *new, 1),
            ("swallowing,wheelchair,larynx", *new, 1),
            ("swallowing,wheelchair,trunk", *new, 1),
            ("device,,trunk", *closed, 1),
            ("swallowing,,trunk", *closed, 1),
        }
        for table in (submission_tag, submission):
            connection.execute(delete(table))
        assert connection.execute(select(submission_place)).all() == []
        assert connection.execute(several.having(func.sum(like.number) != 0)).all() == []
    database.engine.dispose()


def test_a_row_that_replaces_another_on_sqlite_takes_its_places(sqlite_url: str) -> None:
    database = Database(open_engine(sqlite_url))
    tags = [
        {"submission_id": "row-1", "kind": kind, "name": name}
        for kind, name in (("flag", "swallowing"), ("region", "trunk"))
    ]
    place = submission_place.c
    with database.writing() as connection:
        connection.execute(insert(submission).values(a_row()))
        connection.execute(insert(submission_tag), tags)
        replaced = a_row(first_viewed_at=THEN, priority=1, language="es")
        connection.execute(insert(submission).prefix_with("OR REPLACE").values(replaced))
        placed = connection.execute(select(place.tags, place.priority).order_by(place.tags))
        assert [tuple(row) for row in placed] == [
            (",,trunk", 1),
            ("swallowing,,", 1),
            ("swallowing,,trunk", 1),
        ]
        like = submission_count.c
        counted = select(like.kind, like.name, like.language, func.sum(like.number).label("number"))
        counted = counted.group_by(*counted.selected_columns[:3]).having(func.sum(like.number) != 0)
        assert {tuple(row) for row in connection.execute(counted)} == {
            ("", "", "es", 1),
            ("flag", "swallowing", "es", 1),
            ("region", "trunk", "es", 1),
            ("several", "swallowing,,trunk", "es", 1),
        }
    database.engine.dispose()


def test_what_was_sent_before_messages_lifted_keeps_its_place_and_its_conditions(empty_url: str) -> None:
    database = Database(open_engine(empty_url))
    places = {
        "today": a_row(id="a", urgency="today", priority=4),
        "soon": a_row(id="b", urgency="soon", priority=3),
        "unread": a_row(id="c", priority=2),
        "read": a_row(id="d", priority=1, first_viewed_at=THEN),
        "closed": a_row(id="e", **CLOSED),
    }
    with database.writing() as connection:
        command.upgrade(schema.configuration(connection), "0010")
        for number, row in enumerate(places.values()):
            row |= {"reference": f"{number:08}", "send_key": bytes([number]), "receipt": bytes([number])}
            connection.execute(text(_insert("submission", row)), row)
    schema.upgrade(database)
    with database.reading() as connection:
        stored = connection.execute(select(submission.c.id, submission.c.priority).order_by(submission.c.id))
        assert [tuple(row) for row in stored] == [("a", 6), ("b", 4), ("c", 2), ("d", 1), ("e", 0)]
    with pytest.raises(IntegrityError, match="priority_follows"), database.writing() as connection:
        connection.execute(update(submission).where(submission.c.id == "a").values(priority=4))
    with database.writing() as connection:
        connection.execute(insert(submission_tag).values(submission_id="a", kind="need", name="wheelchair"))
    database.engine.dispose()


def _insert(table: str, row: dict[str, object]) -> str:
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"  # noqa: S608


def test_the_database_refuses_an_unknown_kind_of_tag_and_a_tag_of_nobody(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(submission).values(a_row()))
    for tag, constraint in (
        ({"submission_id": "row-1", "kind": "name", "name": "Ann"}, "kind_is_known"),
        ({"submission_id": "row-2", "kind": "flag", "name": "swallowing"}, "(?i)foreign ?key"),
    ):
        with pytest.raises(IntegrityError, match=constraint), database.writing() as connection:
            connection.execute(insert(submission_tag).values(tag))


def test_tablets_keep_their_links_under_the_new_name_and_older_servers_still_know_them(
    empty_url: str,
) -> None:
    database = Database(open_engine(empty_url))
    row = {"id": "row-1", "code": bytes(32), "name": "Waiting room", "made_at": THEN}
    with database.writing() as connection:
        command.upgrade(schema.configuration(connection), "0012")
        columns = [column("id"), column("code"), column("name"), column("made_at", DateTime)]
        connection.execute(insert(alchemy_table("kiosk", *columns)).values(row))
    schema.upgrade(database)
    with database.reading() as connection:
        assert connection.execute(select(tablet)).mappings().one() == row
        assert connection.execute(text("SELECT id, name FROM kiosk")).all() == [("row-1", "Waiting room")]
    database.engine.dispose()
