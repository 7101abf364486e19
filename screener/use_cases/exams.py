"""What a clinician does with an exam: write down what it found, compare, and read how all of them agree."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from screener.audit import Action, Actor, Event
from screener.clinic.agreement import Agreement, agreement
from screener.clinic.exam import Exam, RecordExam, look
from screener.clinic.findings import Findings
from screener.clinic.looks import steps
from screener.clinic.review import view
from screener.clinic.tallies import Compared
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.exams import Exams, Wanted
from screener.storage.keys.sealing import Keyring
from screener.storage.reviews import Reviews
from screener.submissions.opened import Opened
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.reviewed import goes_on, history_of, locked


@dataclass(frozen=True, slots=True)
class Examined:
    """A submission, opened as far as it can be, with every version of its exam, the first one first, and whether who asks has compared before."""

    opened: Opened
    exams: tuple[Exam, ...]
    looked: bool


@dataclass(frozen=True, slots=True)
class Agreeing:
    """How the exams agree: of ``sent`` submissions, ``damaged`` of whose exams or answers could not be opened."""

    sent: int
    damaged: int
    figures: Agreement


class Examining:
    """The use cases on exams, on a database and a keyring."""

    def __init__(self, database: Database, keyring: Keyring, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def open(self, reference: str, by: Actor, *, again: bool = False) -> Examined:
        """Return the submission of a reference, its content opened, with its exam; it is read from now on.

        ``again`` is the page that answers somebody's own step, as it is with ``Reviewing.open``. Raises ``NoSuchSubmission``.
        """
        with self._database.writing() as connection:
            reviews, exams = Reviews(connection, self._keyring), Exams(connection, self._keyring)
            found, now = locked(reviews, reference), self._clock()
            viewed, event = view(found, by, now)
            if not goes_on(history_of(connection, found), by, now, again=again):
                reviews.view(viewed, event)
            (opened,) = reviews.opened([viewed.id])
            return Examined(opened, exams.of(viewed), exams.looked(viewed, by.id))

    def compare_first(self, reference: str, by: Actor) -> None:
        """Keep that somebody looked at the person's marks before writing an exam down. Raises ``NoSuchSubmission``."""
        with self._database.writing() as connection:
            found = locked(Reviews(connection, self._keyring), reference)
            exams = Exams(connection, self._keyring)
            if not exams.of(found) and not exams.looked(found, by.id):
                audit.append(connection, look(found, by, self._clock()))

    def record(self, reference: str, findings: Findings, seen: int, by: Actor) -> Exam:
        """Store what the exam found, after version ``seen`` of it (0: there was none), and return the new version.

        Raises ``NoSuchSubmission``, ``AlreadyWithdrawn``, and ``NewerExam`` where somebody saved one in between.
        """
        with self._database.writing() as connection:
            found = locked(Reviews(connection, self._keyring), reference)
            exams = Exams(connection, self._keyring)
            before = exams.of(found)
            step = RecordExam(str(uuid.uuid4()), findings, seen, looked=exams.looked(found, by.id))
            exam, event = step.take(found, before[-1] if before else None, by, self._clock())
            exams.add(found, exam, findings, event)
            return exam

    def agreement(self, wanted: Wanted) -> Agreeing:
        """Return how the marks fit the exams that are wanted."""
        with self._database.reading() as connection:
            exams = Exams(connection, self._keyring)
            first = exams.people(replace(wanted.everybody, blind=True))
            newest = first if wanted.blind else exams.people(wanted.everybody)
            sent, asked = exams.sent(wanted), exams.ids(wanted)
        people = [one for one in newest.values() if one and wanted.includes(one)]
        apart = steps(_whole(first), _whole(newest), blind=wanted.blind, narrowed=wanted != wanted.everybody)
        damaged = sum(one is None and name in asked for name, one in newest.items())
        return Agreeing(sent, damaged, agreement(people, apart))

    def export(self, wanted: Wanted, by: Actor) -> Agreeing:
        """Return the same, because it leaves the program as a file, and keep who took it."""
        found = self.agreement(wanted)
        with self._database.writing() as connection:
            details = {
                "count": str(found.figures.examined),
                "filter": wanted.in_words(),
                "address": by.address,
            }
            audit.append(
                connection, Event(Action.AGREEMENT_EXPORTED, by.id, "agreement", self._clock(), details)
            )
        return found

    def years(self, zone: ZoneInfo) -> list[int]:
        """Return the years in which submissions came, the newest first."""
        with self._database.reading() as connection:
            return Exams(connection, self._keyring).years(zone)

    def rules_versions(self) -> list[str]:
        """Return the versions of the rules by which submissions were sorted, in order."""
        with self._database.reading() as connection:
            return Exams(connection, self._keyring).rules_versions()

    def now(self) -> datetime:
        """Return the time by this program's clock."""
        return self._clock()


def _whole(people: Mapping[str, Compared | None]) -> dict[str, Compared]:
    return {name: one for name, one in people.items() if one is not None}
