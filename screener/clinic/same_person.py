"""Other submissions that may be of the same person, and what tells so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from screener.submissions.content import Contact
from screener.submissions.search_terms import Kind, Term, terms
from screener.submissions.submission import Submission

_OF_ONE = frozenset({Kind.NAME, Kind.BORN})
_OF_A_FAMILY = frozenset({Kind.PHONE, Kind.EMAIL})


class Shared(StrEnum):
    """What two submissions have in common. A family may share a phone, so that each is a hint, and no proof."""

    PHONE = "phone"
    EMAIL = "email"
    NAME_AND_BIRTH = "name_and_birth"


@dataclass(frozen=True, slots=True)
class Other:
    """Another submission with what it shares."""

    submission: Submission
    shared: tuple[Shared, ...]


def shared(kinds: Collection[Kind]) -> tuple[Shared, ...]:
    """Return what equal terms of these kinds tell; a name or a date of birth alone is that of many people."""
    told = {
        Shared.PHONE: Kind.PHONE in kinds,
        Shared.EMAIL: Kind.EMAIL in kinds,
        Shared.NAME_AND_BIRTH: Kind.NAME in kinds and Kind.BORN in kinds,
    }
    return tuple(one for one, so in told.items() if so)


def by_person(contacts: Sequence[Contact]) -> list[list[int]]:
    """Return the places of contacts, those of one person together.

    A person is known again by a name or a date of birth together with another of the four, though a family may share a phone and
    an email address; and so through what lies in between.
    """
    leader = list(range(len(contacts)))

    def led(place: int) -> int:
        while leader[place] != place:
            leader[place] = place = leader[leader[place]]
        return place

    first: dict[tuple[Term, Term], int] = {}
    for place, contact in enumerate(contacts):
        for mark in _marks(contact):
            leader[led(place)] = led(first.setdefault(mark, place))
    groups: dict[int, list[int]] = {}
    for place in range(len(contacts)):
        groups.setdefault(led(place), []).append(place)
    return list(groups.values())


def _marks(contact: Contact) -> frozenset[tuple[Term, Term]]:
    told = sorted(term for term in terms(contact) if term[0] in _OF_ONE | _OF_A_FAMILY)
    return frozenset(pair for pair in combinations(told, 2) if {kind for kind, _ in pair} & _OF_ONE)
