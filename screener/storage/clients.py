"""Programs of other systems as stored: only a keyed hash of each token, so that nobody who reads the database has one."""

from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from screener.accounts.client import Admission, Client, Scope, scopes_of, written
from screener.storage.clock_marks import surely_passed
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.client import client as table
from screener.storage.tables.client import client_assertion, client_token
from screener.storage.upsert import insert_into


class ClientRows:
    """The clients behind one connection, inside its transaction."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(self, client: Client) -> None:
        """Store a client."""
        row = {
            "id": client.id,
            "name": client.name,
            "scopes": written(client.scopes),
            "made_at": client.made_at,
            "expires_at": client.expires_at,
            "jwks": client.jwks,
        }
        self._connection.execute(insert(table), row)

    def all(self) -> list[Client]:
        """Return every client, those that were revoked too, by name."""
        rows = self._connection.execute(select(table).order_by(table.c.name, table.c.made_at))
        return [_client_of(row) for row in rows]

    def by_id(self, client_id: str) -> Client | None:
        """Return the client with this id."""
        row = self._connection.execute(select(table).where(table.c.id == client_id)).first()
        return None if row is None else _client_of(row)

    def revoke(self, client: Client, at: datetime) -> bool:
        """Delete the tokens of a client and let it in no longer; ``False`` where that was done before."""
        mine = table.c.id == client.id, table.c.revoked_at.is_(None)
        if not self._connection.execute(update(table).where(*mine).values(revoked_at=at)).rowcount:
            return False
        self._connection.execute(delete(client_token).where(client_token.c.client_id == client.id))
        return True

    def give(self, client: Client, token: str, scopes: frozenset[Scope], expires_at: datetime) -> None:
        """Store a token of a client."""
        row = {
            "token": self._hashes(token, "token")[0],
            "client_id": client.id,
            "scopes": written(scopes),
            "expires_at": expires_at,
        }
        self._connection.execute(insert(client_token), row)

    def by_token(self, token: str, at: datetime) -> Admission | None:
        """Return the client that a token lets in now, and what it may do with it."""
        good = client_token.c.token.in_(self._hashes(token, "token")), client_token.c.expires_at > at
        found = select(client_token.c.client_id, client_token.c.scopes).where(*good)
        row = self._connection.execute(found).first()
        client = None if row is None else self.by_id(row.client_id)
        if row is None or client is None or not client.is_good(at):
            return None
        return Admission(client, scopes_of(row.scopes) & client.scopes)

    def use(self, client: Client, assertion_id: str, expires_at: datetime) -> bool:
        """Keep that a proof was used, until it would not be good any longer; ``False`` where it was used before."""
        hashes = self._hashes(f"{client.id} {assertion_id}", "assertion")
        used = client_assertion.c.assertion.in_(hashes)
        if self._connection.execute(select(client_assertion.c.assertion).where(used)).first():
            return False
        new = insert_into(self._connection, client_assertion).on_conflict_do_nothing()
        row = {"assertion": hashes[0], "expires_at": expires_at}
        return self._connection.execute(new.returning(client_assertion.c.assertion), row).first() is not None

    def forget_expired(self, at: datetime) -> None:
        """Delete tokens and used proofs whose time has surely passed."""
        if (passed := surely_passed(self._connection, at)) is None:
            return
        for one in (client_token, client_assertion):
            self._connection.execute(delete(one).where(one.c.expires_at < passed))

    def _hashes(self, text: str, what: str) -> list[bytes]:
        return self._keyring.fingerprints(text, "client", what)


def _client_of(row: Row[tuple[object, ...]]) -> Client:
    return Client(
        id=row.id,
        name=row.name,
        scopes=scopes_of(row.scopes),
        made_at=row.made_at,
        expires_at=row.expires_at,
        jwks=row.jwks,
        revoked_at=row.revoked_at,
    )
