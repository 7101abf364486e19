"""Synthetic submissions, to try the clinic's side with: believable, and visibly nobody's."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from screener.adapters.catalogue import catalogue
from screener.demo.answering import way_of
from screener.demo.people import contact_of, person
from screener.questionnaire.flow import Way
from screener.questionnaire.wording import Translate
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.submissions.submission import Contact
from screener.use_cases.clock import Clock
from screener.use_cases.submissions import Receipt, Screening, new_send_key

_SPAN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Visit:
    """What one synthetic person sends, in which language, and when."""

    at: datetime
    language: str
    way: Way
    contact: Contact


def visits(count: int, seed: int, until: datetime) -> Iterator[Visit]:
    """Yield ``count`` visits, the earliest first, over the year before ``until``; a seed always gives the same ones."""
    random = Random(seed)  # noqa: S311 - it has to be repeatable; nothing here is secret
    for elapsed in sorted(random.random() for _ in range(count)):
        at = until - _SPAN * (1 - elapsed)
        who = person(random)
        way = way_of(who, random)
        yield Visit(at, who.language, way, contact_of(who, way, at, translation_into(who.language), random))


def send(database: Database, keyring: Keyring, made: Iterable[Visit]) -> Iterator[Receipt]:
    """Send each visit at its own time, marked as synthetic, as a patient's page would; yield its receipt.

    Ids, reference numbers and receipt codes are random as ever. Raises ``DatabaseUnavailable``.
    """
    for visit in made:
        yield Screening(database, keyring, tries_per_hour=sys.maxsize, clock=_stopped_at(visit.at)).send(
            visit.way,
            visit.contact,
            language=visit.language,
            translate=translation_into(visit.language),
            send_key=new_send_key(),
            address="demo",
            synthetic=True,
        )


def _stopped_at(moment: datetime) -> Clock:
    return lambda: moment


def translation_into(language: str) -> Translate:
    """Return the translation into ``language``. Raises ``OSError`` where there is no catalogue of it."""
    return catalogue(language).gettext
