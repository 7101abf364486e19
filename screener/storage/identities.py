"""Whom accounts belong to at an identity provider, as stored.

Issuer and subject are sealed with the account: who can write to the database, and no more, can give nobody an account of theirs.
"""

import json
import uuid
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from screener.accounts.single_sign_on import Identity
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables.identity import identity as table
from screener.storage.tables.sealed import purpose


class Identities:
    """The identities behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def account_of(self, identity: Identity) -> str | None:
        """Return the id of the account that belongs to ``identity``; what was not sealed for both of them is none."""
        hashes = self._keyring.fingerprints(identity.subject, "identity", identity.issuer)
        for row in self._connection.execute(select(table).where(table.c.named.in_(hashes))).mappings():
            try:
                opened = self._keyring.open(row["sealed"], *purpose(table.c.sealed, row["id"]))
            except CannotOpen:
                continue
            if opened == _content(row["account_id"], identity):
                return str(row["account_id"])
        return None

    def connected(self) -> frozenset[str]:
        """Return the ids of all accounts that belong to somebody there."""
        return frozenset(self._connection.scalars(select(table.c.account_id)))

    def is_connected(self, account_id: str) -> bool:
        """Tell whether an account belongs to somebody there."""
        mine = select(table.c.id).where(table.c.account_id == account_id)
        return self._connection.execute(mine).first() is not None

    def remove(self, account_id: str) -> bool:
        """Let an account belong to nobody there; ``False`` where it did not."""
        removed = self._connection.execute(delete(table).where(table.c.account_id == account_id))
        return bool(removed.rowcount)

    def add(self, identity: Identity, account_id: str, at: datetime) -> None:
        """Let an account belong to ``identity``."""
        row_id = str(uuid.uuid4())
        row = {
            "id": row_id,
            "account_id": account_id,
            "named": self._keyring.fingerprints(identity.subject, "identity", identity.issuer)[0],
            "sealed": self._keyring.seal(_content(account_id, identity), *purpose(table.c.sealed, row_id)),
            "connected_at": at,
        }
        self._connection.execute(insert(table), row)


def _content(account_id: str, identity: Identity) -> bytes:
    return json.dumps(
        {"account": account_id, "issuer": identity.issuer, "subject": identity.subject}
    ).encode()
