"""The blind index: a submission is found by a phone number, a name or a date of birth that nobody can read in it."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from screener.storage.keys.sealing import Keyring
from screener.storage.tables.work import search_term
from screener.submissions.content import Contact, Content
from screener.submissions.search_terms import Term, terms
from screener.submissions.submission import Submission

_INSERT = insert(search_term)
_PURPOSE = "search_term"


def add(connection: Connection, keyring: Keyring, submission: Submission) -> None:
    """Store what a new submission is found by, under the newest key."""
    if isinstance(submission.content, Content):
        store(connection, submission.id, newest(keyring, submission.content.contact))


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
