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
from screener.dystonia.result import result_of
from screener.questionnaire.flow import Way
from screener.questionnaire.wording import Translate
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.submissions.content import Contact
from screener.use_cases.clock import Clock
from screener.use_cases.exams import Examining
from screener.use_cases.send_keys import new_send_key
from screener.use_cases.submissions import Receipt, Screening

_SPAN = timedelta(days=365)
_UNTIL_EXAM = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Visit:
    """What one synthetic person sends, in which language, and when; and what the exam found, where there was one."""

    at: datetime
    language: str
    way: Way
    contact: Contact
    findings: Findings | None = None


def visits(count: int, seed: int, until: datetime) -> Iterator[Visit]:
    """Yield ``count`` visits, the earliest first, over the year before ``until``; a seed always gives the same ones."""
    random, of_exams = Random(seed), Random(~seed)  # noqa: S311 - it has to be repeatable; nothing here is secret
    for elapsed in sorted(random.random() for _ in range(count)):
        at = until - _SPAN * (1 - elapsed)
        who = person(random)
        way = way_of(who, random)
        contact = contact_of(who, way, at, translation_into(who.language), random)
        result = result_of(way)
        findings = exam_of(result.parts, flagged=bool(result.flags), random=of_exams)
        yield Visit(at, who.language, way, contact, findings if at + _UNTIL_EXAM <= until else None)


def send(database: Database, keyring: Keyring, made: Iterable[Visit]) -> Iterator[Receipt]:
    """Send each visit at its own time, marked as synthetic, as a patient's page would, with its exam; yield its receipt.

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
        if visit.findings:
            examining = Examining(database, keyring, clock=_stopped_at(visit.at + _UNTIL_EXAM))
            examining.record(receipt.reference, visit.findings, 0, Actor(COMMAND_LINE, ""))
        yield receipt


def _stopped_at(moment: datetime) -> Clock:
    return lambda: moment


def translation_into(language: str) -> Translate:
    """Return the translation into ``language``. Raises ``OSError`` where there is no catalogue of it."""
    return catalogue(language).gettext
