"""Programs of other systems that read and send submissions: what each may do, until when, and who let it in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from screener.audit import Action, Actor, Event

NAME_LIMIT = 60
LONGEST_DAYS = 366
"""A client that nobody has looked at for a year is let in no longer."""


class Scope(StrEnum):
    """What a client may do, in the words of SMART App Launch 2.0 for programs that act for nobody."""

    READ_RESPONSES = "system/QuestionnaireResponse.rs"
    READ_BUNDLES = "system/Bundle.r"
    SEND_RESPONSES = "system/QuestionnaireResponse.c"


@dataclass(frozen=True, slots=True)
class Client:
    """A program, under the name that an administrator gave it. Times are aware, in UTC.

    ``jwks`` is the set of public keys by which it proves who it is, as JSON; without one it has a token of its own.
    """

    id: str
    name: str
    scopes: frozenset[Scope]
    made_at: datetime
    expires_at: datetime
    jwks: str = ""
    revoked_at: datetime | None = None

    def is_good(self, at: datetime) -> bool:
        """Tell whether it may come in."""
        return self.revoked_at is None and at < self.expires_at


@dataclass(frozen=True, slots=True)
class Admission:
    """A client that came in, and what it may do this time: its scopes, or those that it asked for."""

    client: Client
    scopes: frozenset[Scope]


def scopes_of(written: str) -> frozenset[Scope]:
    """Return the scopes in a text with spaces between. Raises ``ValueError`` for one that there is not."""
    return frozenset(Scope(word) for word in written.split())


def written(scopes: frozenset[Scope]) -> str:
    """Return the text that ``scopes_of`` reads, always in the same order."""
    return " ".join(scope for scope in Scope if scope in scopes)


def made(client: Client, by: Actor) -> Event:
    """Return the event of a new client."""
    return _event(Action.CLIENT_MADE, client, by.id, client.made_at, by.address)


def revoked(client: Client, by: Actor, at: datetime) -> Event:
    """Return the event of a client that is let in no longer."""
    return _event(Action.CLIENT_REVOKED, client, by.id, at, by.address)


def given_a_token(client: Client, at: datetime, address: str) -> Event:
    """Return the event of a token that a client got for a few minutes, because it proved who it is."""
    return _event(Action.CLIENT_SIGNED_IN, client, client.id, at, address)


def _event(action: Action, client: Client, actor: str, at: datetime, address: str) -> Event:
    return Event(action, actor, client.id, at, {"address": address})
