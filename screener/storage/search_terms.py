"""The blind index: a submission is found by a phone number, an email address or a name that nobody can read in it."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from screener.storage.keys.sealing import Keyring
from screener.storage.tables.work import search_term
from screener.submissions.content import Content
from screener.submissions.search_terms import Term, terms
from screener.submissions.submission import Submission

_INSERT = insert(search_term)


def add(connection: Connection, keyring: Keyring, submission: Submission) -> None:
    """Store what a new submission is found by, under the newest key."""
    if not isinstance(submission.content, Content):
        return
    rows = [
        {"fingerprint": keyring.fingerprints(text, "search_term", kind)[0], "submission_id": submission.id}
        for kind, text in terms(submission.content.contact)
    ]
    if rows:
        connection.execute(_INSERT, rows)


def fingerprints(keyring: Keyring, sought: Iterable[Term]) -> list[bytes]:
    """Return what ``sought`` may be stored as, under each key."""
    return [hashed for kind, text in sought for hashed in keyring.fingerprints(text, "search_term", kind)]
