"""A passkey of an account, in place of the code of its app. Each step returns (new, event), or the event alone."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from screener.audit import VISITOR, Action, Actor, Event

TO_ANSWER = timedelta(minutes=5)
"""How long a browser has to answer what it was asked."""

MOST = 10
"""How many passkeys one account may have."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys are made and used: the host they are bound to, and the origin that a browser must state."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser proved: which credential it holds, and how often that one says it was used."""

    credential: bytes
    public_key: bytes
    count: int


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey under the name that its person gave it. ``credential`` is what their browser knows it by.

    ``count`` is 0 for ever where the device does not count, as those do not that share a passkey with others.
    """

    id: str
    account_id: str
    name: str
    credential: bytes
    public_key: bytes
    count: int
    added_at: datetime
    used_at: datetime | None = None


class PerhapsCopied(Exception):
    """A passkey that counts its uses did not count up: there may be a second one with the same key."""


def added(passkey: Passkey, by: Actor) -> Event:
    """Return the event of a new passkey."""
    return _event(Action.PASSKEY_ADDED, passkey, passkey.added_at, by)


def used(passkey: Passkey, answer: Answer, at: datetime, by: Actor) -> tuple[Passkey, Event]:
    """Return the passkey after one more use; raises ``PerhapsCopied``."""
    if answer.count <= passkey.count and (answer.count, passkey.count) != (0, 0):
        raise PerhapsCopied
    after = replace(passkey, count=answer.count, used_at=at)
    return after, _event(Action.PASSKEY_USED, passkey, at, by)


def perhaps_copied(passkey: Passkey, at: datetime, address: str) -> Event:
    """Return the event of a use that was refused because of its count; nobody knows by whom it was."""
    return Event(Action.PASSKEY_PERHAPS_COPIED, VISITOR, passkey.account_id, at, {"address": address})


def removed(passkey: Passkey, at: datetime, by: Actor) -> Event:
    """Return the event of a passkey that signs in no more."""
    return _event(Action.PASSKEY_REMOVED, passkey, at, by)


def _event(action: Action, passkey: Passkey, at: datetime, by: Actor) -> Event:
    return Event(action, by.id, passkey.account_id, at, {"address": by.address})
