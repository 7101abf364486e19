"""A system that submissions are pushed to: a real HTTP server that does what a test says."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True)
class Received:
    """A request that came in."""

    path: str
    headers: dict[str, str]
    body: bytes = field(repr=False)


Behave = Callable[[BaseHTTPRequestHandler], None]


def takes(handler: BaseHTTPRequestHandler) -> None:
    """Take it."""
    handler.send_response(201)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def fails(handler: BaseHTTPRequestHandler) -> None:
    """Say that something is wrong here."""
    handler.send_response(500)
    handler.end_headers()


LONGEST = 20
"""Seconds that a test would last where somebody is waited for without end."""


def hangs(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the other end has gone."""
    handler.connection.settimeout(LONGEST)
    while handler.connection.recv(4096):
        pass


def drips(handler: BaseHTTPRequestHandler) -> None:
    """Say a byte now and then, without an end."""
    for byte in b"HTTP/1.1 201 Created\r\nX: ".ljust(20 * LONGEST, b"a"):
        handler.wfile.write(bytes([byte]))
        time.sleep(0.05)


def answers_twice(handler: BaseHTTPRequestHandler) -> None:
    """Say it twice, the second time otherwise."""
    handler.wfile.write(
        b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\nHTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
    )


def babbles(handler: BaseHTTPRequestHandler) -> None:
    """Say what is no HTTP."""
    handler.wfile.write(b"220 mail.example ESMTP\r\n\r\n")


class Receiving:
    """The server; ``received`` is what came in."""

    def __init__(self, behave: Behave = takes) -> None:
        self.behave = behave
        self.received: list[Received] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.received.append(Received(self.path, dict(self.headers.items()), body))
                try:
                    outer.behave(self)
                except OSError:
                    self.close_connection = True

            def do_GET(self) -> None:
                outer.received.append(Received(self.path, dict(self.headers.items()), b""))
                takes(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/fhir/Bundle?from=screener"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def redirects_to(self, other: "Receiving", status: int) -> None:
        """Send whoever comes to another server, which stands at a private address."""

        def redirect(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Location", other.url)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        self.behave = redirect
