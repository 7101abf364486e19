"""Whose account somebody enters whom the identity provider spoke of: in one transaction, with every line of the audit."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from screener.accounts.local_accounts import LocalAccounts
from screener.accounts.single_sign_on import Flow, NotSignedOn, Person, Refusal
from screener.accounts.staff import LONGEST_NAME, Account, Staff, change_roles, in_words
from screener.audit import SINGLE_SIGN_ON, VISITOR, Action, Actor, Event
from screener.questionnaire.typed import visible
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.identities import Identities
from screener.storage.invitations import Invitations
from screener.storage.keys.sealing import Keyring
from screener.storage.staff_sessions import StaffSessions
from screener.use_cases.sign_in import disabled_as_idle

STEP = "single_sign_on"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A browser that came back as somebody, with the token of their new session.

    Who was signed in before ``proved_again`` who they are, or ``connected`` their account.
    """

    token: str
    account_id: str
    proved_again: bool = False
    connected: bool = False


class Entering:
    """One person who came back for one flow, from an address; ``token`` is that of the session which goes on in the new one."""

    def __init__(  # noqa: PLR0913, PLR0917 - who, for what, from where, when
        self,
        connection: Connection,
        keyring: Keyring,
        local: LocalAccounts,
        person: Person,
        flow: Flow,
        token: str,
        address: str,
        now: datetime,
    ) -> None:
        self._connection = connection
        self._keyring = keyring
        self._local = local
        self._person = person
        self._flow = flow
        self._token = token
        self._address = address
        self._now = now
        self._accounts = Accounts(connection, keyring)
        self._identities = Identities(connection, keyring)
        self._sessions = StaffSessions(connection, keyring)

    def enter(self, *, anew: bool, idle_after: timedelta) -> Arrival | NotSignedOn:
        """Return how they came in, or why not: returned, so that what a refusal comes with is committed.

        ``anew`` demands that they gave their factors after the flow began.
        """
        # Before the identity: whoever is found now, and was let in as the same person by another window, is found as them then.
        holder = self._accounts.by_email(self._person.email)
        known = self._identities.account_of(self._person.identity)
        if known:
            self._accounts.lock(known)
        refused = self._refusal(known, holder, anew=anew)
        if refused:
            return refused
        account_id = known or self._connected() or self._opened()
        account = self._accounts.by_id(account_id)
        if account is None or not account.active:
            return NotSignedOn(Refusal.DISABLED, account_id)
        if disabled_as_idle(self._connection, self._keyring, account, idle_after, self._now, self._address):
            return NotSignedOn(Refusal.IDLE, account_id)
        self._follow(account)
        return self._signed_in(account_id, known)

    def _refusal(self, known: str | None, holder: Account | None, *, anew: bool) -> NotSignedOn | None:
        if not self._person.roles:
            if known:
                self._sessions.end_all(known)
            return NotSignedOn(Refusal.NO_ROLE, known or VISITOR)
        if self._flow.account_id:
            return self._refusal_of_who_is_in(known)
        if anew and not self._person.proved_again(self._flow):
            return NotSignedOn(Refusal.TOO_LONG_AGO, known or VISITOR)
        if known is None and (holder or self._person.email in self._local.emergency):
            return NotSignedOn(Refusal.EMAIL_TAKEN, holder.staff.id if holder else VISITOR)
        return None

    def _refusal_of_who_is_in(self, known: str | None) -> NotSignedOn | None:
        """Return why who is signed in neither connects their account nor proves again who they are."""
        mine = self._flow.account_id
        self._accounts.lock(mine)
        session = self._sessions.seen(self._token, self._now) if self._token else None
        if session is None or not session.complete or session.account.staff.id != mine:
            return NotSignedOn(Refusal.OTHER_PERSON, mine)
        if known is not None:
            again = self._person.proved_again(self._flow)
            why = Refusal.TOO_LONG_AGO if known == mine else Refusal.OTHER_PERSON
            return None if again and known == mine else NotSignedOn(why, mine)
        if self._identities.is_connected(mine) or session.account.staff.email in self._local.emergency:
            return NotSignedOn(Refusal.HAS_ANOTHER, mine)
        return None

    def _connected(self) -> str:
        """Return the account of who is signed in, which belongs to the person from now on; nothing where nobody is."""
        mine = self._flow.account_id
        account = self._accounts.by_id(mine) if mine else None
        if account is not None:
            # What signed in here until now is void, so that it is not found again when they leave the hospital.
            self._accounts.renew(account, "")
            self._accounts.save(replace(account, has_second_factor=False))
            Invitations(self._connection, self._keyring).forget(account.staff.email)
            self._identities.add(self._person.identity, mine, self._now)
            self._sessions.end_all(mine)
            self._audit(Action.IDENTITY_CONNECTED, mine, mine)
        return mine

    def _opened(self) -> str:
        person = self._person
        # By marks that nobody sees two would have one name.
        name = visible(person.name).strip() or person.email
        if self._accounts.is_named(name, besides=""):
            end = f" ({person.email})"[-LONGEST_NAME:]
            name = f"{name[: LONGEST_NAME - len(end)]}{end}"  # what is cut off is not what tells them apart
        staff = Staff(str(uuid.uuid4()), name, person.email, person.roles)
        self._accounts.add(Account(staff, opened_at=self._now), "")  # without a password: none is right
        self._identities.add(person.identity, staff.id, self._now)
        self._audit(Action.ACCOUNT_OPENED, staff.id, staff.id, role=in_words(staff.roles), step=STEP)
        return staff.id

    def _follow(self, account: Account) -> None:
        """Let roles and email address be those that the provider says."""
        person, by = self._person, Actor(SINGLE_SIGN_ON, self._address)
        if account.staff.roles != person.roles:
            changed, event = change_roles(account, person.roles, by, self._now)
            self._accounts.save(changed)
            self._sessions.end_all(account.staff.id)
            audit.append(self._connection, event)
        free = self._accounts.by_email(person.email) is None
        if free and person.email not in self._local.emergency:
            self._accounts.set_email(account.staff.id, person.email)
            self._audit(Action.ACCOUNT_EMAIL_CHANGED, by.id, account.staff.id)

    def _signed_in(self, account_id: str, known: str | None) -> Arrival:
        was_in = bool(self._flow.account_id)
        proved_again, connected = was_in and known is not None, was_in and known is None
        if self._token:
            self._sessions.end(self._token)
        self._accounts.signed_in(account_id, self._now)
        action = Action.SIGN_ON_PROVED_AGAIN if proved_again else Action.SIGNED_IN
        self._audit(action, account_id, account_id, step=STEP)
        new = self._sessions.start(account_id, self._now, complete=True)
        return Arrival(new, account_id, proved_again=proved_again, connected=connected)

    def _audit(self, action: Action, actor: str, subject: str, **details: str) -> None:
        event = Event(action, actor, subject, self._now, {**details, "address": self._address})
        audit.append(self._connection, event)
