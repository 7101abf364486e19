"""Who has an account: inviting, accepting, disabling, enabling, resetting. Each with its line of the audit."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from screener.accounts.staff import (
    Account,
    Invitation,
    NotForYourself,
    Role,
    Staff,
    disable,
    enable,
    reset_second_factor,
    roles_of,
)
from screener.audit import COMMAND_LINE, VISITOR, Action, Actor, Event
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.invitations import Invitations
from screener.storage.keys.sealing import Keyring
from screener.storage.staff_sessions import StaffSessions
from screener.use_cases.clock import Clock, utc_now

VALID_HOURS = 72
_TOKEN_BYTES = 32


class AlreadyDisabled(Exception):
    """The account of this person is disabled: enable it instead of inviting them anew."""


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
        return self.invite(None, roles_of(administrator=True), Actor(COMMAND_LINE, ""))

    def invite(self, email: str | None, roles: frozenset[Role], by: Actor) -> str:
        """Return the token of a new one-time link for ``email``, in small letters; earlier ones are void.

        It opens an account, or gives an existing one these roles and a new password. Raises ``AlreadyDisabled``,
        ``NotForYourself`` where it would take a role from whoever invites, and ``NoLongerAdministrator``.
        """
        token, now = secrets.token_urlsafe(_TOKEN_BYTES), self._clock()
        invitation = Invitation(str(uuid.uuid4()), email, roles, now + timedelta(hours=VALID_HOURS))
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(by.id)
            _refuse_former(accounts, by)
            known = accounts.by_email(email) if email else None
            if known is not None and not known.active:
                raise AlreadyDisabled
            if known is not None and known.staff.id == by.id and not known.staff.roles <= roles:
                raise NotForYourself
            Invitations(connection, self._keyring).add(invitation, token, now)
            details = _details(roles, by.address)
            audit.append(connection, Event(Action.ACCOUNT_INVITED, by.id, invitation.id, now, details))
        return token

    def invitation(self, token: str) -> Invitation | None:
        """Return the invitation of a link; ``None`` when it was used, replaced or ran out."""
        with self._database.reading() as connection:
            found = Invitations(connection, self._keyring).by_token(token, self._clock())
            if found and found.email is None and Accounts(connection, self._keyring).exist():
                return None  # the first administrator is there: this link would make a second one unasked
        return found

    def accept(self, token: str, *, email: str, name: str, password_hash: str, address: str) -> bool:
        """Open the account of a link, or renew it; ``email`` counts for the first administrator alone.

        Return ``False`` when the link was used, replaced or ran out. Every session of a renewed account ends.
        """
        found, now = self.invitation(token), self._clock()
        if found is None:
            return False
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            if not Invitations(connection, self._keyring).take(found):
                return False
            known = accounts.by_email(found.email or email)
            if known is None:
                staff = Staff(str(uuid.uuid4()), name, found.email or email, found.roles)
                accounts.add(Account(staff, opened_at=now), password_hash)
                action = Action.ACCOUNT_OPENED
            else:
                staff = replace(known.staff, name=name, roles=found.roles)
                accounts.renew(replace(known, staff=staff), password_hash)
                StaffSessions(connection, self._keyring).end_all(staff.id)
                action = Action.ACCOUNT_PASSWORD_SET
            details = _details(found.roles, address)
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
        """Forget an account's second factor, and end its sessions; ``None`` when there is no such account."""
        return self._change(reset_second_factor, account_id, by)

    def _change(
        self,
        transition: Callable[[Account, Actor, datetime], tuple[Account, Event]],
        account_id: str,
        by: Actor,
    ) -> Account | None:
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(account_id, by.id)
            _refuse_former(accounts, by)
            account = accounts.by_id(account_id)
            if account is None:
                return None
            changed, event = transition(account, by, self._clock())
            accounts.save(changed)
            StaffSessions(connection, self._keyring).end_all(account_id)
            audit.append(connection, event)
            return changed


def _refuse_former(accounts: Accounts, by: Actor) -> None:
    # Two administrators who disable each other at once: the second one must find that they are disabled.
    account = accounts.by_id(by.id)
    if account is not None and not (account.active and Role.ADMINISTRATOR in account.staff.roles):
        raise NoLongerAdministrator


def _details(roles: frozenset[Role], address: str) -> dict[str, str]:
    role = Role.ADMINISTRATOR if Role.ADMINISTRATOR in roles else Role.CLINICIAN
    return {"role": role.value, **({"address": address} if address else {})}
