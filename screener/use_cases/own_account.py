"""What somebody changes of their own account: the name, and the password. Each with its line of the audit."""

from screener.accounts.staff import rename
from screener.audit import Action, Actor, Event
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.invitations import Invitations
from screener.storage.keys.sealing import Keyring
from screener.storage.staff_sessions import StaffSessions
from screener.use_cases.clock import Clock, utc_now


class NameTaken(Exception):
    """Somebody else here has this name: nobody could tell who did what."""


class OwnAccount:
    """The use cases of somebody who is signed in, on a database and a keyring."""

    def __init__(self, database: Database, keyring: Keyring, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def rename(self, name: str, by: Actor) -> None:
        """Give the account another name; nothing where it has it already. Raises ``NameTaken``."""
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            accounts.lock(by.id)
            account = accounts.by_id(by.id)
            if account is None or account.staff.name == name:
                return
            if accounts.is_named(name, besides=by.id):
                raise NameTaken
            renamed, event = rename(account, name, by, self._clock())
            accounts.save(renamed)
            audit.append(connection, event)

    def set_password(self, token: str, password_hash: str, by: Actor) -> str | None:
        """Store a new password; every session ends, and every link to another password is void.

        Return the token of the session that goes on, or ``None`` where the one of ``token`` ended meanwhile.
        """
        now = self._clock()
        with self._database.writing() as connection:
            accounts, sessions = Accounts(connection, self._keyring), StaffSessions(connection, self._keyring)
            accounts.lock(by.id)
            session = sessions.seen(token, now)
            if session is None:
                return None
            accounts.renew(session.account, password_hash)
            Invitations(connection, self._keyring).forget(session.account.staff.email)
            sessions.end_all(by.id)
            new = sessions.start(by.id, now, complete=True)
            audit.append(
                connection, Event(Action.ACCOUNT_PASSWORD_SET, by.id, by.id, now, {"address": by.address})
            )
            return new
