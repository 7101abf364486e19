"""Signing in and out: the password, and the session that it begins, throttled and audited. Then comes the second factor."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from screener.accounts.credentials import Credentials
from screener.accounts.local_accounts import LocalAccounts
from screener.accounts.staff import Account, disable_idle
from screener.audit import VISITOR, Action, Actor, Event
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.staff_sessions import StaffSession, StaffSessions
from screener.storage.throttling import Network
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.local_accounts import EVERYBODY, is_local
from screener.use_cases.tries import StaffTries

_INSIDE = "inside"
"""Where a password is asked again of who is signed in; no browser is called so."""


class Idle(Exception):
    """Nobody signed in to the account for longer than the clinic allows: it is disabled now."""


class SigningIn:
    """What somebody does to get in and out, on a database and a keyring."""

    def __init__(  # noqa: PLR0913 - on what, and for whom
        self,
        database: Database,
        keyring: Keyring,
        credentials: Credentials,
        *,
        clock: Clock = utc_now,
        networks: Sequence[Network] = (),
        local: LocalAccounts = EVERYBODY,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._credentials = credentials
        self._clock = clock
        self._local = local
        self._tries = StaffTries(database, keyring, clock, networks)

    def password(
        self,
        email: str,
        password: str,
        address: str,
        browser: str = "",
        idle_after: timedelta = timedelta(),
    ) -> str | None:
        """Return the token of a session that awaits the second factor, or ``None``: nobody learns which was wrong.

        An account that nobody signed in to for longer than ``idle_after``, where that is anything, is disabled instead, unless it
        is the last administrator's. Raises ``TooManyTries``, and ``Idle`` for it.
        """
        self._tries.count("password", subject=VISITOR, email=email, address=address, browser=browser)
        with self._database.reading() as connection:
            accounts = Accounts(connection, self._keyring)
            account = accounts.by_email(email)
            if account and not is_local(connection, self._keyring, account, self._local):
                account = None  # nobody learns which accounts there are, nor where they sign in
            known_hash = accounts.password_hash(account.staff.id) if account else None
        right = self._credentials.verify(password, known_hash)
        with self._database.writing() as connection:
            if account is None or not right or not self._is_as_read(connection, account, known_hash):
                self._tries.failed(connection, account.staff.id if account else VISITOR, "password", address)
                return None
            self._tries.forget(connection, "password", email, browser)
            idle = disabled_as_idle(connection, self._keyring, account, idle_after, self._clock(), address)
            if not idle:
                self._audit(connection, Action.PASSWORD_ACCEPTED, Actor(account.staff.id, address))
                sessions = StaffSessions(connection, self._keyring)
                return sessions.start(account.staff.id, self._clock(), complete=False)
        raise Idle

    def session(self, token: str, *, used: bool = True) -> StaffSession | None:
        """Return the session of a cookie and, as it was ``used``, put its idle end off; ``None`` when it ended."""
        with self._database.writing() as connection:
            return StaffSessions(connection, self._keyring).seen(token, self._clock(), used=used)

    def is_password(self, account: Account, password: str, step: str, address: str) -> bool:
        """Tell whether somebody who is signed in gave their password again, before ``step``.

        Their tries are counted apart from those at the door, which anybody can use up. Raises ``TooManyTries``.
        """
        self._tries.count_of("password", account, address, _INSIDE)
        with self._database.reading() as connection:
            known_hash = Accounts(connection, self._keyring).password_hash(account.staff.id)
        right = self._credentials.verify(password, known_hash)
        with self._database.writing() as connection:
            if right:
                self._tries.forget(connection, "password", account.staff.email, _INSIDE)
            else:
                self._tries.failed(connection, account.staff.id, step, address)
        return right

    def end(self, token: str) -> None:
        """End a session that was not used for too long, before the next request of it would."""
        with self._database.writing() as connection:
            StaffSessions(connection, self._keyring).end(token)

    def sign_out(self, token: str, by: Actor) -> None:
        """End this session."""
        with self._database.writing() as connection:
            StaffSessions(connection, self._keyring).end(token)
            self._audit(connection, Action.SIGNED_OUT, by)

    def sign_out_everywhere(self, by: Actor) -> None:
        """End every session of this account."""
        with self._database.writing() as connection:
            StaffSessions(connection, self._keyring).end_all(by.id)
            self._audit(connection, Action.SIGNED_OUT_EVERYWHERE, by)

    def _is_as_read(self, connection: Connection, account: Account, password_hash: str | None) -> bool:
        # Checking a password takes long enough for somebody to disable the account or to set another one.
        accounts = Accounts(connection, self._keyring)
        accounts.lock(account.staff.id)
        unchanged = accounts.password_hash(account.staff.id) == password_hash
        again = accounts.by_email(account.staff.email)
        return unchanged and again is not None and again.active

    def _audit(self, connection: Connection, action: Action, by: Actor) -> None:
        audit.append(connection, Event(action, by.id, by.id, self._clock(), {"address": by.address}))


def disabled_as_idle(  # noqa: PLR0913, PLR0917 - whose, where it is stored, and from where
    connection: Connection,
    keyring: Keyring,
    account: Account,
    idle_after: timedelta,
    now: datetime,
    address: str,
) -> bool:
    """Disable an account that nobody signed in to for longer than ``idle_after``, where that is anything; tell whether it was.

    The last administrator's never is.
    """
    accounts = Accounts(connection, keyring)
    if not (idle_after and account.is_idle(now, idle_after) and accounts.administrator_besides(account)):
        return False
    disabled, event = disable_idle(account, now, address)
    accounts.save(disabled)
    audit.append(connection, event)
    return True
