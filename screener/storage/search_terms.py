"""The blind index: a submission is found by a phone number, a name or a date of birth that nobody can read in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Select, func, insert, literal, select, union_all

from screener.storage.keys.sealing import Keyring
from screener.storage.tables.submission import submission as table
from screener.storage.tables.work import search_term
from screener.submissions.content import Contact
from screener.submissions.search_terms import Kind, Term, terms

_INSERT = insert(search_term)
_PURPOSE = "search_term"
MOST_SHARING = 500
_MANY = 1000
"""A word that so many names have is as common as any."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A search: the reference it may be, and the hashes of what else it may be. It finds what is equal, and no more.

    ``names`` are groups of words that one name has to have, all of a group: the hashes that each word may be stored as.
    """

    reference: str | None
    fingerprints: tuple[bytes, ...]
    names: tuple[tuple[tuple[bytes, ...], ...], ...] = ()


def add(connection: Connection, keyring: Keyring, submission_id: str, contact: Contact) -> None:
    """Store what a new submission with this contact is found by, under the newest key."""
    store(connection, submission_id, newest(keyring, contact))


def newest(keyring: Keyring, contact: Contact) -> set[bytes]:
    """Return what a submission with this contact is stored under with the newest key."""
    return {keyring.fingerprints(text, _PURPOSE, kind)[0] for kind, text in terms(contact)}


def store(connection: Connection, submission_id: str, hashes: Iterable[bytes]) -> None:
    """Let a submission be found by these hashes too."""
    rows = [{"fingerprint": one, "submission_id": submission_id} for one in hashes]
    if rows:
        connection.execute(_INSERT, rows)


def fingerprints(keyring: Keyring, sought: Iterable[Term]) -> list[bytes]:
    """Return what ``sought`` may be stored as, under each key."""
    return [hashed for kind, text in sought for hashed in keyring.fingerprints(text, _PURPOSE, kind)]


def sharing(
    connection: Connection, keyring: Keyring, submission_id: str, contact: Contact
) -> dict[str, frozenset[Kind]]:
    """Return what each other submission has in common with this contact, by its id: up to ``MOST_SHARING`` equal terms."""
    kinds = {
        hashed: kind
        for kind, text in terms(contact)
        if kind in {Kind.PHONE, Kind.EMAIL, Kind.NAME, Kind.BORN}
        for hashed in keyring.fingerprints(text, _PURPOSE, kind)
    }
    found = select(search_term.c.submission_id, search_term.c.fingerprint).where(
        search_term.c.fingerprint.in_(kinds), search_term.c.submission_id != submission_id
    )
    common: dict[str, frozenset[Kind]] = {}
    for row in connection.execute(found.limit(MOST_SHARING)):
        common[row.submission_id] = common.get(row.submission_id, frozenset()) | {kinds[row.fingerprint]}
    return common


def found(sought: Sought) -> Select[tuple[str]]:
    """Return the statement of the ids of what is sought."""
    by_term = select(search_term.c.submission_id.label("id")).where(
        search_term.c.fingerprint.in_(sought.fingerprints)
    )
    other = table.alias()
    by_reference = select(other.c.id).where(other.c.reference == sought.reference)
    either = union_all(by_term, by_reference, *(_with_all(words) for words in sought.names)).subquery()
    return select(either.c.id)


def rarest_first(connection: Connection, sought: Sought) -> Sought:
    """Return the same search, with the words of each name in the order in which fewest are looked at."""

    def number(word: tuple[bytes, ...]) -> int:
        some = select(search_term.c.submission_id).where(search_term.c.fingerprint.in_(word)).limit(_MANY)
        return connection.scalar(select(func.count()).select_from(some.subquery())) or 0

    return replace(
        sought,
        names=tuple(tuple(sorted(words, key=number)) if len(words) > 1 else words for words in sought.names),
    )


def _with_all(words: Sequence[Sequence[bytes]]) -> Select[tuple[str]]:
    first, *others = words
    one = search_term.alias()
    found = select(one.c.submission_id.label("id")).where(one.c.fingerprint.in_(first))
    for word in others:
        other = search_term.alias()
        same = (other.c.submission_id == one.c.submission_id, other.c.fingerprint.in_(word))
        found = found.where(select(literal(1)).select_from(other).where(*same).exists())
    return found
