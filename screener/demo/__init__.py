"""Synthetic submissions, to try the clinic's side with: believable, and visibly nobody's."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from screener.adapters.catalogue import catalogue
from screener.audit import COMMAND_LINE, Actor
from screener.clinic.findings import Findings
from screener.demo.answering import way_of
from screener.demo.exams import exam_of
from screener.demo.people import contact_of, person
from screener.demo.work import Work, was_seen, work_on
from screener.dystonia.result import result_of
from screener.questionnaire.flow import Way
from screener.questionnaire.wording import Translate
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.submissions.content import Contact
from screener.use_cases.clock import Clock
from screener.use_cases.exams import Examining
from screener.use_cases.reviews import Reviewing
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Receipt, Screening

_SPAN = timedelta(days=365)
_OF_LATE = {timedelta(days=1): 15, timedelta(days=14): 30, _SPAN: 55}
"""Of a hundred, so many came in this time before now: a list that is worked on holds some of today, and old ones that are done."""
_STAFF = Actor(COMMAND_LINE, "")


@dataclass(frozen=True, slots=True)
class Visit:
    """What one synthetic person sends, in which language, and when; what the clinic did since; what an exam found, where one was."""

    at: datetime
    language: str
    way: Way
    contact: Contact
    work: tuple[Work, ...] = ()
    findings: Findings | None = None


def visits(count: int, seed: int, until: datetime) -> Iterator[Visit]:
    """Yield ``count`` visits, the earliest first, over the year before ``until``; a seed always gives the same ones."""
    # They have to be repeatable; nothing here is secret.
    random, of_exams, of_work = Random(seed), Random(~seed), Random(f"work {seed}")  # noqa: S311
    spans = random.choices(list(_OF_LATE), list(_OF_LATE.values()), k=count)
    for at in sorted(until - span * random.random() for span in spans):
        who = person(random)
        way = way_of(who, random)
        contact = contact_of(who, way, at, translation_into(who.language), random)
        result = result_of(way)
        work = work_on(contact, at, until, of_work)
        findings = exam_of(result.parts, flagged=bool(result.flags), random=of_exams)
        yield Visit(at, who.language, way, contact, work, findings if was_seen(work) else None)


def send(database: Database, keyring: Keyring, made: Iterable[Visit]) -> Iterator[Receipt]:
    """Send each visit at its own time, marked as synthetic, as a patient's page would, and do the work on it; yield its receipt.

    Ids, reference numbers and receipt codes are random as ever. Raises ``DatabaseUnavailable``.
    """
    for visit in made:
        screening = Screening(database, keyring, tries_per_hour=sys.maxsize, clock=_stopped_at(visit.at))
        receipt = screening.send(
            visit.way,
            visit.contact,
            language=visit.language,
            translate=translation_into(visit.language),
            send_key=new_send_key(),
            address="demo",
            synthetic=True,
        )
        for work in visit.work:
            reviews = Reviewing(database, keyring, clock=_stopped_at(work.at))
            version = reviews.open(receipt.reference, _STAFF).opened.submission.version
            reviews.work(receipt.reference, version, work.steps, _STAFF)
        seen = was_seen(visit.work)
        if visit.findings and seen:
            examining = Examining(database, keyring, clock=_stopped_at(seen))
            examining.record(receipt.reference, visit.findings, 0, _STAFF)
        yield receipt


def _stopped_at(moment: datetime) -> Clock:
    return lambda: moment


def translation_into(language: str) -> Translate:
    """Return the translation into ``language``. Raises ``OSError`` where there is no catalogue of it."""
    return catalogue(language).gettext
