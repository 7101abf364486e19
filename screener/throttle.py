"""How often somebody may try something in an hour, counted by what and by whom across processes and machines."""

from datetime import datetime
from ipaddress import IPv4Address, ip_address, ip_network

from sqlalchemy import Connection

from screener.storage import throttling
from screener.storage.sealing import Keyring


class TooManyTries(Exception):
    """The same address, or somebody for the same account, tried this too often in this hour."""


def tries(connection: Connection, keyring: Keyring, what: str, address: str, at: datetime) -> int:
    """Count one more try of ``what`` from the network of ``address``; return how many there are in this hour."""
    return throttling.count(connection, keyring.fingerprints(_network_of(address), "throttle", what)[0], at)


def account_tries(connection: Connection, keyring: Keyring, what: str, email: str, at: datetime) -> int:
    """Count one more try of ``what`` for the account of ``email``, whether or not there is one."""
    return throttling.count(connection, _account_key(keyring, what, email), at)


def forget_account_tries(connection: Connection, keyring: Keyring, what: str, email: str) -> None:
    """Begin to count anew for this account, because it succeeded."""
    throttling.forget(connection, _account_key(keyring, what, email))


def _account_key(keyring: Keyring, what: str, email: str) -> bytes:
    return keyring.fingerprints(email, "throttle account", what)[0]


def _network_of(address: str) -> str:
    # Whoever has one IPv6 address has the 64 bits behind it too.
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address):
        return address
    return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
