"""Signing on at an identity provider: going there, and coming back once. Each step, and each refusal, is audited."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from screener.accounts.local_accounts import LocalAccounts
from screener.accounts.sign_on_claims import person_of
from screener.accounts.single_sign_on import Flow, NotSignedOn, Person, Provider, Refusal, Terms
from screener.adapters.email_addresses import email_address_as_typed
from screener.audit import VISITOR, Action, Event
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.throttling import Network, count
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.entering import STEP, Arrival, Entering
from screener.use_cases.tries import StaffTries

_STATE_BYTES = 32
_VERIFIER_BYTES = 48


class SigningOn:
    """What somebody does to get in by way of the provider, on a database and a keyring."""

    def __init__(  # noqa: PLR0913 - on what, whom to ask, and what is demanded
        self,
        database: Database,
        keyring: Keyring,
        provider: Provider,
        terms: Terms,
        *,
        local: LocalAccounts,
        clock: Clock = utc_now,
        networks: Sequence[Network] = (),
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._provider = provider
        self._terms = terms
        self._local = local
        self._clock = clock
        self._tries = StaffTries(database, keyring, clock, networks)

    def begin(self, back: str, address: str, account_id: str = "", *, anew: bool = False) -> tuple[str, Flow]:
        """Return where a browser is sent, to come back to ``back``, and what it has to bring back.

        ``account_id`` is that of who is signed in already. They, and whoever begins ``anew``, give their factors once more. Raises
        ``NotSignedOn`` and ``Busy``.
        """
        state, nonce = secrets.token_urlsafe(_STATE_BYTES), secrets.token_urlsafe(_STATE_BYTES)
        verifier = secrets.token_urlsafe(_VERIFIER_BYTES)
        flow = Flow(state, nonce, verifier, self._clock(), account_id, anew or bool(account_id))
        try:
            return self._provider.address(flow, back), flow
        except NotSignedOn as refused:
            raise self._told(refused, address) from None

    def arrive(  # noqa: PLR0913 - with what, and from where
        self,
        flow: Flow | None,
        answer: Mapping[str, str],
        *,
        back: str,
        address: str,
        token: str = "",
        idle_after: timedelta = timedelta(),
    ) -> Arrival:
        """Return who came back to ``back`` with an ``answer`` to ``flow``, signed in; once for each flow.

        ``token`` is that of the session of who is signed in, which ends. Raises ``NotSignedOn`` and ``Busy``.
        """
        try:
            flow = self._used(flow)
            person = self._person(flow, answer, back)
        except NotSignedOn as refused:
            raise self._told(refused, address) from None
        try:
            arrived = self._enter(person, flow, token, address, idle_after)
        except IntegrityError:  # they came in twice for the first time: now there is an account
            arrived = self._enter(person, flow, token, address, idle_after)
        if isinstance(arrived, NotSignedOn):
            raise self._told(arrived, address)
        return arrived

    def way_out(self, back: str) -> str | None:
        """Return where somebody signs out of the provider too; ``None`` where it has no such page, or does not answer."""
        try:
            return self._provider.way_out(back)
        except NotSignedOn:
            return None

    def _used(self, flow: Flow | None) -> Flow:
        """Return the flow, once: whatever becomes of it, a second answer is none."""
        if flow is None or flow.is_over(self._clock()):
            raise NotSignedOn(Refusal.STATE)
        with self._database.writing() as connection:
            key = self._keyring.fingerprints(flow.state, "sign-on state")[0]
            if count(connection, key, flow.begun_at) > 1:
                raise NotSignedOn(Refusal.REPLAYED)
        return flow

    def _person(self, flow: Flow, answer: Mapping[str, str], back: str) -> Person:
        claims = self._provider.claims(flow, answer, back)
        person = person_of(claims, self._terms, flow, self._clock())
        try:
            return replace(person, email=email_address_as_typed(person.email).lower())
        except ValueError:
            raise NotSignedOn(Refusal.PERSON) from None

    def _enter(
        self, person: Person, flow: Flow, token: str, address: str, idle_after: timedelta
    ) -> Arrival | NotSignedOn:
        anew = flow.anew and self._terms.max_age is not None
        with self._database.writing() as connection:
            entering = Entering(
                connection, self._keyring, self._local, person, flow, token, address, self._clock()
            )
            return entering.enter(anew=anew, idle_after=idle_after)

    def _told(self, refused: NotSignedOn, address: str) -> NotSignedOn:
        """Return the refusal that is to be raised, once it stands in the audit."""
        with self._database.writing() as connection:
            if self._tries.is_told(connection, STEP, address):
                details = {"reason": refused.why.value, "address": address}
                event = Event(Action.SIGN_ON_REFUSED, VISITOR, refused.account_id, self._clock(), details)
                audit.append(connection, event)
        return refused
