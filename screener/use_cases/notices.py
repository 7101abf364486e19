"""Email to staff on new submissions, and to people on theirs who asked for it. No email holds anything of a patient."""

from collections.abc import Mapping
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

import structlog

from screener.adapters.catalogue import catalogue
from screener.adapters.languages import offered
from screener.adapters.mail_server import MailServer
from screener.audit import Actor
from screener.clinic.news import letter
from screener.clinic.notices import Cadence, chosen
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.news import News
from screener.storage.outbox import Outbox
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.facts import Stating

_ASCII_ALONE = policy.default.clone(cte_type="7bit")
"""Written so that each mail server may hand it on: not every one takes letters beyond ASCII as they are."""


class Choosing:
    """How often somebody is told, on a database."""

    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def cadence(self, account_id: str) -> Cadence:
        """Return how often this person is told."""
        with self._database.reading() as connection:
            return Outbox(connection).cadence(account_id)

    def choose(self, cadence: Cadence, by: Actor) -> None:
        """Store and audit how often this person wants to be told."""
        with self._database.writing() as connection:
            Outbox(connection).choose(by.id, cadence)
            audit.append(connection, chosen(by, cadence, self._clock()))


class Sender:
    """Sends what is due through ``server``, with the ``link`` to the worklist for staff, and for people that to the receipts by language; any number of them may run at once, on any number of machines."""

    def __init__(  # noqa: PLR0913 - all that emails are made of
        self,
        database: Database,
        server: MailServer,
        *,
        sender: str,
        link: str,
        keyring: Keyring,
        facts: Stating,
        receipts: Mapping[str, str],
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._server = server
        self._sender = sender
        self._link = link
        self._keyring = keyring
        self._facts = facts
        self._receipts = receipts
        self._clock = clock

    def send_due(self) -> int:
        """Make the emails that are due, try each that waits once, and return how many were sent.

        One that is not taken is tried again later; the log says the class of its error and nothing else.
        """
        self._make()
        with self._database.reading() as connection:
            waiting = Outbox(connection).due(self._clock())
            news = News(connection).due(self._clock())
        return sum(map(self._try, waiting)) + sum(map(self._try_news, news))

    def _make(self) -> None:
        at = self._clock()
        with self._database.reading() as connection:
            box = Outbox(connection)
            strangers, untold = box.strangers(), box.untold(at)
        if not strangers and not untold:
            return  # nobody who sends a submission waits for a sender that has nothing to write
        with self._database.writing() as connection:
            box = Outbox(connection)
            box.begin()
            for new in untold:
                box.put(new, at)

    def _try(self, message_id: str) -> bool:
        with self._database.writing() as connection:
            message = Outbox(connection).claim(message_id, self._clock())
        if message is None:
            return False
        notice = message.notice
        if not self._handed_over(message.id, message.to, notice.subject, notice.body(self._link)):
            return False
        with self._database.writing() as connection:
            Outbox(connection).sent(message.id)
        return True

    def _try_news(self, submission_id: str) -> bool:
        with self._database.writing() as connection:
            waiting = News(connection).claim(submission_id, self._clock(), self._keyring)
        if waiting is None:
            return False
        spoken = offered(waiting.language)
        known = self._facts.current()
        made = letter(
            replace(known, phone=spoken.isolated(known.phone)),
            self._receipts[spoken.code],
            catalogue(spoken.code).gettext,
        )
        if not self._handed_over(waiting.id, waiting.to, made.subject, made.body):
            return False
        with self._database.writing() as connection:
            News(connection).sent(submission_id, waiting.step)
        return True

    def _handed_over(self, message_id: str, to: str, subject: str, body: str) -> bool:
        try:
            self._server.hand_over(self._written(message_id, to, subject, body))
        except (OSError, ValueError) as fault:
            structlog.get_logger().warning("email not sent", error=type(fault).__name__)
            return False
        return True

    def _written(self, message_id: str, to: str, subject: str, body: str) -> EmailMessage:
        written = EmailMessage(_ASCII_ALONE)
        written["From"] = self._sender
        written["To"] = to
        written["Subject"] = subject
        written["Date"] = format_datetime(self._clock())
        written["Message-ID"] = f"<{message_id}@{self._sender.rpartition('@')[2]}>"
        written["Auto-Submitted"] = "auto-generated"
        written.set_content(body)
        return written
