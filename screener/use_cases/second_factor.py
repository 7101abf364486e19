"""The second factor: an app and its codes, recovery codes, or whatever stands in their place. It makes a session complete."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from screener.accounts.credentials import Credentials
from screener.accounts.staff import Account
from screener.audit import Action, Actor, Event
from screener.storage import audit
from screener.storage.accounts import Accounts
from screener.storage.database import Database
from screener.storage.keys.sealing import CannotOpen, Keyring
from screener.storage.staff_sessions import StaffSession, StaffSessions
from screener.storage.throttling import Network
from screener.use_cases.clock import Clock, utc_now
from screener.use_cases.tries import StaffTries


class SecondFactor:
    """What somebody does with their second factor, on a database and a keyring."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        credentials: Credentials,
        *,
        clock: Clock = utc_now,
        networks: Sequence[Network] = (),
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._credentials = credentials
        self._clock = clock
        self._tries = StaffTries(database, keyring, clock, networks)

    def offer(self, token: str, session: StaffSession) -> str:
        """Return the key of the authenticator app that this session sets up, the same one until it is done."""
        if session.offer:
            return session.offer
        key = self._credentials.new_key()
        with self._database.writing() as connection:
            StaffSessions(connection, self._keyring).offer(token, key)
        return key

    def set_up(
        self, token: str, session: StaffSession, code: str, address: str
    ) -> tuple[str, list[str]] | None:
        """Take the offered app as second factor when its code is right; return a new token and the recovery codes.

        Raises ``TooManyTries``.
        """
        account, by = session.account, Actor(session.account.staff.id, address)
        self._tries.count_of("code", account, address)
        offer = session.offer
        counter = self._credentials.counter_of(code, offer, None) if offer else None
        with self._database.writing() as connection:
            accounts = Accounts(connection, self._keyring)
            known = accounts.by_id(by.id)
            if offer is None or counter is None or known is None or known.has_second_factor:
                self._tries.failed(connection, by.id, "set_up", address)
                return None
            completed = self._complete(connection, token, account, address)
            if completed is None:
                return None
            accounts.set_second_factor(by.id, offer, counter)
            self._audit(connection, Action.SECOND_FACTOR_SET_UP, by)
            return completed, self._renew_codes(connection, by)

    def code(
        self, token: str, session: StaffSession, code: str, address: str, browser: str = ""
    ) -> str | None:
        """Return the token of a complete session when the app's code, or a recovery code, is right and unused.

        Raises ``TooManyTries``.
        """
        account, by = session.account, Actor(session.account.staff.id, address)
        return self.complete(
            token, account, lambda connection: self._is_right(connection, code, by), "code", address, browser
        )

    def complete(  # noqa: PLR0913, PLR0917 - who, how, and from where
        self,
        token: str,
        account: Account,
        is_right: Callable[[Connection], bool],
        step: str,
        address: str,
        browser: str = "",
    ) -> str | None:
        """Return the token of a complete session where ``is_right`` of what was given in place of a code, or as one.

        Whatever it was, it is counted as a code. Raises ``TooManyTries``.
        """
        self._tries.count_of("code", account, address, browser)
        with self._database.writing() as connection:
            Accounts(connection, self._keyring).lock(account.staff.id)
            # Where the session ended meanwhile, no code of the person is used up for nothing.
            alive = StaffSessions(connection, self._keyring).seen(token, self._clock())
            if not alive or not is_right(connection):
                self._tries.failed(connection, account.staff.id, step, address)
                return None
            return self._complete(connection, token, account, address, browser)

    def new_recovery_codes(self, by: Actor) -> list[str]:
        """Return new recovery codes in place of all earlier ones, for somebody who gave their password again."""
        with self._database.writing() as connection:
            return self._renew_codes(connection, by)

    def recovery_codes_left(self, account: Account) -> int:
        """Return how many recovery codes were not used."""
        with self._database.reading() as connection:
            return Accounts(connection, self._keyring).recovery_codes_left(account.staff.id)

    def _is_right(self, connection: Connection, code: str, by: Actor) -> bool:
        accounts = Accounts(connection, self._keyring)
        try:
            stored = accounts.second_factor(by.id)
            if stored is None:
                return False
            counter = self._credentials.counter_of(code, *stored)
        except CannotOpen:  # a recovery code, which is stored apart, still lets them in
            counter = None
        if counter is not None:
            return accounts.use_code(by.id, counter)
        if accounts.use_recovery_code(by.id, code):
            self._audit(connection, Action.RECOVERY_CODE_USED, by)
            return True
        return False

    def _renew_codes(self, connection: Connection, by: Actor) -> list[str]:
        codes = self._credentials.new_recovery_codes()
        Accounts(connection, self._keyring).set_recovery_codes(by.id, codes)
        self._audit(connection, Action.RECOVERY_CODES_MADE, by)
        return codes

    def _complete(
        self, connection: Connection, token: str, account: Account, address: str, browser: str = ""
    ) -> str | None:
        sessions = StaffSessions(connection, self._keyring)
        if not sessions.end(token):
            return None  # it was ended while the code was on its way
        self._tries.forget(connection, "code", account.staff.email, browser)
        Accounts(connection, self._keyring).signed_in(account.staff.id, self._clock())
        self._audit(connection, Action.SIGNED_IN, Actor(account.staff.id, address))
        return sessions.start(account.staff.id, self._clock(), complete=True)

    def _audit(self, connection: Connection, action: Action, by: Actor) -> None:
        audit.append(connection, Event(action, by.id, by.id, self._clock(), {"address": by.address}))
