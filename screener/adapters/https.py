"""One request to somebody else's server over TLS, of whom nothing is taken for granted: where it is, how long it talks, how much."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from screener.adapters.identity_provider import is_https

MOST_BYTES = 256 * 1024
"""Of an answer: a set of keys or a token is a few."""
_OK = 200
_LEAD_ON = (ip_network("64:ff9b::/96"), ip_network("2002::/16"))
"""NAT64 and 6to4: addresses of six that stand for one of four, which may be a private one."""


class NotAnswered(OSError):
    """There was no answer that can be used: none, another status than 200, a redirect (never followed), too much of it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a request goes: to public addresses and into ``networks``, for ``seconds`` in all, trusting ``authorities`` or the system."""

    networks: tuple[IPv4Network | IPv6Network, ...]
    seconds: float
    authorities: str = ""


def fetch(url: str, reach: Reach, *, headers: Mapping[str, str], body: str | None = None) -> bytes:
    """Return what stands at ``url``, or what it answers to a ``body`` that is posted. Raises ``NotAnswered``."""
    if not is_https(url):
        raise NotAnswered("not https")
    parts = urlsplit(url)
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    sent = {"Accept": "application/json", "Accept-Encoding": "identity", "Connection": "close", **headers}
    try:
        connection = _Guarded(str(parts.hostname), parts.port or http.client.HTTPS_PORT, reach)
        with closing(connection), _cut_after(reach.seconds, connection):
            connection.request("GET" if body is None else "POST", path, body, sent)
            answer = connection.getresponse()
            status, read = answer.status, answer.read(MOST_BYTES + 1)
    except NotAnswered:
        raise
    except (http.client.HTTPException, ValueError, OSError) as fault:
        raise NotAnswered(type(fault).__name__) from None
    if status != _OK or len(read) > MOST_BYTES:
        raise NotAnswered(str(status))
    return read


class _Guarded(http.client.HTTPSConnection):
    """A connection to an address that was looked at before: a name cannot lead elsewhere in between."""

    def __init__(self, host: str, port: int, reach: Reach) -> None:
        context = ssl.create_default_context(cafile=reach.authorities or None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        super().__init__(host, port, timeout=reach.seconds, context=context)
        self._tls = context
        self._reach = reach

    def connect(self) -> None:
        """Connect to the first address that answers, of those that are allowed."""
        ends = time.monotonic() + self._reach.seconds
        self.sock = _opened(_addresses(self.host, self.port, self._reach), ends)
        # The handshake comes last, so that it too is cut when the time is over.
        self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()


def _addresses(host: str, port: int, reach: Reach) -> list[tuple[Any, ...]]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, place in found:
        address = ip_address(str(place[0]).partition("%")[0])
        address = getattr(address, "ipv4_mapped", None) or address
        public = (
            address.is_global and not address.is_multicast and not any(address in one for one in _LEAD_ON)
        )
        if not public and not any(address in network for network in reach.networks):
            raise NotAnswered("private address")
    return found


def _opened(addresses: Iterable[tuple[Any, ...]], ends: float) -> socket.socket:
    fault = OSError("no address")
    for family, kind, protocol, _, place in addresses:
        tried = socket.socket(family, kind, protocol)
        try:
            tried.settimeout(max(0.01, ends - time.monotonic()))
            tried.connect(place)
        except OSError as refused:
            tried.close()
            fault = refused
        else:
            return tried
    raise fault


@contextmanager
def _cut_after(seconds: float, connection: http.client.HTTPConnection) -> Iterator[None]:
    # Whoever sends a byte a second would otherwise be listened to for ever.
    ended = threading.Timer(seconds, lambda: _cut(connection))
    ended.daemon = True
    ended.start()
    try:
        yield
    finally:
        ended.cancel()


def _cut(connection: http.client.HTTPConnection) -> None:
    if (open_socket := connection.sock) is not None:
        with suppress(OSError):
            socket.socket.shutdown(open_socket, socket.SHUT_RDWR)
