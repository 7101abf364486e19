"""Who has an account: inviting, accepting, disabling, enabling, resetting. Each with its line of the audit."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from screener.accounts.staff import (
    ALONE,
    FIRST,
    Account,
    Invitation,
    Role,
    SecondPersonNeeded,
    Staff,
    change_roles,
    disable,
    enable,
    in_words,
    reset_second_factor,
)
from screener.audit import COMMAND_LINE, VISITOR, Action, Actor, Event, LineFilter
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.invitations import Invitations
from screener.storage.keys.sealing import Keyring
from screener.storage.staff_sessions import StaffSessions
from screener.storage.throttling import forget_account_tries
from screener.use_cases.clock import Clock, utc_now

VALID_HOURS = 72
_TOKEN_BYTES = 32


class AlreadyDisabled(Exception):
    """The account of this person is disabled: enable it instead of inviting them anew."""


class HasAccount(Exception):
    """Somebody has this account: a link gives them a new password, and their roles are changed by themselves."""


class NoLongerAdministrator(Exception):
    """Whoever does this was an administrator when they began, and is none any more."""


class Staffing:
    """The use cases around accounts, on a database and a keyring."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def anybody(self) -> bool:
        """Tell whether somebody has an account."""
        with self._database.reading() as connection:
            return Accounts(connection, self._keyring).exist()

    def invite_first(self) -> str | None:
        """Return the token of the first administrator's link, or ``None`` when somebody has an account."""
        if self.anybody():
            return None
        return self.invite(None, FIRST, Actor(COMMAND_LINE, ""))

    def invite(self, email: str | None, roles: frozenset[Role], by: Actor) -> str:
        """Return the token of a new one-time link for ``email``, in small letters; earlier ones are void.

        It opens an account with these roles. Raises ``ValueError`` without one, ``AlreadyDisabled``, ``HasAccount`` and
        ``NoLongerAdministrator``.
        """
        if not roles:
            raise ValueError("an account has a role")
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(by.id)
            _refuse_former(accounts, by)
            known = accounts.by_email(email) if email else None
            if known is not None:
                raise HasAccount if known.active else AlreadyDisabled
            return self._link(connection, email, roles, Action.ACCOUNT_INVITED, None, by)

    def new_password_link(self, account_id: str, by: Actor) -> tuple[str, str] | None:
        """Return the email address of an account and the token of a link to a new password, which changes no role.

        ``None`` when there is no such account. Raises ``AlreadyDisabled``, ``NoLongerAdministrator``, and
        ``SecondPersonNeeded`` for whoever reset its second factor in the last days.
        """
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(account_id, by.id)
            _refuse_former(accounts, by)
            account = accounts.by_id(account_id)
            if account is None:
                return None
            if not account.active:
                raise AlreadyDisabled
            self._refuse_alone(connection, Action.SECOND_FACTOR_RESET, account_id, by)
            email, roles = account.staff.email, account.staff.roles
            return email, self._link(connection, email, roles, Action.PASSWORD_LINK_MADE, account_id, by)

    def account_of(self, email: str) -> Account | None:
        """Return the account that is signed in to with ``email``, in small letters."""
        with self._database.reading() as connection:
            return Accounts(connection, self._keyring).by_email(email)

    def take_back(self, invitation_id: str, by: Actor) -> bool:
        """Make the link of an invitation void; ``False`` where it was used or replaced. Raises ``NoLongerAdministrator``."""
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(by.id)
            _refuse_former(accounts, by)
            if not Invitations(connection, self._keyring).take(invitation_id):
                return False
            details = {"address": by.address}
            event = Event(Action.INVITATION_TAKEN_BACK, by.id, invitation_id, self._clock(), details)
            audit.append(connection, event)
        return True

    def invitation(self, token: str) -> Invitation | None:
        """Return the invitation of a link; ``None`` when it was used, replaced or ran out."""
        with self._database.reading() as connection:
            found = Invitations(connection, self._keyring).by_token(token, self._clock())
            if found and found.email is None and Accounts(connection, self._keyring).exist():
                return None  # the first administrator is there: this link would make a second one unasked
        return found

    def accept(self, token: str, *, email: str, name: str, password_hash: str, address: str) -> bool:
        """Open the account of a link, or give it name and password anew; ``email`` counts for the first administrator alone.

        Return ``False`` when the link was used, replaced or ran out. Every session of a renewed account ends,
        and its tries are counted anew.
        """
        found, now = self.invitation(token), self._clock()
        if found is None:
            return False
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            if not Invitations(connection, self._keyring).take(found.id):
                return False
            known = accounts.by_email(found.email or email)
            if known is None:
                staff = Staff(str(uuid.uuid4()), name, found.email or email, found.roles)
                accounts.add(Account(staff, opened_at=now), password_hash)
                action = Action.ACCOUNT_OPENED
            else:
                staff = replace(
                    known.staff, name=name
                )  # and the roles that it has now, not when the link was made
                accounts.renew(replace(known, staff=staff), password_hash)
                StaffSessions(connection, self._keyring).end_all(staff.id)
                for tried in ("password", "code"):  # a stranger may have used up the tries of the hour
                    forget_account_tries(connection, self._keyring, tried, staff.email)
                action = Action.ACCOUNT_PASSWORD_SET
            details = {"role": in_words(staff.roles), "address": address}
            audit.append(connection, Event(action, VISITOR, staff.id, now, details))
        return True

    def accounts(self) -> list[Account]:
        """Return every account, by name."""
        with self._database.reading() as connection:
            return Accounts(connection, self._keyring).all()

    def invitations(self) -> list[Invitation]:
        """Return the invitations that can still be accepted."""
        with self._database.reading() as connection:
            return Invitations(connection, self._keyring).open(self._clock())

    def disable(self, account_id: str, by: Actor) -> Account | None:
        """Let an account sign in no more, and end its sessions; ``None`` when there is no such account.

        Raises ``NotForYourself``, and ``NoLongerAdministrator`` where somebody else was first, like the next two.
        """
        return self._change(disable, account_id, by)

    def enable(self, account_id: str, by: Actor) -> Account | None:
        """Let an account sign in again; ``None`` when there is no such account."""
        return self._change(enable, account_id, by)

    def reset_second_factor(self, account_id: str, by: Actor) -> Account | None:
        """Forget an account's second factor, and end its sessions; ``None`` when there is no such account.

        Raises ``SecondPersonNeeded`` for whoever made a link to a new password for it in the last days.
        """
        return self._change(reset_second_factor, account_id, by, not_after=Action.PASSWORD_LINK_MADE)

    def change_roles(self, account_id: str, roles: frozenset[Role], by: Actor) -> Account | None:
        """Give an account other roles, and end its sessions; ``None`` when there is no such account.

        Raises ``ValueError`` for none at all.
        """
        return self._change(lambda account, who, at: change_roles(account, roles, who, at), account_id, by)

    def _change(
        self,
        transition: Callable[[Account, Actor, datetime], tuple[Account, Event]],
        account_id: str,
        by: Actor,
        *,
        not_after: Action | None = None,
    ) -> Account | None:
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(account_id, by.id)
            _refuse_former(accounts, by)
            account = accounts.by_id(account_id)
            if account is None:
                return None
            if not_after is not None:
                self._refuse_alone(connection, not_after, account_id, by)
            changed, event = transition(account, by, self._clock())
            accounts.save(changed)
            StaffSessions(connection, self._keyring).end_all(account_id)
            audit.append(connection, event)
            return changed

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

    def _refuse_alone(self, connection: Connection, earlier: Action, account_id: str, by: Actor) -> None:
        if by.id == COMMAND_LINE:
            return  # who runs commands on the server needs no account
        since = self._clock() - ALONE
        done = LineFilter(actor=by.id, action=earlier, subjects=(account_id,), since=since)
        if audit.lines(connection, done, before=None, limit=1):
            raise SecondPersonNeeded


def _refuse_former(accounts: Accounts, by: Actor) -> None:
    # Two administrators who disable each other at once: the second one must find that they are disabled.
    account = accounts.by_id(by.id)
    if account is not None and not (account.active and Role.ADMINISTRATOR in account.staff.roles):
        raise NoLongerAdministrator
