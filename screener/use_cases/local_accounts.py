"""Which accounts sign in here with a password, and which at the identity provider."""

from sqlalchemy import Connection

from screener.accounts.local_accounts import LocalAccounts, SignsOnElsewhere
from screener.accounts.staff import Account
from screener.storage.identities import Identities
from screener.storage.keys.sealing import Keyring

EVERYBODY = LocalAccounts()
"""Where there is no single sign-on."""


def is_local(connection: Connection, keyring: Keyring, account: Account, local: LocalAccounts) -> bool:
    """Tell whether an account signs in with a password."""
    connected = Identities(connection, keyring).is_connected(account.staff.id)
    return local.hold(account.staff.email, connected=connected)


def refuse_elsewhere(
    connection: Connection, keyring: Keyring, account: Account, local: LocalAccounts
) -> None:
    """Raise ``SignsOnElsewhere`` for an account without a password of ours."""
    if not is_local(connection, keyring, account, local):
        raise SignsOnElsewhere
