"""One request over TLS to a real server that hangs, drips, sends elsewhere, says too much, or is not who it says."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from pathlib import Path

import pytest

from screener.adapters.https import MOST_BYTES, NotAnswered, Reach, fetch
from tests.identity_provider import Provider, certificate, running, says
from tests.receiving import LONGEST, babbles, drips, hangs

Behave = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """A server that does what a test says."""
    with running(tmp_path_factory.mktemp("server")) as made:
        yield made


@pytest.fixture
def reach(server: Provider) -> Reach:
    """As far as that server."""
    server.reset()
    return Reach((ip_network("127.0.0.0/8"), ip_network("::1/128")), 5, str(server.file))


def _ask(server: Provider, reach: Reach, behave: Behave) -> bytes:
    server.behave["/x"] = behave
    return fetch(f"{server.issuer}/x?y", reach, headers={})


def test_what_is_answered_is_returned_and_what_is_posted_arrives(server: Provider, reach: Reach) -> None:
    assert _ask(server, reach, lambda handler: says(handler, 200, "words")) == b"words"
    seen = []

    def takes(handler: BaseHTTPRequestHandler) -> None:
        seen.append(
            (handler.command, handler.path, handler.headers["X-Y"], handler.headers["Accept-Encoding"])
        )
        says(handler, 200, {})

    server.behave["/x"] = takes
    fetch(f"{server.issuer}/x", reach, headers={"X-Y": "z"}, body="a=b")
    assert seen == [("POST", "/x", "z", "identity")]
    assert fetch(server.issuer.replace("127.0.0.1", "localhost") + "/jwks", reach, headers={})


@pytest.mark.parametrize("status", [201, 204, 301, 302, 307, 308, 400, 404, 500])
def test_nothing_but_200_is_an_answer_and_no_redirect_is_followed(
    server: Provider, reach: Reach, status: int
) -> None:
    asked = []

    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        says(handler, status, "", Location="/jwks")

    with pytest.raises(NotAnswered, match=str(status)):
        _ask(server, reach, elsewhere)
    assert asked == ["/x?y"]


@pytest.mark.parametrize("behave", [hangs, drips])
def test_nobody_is_waited_for_without_end(server: Provider, reach: Reach, behave: Behave) -> None:
    began = time.monotonic()
    with pytest.raises(NotAnswered):
        _ask(server, replace(reach, seconds=0.3), behave)
    assert time.monotonic() - began < LONGEST / 2


def test_no_more_is_read_than_an_answer_can_be(server: Provider, reach: Reach) -> None:
    assert len(_ask(server, reach, lambda handler: says(handler, 200, "a" * MOST_BYTES))) == MOST_BYTES
    with pytest.raises(NotAnswered):
        _ask(server, reach, lambda handler: says(handler, 200, "a" * (MOST_BYTES + 1)))


def test_what_is_no_http_is_no_answer(server: Provider, reach: Reach) -> None:
    with pytest.raises(NotAnswered):
        _ask(server, reach, babbles)


def test_whose_certificate_is_of_another_authority_is_not_talked_to(
    server: Provider, reach: Reach, tmp_path: Path
) -> None:
    for authorities in ("", str(certificate(tmp_path))):
        with pytest.raises(NotAnswered, match="SSLCertVerificationError"):
            fetch(f"{server.issuer}/jwks", replace(reach, authorities=authorities), headers={})


def test_whose_name_is_not_in_the_certificate_is_not_talked_to(server: Provider, reach: Reach) -> None:
    other = server.issuer.replace("127.0.0.1", "127.0.0.2")
    with pytest.raises(NotAnswered):
        fetch(f"{other}/jwks", reach, headers={})


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254",
        "0.0.0.0",  # noqa: S104 - nobody listens on it
        "[::]", "100.64.0.1", "[fe80::1]", "[fd00::1]", "224.0.0.1", "255.255.255.255", "[64:ff9b::a9fe:a9fe]", "[2002:a01:203::1]", "2130706433", "0x7f000001",
    ],
)  # fmt: skip
def test_no_private_address_is_gone_to_that_is_not_named(server: Provider, reach: Reach, host: str) -> None:
    port = server.issuer.rpartition(":")[2]
    with pytest.raises(NotAnswered, match="private address"):
        fetch(f"https://{host}:{port}/jwks", replace(reach, networks=()), headers={})


def test_nobody_there_and_no_tls_are_no_answer(reach: Reach) -> None:
    for url in ("https://127.0.0.1:1/", "https://no-such-host.invalid/", "http://127.0.0.1/"):
        with pytest.raises(NotAnswered):
            fetch(url, reach, headers={})
