"""Links that let somebody in: to a new account, or to a new password. Each is good once, and for some days."""

import secrets
import uuid
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from screener.accounts.local_accounts import LocalAccounts, SignsOnElsewhere
from screener.accounts.staff import (
    FIRST,
    Account,
    Invitation,
    NotForYourself,
    Role,
    Staff,
    in_words,
    rename,
)
from screener.audit import COMMAND_LINE, VISITOR, Action, Actor, Event
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.invitations import Invitations
from screener.storage.keys.sealing import Keyring
from screener.storage.staff_sessions import StaffSessions
from screener.storage.throttling import forget_account_tries
from screener.use_cases.administrators import refuse_alone, refuse_former
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.local_accounts import EVERYBODY, is_local, refuse_elsewhere
from screener.use_cases.own_account import NameTaken

VALID_HOURS = 72
_TOKEN_BYTES = 32
TOKEN_LENGTH = 43
"""Of the letters, figures, hyphens and underscores that these bytes are written in."""


class AlreadyDisabled(Exception):
    """The account of this person is disabled: enable it instead of inviting them anew."""


class HasAccount(Exception):
    """Somebody has this account: a link gives them a new password, and their roles are changed by themselves."""


class Inviting:
    """The use cases around links, on a database and a keyring."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        *,
        clock: Clock = utc_now,
        local: LocalAccounts = EVERYBODY,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock
        self._local = local

    def awaits_first(self) -> bool:
        """Tell whether a link for the first administrator was made in this database, and not accepted; it may have run out."""
        with self._database.reading() as connection:
            return Invitations(connection, self._keyring).hold_first()

    def invite_first(self) -> str | None:
        """Return the token of the first administrator's link, or ``None`` when somebody has an account."""
        with self._database.reading() as connection:
            if Accounts(connection, self._keyring).exist():
                return None
        return self.invite(None, FIRST, Actor(COMMAND_LINE, ""))

    def invite(self, email: str | None, roles: frozenset[Role], by: Actor) -> str:
        """Return the token of a new one-time link for ``email``, in small letters; earlier ones are void.

        It opens an account with these roles. Raises ``ValueError`` without one, ``AlreadyDisabled``, ``HasAccount``,
        ``NoLongerAdministrator``, and ``SignsOnElsewhere`` where no account of ``email`` would sign in with a password.
        """
        if not roles:
            raise ValueError("an account has a role")
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(by.id)
            refuse_former(accounts, by)
            known = accounts.by_email(email) if email else None
            if known is not None:
                raise HasAccount if known.active else AlreadyDisabled
            if email and not self._local.hold(email, connected=False):
                raise SignsOnElsewhere
            return self._link(connection, email, roles, Action.ACCOUNT_INVITED, None, by)

    def new_password_link(self, account_id: str, by: Actor) -> tuple[str, str] | None:
        """Return the email address of an account and the token of a link to a new password, which changes no role.

        ``None`` when there is no such account. Raises ``AlreadyDisabled``, ``NoLongerAdministrator``, ``SignsOnElsewhere``,
        ``SecondPersonNeeded`` for whoever reset its second factor, or disconnected it, in the last days, and ``NotForYourself``:
        one's own is changed with the one until now, which whoever sits down at an open session does not know.
        """
        if account_id == by.id:
            raise NotForYourself
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(account_id, by.id)
            refuse_former(accounts, by)
            account = accounts.by_id(account_id)
            if account is None:
                return None
            if not account.active:
                raise AlreadyDisabled
            refuse_elsewhere(connection, self._keyring, account, self._local)
            for earlier in (Action.SECOND_FACTOR_RESET, Action.IDENTITY_DISCONNECTED):
                refuse_alone(connection, earlier, account_id, by, self._clock())
            email, roles = account.staff.email, account.staff.roles
            return email, self._link(connection, email, roles, Action.PASSWORD_LINK_MADE, account_id, by)

    def take_back(self, invitation_id: str, by: Actor) -> bool:
        """Make the link of an invitation void; ``False`` where it was used or replaced. Raises ``NoLongerAdministrator``."""
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(by.id)
            refuse_former(accounts, by)
            if not Invitations(connection, self._keyring).take(invitation_id):
                return False
            details = {"address": by.address}
            event = Event(Action.INVITATION_TAKEN_BACK, by.id, invitation_id, self._clock(), details)
            audit.append(connection, event)
        return True

    def invitation(self, token: str) -> Invitation | None:
        """Return the invitation of a link; ``None`` when it was used, replaced or ran out, or its account was disabled."""
        with self._database.reading() as connection:
            accounts = Accounts(connection, self._keyring)
            found = Invitations(connection, self._keyring).by_token(token, self._clock())
            if found and found.email is None and accounts.exist():
                return None  # the first administrator is there: this link would make a second one unasked
            known = accounts.by_email(found.email) if found and found.email else None
        return found if known is None or known.active else None

    def accept(self, token: str, *, email: str, name: str, password_hash: str, address: str) -> bool:
        """Open the account of a link, or give it name and password anew; ``email`` counts for the first administrator alone.

        Return ``False`` when the link was used, replaced or ran out. Every session of a renewed account ends,
        and its tries are counted anew. Raises ``SignsOnElsewhere`` for a first administrator whose account would have no password,
        and ``NameTaken``, after which the link is good as before.
        """
        found = self.invitation(token)
        if found is None:
            return False
        if found.email is None and not self._local.hold(email, connected=False):
            raise SignsOnElsewhere
        staff = Staff(str(uuid.uuid4()), name, found.email or email, found.roles)
        try:
            return self._opened(found.id, staff, password_hash, address)
        except IntegrityError:  # somebody of this address signed on at the same time: now there is an account
            return self._opened(found.id, staff, password_hash, address)

    def _opened(self, invitation_id: str, staff: Staff, password_hash: str, address: str) -> bool:
        now = self._clock()
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            if not Invitations(connection, self._keyring).take(invitation_id):
                return False
            known = accounts.by_email(staff.email)
            if known is not None and not known.active:
                return False  # it was disabled meanwhile, and no password of it is to wait for better days
            if known is not None and not is_local(connection, self._keyring, known, self._local):
                return False  # meanwhile somebody of this address signs in at the identity provider
            if accounts.is_named(staff.name, besides=known.staff.id if known else ""):
                raise NameTaken
            if known is None:
                accounts.add(Account(staff, opened_at=now), password_hash)
                action = Action.ACCOUNT_OPENED
            else:
                # With the roles that it has now, not when the link was made.
                renamed, renaming = rename(known, staff.name, Actor(VISITOR, address), now)
                staff = renamed.staff
                if staff != known.staff:
                    audit.append(connection, renaming)
                accounts.renew(replace(renamed, enabled_at=now), password_hash)
                StaffSessions(connection, self._keyring).end_all(staff.id)
                for tried in ("password", "code"):  # a stranger may have used up the tries of the hour
                    forget_account_tries(connection, self._keyring, tried, staff.email)
                action = Action.ACCOUNT_PASSWORD_SET
            details = {"role": in_words(staff.roles), "address": address}
            audit.append(connection, Event(action, VISITOR, staff.id, now, details))
        return True

    def invitations(self) -> list[Invitation]:
        """Return the invitations that can still be accepted."""
        with self._database.reading() as connection:
            return Invitations(connection, self._keyring).open(self._clock())

    def _link(  # noqa: PLR0913, PLR0917 - to whom, as what, and by whom
        self,
        connection: Connection,
        email: str | None,
        roles: frozenset[Role],
        action: Action,
        account_id: str | None,
        by: Actor,
    ) -> str:
        token, now = secrets.token_urlsafe(_TOKEN_BYTES), self._clock()
        invitation = Invitation(str(uuid.uuid4()), email, roles, now + timedelta(hours=VALID_HOURS))
        Invitations(connection, self._keyring).add(invitation, token, now)
        details = {"role": in_words(roles), **({"address": by.address} if by.address else {})}
        audit.append(connection, Event(action, by.id, account_id or invitation.id, now, details))
        return token
