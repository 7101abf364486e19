"""What signing in asks of the libraries that know passwords, codes and passkeys."""

from collections.abc import Iterable
from typing import Protocol

from screener.accounts.passkey import Answer, Passkey, Site
from screener.accounts.staff import Staff


class Credentials(Protocol):
    """What can tell whether a password or a code is right."""

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Tell whether this is the password; takes as long, and is never right, where there is no hash."""

    def new_key(self) -> str:
        """Return the key of a new authenticator app."""

    def counter_of(self, code: str, key: str, last: int | None) -> int | None:
        """Return the number of the half minute a code is for, or ``None`` where it is wrong or not after ``last``."""

    def new_recovery_codes(self) -> list[str]:
        """Return new recovery codes."""


class PasskeyChecks(Protocol):
    """What can ask a browser for a passkey, and tell whether it answered rightly."""

    def to_add(self, site: Site, staff: Staff, known: Iterable[Passkey], challenge: bytes) -> str:
        """Return what a browser is asked in JSON, so that it makes a passkey, and none where it holds a known one."""

    def added(self, site: Site, challenge: bytes, answer: str) -> Answer | None:
        """Return the new credential, or ``None`` where the answer is not of this site, or not to this challenge."""

    def to_use(self, site: Site, known: Iterable[Passkey], challenge: bytes) -> str:
        """Return what a browser is asked in JSON, so that it uses one of these."""

    def used(self, site: Site, challenge: bytes, answer: str, known: Iterable[Passkey]) -> Answer | None:
        """Return which of these signed the challenge at this site for a person that its device made sure of."""
