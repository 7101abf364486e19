"""A form that met an ended session: what was written in it is kept until its writer signs in again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

KEPT_FOR = timedelta(days=3)
"""Over a weekend; then what was written is forgotten."""
MOST_KEPT = 10
"""How many forms of one account are kept at a time; the oldest goes first."""
_NEVER = frozenset({"csrf_token", "code", "codes", "answer", "kept", "kept_for", "kept_too"})
_OF_THE_PAGE = frozenset({"version", "press", "seen"})


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where a form was on its way to (a path of ours), and its fields as they were sent, in their order."""

    id: str
    account_id: str
    path: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    at: datetime


def worth_keeping(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the fields to keep: no proof of who somebody is, and nothing at all where nobody chose or wrote anything.

    A version alone, or the name of the form, is what the page wrote, not the person.
    """
    kept = tuple(
        (name, value) for name, value in fields if name not in _NEVER and not name.endswith("password")
    )
    return kept if any(value.strip() for name, value in kept if name not in _OF_THE_PAGE) else ()
