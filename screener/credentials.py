"""What signing in asks of the library that knows passwords and codes."""

from typing import Protocol


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
