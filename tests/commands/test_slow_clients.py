"""Nobody waits for somebody who is slow, without any proxy: the real server beside clients that hold on to it."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from screener.processes import worker
from screener.web.security import HEADERS
from tests.commands.serving import Server, environment
from tests.commands.slow_clients import percentile_95, seconds_of_others, slow_clients

PHONE = "913-588-1227"
SERVE_IMPATIENTLY = """
import sys
from screener import server
from screener.processes import worker
from screener.web.security import HEADERS
worker.SILENT_SECONDS = worker.SLOW_SECONDS = 1
server.run("127.0.0.1", int(sys.argv[1]), workers=1, threads=4)
"""


def test_others_are_served_at_once_beside_silent_half_sending_and_never_reading_clients(
    tmp_path: Path,
) -> None:
    server = Server(tmp_path / "instance")
    try:
        with slow_clients(server.port):
            assert percentile_95(seconds_of_others(server.port)) < worker.SILENT_SECONDS / 3
    finally:
        assert server.stop() == 0
    assert "Traceback" not in server.errors


@pytest.mark.parametrize(("limit", "clients"), [("-Sn 64", 200), ("-n 80", 70)])
def test_where_few_files_may_be_open_silent_clients_keep_nobody_out(
    tmp_path: Path, limit: str, clients: int
) -> None:
    before = ("bash", "-c", f'ulimit {limit}; exec "$@"', "bash")
    server = Server(tmp_path / "instance", workers=1, before=before)
    try:
        silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(clients)]
        time.sleep(0.2)
        begun = time.monotonic()
        with ThreadPoolExecutor(24) as others:
            found = list(others.map(server.get, ["/", "/readyz", "/receipt/none"] * 8))
        assert time.monotonic() - begun < worker.SILENT_SECONDS - 2
        assert Counter(status for status, _ in found) == {200: 16, 404: 8}
        for one in silent:
            one.close()
    finally:
        assert server.stop() == 0
    assert not [line for line in server.lines if line["event"] == "fault"]


def test_who_drips_and_who_is_silent_is_let_go(tmp_path: Path, port: int) -> None:
    assert (worker.SILENT_SECONDS, worker.SLOW_SECONDS) == (15, 60), "too long to wait for in a test"
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE_IMPATIENTLY, str(port)],
        env=environment(tmp_path / "instance"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _wait_for(port)
        with socket.create_connection(("127.0.0.1", port), timeout=20) as silent:
            assert silent.recv(1) == b""
        with socket.create_connection(("127.0.0.1", port), timeout=20) as dripping:
            dripping.sendall(b"GET / HTTP/1.1\r\nHost: example.com\r\n")
            begun = time.monotonic()
            with pytest.raises(ConnectionError):
                while time.monotonic() - begun < 20:
                    dripping.sendall(b"X")
                    time.sleep(0.1)
            assert time.monotonic() - begun < 10
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert b"Traceback" not in errors


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionError:
            assert time.monotonic() < until
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for what is no request; one of them must not end it."""
    started = Server(tmp_path_factory.mktemp("served") / "instance", workers=1)
    yield started
    assert started.stop() == 0
    assert "Traceback" not in started.errors


_POST = b"POST /saved HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def _in_chunks(size: int, extension: bytes = b"") -> bytes:
    """Return a form of 60,000 bytes in chunks of so many."""
    body = b"words=" + b"a" * 60_000
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    framed = b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces)
    return _POST + b"Transfer-Encoding: chunked\r\n\r\n" + framed + b"0\r\n\r\n"


NO_REQUESTS = {
    "a chunk without a size": (_POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n", 400),
    "a chunk without an end": (_POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\nabXX0\r\n\r\n", 400),
    "a negative chunk": (_POST + b"Transfer-Encoding: chunked\r\n\r\n-2\r\nab\r\n0\r\n\r\n", 400),
    "chunks of a byte": (_in_chunks(1), 413),
    "chunks with more about them than in them": (_in_chunks(100, b";" + b"x" * 100), 413),
    "a line about a chunk that does not end": (
        _POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 40_000,
        413,
    ),
    "a trailer over 32 KB": (
        _POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + b"a" * 40_000,
        413,
    ),
    "a length beside chunks": (
        _POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        400,
    ),
    "chunks before there were any": (
        _POST.replace(b"HTTP/1.1", b"HTTP/1.0")
        + b"Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
    ),
    "an unknown coding": (_POST + b"Transfer-Encoding: gzip\r\n\r\n", 501),
    "two lengths": (_POST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
    "a length that is none": (_POST + b"Content-Length: -1\r\n\r\n", 400),
    "a length of 5,000 figures": (_POST + b"Content-Length: " + b"1" * 5000 + b"\r\n\r\n", 400),
    "a bare line feed": (b"GET / HTTP/1.1\nHost: example.com\n\n\r\n\r\n", 400),
    "no request line": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),
    "a header without a colon": (b"GET / HTTP/1.1\r\nHost example.com\r\n\r\n", 400),
    "an address over 8 KB": (b"GET /saved?" + b"a&" * 5000 + b" HTTP/1.1\r\nHost: example.com\r\n\r\n", 414),
    "a form at an address over 8 KB": (
        b"POST /" + b"%41" * 3000 + b" HTTP/1.1\r\nHost: example.com\r\nContent-Length: 3\r\n\r\na=b",
        414,
    ),
    "a head over 32 KB": (b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", 431),
    "a header that begins with blanks": (b"GET / HTTP/1.1\r\nX: " + b" " * 30_000 + b"x\r\n\r\n", 400),
    "a header that begins with tabs": (b"GET / HTTP/1.1\r\nX:" + b"\t" * 30_000 + b"x\r\n\r\n", 400),
    "a header that begins with folded lines of blanks": (
        b"GET / HTTP/1.1\r\nX:" + (b"\r\n" + b" \t" * 10) * 1300 + b"x\r\n\r\n",
        400,
    ),
    "a body over half a megabyte": (_POST + b"Content-Length: 600000\r\n\r\n", 413),
}


@pytest.mark.parametrize("kind", NO_REQUESTS)
def test_what_is_no_request_is_refused_with_the_phone_number(server: Server, kind: str) -> None:
    said, status = NO_REQUESTS[kind]
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(said)
        response = http.client.HTTPResponse(connection)
        response.begin()
        assert response.status == status
        assert response.getheader("Content-Type") == "text/plain; charset=utf-8", "no page was asked"
        assert response.getheader("Connection", "").startswith("close"), (
            "nothing that comes behind it is read"
        )
        assert {name: response.getheader(name) for name in HEADERS} == HEADERS, "as every page has them"
        assert response.read().decode() == (
            f"We could not read that. Please call {PHONE}. In an emergency, call 911.\n"
            f"No pudimos leer eso. Por favor, llame al {PHONE}. En una emergencia, llame al 911.\n"
        )


@pytest.mark.parametrize("size", [16, 1000, 60_006])
def test_a_form_in_chunks_of_any_sense_is_taken(server: Server, size: int) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(_in_chunks(size))
        response = http.client.HTTPResponse(connection)
        response.begin()
        assert response.status == 400
        assert "This page was open for a long time" in response.read().decode(), "the form has no token"


@pytest.mark.parametrize(
    ("said", "status"),
    [(b"GET /healthz HTTP/1.1\r\n", 200), (_POST + b"Content-Length: 0\r\n", 400)],
)
def test_who_asks_before_sending_nothing_is_answered_at_once(
    server: Server, said: bytes, status: int
) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(said + b"Expect: 100-continue\r\n\r\n")
        response = http.client.HTTPResponse(connection)
        response.begin()
        assert response.status == status
