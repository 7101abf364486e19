"""The system that submissions are pushed to: its address, and handing one over, signed."""

import hashlib
import hmac
import http.client
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from screener.adapters.setting_values import THIS_MACHINE, host_of

SHORTEST_SECRET = 32
"""Characters, as chance makes them: nobody guesses those."""
_SECONDS = 30
"""Of a try in all, however slowly the other side talks; well within the shortest wait for the next one."""
_TAKEN = range(200, 300)


class NotTaken(OSError):
    """The other side answered, and did not take it: an error, or a redirect, which is never followed."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where submissions go, and the secret that they are signed with."""

    url: str
    secret: str = field(repr=False)

    def hand_over(self, body: bytes, *, identifier: str, message_id: str, at: int) -> None:
        """Post ``body``; it was taken when this returns. Raises ``OSError``.

        A FHIR server creates what has no equal ``identifier`` there, once. Others know a second try by ``message_id``, and who sent it by the signature over
        the time ``at`` (seconds since 1970), a full stop and the body.
        """
        headers = {
            "Content-Type": "application/fhir+json",
            "Accept": "application/fhir+json",
            "Connection": "close",
            "If-None-Exist": f"identifier={identifier}",
            "Idempotency-Key": message_id,
            "X-Screener-Timestamp": str(at),
            "X-Screener-Signature": f"sha256={signature(self.secret, at, body)}",
        }
        try:
            status = self._post(body, headers)
        except (http.client.HTTPException, ValueError) as fault:
            raise NotTaken(type(fault).__name__) from None
        if status not in _TAKEN:
            raise NotTaken(str(status))

    def _post(self, body: bytes, headers: dict[str, str]) -> int:
        parts = urlsplit(self.url)
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        connection = _connection(self.url)
        ended = threading.Timer(_SECONDS, lambda: _cut(connection))
        ended.daemon = True
        ended.start()
        try:
            connection.request("POST", path, body, headers)
            return connection.getresponse().status
        finally:
            ended.cancel()
            connection.close()


def signature(secret: str, at: int, body: bytes) -> str:
    """Return what a receiver makes of the time, the body and the secret, and compares."""
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def receiver(url: str, secret: str) -> Receiver:
    """Return the receiver of an address. Raises ``ValueError`` for one that cannot be used, and for a weak secret.

    Names and answers go over TLS; without it only to the machine itself, where nobody else listens.
    """
    parts = urlsplit(url)
    host = host_of(parts)
    if (
        parts.scheme not in {"http", "https"}
        or parts.username
        or parts.fragment
        or parts.netloc.endswith(":")
    ):
        raise ValueError("no address")
    if parts.scheme == "http" and host not in THIS_MACHINE:
        raise ValueError("not over TLS")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise ValueError("no address")
    if len(secret) < SHORTEST_SECRET:
        raise ValueError("weak secret")
    return Receiver(url, secret)


def _connection(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    host, port = str(parts.hostname), parts.port
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=_SECONDS, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=_SECONDS)


def _cut(connection: http.client.HTTPConnection) -> None:
    # Whoever sends a byte a second would otherwise be listened to for ever.
    if (open_socket := connection.sock) is not None:
        with suppress(OSError):
            open_socket.shutdown(socket.SHUT_RDWR)
