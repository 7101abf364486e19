"""A submission is found by what it is known by and by nothing less, and who searched is known, not what for."""

import pytest
from sqlalchemy import select

from screener.audit import Action, LineFilter
from screener.clinic.worklist import Query
from screener.storage import audit_check
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.storage.tables.work import search_term
from screener.submissions.submission import Status, withdraw
from screener.use_cases.worklist import Listing
from tests.storage.samples import KEYRING, KEYS
from tests.storage.working import LATER, NEUROLOGIST, NURSE, auditing, content, listing, send


@pytest.mark.parametrize(
    "search",
    [
        "zoe quixotesecret",
        "Quixotesecret, ZOË",
        "(913) 555-0123",
        "+1 913 555 0123 ext. 9",
        "Zoe.Quixotesecret@Example.org ",
        "Zoë",
        "quixotesecret",
        "QUIXOTESECRET",
        "0123",
        "xxx-xxx-0123",
        "…0123",
        "\N{FULLWIDTH DIGIT ZERO}\N{FULLWIDTH DIGIT ONE}23",
        "4/28/1956",
        "28 de abril de 1956",
        "1956-04-28",
        "quixotesecret 0123",
        "0123, Zoë",
        "Zoe Quixotesecret 4/28/1956",
        "1956-04-28 quixotesecret 0123",
        "cuidadora 0123",
        "Carla Cuidadora-Núñez",
        "nunez carla",
        "cuidadora",
        "{reference}",
        " {spaced} ",
    ],
)
def test_a_submission_is_found_by_name_phone_email_and_reference(database: Database, search: str) -> None:
    known = content(date_of_birth="1956-04-28", own_name="Carla Cuidadora Núñez")
    new = send(database, 1, content=known)
    other = content(
        name="Ann Other",
        phone="+19135550124",
        email="ann@example.org",
        date_of_birth="1956-04-29",
        own_name="",
    )
    send(database, 2, content=other)
    spaced = f"{new.reference[:4].lower()} {new.reference[4:]}"
    page = listing(database).worklist(
        Query(), NURSE, search=search.format(reference=new.reference, spaced=spaced)
    )
    assert [row.submission.id for row in page.rows] == [new.id]
    assert page.total == 1


@pytest.mark.parametrize(
    "search",
    [
        *(
            "Zo",
            "Quixote",
            "Quixotesecreto",
            "Zoe Zebra",
            "Zoe Cuidadora",
            "zoe 0124",
            "zebra 0123",
            "quixotesecret 4/29/1956",
            "zebra 4/28/1956",
            "zoe 4/28/1956 0124",
            "913 555",
            "555-0123",
            "123",
            "0124",
        ),
        *("20123", "April 1956", "1956", "4/29/1956", "quixotesecret@example.org", "example", "2222-2222"),
        *("%", "\0", "' OR 1=1", "", "Q."),
    ],
)
def test_a_part_of_what_it_is_found_by_finds_nothing(database: Database, search: str) -> None:
    send(database, content=content(date_of_birth="1956-04-28", own_name="Carla Cuidadora"))
    found = listing(database).worklist(Query(), NURSE, search=search or "?")
    assert found.total == 0


@pytest.mark.parametrize("written", ["Sinead O'Neill", "Sinead O’Neill", "Sinead O Neill", "Sinead ONeill"])
@pytest.mark.parametrize("search", ["o'neill", "O’Neill", "o neill", "sinead o neill", "o'neill 0123"])
def test_a_name_with_an_apostrophe_is_found_however_it_was_written(
    database: Database, written: str, search: str
) -> None:
    new = send(database, 1, content=content(name=written))
    send(database, 2, content=content(name="Sinead Other", phone="+19135550124"))
    page = listing(database).worklist(Query(), NURSE, search=search)
    assert [row.submission.id for row in page.rows] == [new.id]


def test_a_date_that_may_be_two_days_finds_both(database: Database) -> None:
    for number, day in enumerate(("1956-05-04", "1956-04-05", "1956-05-05"), start=1):
        send(database, number, content=content(date_of_birth=day))
    assert listing(database).worklist(Query(), NURSE, search="5/4/1956").total == 2


def test_a_number_that_may_be_here_or_in_mexico_finds_both(database: Database) -> None:
    for number, phone in enumerate(("+15512345678", "+525512345678", "+19135550123"), start=1):
        send(database, number, content=content(phone=phone))
    assert listing(database).worklist(Query(), NURSE, search="55 1234 5678").total == 2


def test_a_search_as_long_as_a_form_may_be_finds_nothing(database: Database) -> None:
    send(database)
    assert (
        listing(database)
        .worklist(Query(), NURSE, search="\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 60_000)
        .total
        == 0
    )


def test_a_search_goes_with_a_filter_and_an_empty_one_is_none(database: Database) -> None:
    send(database, 1)
    send(database, 2, language="en")
    staff = listing(database)
    assert staff.worklist(Query(language="en"), NURSE, search="Zoe Quixotesecret").total == 1
    assert staff.worklist(Query(), NURSE, search=" ").total == 2
    assert [line.event.action for line in auditing(database).page(LineFilter(actor="staff-1")).lines] == [
        Action.WORKLIST_SEARCHED
    ]


def test_after_a_rotation_old_submissions_are_still_found(database: Database) -> None:
    new = send(database)
    rotated = Listing(database, Keyring([KEYS[1], KEYS[0]], "data"))
    for search in ("Zoe Quixotesecret", "913 555 0123", "zoe.quixotesecret@example.org"):
        assert [row.submission.id for row in rotated.worklist(Query(), NURSE, search=search).rows] == [new.id]
    assert (
        Listing(database, Keyring([KEYS[1]], "data"))
        .worklist(Query(), NURSE, search="Zoe Quixotesecret")
        .total
        == 0
    )


def test_a_withdrawn_submission_is_found_by_its_reference_alone(database: Database) -> None:
    new = send(database)
    with database.writing() as connection:
        Submissions(connection, KEYRING).save(*withdraw(new, LATER))
    staff = listing(database)
    assert staff.worklist(Query(), NURSE, search="Zoe Quixotesecret").total == 0
    (row,) = staff.worklist(Query(), NURSE, search=new.reference).rows
    assert (row.submission.status, row.name, row.damaged) == (Status.WITHDRAWN, "", False)


def test_two_kinds_of_term_with_the_same_text_have_nothing_in_common(database: Database) -> None:
    send(database, content=content(name="Zoe", own_name="Zoe", email="", phone="", date_of_birth=""))
    with database.reading() as connection:
        assert len(set(connection.scalars(select(search_term.c.fingerprint)))) == 4


def test_a_search_is_audited_without_its_words_and_is_found_again_by_who_knows_them(
    database: Database,
) -> None:
    send(database)
    staff = listing(database)
    staff.worklist(Query(), NURSE, search="Zoë Quixotesecret")
    staff.worklist(Query(), NEUROLOGIST, search="Quixotesecret Zoe")
    staff.worklist(Query(), NEUROLOGIST, search="somebody else")
    officer = auditing(database)
    found = officer.page(LineFilter(subjects=officer.searched_as("zoe quixotesecret"))).lines
    assert [(line.event.actor, line.event.details) for line in found] == [
        ("staff-2", {"count": "1", "address": "2001:db8::7"}),
        ("staff-1", {"count": "1", "address": "192.0.2.7"}),
    ]
    with database.reading() as connection:
        rows = connection.execute(select(audit_event)).all()
        fingerprints = [one.hex() for one in connection.scalars(select(search_term.c.fingerprint))]
        assert audit_check.first_fault(connection) is None
    assert "uixotesecret" not in str(rows)
    assert not {row.subject for row in rows} & set(fingerprints), "the audit does not lead to the submission"


def test_a_plain_look_at_the_worklist_changes_nothing(database: Database) -> None:
    send(database)
    staff = listing(database)
    staff.worklist(Query(), NURSE)
    assert staff.worklist(Query(), NURSE).rows[0].submission.first_viewed_at is None
    assert len(auditing(database).page(LineFilter()).lines) == 1
