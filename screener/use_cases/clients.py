"""Programs of other systems: an administrator lets one in and sends it away; it proves who it is, and is counted."""

import secrets
import uuid
from datetime import datetime, timedelta

from screener.accounts import client as clients
from screener.accounts.client import LONGEST_DAYS, NAME_LIMIT, Admission, Client, Scope
from screener.audit import VISITOR, Action, Actor, Event
from screener.questionnaire.typed import readable
from screener.storage import audit
from screener.storage.clients import ClientRows
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.throttling import TooManyTries, account_tries, tries
from screener.use_cases.clock import Clock, utc_now

TOKEN_HEAD = "dss_"  # noqa: S105 - what every token begins with, so that one that leaked is known by its looks
_TOKEN_BYTES = 32
SHORT = timedelta(minutes=5)
"""How long a token is good that a client got for a proof; SMART asks for no more."""
REQUESTS_PER_HOUR = 6000
"""Of one client: a page of fifty submissions every second is under it."""
WRONG_PER_HOUR = 100
"""Wrong tokens and proofs from one address."""


class NotAdmitted(Exception):
    """Nobody is let in by this token or proof; which of the two reasons it has is not told."""


class Clients:
    """The use cases around programs, on a database and a keyring."""

    def __init__(self, database: Database, keyring: Keyring, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def make(self, name: str, scopes: frozenset[Scope], days: int, by: Actor) -> tuple[Client, str]:
        """Return a new client with its token, which is nowhere to be read again.

        Raises ``ValueError`` for no name, a long one or one that cannot be read, for no scope, and for days that are none.
        """
        made = self._made(name, scopes, days)
        token = TOKEN_HEAD + secrets.token_urlsafe(_TOKEN_BYTES)
        with self._database.writing() as connection:
            rows = ClientRows(connection, self._keyring)
            rows.add(made)
            rows.give(made, token, made.scopes, made.expires_at)
            audit.append(connection, clients.made(made, by))
        return made, token

    def make_with_keys(self, name: str, scopes: frozenset[Scope], days: int, jwks: str, by: Actor) -> Client:
        """Return a new client that proves by its private key who it is; ``jwks`` has been read already. Raises as ``make``."""
        made = self._made(name, scopes, days, jwks)
        with self._database.writing() as connection:
            ClientRows(connection, self._keyring).add(made)
            audit.append(connection, clients.made(made, by))
        return made

    def all(self) -> list[Client]:
        """Return every client that may come in now, by name."""
        return [client for client in self._every() if client.is_good(self._clock())]

    def names(self) -> dict[str, str]:
        """Return the name of every client that there is or was, by id."""
        return {client.id: client.name for client in self._every()}

    def revoke(self, client_id: str, by: Actor) -> bool:
        """Let a client in no longer, from its next request on. ``False`` where there is none that could come in."""
        now = self._clock()
        with self._database.writing() as connection:
            rows = ClientRows(connection, self._keyring)
            found = rows.by_id(client_id)
            if found is None or not rows.revoke(found, now):
                return False
            audit.append(connection, clients.revoked(found, by, now))
        return True

    def known(self, client_id: str) -> Client | None:
        """Return the client of an id that may come in now."""
        with self._database.reading() as connection:
            found = ClientRows(connection, self._keyring).by_id(client_id)
        return found if found is not None and found.is_good(self._clock()) else None

    def admit(self, token: str, address: str) -> Admission:
        """Return who comes with a token, and count the request.

        Raises ``NotAdmitted``, and ``TooManyTries`` for a client that asks too often and for an address that guesses: whoever
        has a right token comes in all the same, because nobody guesses 256 bits.
        """
        now = self._clock()
        with self._database.writing() as connection:
            found = ClientRows(connection, self._keyring).by_token(token, now)
            asked = 0
            if found is not None:
                asked = account_tries(connection, self._keyring, "client requests", found.client.id, now)
        if found is None:
            self.refuse(address)
            raise NotAdmitted
        if asked > REQUESTS_PER_HOUR:
            raise TooManyTries
        return found

    def refuse(self, address: str) -> None:
        """Count a wrong token or proof from an address; the first one of an hour is audited, not each of a thousand.

        Raises ``TooManyTries``.
        """
        now = self._clock()
        with self._database.writing() as connection:
            wrong = tries(connection, self._keyring, "client", address, now)
            if wrong == 1:
                details = {"address": address}
                audit.append(connection, Event(Action.CLIENT_REFUSED, VISITOR, "client", now, details))
        if wrong > WRONG_PER_HOUR:
            raise TooManyTries

    def use(self, client: Client, assertion_id: str, expires_at: datetime) -> bool:
        """Keep that a proof was used; ``False`` where it was used before."""
        with self._database.writing() as connection:
            rows = ClientRows(connection, self._keyring)
            rows.forget_expired(self._clock())
            return rows.use(client, assertion_id, expires_at)

    def give(self, client: Client, token: str, scopes: frozenset[Scope], address: str) -> None:
        """Store a token for a few minutes that a client got for a proof."""
        now = self._clock()
        with self._database.writing() as connection:
            ClientRows(connection, self._keyring).give(client, token, scopes, now + SHORT)
            audit.append(connection, clients.given_a_token(client, now, address))

    def _every(self) -> list[Client]:
        with self._database.reading() as connection:
            return ClientRows(connection, self._keyring).all()

    def _made(self, name: str, scopes: frozenset[Scope], days: int, jwks: str = "") -> Client:
        name = " ".join(name.split())
        if not 0 < len(name) <= NAME_LIMIT or not readable(name):
            raise ValueError(f"a name has 1 to {NAME_LIMIT} characters, each of which can be read")
        if not scopes:
            raise ValueError("a client that may do nothing is none")
        if not 0 < days <= LONGEST_DAYS:
            raise ValueError(f"a client is let in for 1 to {LONGEST_DAYS} days")
        now = self._clock()
        return Client(str(uuid.uuid4()), name, scopes, now, now + timedelta(days=days), jwks)
