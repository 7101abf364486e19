"""Email to staff through a real mail server, on both databases: nothing is lost, nothing is sent twice, nothing is told."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select

from screener.accounts.staff import Account, Role, Staff
from screener.adapters.mail_server import mail_server
from screener.audit import Action, Actor
from screener.clinic.notices import Cadence
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.outbox import Outbox
from screener.storage.submissions import Submissions
from screener.storage.tables.audit import audit_event
from screener.storage.tables.outbox import outbox
from screener.submissions.submission import received, withdraw
from screener.use_cases.facts import Stating
from screener.use_cases.notices import Choosing, Sender
from tests.clinic.test_facts import FACTS
from tests.postbox import PASSWORD, Postbox
from tests.storage.samples import CONTENT, KEYRING, NOON, PERSONAL, submission

BASE = "https://screen.example"
FROM = "screen@clinic.example"
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Clinic:
    """A database, a clock, and a sender to ``postbox``."""

    def __init__(self, database: Database, postbox: Postbox) -> None:
        self.now: datetime = NOON
        self.database = database
        self.postbox = postbox
        self.choosing = Choosing(database, clock=lambda: self.now)
        self.sender = self.sender_to(postbox.url)

    def sender_to(self, url: str) -> Sender:
        """Return another sender."""
        server = mail_server(url)
        return Sender(
            self.database,
            server,
            sender=FROM,
            link=f"{BASE}/clinic/",
            keyring=KEYRING,
            facts=Stating(self.database, KEYRING, FACTS),
            receipts={"en": f"{BASE}/receipt", "es": f"{BASE}/es/receipt"},
            clock=lambda: self.now,
        )

    def hire(self, name: str, cadence: Cadence | None) -> Staff:
        """Open an account, and choose."""
        staff = Staff(name, name.title(), f"{name}@clinic.example", frozenset({Role.CLINICIAN}))
        with self.database.writing() as connection:
            Accounts(connection, KEYRING).add(Account(staff, NOON), "hash")
        if cadence is not None:
            self.choosing.choose(cadence, Actor(staff.id, "192.0.2.7"))
        self.sender.send_due()  # from now on
        return staff

    def receive(self, **changes: Any) -> str:
        """Store a submission; return its id."""
        made = submission(**changes)
        with self.database.writing() as connection:
            submissions = Submissions(connection, KEYRING)
            assert submissions.add(made, CONTENT, received(made), send_key=made.id, receipt=made.id)
        return made.id

    @property
    def told(self) -> list[tuple[str, str]]:
        """To whom each email went, and its subject up to the word for many."""
        return [
            (message["To"].partition("@")[0], message["Subject"].partition(" ")[0]) for message in self.taken
        ]

    @property
    def taken(self) -> list[Any]:
        """The emails that the server took."""
        return list(self.postbox.messages)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A mail server that is there."""
    with Postbox() as made:
        made.open()
        yield made


@pytest.fixture
def clinic(database: Database, postbox: Postbox) -> Clinic:
    """A clinic with nobody in it."""
    return Clinic(database, postbox)


def test_a_submission_is_told_of_once(clinic: Clinic) -> None:
    clinic.receive()  # before there was anybody to tell
    clinic.hire("ann", Cadence.AT_ONCE)
    assert clinic.sender.send_due() == 0
    clinic.receive()
    assert [clinic.sender.send_due() for _ in range(3)] == [1, 0, 0]
    assert clinic.told == [("ann", "1")]
    assert clinic.taken[0]["From"] == FROM


def test_an_email_says_how_many_and_nothing_of_a_person(clinic: Clinic) -> None:
    clinic.hire("ann", Cadence.AT_ONCE)
    clinic.receive()
    ids = [clinic.receive(), clinic.receive(urgency=None, flags=(), reference="2345BCDF")]
    clinic.sender.send_due()
    whole = clinic.taken[0].as_string()
    assert "3 new submissions" in whole
    assert "Marked for today: 2." in whole
    assert f"{BASE}/clinic/\n" in whole
    for word in (*PERSONAL, *ids, "2345BCDF", "segmental", "cervical", "swallowing", "neck"):
        assert word.lower() not in whole.lower()


@pytest.mark.parametrize(
    ("cadence", "pause"), [(Cadence.HOURLY, timedelta(hours=1)), (Cadence.DAILY, DAY), (None, DAY)]
)
def test_a_digest_comes_at_most_so_often_and_counts_all(
    clinic: Clinic, cadence: Cadence | None, pause: timedelta
) -> None:
    clinic.hire("ann", cadence)
    clinic.receive()
    assert clinic.sender.send_due() == 1
    clinic.now += pause - MINUTE
    clinic.receive()
    clinic.receive()
    assert clinic.sender.send_due() == 0
    clinic.now += MINUTE
    assert clinic.sender.send_due() == 1
    assert clinic.told == [("ann", "1"), ("ann", "2")]
    clinic.now += pause
    assert clinic.sender.send_due() == 0, "nothing came, and nothing is said"


def test_who_has_it_off_gets_nothing_and_later_only_what_is_new(clinic: Clinic) -> None:
    ann = clinic.hire("ann", Cadence.OFF)
    clinic.receive()
    assert clinic.sender.send_due() == 0
    clinic.choosing.choose(Cadence.AT_ONCE, Actor(ann.id, ""))
    assert clinic.sender.send_due() == 0
    clinic.receive()
    assert clinic.sender.send_due() == 1
    clinic.receive()
    clinic.choosing.choose(Cadence.HOURLY, Actor(ann.id, ""))
    clinic.now += timedelta(hours=1)
    assert clinic.sender.send_due() == 1, "another cadence forgets nothing"
    assert clinic.choosing.cadence(ann.id) is Cadence.HOURLY
    with clinic.database.reading() as connection:
        lines = select(audit_event.c.actor).where(audit_event.c.action == Action.EMAILS_CHOSEN.value)
        assert connection.scalars(lines).all() == ["ann"] * 3


def test_turning_it_off_takes_what_waits_back(clinic: Clinic) -> None:
    ann = clinic.hire("ann", Cadence.AT_ONCE)
    clinic.postbox.refuses = True
    clinic.receive()
    assert clinic.sender.send_due() == 0
    clinic.choosing.choose(Cadence.OFF, Actor(ann.id, ""))
    clinic.postbox.refuses, clinic.now = False, clinic.now + DAY
    assert clinic.sender.send_due() == 0
    assert clinic.told == []


def test_a_disabled_account_gets_nothing(clinic: Clinic) -> None:
    ann = clinic.hire("ann", Cadence.AT_ONCE)
    clinic.receive()
    with clinic.database.writing() as connection:
        Accounts(connection, KEYRING).save(Account(ann, NOON, disabled_at=NOON))
    assert clinic.sender.send_due() == 0


def test_what_is_synthetic_or_was_taken_back_is_not_told_of(clinic: Clinic) -> None:
    clinic.hire("ann", Cadence.AT_ONCE)
    clinic.receive(synthetic=True)
    gone = clinic.receive()
    with clinic.database.writing() as connection:
        submissions = Submissions(connection, KEYRING)
        found = submissions.by_id(gone)
        assert found is not None
        submissions.save(*withdraw(found, NOON))
    assert clinic.sender.send_due() == 0


def test_with_the_mail_server_away_nothing_is_lost_and_no_storm_follows(
    clinic: Clinic, logged: io.StringIO
) -> None:
    clinic.hire("ann", Cadence.AT_ONCE)
    clinic.hire("ben", Cadence.HOURLY)
    clinic.postbox.close()
    for _ in range(120):
        clinic.receive() if clinic.now < NOON + 3 * MINUTE else None
        assert clinic.sender.send_due() == 0
        clinic.now += MINUTE
    assert logged.getvalue().count('"error": "ConnectionRefusedError"') <= 2 * 6, "each try waits longer"
    clinic.postbox.open()
    for _ in range(120):
        clinic.sender.send_due()
        clinic.now += MINUTE
    assert sorted(clinic.told) == [("ann", "1"), ("ann", "2"), ("ben", "1"), ("ben", "2")]
    assert [number for name, number in clinic.told if name == "ann"] == ["1", "2"], "in order"


@pytest.mark.parametrize("cadence", [Cadence.AT_ONCE, Cadence.HOURLY, Cadence.DAILY])
@pytest.mark.parametrize("away", [False, True])
def test_a_clock_that_was_ahead_for_a_moment_silences_nobody(
    clinic: Clinic, cadence: Cadence, *, away: bool
) -> None:
    clinic.hire("ann", cadence)
    clinic.receive()
    if away:
        clinic.postbox.close()
    clinic.now += 30 * DAY
    assert clinic.sender.send_due() == (0 if away else 1)
    clinic.now -= 30 * DAY
    if away:
        clinic.postbox.open()
    else:
        clinic.receive()
    assert [clinic.sender.send_due(), clinic.sender.send_due()] == [1, 0]


def test_a_server_that_refuses_is_asked_again_later(clinic: Clinic, logged: io.StringIO) -> None:
    clinic.hire("ann", Cadence.AT_ONCE)
    clinic.postbox.refuses = True
    clinic.receive()
    assert clinic.sender.send_due() == 0
    assert '"error": "SMTPDataError"' in logged.getvalue()
    assert "ann" not in logged.getvalue()
    clinic.postbox.refuses = False
    clinic.now += MINUTE
    assert clinic.sender.send_due() == 0
    clinic.now += MINUTE
    assert clinic.sender.send_due() == 1


def test_senders_at_once_send_each_email_once(clinic: Clinic) -> None:
    names = [f"nurse{number}" for number in range(6)]
    for name in names:
        clinic.hire(name, Cadence.AT_ONCE)
    clinic.receive()
    others = [clinic.sender_to(clinic.postbox.url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(Sender.send_due, others))
    assert sum(sent) == len(names)
    assert sorted(clinic.told) == [(name, "1") for name in names]


def test_senders_that_begin_at_once_begin_once(clinic: Clinic) -> None:
    with clinic.database.writing() as connection:
        for name in "abc":
            staff = Staff(name, name, f"{name}@clinic.example", frozenset({Role.CLINICIAN}))
            Accounts(connection, KEYRING).add(Account(staff, NOON), "hash")
    with ThreadPoolExecutor(4) as pool:
        assert (
            list(pool.map(Sender.send_due, [clinic.sender_to(clinic.postbox.url) for _ in range(4)]))
            == [0] * 4
        )


def test_an_email_whose_sender_ended_in_the_middle_is_sent_again_once(clinic: Clinic) -> None:
    clinic.hire("ann", Cadence.AT_ONCE)
    clinic.postbox.refuses = True
    clinic.receive()
    clinic.sender.send_due()
    clinic.postbox.refuses = False
    clinic.now += 2 * MINUTE
    with clinic.database.writing() as connection:
        box = Outbox(connection)
        (message_id,) = box.due(clinic.now)
        assert box.claim(message_id, clinic.now) is not None
        assert box.claim(message_id, clinic.now) is None
    assert clinic.sender.send_due() == 0, "another one may be at it"
    clinic.now += 5 * MINUTE
    assert [clinic.sender.send_due() for _ in range(2)] == [1, 0]
    assert clinic.taken[0]["Message-ID"] == f"<{message_id}@clinic.example>", "the same in every try"
    with clinic.database.reading() as connection:
        assert connection.execute(select(outbox)).all() == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_password_is_given_and_a_wrong_one_is_logged_without_it(
    database: Database, logged: io.StringIO
) -> None:
    with Postbox(with_password=True) as postbox:
        postbox.open()
        clinic = Clinic(database, postbox)
        clinic.hire("ann", Cadence.AT_ONCE)
        clinic.receive()
        wrong = clinic.sender_to(f"smtp://screener:Wrongsecret@127.0.0.1:{postbox.port}")
        assert wrong.send_due() == 0
        assert '"error": "SMTPAuthenticationError"' in logged.getvalue()
        assert "Wrongsecret" not in logged.getvalue()
        clinic.now += 2 * MINUTE
        url = f"smtp://screener:{quote(PASSWORD, safe='')}@127.0.0.1:{postbox.port}"
        assert PASSWORD not in repr(mail_server(url))
        assert clinic.sender_to(url).send_due() == 1


def test_without_the_tls_that_was_asked_for_nothing_is_sent(clinic: Clinic) -> None:
    clinic.hire("ann", Cadence.AT_ONCE)
    clinic.receive()
    assert clinic.sender_to(f"{clinic.postbox.url}?starttls").send_due() == 0
    clinic.now += 2 * MINUTE
    assert clinic.sender_to(clinic.postbox.url.replace("smtp", "smtps")).send_due() == 0
    assert clinic.told == []
