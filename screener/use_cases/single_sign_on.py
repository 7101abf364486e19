"""Signing on at an identity provider: what its word about somebody comes to here. Each step, and each refusal, is audited."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from screener.accounts.single_sign_on import (
    Flow,
    LocalAccounts,
    NotSignedOn,
    Person,
    Provider,
    Refusal,
    Terms,
    person_of,
)
from screener.accounts.staff import Account, Staff, change_roles, in_words
from screener.adapters.email_addresses import email_address_as_typed
from screener.audit import SINGLE_SIGN_ON, VISITOR, Action, Actor, Event
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.identities import Identities
from screener.storage.keys.sealing import Keyring
from screener.storage.staff_sessions import StaffSessions
from screener.storage.throttling import Network, TooManyTries, count
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.sign_in import disabled_as_idle
from screener.use_cases.tries import StaffTries

_STEP = "single_sign_on"
_STATE_BYTES = 32
_VERIFIER_BYTES = 48
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Arrival:
    """A browser that came back as somebody: the token of their new session, and whether they proved again who they are."""

    token: str
    account_id: str
    proved_again: bool


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

    def begin(self, back: str, address: str, account_id: str = "") -> tuple[str, Flow]:
        """Return where a browser is sent, to come back to ``back``, and what it has to bring back.

        ``account_id`` is that of who is signed in already. Raises ``NotSignedOn`` and ``TooManyTries``.
        """
        self._tries.refuse_often(_STEP, address)
        state, nonce = secrets.token_urlsafe(_STATE_BYTES), secrets.token_urlsafe(_STATE_BYTES)
        verifier = secrets.token_urlsafe(_VERIFIER_BYTES)
        flow = Flow(state, nonce, verifier, self._clock(), account_id)
        try:
            return self._provider.address(flow, back), flow
        except NotSignedOn as refused:
            raise self._refused(refused, address) from None

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

        ``token`` is that of the session that goes on in the new one, of who was signed in. Raises ``NotSignedOn``, ``TooManyTries``,
        and ``Busy``.
        """
        self._tries.refuse_often(_STEP, address)
        try:
            person = self._person(flow, answer, back)
            try:
                arrived = self._enter(person, flow, token, address, idle_after)
            except IntegrityError:  # they came in twice for the first time: now there is an account
                arrived = self._enter(person, flow, token, address, idle_after)
        except NotSignedOn as refused:
            raise self._refused(refused, address) from None
        if isinstance(arrived, NotSignedOn):
            raise self._refused(arrived, address)
        return arrived

    def way_out(self, back: str) -> str | None:
        """Return where somebody signs out of the provider too; ``None`` where it has no such page, or does not answer."""
        try:
            return self._provider.way_out(back)
        except NotSignedOn:
            return None

    def _person(self, flow: Flow | None, answer: Mapping[str, str], back: str) -> Person:
        now = self._clock()
        if flow is None or flow.is_over(now):
            raise NotSignedOn(Refusal.STATE)
        with self._database.writing() as connection:
            key = self._keyring.fingerprints(flow.state, "sign-on state")[0]
            if count(connection, key, flow.begun_at) > 1:
                raise NotSignedOn(Refusal.REPLAYED)
        claims = self._provider.claims(flow, answer, back)
        person = person_of(claims, self._terms, flow, self._clock())
        try:
            return replace(person, email=email_address_as_typed(person.email).lower())
        except ValueError:
            raise NotSignedOn(Refusal.PERSON) from None

    def _enter(
        self, person: Person, flow: Flow | None, token: str, address: str, idle_after: timedelta
    ) -> Arrival | NotSignedOn:
        # A refusal is returned, so that what it comes with is committed.
        with self._database.writing() as connection:
            now = self._clock()
            identities, sessions = (
                Identities(connection, self._keyring),
                StaffSessions(connection, self._keyring),
            )
            accounts = Accounts(connection, self._keyring)
            account_id = identities.account_of(person.identity)
            if account_id:
                accounts.lock(account_id)
            if not person.roles:
                if account_id:
                    sessions.end_all(account_id)
                return NotSignedOn(Refusal.NO_ROLE, account_id or VISITOR)
            proved_again = False
            if flow and flow.account_id:
                refused = self._of_who_is_in(connection, person, flow, token, account_id)
                if refused:
                    return refused
                proved_again = bool(account_id)
                sessions.end(token)
            if account_id is None:
                opened = self._connected(connection, person, flow, now, address)
                if isinstance(opened, NotSignedOn):
                    return opened
                account_id = opened
            account = accounts.by_id(account_id)
            if account is None or not account.active:
                return NotSignedOn(Refusal.DISABLED, account_id)
            if disabled_as_idle(connection, self._keyring, account, idle_after, now, address):
                return NotSignedOn(Refusal.IDLE, account_id)
            self._follow(connection, account, person, now, address)
            accounts.signed_in(account_id, now)
            action = Action.SIGN_ON_PROVED_AGAIN if proved_again else Action.SIGNED_IN
            details = {"step": _STEP, "address": address}
            audit.append(connection, Event(action, account_id, account_id, now, details))
            return Arrival(sessions.start(account_id, now, complete=True), account_id, proved_again)

    def _of_who_is_in(
        self, connection: Connection, person: Person, flow: Flow, token: str, account_id: str | None
    ) -> NotSignedOn | None:
        """Return why who is signed in neither connects their account nor proves again who they are."""
        accounts = Accounts(connection, self._keyring)
        accounts.lock(flow.account_id)
        session = StaffSessions(connection, self._keyring).seen(token, self._clock()) if token else None
        if session is None or not session.complete or session.account.staff.id != flow.account_id:
            return NotSignedOn(Refusal.OTHER_PERSON, flow.account_id)
        if account_id == flow.account_id:
            return None if person.proved_again(flow) else NotSignedOn(Refusal.TOO_LONG_AGO, account_id)
        if account_id is not None:
            return NotSignedOn(Refusal.OTHER_PERSON, flow.account_id)
        taken = Identities(connection, self._keyring).is_connected(flow.account_id)
        if taken or session.account.staff.email in self._local.emergency:
            return NotSignedOn(Refusal.HAS_ANOTHER, flow.account_id)
        return None

    def _connected(
        self, connection: Connection, person: Person, flow: Flow | None, now: datetime, address: str
    ) -> str | NotSignedOn:
        """Return the account that belongs to ``person`` from now on: of who is signed in, or a new one."""
        accounts, identities = Accounts(connection, self._keyring), Identities(connection, self._keyring)
        if flow and flow.account_id:
            identities.add(person.identity, flow.account_id, now)
            StaffSessions(connection, self._keyring).end_all(flow.account_id)
            details = {"address": address}
            event = Event(Action.IDENTITY_CONNECTED, flow.account_id, flow.account_id, now, details)
            audit.append(connection, event)
            return flow.account_id
        holder = accounts.by_email(person.email)
        if holder or person.email in self._local.emergency:
            return NotSignedOn(Refusal.EMAIL_TAKEN, holder.staff.id if holder else VISITOR)
        name = person.name
        if accounts.is_named(name, besides=""):
            name = f"{name} ({person.email})"[:_LONGEST_NAME]
        staff = Staff(str(uuid.uuid4()), name, person.email, person.roles)
        accounts.add(Account(staff, opened_at=now), "")  # without a password: none is right
        identities.add(person.identity, staff.id, now)
        details = {"role": in_words(staff.roles), "step": _STEP, "address": address}
        audit.append(connection, Event(Action.ACCOUNT_OPENED, staff.id, staff.id, now, details))
        return staff.id

    def _follow(
        self, connection: Connection, account: Account, person: Person, now: datetime, address: str
    ) -> None:
        """Let roles and email address be those that the provider says."""
        accounts, by = Accounts(connection, self._keyring), Actor(SINGLE_SIGN_ON, address)
        if account.staff.roles != person.roles:
            account, event = change_roles(account, person.roles, by, now)
            accounts.save(account)
            StaffSessions(connection, self._keyring).end_all(account.staff.id)
            audit.append(connection, event)
        free = accounts.by_email(person.email) is None and person.email not in self._local.emergency
        if free:
            accounts.set_email(account.staff.id, person.email)
            details = {"address": address}
            event = Event(Action.ACCOUNT_EMAIL_CHANGED, by.id, account.staff.id, now, details)
            audit.append(connection, event)

    def _refused(self, refused: NotSignedOn, address: str) -> NotSignedOn | TooManyTries:
        with self._database.writing() as connection:
            if not self._tries.is_told(connection, _STEP, address):
                return TooManyTries()
            details = {"reason": refused.why.value, "address": address}
            event = Event(Action.SIGN_ON_REFUSED, VISITOR, refused.account_id, self._clock(), details)
            audit.append(connection, event)
        return refused
