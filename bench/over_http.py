"""Two servers beside each other, and how many answers a second each gives to eight kept-alive connections.

One gunicorn worker with four threads a side: kept-alive connections spread unevenly over several workers, and the
ratio then jumps. The sides take turns, so that a noisy machine is unfair to both alike.
"""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

CONNECTIONS = 8
WORKER = ("--workers", "1", "--threads", "4")
BARE = (
    sys.executable,
    "-m",
    "gunicorn",
    *WORKER,
    "--worker-class",
    "gthread",
    "--no-control-socket",
    "bare:app",
)
OURS = (str(Path(sys.executable).parent / "screener"), "serve", *WORKER)


@contextmanager
def served(command: tuple[str, ...], **environment: str) -> Iterator[int]:
    """Serve on a free port, which is yielded; what the server says goes nowhere."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    bind = ("--bind", f"127.0.0.1:{port}") if "bare:app" in command else ("--port", str(port))
    server = subprocess.Popen(
        [*command, *bind],
        env=os.environ | environment,
        cwd=Path(__file__).parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, f"the server ended with {server.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")


class Browser:
    """One person: a cookie, and forms that are sent with their token."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = ""

    def get(self, path: str) -> str:
        """Fetch a page that must be there."""
        return self._ask("GET", path, None, 200)

    def fields(self, path: str, answers: dict[str, list[str]]) -> bytes:
        """Return the body that answers the form of a page."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(path))
        assert found
        return urlencode({"csrf_token": found[1], **answers}, doseq=True).encode()

    def send(self, path: str, answers: dict[str, list[str]]) -> None:
        """Answer a page."""
        self._ask("POST", path, self.fields(path, answers), 303)

    def _ask(self, method: str, path: str, body: bytes | None, status: int) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        assert response.status == status, (path, response.status)
        for cookie in response.headers.get_all("Set-Cookie", []):
            self.cookie = cookie.partition(";")[0]
        connection.close()
        return text


@dataclass(frozen=True)
class Asked:
    """One request, asked again and again: of whom, in what bytes, and the status that must come."""

    port: int
    request: bytes
    status: bytes

    @classmethod
    def of(cls, browser: Browser, path: str, body: bytes | None = None) -> "Asked":
        """Return what ``browser`` asks; a body is posted, and sent on with 303."""
        lines = [
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: {browser.cookie}",
        ]
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        request = "\r\n".join([*lines, "", ""]).encode() + (body or b"")
        return cls(browser.port, request, b" 200 " if body is None else b" 303 ")


def _keep_asking(asked: Asked, calls: int) -> None:
    with socket.create_connection(("127.0.0.1", asked.port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(calls):
            connection.sendall(asked.request)
            answer = connection.recv(65536)
            while b"\r\n\r\n" not in answer:
                answer += connection.recv(65536)
            head, _, rest = answer.partition(b"\r\n\r\n")
            assert asked.status in head.partition(b"\r\n")[0] + b" ", head
            length = re.search(rb"(?i)content-length: (\d+)", head)
            assert length, head
            left = int(length[1]) - len(rest)
            while left > 0:
                left -= len(connection.recv(65536))


def rate(asked: Asked, calls: int) -> float:
    """Return the answers a second to ``calls`` requests on each connection."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        began = time.perf_counter()
        list(pool.map(_keep_asking, [asked] * CONNECTIONS, [calls] * CONNECTIONS))
        return CONNECTIONS * calls / (time.perf_counter() - began)


def compare(name: str, ours: Asked, bare: Asked, *, calls: int = 40, rounds: int = 15) -> None:
    """Print the median of the ratios of all rounds, and between which they lay."""
    rate(ours, calls), rate(bare, calls)
    pairs = [
        (rate(ours, calls), rate(bare, calls)) if turn % 2 else (rate(bare, calls), rate(ours, calls))[::-1]
        for turn in range(rounds)
    ]
    ratios = sorted(one / other for one, other in pairs)
    medians = [statistics.median(side) for side in zip(*pairs, strict=True)]
    print(f"{name}: {medians[0]:,.0f}/s, bare {name}: {medians[1]:,.0f}/s")
    print(
        f"{name} = {statistics.median(ratios):.2f} of bare ({ratios[0]:.2f} to {ratios[-1]:.2f} in {rounds} rounds)"
    )
