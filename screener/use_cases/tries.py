"""How often staff may try to prove who they are, and what the audit says of tries that fail."""

from sqlalchemy import Connection

from screener.accounts.staff import Account
from screener.audit import VISITOR, Action, Event
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.throttling import TooManyTries, account_tries, forget_account_tries, tries
from screener.use_cases.clock import Clock

ACCOUNT_TRIES = 10
ADDRESS_TRIES = 100
"""How many passwords, and how many codes, may be tried in an hour for one account and from one address."""


class StaffTries:
    """The tries of staff, on a database and a keyring; ``what`` they try is a password or a code."""

    def __init__(self, database: Database, keyring: Keyring, clock: Clock) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def count(self, what: str, *, subject: str, email: str, address: str) -> None:
        """Count one more try for the account of ``email``, which is ``subject`` where it is known, and from an address.

        Raises ``TooManyTries``.
        """
        now = self._clock()
        with self._database.writing() as connection:
            of_account = account_tries(connection, self._keyring, what, email, now)
            from_address = tries(connection, self._keyring, f"staff {what}", address, now)
            # The first refusal is audited, not each of a thousand.
            if of_account == ACCOUNT_TRIES + 1 or from_address == ADDRESS_TRIES + 1:
                details = {"step": what, "address": address}
                audit.append(connection, Event(Action.SIGN_IN_THROTTLED, VISITOR, subject, now, details))
        if of_account > ACCOUNT_TRIES or from_address > ADDRESS_TRIES:
            raise TooManyTries

    def count_of(self, what: str, account: Account, address: str) -> None:
        """Count one more try for a known account, and from an address. Raises ``TooManyTries``."""
        self.count(what, subject=account.staff.id, email=account.staff.email, address=address)

    def failed(self, connection: Connection, subject: str, step: str, address: str) -> None:
        """Audit a try that failed; nobody knows by whom it was."""
        details = {"step": step, "address": address}
        audit.append(connection, Event(Action.SIGN_IN_FAILED, VISITOR, subject, self._clock(), details))

    def forget(self, connection: Connection, what: str, email: str) -> None:
        """Begin to count anew for an account, because a try succeeded."""
        forget_account_tries(connection, self._keyring, what, email)
