"""Other submissions that may be of the same person, and what tells so."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from screener.submissions.search_terms import Kind
from screener.submissions.submission import Submission


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
