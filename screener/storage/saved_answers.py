"""Saved answers as stored: sealed by the words of their code, and once more by the data keys, which can be rotated."""

import uuid
from datetime import datetime

from sqlalchemy import Connection, delete, select

from screener.storage.clock_marks import surely_passed
from screener.storage.keys.code_keys import CodeKey
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.saved import saved_draft as table
from screener.storage.tables.sealed import purpose
from screener.storage.upsert import insert_into


class SavedDrafts:
    """The saved answers behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def put(self, key: CodeKey, plain: bytes, expires_at: datetime) -> None:
        """Keep answers under a code, in the place of those that are there."""
        self.delete(key)
        row_id = str(uuid.uuid4())
        bound = purpose(table.c.answers, row_id)
        row = {
            "id": row_id,
            "answers": self._keyring.seal(key.keyring.seal(plain, *bound), *bound),
            "expires_at": expires_at,
        }
        new = insert_into(self._connection, table).values(code=self._hashes(key)[0], **row)
        # Save may be pressed twice: what the first press put there is not to be seen before it is committed.
        self._connection.execute(new.on_conflict_do_update(index_elements=[table.c.code], set_=row))

    def is_there(self, key: CodeKey) -> bool:
        """Tell whether there are answers under a code."""
        found = select(table.c.id).where(table.c.code.in_(self._hashes(key)))
        return self._connection.execute(found).first() is not None

    def get(self, key: CodeKey, at: datetime) -> tuple[bytes, datetime] | None:
        """Return the answers under a code and when they run out; ``None`` where there are none that last beyond ``at``.

        Raises ``CannotOpen`` for damaged ones.
        """
        valid = table.c.code.in_(self._hashes(key)), table.c.expires_at > at
        row = self._connection.execute(select(table).where(*valid)).first()
        if row is None:
            return None
        bound = purpose(table.c.answers, row.id)
        return key.keyring.open(self._keyring.open(row.answers, *bound), *bound), row.expires_at

    def delete(self, key: CodeKey) -> bool:
        """Delete the answers under a code; ``False`` where there are none."""
        return bool(
            self._connection.execute(delete(table).where(table.c.code.in_(self._hashes(key)))).rowcount
        )

    def _hashes(self, key: CodeKey) -> list[bytes]:
        return self._keyring.fingerprints(key.lookup, "saved_draft")


def forget_expired(connection: Connection, at: datetime) -> None:
    """Delete the answers that ran out surely, whatever the clock says: ``at`` is its time."""
    if (passed := surely_passed(connection, at)) is not None:
        connection.execute(delete(table).where(table.c.expires_at <= passed))
