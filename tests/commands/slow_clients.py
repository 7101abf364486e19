"""Clients that say nothing, say half of it, or never take what they asked for; and how long others wait beside them."""

import http.client
import random
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

IDLE, HALF_SENT, NEVER_READING = 200, 30, 20
_HALVES = (
    b"GET / HTTP/1.1\r\nHost: example.com\r\nX-",
    b"POST /saved HTTP/1.1\r\nHost: example.com\r\nContent-Length: 5000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nwords=",
    b"POST /saved HTTP/1.1\r\nHost: example.com\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\n5\r\nwor",
)
_ASKED = b"GET /static/patient.css HTTP/1.1\r\nHost: example.com\r\n\r\n" * 200
_SMALLEST_BUFFER = 1024


@contextmanager
def slow_clients(port: int) -> Iterator[list[socket.socket]]:
    """Keep 200 idle, 30 half-sent and 20 never-reading connections open to a port of this machine."""
    with ExitStack() as stack:

        def connected(said: bytes = b"") -> socket.socket:
            connection = stack.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALLEST_BUFFER)
            connection.settimeout(5)
            connection.connect(("127.0.0.1", port))
            connection.sendall(said)
            return connection

        made = [connected() for _ in range(IDLE)]
        made += [connected(_HALVES[number % len(_HALVES)]) for number in range(HALF_SENT)]
        made += [connected(_ASKED) for _ in range(NEVER_READING)]
        yield made


def seconds_of_others(port: int, path: str = "/", requests: int = 60) -> list[float]:
    """Fetch a page again and again, each time as somebody new; return the seconds of each in order of length."""
    taken = []
    for _ in range(requests):
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            assert response.status == 200, response.status
            response.read()
        finally:
            connection.close()
        taken.append(time.monotonic() - begun)
        time.sleep(random.uniform(0, 0.02))  # noqa: S311 - so that no rhythm of the server is met
    return sorted(taken)


def percentile_95(taken: list[float]) -> float:
    """Return what 95 of 100 took at most."""
    return taken[int(len(taken) * 0.95)]
