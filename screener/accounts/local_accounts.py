"""Which accounts have a password here, beside an identity provider or without one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalAccounts:
    """Who signs in here with a password: everybody where there is no single sign-on, or else who is not known at the provider.

    Where there are ``emergency`` addresses, the accounts of these alone do.
    """

    single_sign_on: bool = False
    emergency: frozenset[str] = frozenset()

    def hold(self, email: str, *, connected: bool) -> bool:
        """Tell whether the account of ``email`` signs in with a password; ``connected`` says that it belongs to somebody there."""
        if not self.single_sign_on or email in self.emergency:
            return True
        return not connected and not self.emergency


class SignsOnElsewhere(Exception):
    """The account signs in at the identity provider: it has no password, second factor or roles of our making."""
