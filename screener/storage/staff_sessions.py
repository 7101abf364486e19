"""Sessions of staff, in the database, so that ending one ends it everywhere and at once."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, or_, select, update

from screener.accounts.session import IDLE, LONGEST
from screener.accounts.staff import Account
from screener.storage.accounts import account_of
from screener.storage.clock_marks import surely_passed
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.tables.account import account
from screener.storage.tables.account import staff_session as table
from screener.storage.tables.sealed import purpose

_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class StaffSession:
    """A session: whose it is, and whether the second factor was given."""

    account: Account
    complete: bool
    started_at: datetime
    offer: str | None
    """The key of an authenticator app that is being set up."""


class StaffSessions:
    """The sessions behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def start(self, account_id: str, at: datetime, *, complete: bool) -> str:
        """Store a new session and return its token, which is kept nowhere; forget those that surely ran out."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        if (passed := surely_passed(self._connection, at)) is not None:
            self._connection.execute(delete(table).where(or_(*_ran_out(passed))))
        row = {
            "token": self._hashes(token)[0],
            "account_id": account_id,
            "complete": complete,
            "started_at": at,
            "seen_at": at,
        }
        self._connection.execute(insert(table), row)
        return token

    def seen(self, token: str, at: datetime, *, used: bool = True) -> StaffSession | None:
        """Return the session and put its idle end off; ``None`` where it ended or its account was disabled.

        One of much later than now is of a clock that was ahead, and would last until then.
        Where a page asked by itself, and nobody ``used`` it, the idle end stays where it is.
        """
        mine = table.c.token.in_(self._hashes(token))
        alive = (
            ~condition
            for condition in (*_ran_out(at), table.c.seen_at > at + IDLE, table.c.started_at > at + IDLE)
        )
        columns = table.c.token, table.c.complete, table.c.started_at, table.c.offer
        found = select(account, *columns).join_from(table, account)
        row = (
            self._connection.execute(found.where(mine, *alive, account.c.disabled_at.is_(None)))
            .mappings()
            .first()
        )
        if row is None:
            return None
        if used:
            self._connection.execute(update(table).where(mine).values(seen_at=at))
        return StaffSession(account_of(row), row["complete"], row["started_at"], self._offered(row))

    def _offered(self, row: RowMapping) -> str | None:
        if row["offer"] is None:
            return None
        try:
            return self._keyring.open(row["offer"], *purpose(table.c.offer, row["token"])).decode()
        except CannotOpen:
            return None  # another one is offered

    def offer(self, token: str, key: str) -> None:
        """Keep the key of an authenticator app until its first code is given; nothing where the session ended."""
        found = select(table.c.token).where(table.c.token.in_(self._hashes(token)))
        for stored in self._connection.scalars(found).all():
            sealed = self._keyring.seal(key.encode(), *purpose(table.c.offer, stored))
            self._connection.execute(update(table).where(table.c.token == stored).values(offer=sealed))

    def end(self, token: str) -> bool:
        """End one session; ``False`` where it had ended."""
        ended = self._connection.execute(delete(table).where(table.c.token.in_(self._hashes(token))))
        return bool(ended.rowcount)

    def end_all(self, account_id: str) -> None:
        """End every session of an account."""
        self._connection.execute(delete(table).where(table.c.account_id == account_id))

    def _hashes(self, token: str) -> list[bytes]:
        return self._keyring.fingerprints(token, "staff_session")


def _ran_out(at: datetime) -> Iterator[ColumnElement[bool]]:
    yield table.c.seen_at <= at - IDLE
    yield table.c.started_at <= at - LONGEST
