"""The blind index made anew, a few submissions at a time, while others read and write.

What was stored by an older version is found by less than what is stored today, and what was stored before the keys were
rotated by an older key. The contact is still there, sealed, so that the hashes can be made again of it.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from screener.storage import search_terms
from screener.storage.database import Database
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables.sealed import purpose
from screener.storage.tables.submission import submission as table
from screener.storage.tables.work import search_term
from screener.submissions.content import Contact, record_of

AT_ONCE = 100
"""How many submissions in one transaction, so that nobody who sends waits long."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many submissions there are to be found, how many of them were indexed anew, and how many cannot be opened."""

    submissions: int
    anew: int
    unopened: int


def index(database: Database, keyring: Keyring) -> Indexed:
    """Index, under the newest key, each submission that is not found by all that it could be; others stay as they are.

    What is done stays done when this is interrupted. Raises ``DatabaseUnavailable``.
    """
    submissions = anew = unopened = 0
    last = ""
    while True:
        with database.writing() as connection:
            found = select(table.c.id, table.c.contact).where(table.c.contact.is_not(None), table.c.id > last)
            rows = connection.execute(found.order_by(table.c.id).limit(AT_ONCE).with_for_update()).all()
            held = _held(connection, [row.id for row in rows])
            for row in rows:
                try:
                    opened = keyring.open(row.contact, *purpose(table.c.contact, row.id))
                except CannotOpen:
                    unopened += 1
                    continue
                wanted = search_terms.newest(keyring, record_of(Contact, json.loads(opened)))
                if wanted != held[row.id]:
                    anew += 1
                    connection.execute(delete(search_term).where(search_term.c.submission_id == row.id))
                    search_terms.store(connection, row.id, wanted)
        submissions += len(rows)
        if len(rows) < AT_ONCE:
            return Indexed(submissions, anew, unopened)
        last = rows[-1].id


def _held(connection: Connection, ids: list[str]) -> dict[str, set[bytes]]:
    held: dict[str, set[bytes]] = {row_id: set() for row_id in ids}
    found = select(search_term.c.submission_id, search_term.c.fingerprint)
    for row in connection.execute(found.where(search_term.c.submission_id.in_(ids))):
        held[row.submission_id].add(row.fingerprint)
    return held
