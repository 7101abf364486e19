"""Research exports as stored: two people, months that are over, a file that stays as it is."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from screener.clinic.proposals import NotOpen, SamePerson, State
from screener.clinic.research import TooFew
from screener.clinic.research_exports import CountedBefore
from screener.storage.database import Database
from screener.storage.submissions import Submissions
from screener.storage.tables.research import research_export
from screener.submissions.submission import withdraw
from screener.use_cases.proposals import NoSuchProposal
from screener.use_cases.research import NotOver, Researching
from tests.storage.samples import CONTENT, KEYRING, NOON, PERSONAL
from tests.storage.working import NEUROLOGIST, NURSE, audited, send

CHICAGO = ZoneInfo("America/Chicago")
AGREED = replace(CONTENT, contact=replace(CONTENT.contact, research="agree"))
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


def _researching(database: Database, days: int = 60) -> Researching:
    return Researching(database, KEYRING, zone=CHICAGO, clock=lambda: NOON + timedelta(days=days))


def _send(database: Database, people: int, at: datetime = NOON, first: int = 1) -> None:
    for number in range(first, first + people):
        contact = replace(AGREED.contact, name=f"Person {number}", date_of_birth=f"19{number + 10}-01-01")
        send(database, number, content=replace(AGREED, contact=contact), received_at=at)


def test_the_file_is_made_when_a_second_person_confirms_and_stays_as_it_is(database: Database) -> None:
    gone = send(database, 99, content=AGREED)
    _send(database, 6)
    last_minute_of_april = datetime(2026, 4, 30, 23, 59, tzinfo=CHICAGO)
    _send(database, 6, last_minute_of_april, first=8)
    _send(database, 9, last_minute_of_april + timedelta(minutes=1), first=14)
    research = _researching(database)
    export = research.propose(APRIL, APRIL, NURSE)
    with pytest.raises(NotOpen):
        research.take(export.id, NURSE)
    with pytest.raises(SamePerson):
        research.confirm(export.id, NURSE)
    research.confirm(export.id, NEUROLOGIST)
    taken, file = research.take(export.id, NURSE)
    assert (taken.state, taken.decided_by) == (State.CONFIRMED, NEUROLOGIST.id)
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        said = "".join(packed.read(name).decode() for name in packed.namelist())
    assert "everybody,,15" in said, "13 people, rounded, and nobody of May"
    assert not [word for word in PERSONAL[:-1] if word in said], "the last is a choice of ours"

    with database.writing() as connection:
        submissions = Submissions(connection, KEYRING)
        found = submissions.by_id(gone.id)
        assert found
        submissions.save(*withdraw(found, NOON))
    assert research.take(export.id, NEUROLOGIST)[1] == file
    assert audited(database)[-5:] == [
        ("research.proposed", "staff-1"),
        ("research.confirmed", "staff-2"),
        ("research.taken", "staff-1"),
        ("submission.withdrawn", "patient"),
        ("research.taken", "staff-2"),
    ]
    again = research.propose(APRIL, MAY, NURSE)
    with pytest.raises(CountedBefore):
        research.confirm(again.id, NEUROLOGIST)
    research.cancel(again.id, NURSE)
    assert {one.id: one.state for one in research.exports()} == {
        again.id: State.CANCELLED,
        export.id: State.CONFIRMED,
    }


def test_nothing_is_counted_of_too_few_nor_of_a_month_that_is_not_over(database: Database) -> None:
    _send(database, 4)
    research = _researching(database)
    export = research.propose(APRIL, APRIL, NURSE)
    with pytest.raises(TooFew):
        research.confirm(export.id, NEUROLOGIST)
    assert research.exports()[0].state is State.PROPOSED
    with pytest.raises(NotOver):
        _researching(database, days=2).propose(APRIL, APRIL, NURSE)
    assert _researching(database, days=3).propose(APRIL, APRIL, NURSE).first == APRIL
    with pytest.raises(NoSuchProposal):
        research.cancel("nothing", NURSE)


def test_the_database_lets_nobody_confirm_their_own_export(database: Database) -> None:
    export = _researching(database).propose(APRIL, APRIL, NURSE)
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(
            update(research_export).values(state="confirmed", decided_by=NURSE.id, decided_at=NOON, file=b"x")
        )
    with database.reading() as connection:
        assert connection.scalar(select(research_export.c.state)) == "proposed", export.id
