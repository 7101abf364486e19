"""Single sign-on: who is meant, what is demanded of an identity provider, and why nobody is let in.

Signature, issuer, expiry and nonce are the business of whoever implements ``Provider``; what a clinic demands beyond that is read
in ``sign_on_claims``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from screener.accounts.staff import Role
from screener.audit import VISITOR

TO_RETURN = timedelta(minutes=10)
"""How long somebody may take at the provider."""
FRESH = timedelta(minutes=5)
"""So long after somebody proved again who they are, it counts as a password that is asked again."""
LEEWAY = timedelta(minutes=1)
"""How far the provider's clock may be from ours."""


class Refusal(StrEnum):
    """Why nobody was let in; the word stands in the audit."""

    STATE = "state"
    """This browser began no such sign-in, or too long ago."""
    REPLAYED = "replayed"
    ANSWER = "answer"
    """The address that the browser came back with lacks something, or holds what belongs in none."""
    OTHER_ISSUER = "other_issuer"
    """The answer is one of another provider (RFC 9207)."""
    CANCELLED = "cancelled"
    PROVIDER_FAULT = "provider_fault"
    """The provider said that it could not do it."""
    AWAY = "away"
    """The provider did not answer, or with what is no answer."""
    CONFIGURATION = "configuration"
    """What the provider says of itself cannot be used."""
    CODE = "code"
    """The provider gave nothing for the code."""
    SIGNATURE = "signature"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    NONCE = "nonce"
    TIME = "time"
    TOKEN = "token"  # noqa: S105 - the name of what is wrong
    """Something else is wrong with the token."""
    SUBJECT = "subject"
    SECOND_FACTOR = "second_factor"
    TOO_LONG_AGO = "too_long_ago"
    """They proved at the provider who they are, but not of late."""
    PERSON = "person"
    """There is no email address that can be used."""
    NO_ROLE = "no_role"
    EMAIL_TAKEN = "email_taken"
    DISABLED = "disabled"
    IDLE = "idle"
    OTHER_PERSON = "other_person"
    """Who came back is not who is signed in here."""
    HAS_ANOTHER = "has_another"
    """The account is connected with somebody else there, or must not be connected."""


class NotSignedOn(Exception):
    """Nobody is signed in, for a reason; ``account_id`` is whom it is about, where that is known."""

    def __init__(self, why: Refusal, account_id: str = VISITOR) -> None:
        super().__init__(why.value)
        self.why = why
        self.account_id = account_id


@dataclass(frozen=True, slots=True)
class Terms:
    """What the clinic demands. ``roles`` says which values of the claim ``role_claim`` give which role.

    Where ``acr`` is not empty, the token names one of them in ``acr_claim``; where ``amr`` is not empty, one of those is among its methods. Without a
    ``max_age`` it does not matter when somebody proved who they are.
    """

    roles: Mapping[str, Role]
    role_claim: str = "roles"
    acr: frozenset[str] = frozenset()
    acr_claim: str = "acr"
    amr: frozenset[str] = frozenset()
    max_age: timedelta | None = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Flow:
    """A sign-in that a browser began: what its answer has to bear, and what the code is taken for.

    ``account_id`` is that of who was signed in when it began: they connect their account, or prove again who they are. ``anew`` says
    that the factors of before do not count: somebody is signed in, or signed out a moment ago, at this browser.
    """

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    begun_at: datetime
    account_id: str = ""
    anew: bool = False

    def is_over(self, at: datetime) -> bool:
        """Tell whether its answer comes too late, or from before it began."""
        return not timedelta() <= at - self.begun_at <= TO_RETURN


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody at a provider; ``subject`` is good beside its ``issuer`` alone, and given to nobody else there, ever."""

    issuer: str
    subject: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a provider speaks of. ``email`` and ``name`` are what to show; they prove nothing. ``roles`` may be none.

    ``proved_at`` is when they last gave their factors there, in seconds since 1970, where the provider says so.
    """

    identity: Identity
    email: str
    name: str
    roles: frozenset[Role]
    proved_at: float | None

    def proved_again(self, flow: Flow) -> bool:
        """Tell whether they gave their factors after they were asked to."""
        return self.proved_at is not None and self.proved_at >= (flow.begun_at - LEEWAY).timestamp()


class Provider(Protocol):
    """What knows the protocol, and talks with the provider. Whatever it does not believe, it raises ``NotSignedOn`` for."""

    def address(self, flow: Flow, back: str) -> str:
        """Return where a browser is sent, to come back to the address ``back``."""

    def claims(self, flow: Flow, answer: Mapping[str, str], back: str) -> dict[str, Any]:
        """Return what the provider says, signed, for the ``answer`` that a browser came back with."""

    def way_out(self, back: str) -> str | None:
        """Return where somebody signs out of the provider too, where it has such a page, to come back to ``back``."""
