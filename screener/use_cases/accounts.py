"""Who has an account: disabling, enabling, resetting, other roles. Each with its line of the audit."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from screener.accounts.local_accounts import LocalAccounts, SignsOnElsewhere
from screener.accounts.staff import (
    Account,
    Role,
    change_roles,
    disable,
    disconnect,
    enable,
    reset_second_factor,
)
from screener.audit import Action, Actor, Event
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.identities import Identities
from screener.storage.invitations import Invitations
from screener.storage.keys.sealing import Keyring
from screener.storage.staff_sessions import StaffSessions
from screener.use_cases.administrators import refuse_alone, refuse_former
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.local_accounts import EVERYBODY, refuse_elsewhere


class Staffing:
    """The use cases around accounts, on a database and a keyring."""

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

    def anybody(self) -> bool:
        """Tell whether somebody has an account."""
        with self._database.reading() as connection:
            return Accounts(connection, self._keyring).exist()

    def account_of(self, email: str) -> Account | None:
        """Return the account that is signed in to with ``email``, in small letters."""
        with self._database.reading() as connection:
            return Accounts(connection, self._keyring).by_email(email)

    def accounts(self) -> list[Account]:
        """Return every account, by name."""
        with self._database.reading() as connection:
            return Accounts(connection, self._keyring).all()

    def elsewhere(self) -> frozenset[str]:
        """Return the ids of the accounts that sign in at the identity provider, and not here with a password."""
        with self._database.reading() as connection:
            connected = Identities(connection, self._keyring).connected()
            every = Accounts(connection, self._keyring).all()
        return frozenset(
            one.staff.id
            for one in every
            if not self._local.hold(one.staff.email, connected=one.staff.id in connected)
        )

    def connected(self) -> frozenset[str]:
        """Return the ids of the accounts that belong to somebody at the identity provider."""
        with self._database.reading() as connection:
            return Identities(connection, self._keyring).connected()

    def disable(self, account_id: str, by: Actor) -> Account | None:
        """Let an account sign in no more, and end its sessions and its links; ``None`` when there is no such account.

        Raises ``NotForYourself``, and ``NoLongerAdministrator`` where somebody else was first, like the next two.
        """
        return self._change(disable, account_id, by, self._has_no_link)

    def enable(self, account_id: str, by: Actor) -> Account | None:
        """Let an account sign in again; ``None`` when there is no such account."""
        return self._change(enable, account_id, by)

    def reset_second_factor(self, account_id: str, by: Actor) -> Account | None:
        """Forget an account's second factor, and end its sessions; ``None`` when there is no such account.

        Raises ``SecondPersonNeeded`` for whoever made a link to a new password for it in the last days, and ``SignsOnElsewhere``.
        """
        return self._change(
            reset_second_factor, account_id, by, self._is_of_ours, not_after=Action.PASSWORD_LINK_MADE
        )

    def disconnect(self, account_id: str, by: Actor) -> Account | None:
        """Let an account belong to nobody at the identity provider, and end its sessions; ``None`` where it belongs to nobody there.

        Raises ``SignsOnElsewhere`` where accounts for emergencies alone have a password.

        Whoever is known there under another subject from now on can connect it, once another administrator made them a link to a
        password.
        """
        return self._change(disconnect, account_id, by, self._gives_identity_up)

    def change_roles(self, account_id: str, roles: frozenset[Role], by: Actor) -> Account | None:
        """Give an account other roles, and end its sessions; ``None`` when there is no such account.

        Raises ``ValueError`` for none at all, and ``SignsOnElsewhere``: the roles of such an account follow the provider.
        """
        return self._change(
            lambda account, who, at: change_roles(account, roles, who, at), account_id, by, self._is_of_ours
        )

    def _change(
        self,
        transition: Callable[[Account, Actor, datetime], tuple[Account, Event]],
        account_id: str,
        by: Actor,
        where: Callable[[Connection, Account], bool] = lambda *_: True,
        *,
        not_after: Action | None = None,
    ) -> Account | None:
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(account_id, by.id)
            refuse_former(accounts, by)
            account = accounts.by_id(account_id)
            if account is None or not where(connection, account):
                return None
            if not_after is not None:
                refuse_alone(connection, not_after, account_id, by, self._clock())
            changed, event = transition(account, by, self._clock())
            accounts.save(changed)
            StaffSessions(connection, self._keyring).end_all(account_id)
            audit.append(connection, event)
            return changed

    def _has_no_link(self, connection: Connection, account: Account) -> bool:
        # Its password would count once the account is enabled.
        Invitations(connection, self._keyring).forget(account.staff.email)
        return True

    def _is_of_ours(self, connection: Connection, account: Account) -> bool:
        refuse_elsewhere(connection, self._keyring, account, self._local)
        return True

    def _gives_identity_up(self, connection: Connection, account: Account) -> bool:
        if not self._local.hold(account.staff.email, connected=False):
            raise SignsOnElsewhere  # with no password to be had, nobody could connect it anew
        return Identities(connection, self._keyring).remove(account.staff.id)
