"""How often something was tried in this hour, counted across processes and machines, under keyed hashes only."""

from datetime import datetime
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from sqlalchemy import Connection, delete, select

from screener.storage.clock_marks import surely_passed
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.throttle import throttle
from screener.storage.upsert import built_once, insert_into

WINDOW_SECONDS = 3600
Network = IPv4Network | IPv6Network


def networks(written: str) -> tuple[Network, ...]:
    """Read networks with spaces or commas between; raises ``ValueError`` for what is none."""
    return tuple(map(ip_network, written.replace(",", " ").split()))


class TooManyTries(Exception):
    """The same address, or somebody for the same account, tried this too often in this hour."""


def tries(connection: Connection, keyring: Keyring, what: str, address: str, at: datetime) -> int:
    """Count one more try of ``what`` from the network of ``address``; return how many there are in this hour."""
    return count(connection, keyring.fingerprints(_network_of(address), "throttle", what)[0], at)


def earlier_tries(connection: Connection, keyring: Keyring, what: str, address: str, at: datetime) -> int:
    """Return how many tries of ``what`` from the network of ``address`` were counted in this hour, and count none."""
    key = keyring.fingerprints(_network_of(address), "throttle", what)[0]
    window = int(at.timestamp()) // WINDOW_SECONDS
    found = select(throttle.c.count).where(throttle.c.key == key, throttle.c.window == window)
    return connection.scalar(found) or 0


def account_tries(connection: Connection, keyring: Keyring, what: str, email: str, at: datetime) -> int:
    """Count one more try of ``what`` for the account of ``email``, whether or not there is one."""
    return count(connection, _account_key(keyring, what, email), at)


def forget_account_tries(connection: Connection, keyring: Keyring, what: str, email: str) -> None:
    """Begin to count anew for this account, because it succeeded."""
    forget(connection, _account_key(keyring, what, email))


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


@built_once
def _one_more(connection: Connection) -> Any:
    return (
        insert_into(connection, throttle)
        .values(count=1)
        .on_conflict_do_update(
            index_elements=[throttle.c.key, throttle.c.window], set_={"count": throttle.c.count + 1}
        )
        .returning(throttle.c.count)
    )


def count(connection: Connection, key: bytes, at: datetime) -> int:
    """Count one more try under ``key`` in the hour of ``at`` and return how many there are now."""
    window = int(at.timestamp()) // WINDOW_SECONDS
    tries: int = connection.execute(_one_more(connection), {"key": key, "window": window}).scalar_one()
    if tries == 1 and (passed := surely_passed(connection, at)) is not None:
        connection.execute(
            delete(throttle).where(throttle.c.window < int(passed.timestamp()) // WINDOW_SECONDS)
        )
    return tries


def forget(connection: Connection, key: bytes) -> None:
    """Forget every try under ``key``."""
    connection.execute(delete(throttle).where(throttle.c.key == key))
