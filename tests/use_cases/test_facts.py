"""The clinic's facts as stored: versions, two people, and pages that speak on where the database is away."""

import io
import json
import shutil
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from screener.accounts.staff import Account, Role, Staff
from screener.audit import Actor
from screener.clinic.facts import Facts, OtherFacts
from screener.clinic.proposals import NotOpen, SamePerson, State
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.tables.facts import facts as table
from screener.use_cases.facts import FRESH_SECONDS, Stating
from screener.use_cases.proposals import NoSuchProposal
from tests.clinic.test_facts import FACTS
from tests.storage.samples import KEYRING, NOON
from tests.storage.working import audited

ANN, BEN = Actor("ann", "192.0.2.1"), Actor("ben", "192.0.2.2")
DEFAULTS = Facts("Of the settings", "913-588-1227")


def _stating(database: Database) -> Stating:
    return Stating(database, KEYRING, DEFAULTS, clock=lambda: NOON)


def _administrators(database: Database, *names: str) -> None:
    with database.writing() as connection:
        for name in names:
            staff = Staff(name, name, f"{name}@clinic.example", frozenset({Role.ADMINISTRATOR}))
            Accounts(connection, KEYRING).add(Account(staff, NOON), "hash")


def test_pages_speak_from_the_settings_until_a_second_person_confirms(database: Database) -> None:
    _administrators(database, "ann", "ben")
    stating = _stating(database)
    assert stating.current() == DEFAULTS
    version = stating.propose(FACTS, 0, ANN)
    assert stating.second_person_needed(version)
    with pytest.raises(SamePerson):
        stating.confirm(version.id, ANN)
    assert stating.current() == DEFAULTS
    assert stating.proposal(version.id) == (version, DEFAULTS)
    stating.confirm(version.id, BEN)
    assert stating.current() == FACTS
    assert _stating(database).current() == FACTS, "another process finds it in the database"
    assert stating.numbered() == (1, FACTS)
    second = stating.propose(replace(FACTS, name="B"), 1, BEN)
    assert stating.proposal(second.id)[1] == FACTS
    assert [one.id for one in stating.proposals()] == sorted([version.id, second.id])
    stating.cancel(second.id, ANN)
    with pytest.raises(NotOpen):
        stating.confirm(second.id, ANN)
    assert audited(database) == [
        ("facts.proposed", "ann"),
        ("facts.confirmed", "ben"),
        ("facts.proposed", "ben"),
        ("facts.cancelled", "ann"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "no JSON",
        "[]",
        "{}",
        json.dumps(FACTS.as_texts() | {"week": 7}),
        json.dumps(FACTS.as_texts() | {"late_after": {"of another version": 1}}),
    ],
)
def test_pages_go_on_with_what_they_know_where_facts_cannot_be_read(
    database: Database, written: str, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    _administrators(database, "ann", "ben")
    stating = _stating(database)
    stating.confirm(stating.propose(FACTS, 0, ANN).id, BEN)
    assert stating.current() == FACTS
    with database.writing() as connection:
        connection.execute(update(table).values(facts=written))
    assert _stating(database).current() == DEFAULTS, "of a process that began since"
    later = time.monotonic() + FRESH_SECONDS
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert stating.current() == FACTS
    assert "facts cannot be read" in logged.getvalue()


def test_the_only_administrator_confirms_alone(database: Database) -> None:
    _administrators(database, "ann")
    stating = _stating(database)
    version = stating.propose(FACTS, 0, ANN)
    assert not stating.second_person_needed(version)
    stating.confirm(version.id, ANN)
    assert stating.proposal(version.id)[0].alone


def test_what_was_proposed_beside_facts_that_were_confirmed_meanwhile_is_worth_nothing(
    database: Database,
) -> None:
    _administrators(database, "ann", "ben")
    stating = _stating(database)
    first, second = stating.propose(FACTS, 0, ANN), stating.propose(replace(FACTS, name="B"), 0, ANN)
    stating.confirm(first.id, BEN)
    with pytest.raises(OtherFacts):
        stating.confirm(second.id, BEN)
    with pytest.raises(OtherFacts):
        stating.propose(FACTS, 0, ANN)
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(
            update(table)
            .where(table.c.id == second.id)
            .values(state=State.CONFIRMED.value, decided_by="ben", decided_at=NOON)
        )


def test_the_database_lets_nobody_confirm_their_own_words_as_if_they_were_two(database: Database) -> None:
    row = {"id": "x", "after": 0, "facts": "{}", "proposed_by": "ann", "proposed_at": NOON}
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(
            insert(table).values(
                **row, state="confirmed", decided_by="ann", decided_at=NOON + timedelta(1), alone=False
            )
        )


def test_no_proposal_is_found_under_a_made_up_id(database: Database) -> None:
    for step in (_stating(database).proposal, lambda id_: _stating(database).confirm(id_, ANN)):
        with pytest.raises(NoSuchProposal):
            step("nothing")


def test_pages_go_on_with_what_is_known_and_leave_a_database_that_is_away_alone_for_a_while(
    tmp_path: Path, migrated_sqlite: Path
) -> None:
    file = tmp_path / "away" / "screener.sqlite3"
    database = Database(open_engine(f"sqlite:///{file}", make=False))
    stating = _stating(database)
    assert stating.current() == DEFAULTS
    file.parent.mkdir()
    shutil.copy(migrated_sqlite, file)
    _administrators(database, "ann")
    other = _stating(database)
    other.confirm(other.propose(FACTS, 0, ANN).id, ANN)
    assert stating.current() == DEFAULTS
    assert _stating(database).current() == FACTS
    database.engine.dispose()
