"""Passkeys as stored, and what browsers are asked to sign.

A public key is no secret. It is sealed with its account so that nobody who can write to the database, and no more, can
give an account a passkey of their own.
"""

import json
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, or_, select, update

from screener.accounts.passkey import Passkey
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables.account import passkey as table
from screener.storage.tables.account import passkey_challenge
from screener.storage.tables.sealed import purpose
from screener.storage.upsert import insert_into


class Passkeys:
    """The passkeys behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def of(self, account_id: str) -> list[Passkey]:
        """Return the passkeys of an account, the oldest first; what was not sealed for this account is none."""
        mine = select(table).where(table.c.account_id == account_id).order_by(table.c.added_at, table.c.id)
        found = [self._opened(row) for row in self._connection.execute(mine).mappings()]
        return [passkey for passkey in found if passkey and passkey.account_id == account_id]

    def add(self, passkey: Passkey) -> None:
        """Store a new passkey."""
        content = {
            "account": passkey.account_id,
            "name": passkey.name,
            "credential": passkey.credential.hex(),
            "public_key": passkey.public_key.hex(),
        }
        row = {
            "id": passkey.id,
            "account_id": passkey.account_id,
            "sealed": self._keyring.seal(json.dumps(content).encode(), *purpose(table.c.sealed, passkey.id)),
            "count": passkey.count,
            "added_at": passkey.added_at,
        }
        self._connection.execute(insert(table), row)

    def use(self, before: Passkey, after: Passkey) -> bool:
        """Store one more use; ``False`` where the passkey was used or removed in between."""
        unused = table.c.id == before.id, table.c.count == before.count
        values = {"count": after.count, "used_at": after.used_at}
        return bool(self._connection.execute(update(table).where(*unused).values(values)).rowcount)

    def remove(self, passkey: Passkey) -> bool:
        """Forget a passkey; ``False`` where it was removed in between."""
        return bool(self._connection.execute(delete(table).where(table.c.id == passkey.id)).rowcount)

    def ask(self, token: str, challenge: bytes, at: datetime, ends_at: datetime) -> None:
        """Keep what the browser of a session was asked, in place of what it was asked before."""
        asked, (newest, *older) = passkey_challenge.c, self._hashes(token)
        over = or_(asked.ends_at <= at, asked.token.in_(older))
        self._connection.execute(delete(passkey_challenge).where(over))
        values = {"challenge": challenge, "ends_at": ends_at}
        new = insert_into(self._connection, passkey_challenge).values(token=newest, **values)
        # Two pages of one session may ask at the same time.
        self._connection.execute(new.on_conflict_do_update(index_elements=[asked.token], set_=values))

    def asked(self, token: str, at: datetime) -> bytes | None:
        """Return, once, what the browser of a session was asked; ``None`` where that was answered, or is too old."""
        asked = passkey_challenge.c
        mine = asked.token.in_(self._hashes(token)), asked.ends_at > at
        taken = delete(passkey_challenge).where(*mine).returning(asked.challenge)
        challenge: bytes | None = self._connection.execute(taken).scalar_one_or_none()
        return challenge

    def _opened(self, row: RowMapping) -> Passkey | None:
        try:
            content = json.loads(self._keyring.open(row["sealed"], *purpose(table.c.sealed, row["id"])))
        except CannotOpen:
            return None
        return Passkey(
            id=row["id"],
            account_id=content["account"],
            name=content["name"],
            credential=bytes.fromhex(content["credential"]),
            public_key=bytes.fromhex(content["public_key"]),
            count=row["count"],
            added_at=row["added_at"],
            used_at=row["used_at"],
        )

    def _hashes(self, token: str) -> list[bytes]:
        return self._keyring.fingerprints(token, "passkey_challenge")
