"""How often staff may try to prove who they are, and what the audit says of tries that fail."""

from collections.abc import Sequence
from ipaddress import ip_address

from sqlalchemy import Connection

from screener.accounts.staff import Account
from screener.audit import VISITOR, Action, Event
from screener.storage import audit
from screener.storage.database import Database
from screener.storage.keys.sealing import Keyring
from screener.storage.throttling import (
    Network,
    TooManyTries,
    account_tries,
    forget_account_tries,
    tries,
)
from screener.use_cases.clock import Clock

ACCOUNT_TRIES = 10
ADDRESS_TRIES = 100
"""How many passwords, and how many codes, may be tried in an hour for one account and from one address."""
IN_STAFF_NETWORK = 10
"""How many times as many may come from an address of the clinic, behind which all of its staff may be."""


class StaffTries:
    """The tries of staff, on a database and a keyring; ``what`` they try is a password or a code.

    ``networks`` are those of the clinic. ``browser`` is the name of one that the account signed in from before: its
    tries are counted by themselves, so that nobody else can use them up.
    """

    def __init__(
        self, database: Database, keyring: Keyring, clock: Clock, networks: Sequence[Network] = ()
    ) -> None:
        self._networks = networks
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def count(self, what: str, *, subject: str, email: str, address: str, browser: str = "") -> None:
        """Count one more try for the account of ``email``, which is ``subject`` where it is known, and from an address.

        Raises ``TooManyTries``.
        """
        now, most = self._clock(), self._most_from(address)
        with self._database.writing() as connection:
            of_account = account_tries(connection, self._keyring, what, _counted(email, browser), now)
            from_address = 0 if browser else tries(connection, self._keyring, f"staff {what}", address, now)
            # The first refusal is audited, not each of a thousand.
            if of_account == ACCOUNT_TRIES + 1 or from_address == most + 1:
                details = {"step": what, "address": address}
                audit.append(connection, Event(Action.SIGN_IN_THROTTLED, VISITOR, subject, now, details))
        if of_account > ACCOUNT_TRIES or from_address > most:
            raise TooManyTries

    def count_of(self, what: str, account: Account, address: str, browser: str = "") -> None:
        """Count one more try for a known account, and from an address. Raises ``TooManyTries``."""
        staff = account.staff
        self.count(what, subject=staff.id, email=staff.email, address=address, browser=browser)

    def failed(self, connection: Connection, subject: str, step: str, address: str) -> None:
        """Audit a try that failed; nobody knows by whom it was."""
        details = {"step": step, "address": address}
        audit.append(connection, Event(Action.SIGN_IN_FAILED, VISITOR, subject, self._clock(), details))

    def is_told(self, connection: Connection, what: str, address: str) -> bool:
        """Count a try that failed from an address; ``False`` where so many did in this hour that not each has a line of its own.

        It refuses nobody: of what cannot be guessed, nobody's tries can be used up by others.
        """
        now, most = self._clock(), self._most_from(address)
        failed = tries(connection, self._keyring, f"staff {what}", address, now)
        if failed == most + 1:
            details = {"step": what, "address": address}
            audit.append(connection, Event(Action.SIGN_IN_THROTTLED, VISITOR, VISITOR, now, details))
        return failed <= most

    def forget(self, connection: Connection, what: str, email: str, browser: str = "") -> None:
        """Begin to count anew for an account, or for it in this browser, because a try succeeded."""
        forget_account_tries(connection, self._keyring, what, _counted(email, browser))

    def _most_from(self, address: str) -> int:
        return ADDRESS_TRIES * (IN_STAFF_NETWORK if self._is_ours(address) else 1)

    def _is_ours(self, address: str) -> bool:
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        parsed = getattr(parsed, "ipv4_mapped", None) or parsed
        return any(parsed in network for network in self._networks)


def _counted(email: str, browser: str) -> str:
    return f"{email} {browser}" if browser else email
