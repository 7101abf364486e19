"""Synthetic people: who they are, and how the clinic would reach them if they were real."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from screener.codes.folding import folded
from screener.demo.common import COMMON
from screener.demo.profiles import PROFILES, Profile
from screener.demo.words import GIVEN, MESSAGES, SURNAMES
from screener.dystonia import SHARE, voice
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.flow import Way
from screener.questionnaire.wording import Translate
from screener.submissions.content import Contact

_DAYS_A_YEAR = 365.25
_SPANISH = 0.18
_BY_PHONE = 0.9
_BY_EMAIL_TOO = 0.6
_AREAS = ("913", "816", "785", "620", "316")


@dataclass(frozen=True, slots=True)
class Person:
    """A synthetic person; ages are in full years."""

    profile: Profile
    language: str
    parts: frozenset[str]
    onset_age: int
    onset_when: str
    age: int


def person(random: Random) -> Person:
    """Draw a person."""
    profile = random.choices(PROFILES, [profile.weight for profile in PROFILES])[0]
    near, far = ("right", "left") if random.randrange(100) < profile.right else ("left", "right")
    marked = (*profile.parts, *(part for part in profile.some if not random.randrange(3)))
    onset_age = random.randint(*profile.onset)
    onset_when = weighted(random, (profile.chances.get("onset-when") or COMMON["onset-when"]))
    long_ago = onset_when in {"over-a-year", NOT_SURE}
    years = min(1 + int(random.expovariate(1 / 6)), 90 - onset_age) if long_ago else 0
    return Person(
        profile=profile,
        language="es" if random.random() < _SPANISH else "en",
        parts=frozenset(part.replace("near", near).replace("far", far) for part in marked),
        onset_age=onset_age,
        onset_when=onset_when,
        age=onset_age + years,
    )


_WISHES = ("", "afternoons friday in-person monday", "by-video first-visit mornings", "been-before tuesday")


def contact_of(person: Person, way: Way, at: datetime, translate: Translate, random: Random) -> Contact:
    """Return how to reach ``person``: nowhere, because number (555-01xx) and address (example.com) are nobody's."""
    given = random.choice(GIVEN[person.language])
    surname = random.choice(SURNAMES[person.language])
    born = at - timedelta(days=person.age * _DAYS_A_YEAR + random.randrange(1, 365))
    by_phone = random.random() < _BY_PHONE
    by_email = not by_phone or random.random() < _BY_EMAIL_TOO
    consent = next(question for question in SHARE.questions if question.id == "consent").choice("agree")
    return Contact(
        name=f"{given} {surname}",
        date_of_birth=born.date().isoformat(),
        phone=f"+1{random.choice(_AREAS)}55501{random.randrange(100):02}" if by_phone else "",
        email=f"{_plain(given)}.{_plain(surname)}{random.randrange(1000)}@example.com" if by_email else "",
        best_time=random.choice(("", "morning", "afternoon", "evening", "any")),
        leave_message=random.choice(("", "yes", "yes", "no")) if by_phone else "",
        language=person.language,
        wishes=_WISHES[len(surname) % len(_WISHES)],
        message=random.choice(MESSAGES[person.language]) if not random.randrange(4) else "",
        consent=consent.label.said(voice(way.answers), translate),
    )


def weighted(random: Random, weights: Mapping[str, int]) -> str:
    """Draw one of the choices by their weights."""
    return random.choices(list(weights), list(weights.values()))[0]


def _plain(name: str) -> str:
    return "".join(letter for letter in folded(name) if letter.isascii())
