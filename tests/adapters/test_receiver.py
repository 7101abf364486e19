"""Pushing to a real HTTP server that takes, fails, hangs, babbles, answers twice, and sends elsewhere."""

import hashlib
import hmac
import socket
import time

import pytest

from screener.adapters import receiver as adapter
from screener.adapters.receiver import NotTaken, receiver
from tests.receiving import LONGEST, Behave, Receiving, answers_twice, babbles, drips, fails, hangs

SECRET = "0123456789abcdef0123456789abcdef"
BODY = '{"resourceType": "Bundle", "id": "é"}'.encode()


def _push(url: str) -> None:
    receiver(url, SECRET).hand_over(
        BODY, identifier="https://s.example|R.1", message_id="m", at=1_700_000_000
    )


def test_what_is_taken_was_signed_and_says_how_a_second_one_is_known() -> None:
    with Receiving() as other:
        _push(other.url)
    (came,) = other.received
    assert (came.path, came.body) == ("/fhir/Bundle?from=screener", BODY)
    expected = hmac.new(SECRET.encode(), b"1700000000." + BODY, hashlib.sha256).hexdigest()
    assert came.headers["X-Screener-Signature"] == f"sha256={expected}"
    assert came.headers["X-Screener-Timestamp"] == "1700000000"
    assert came.headers["If-None-Exist"] == "identifier=https://s.example|R.1"
    assert came.headers["Idempotency-Key"] == "m"
    assert SECRET not in str(came.headers)


@pytest.mark.parametrize("behave", [fails, babbles])
def test_what_is_not_taken_is_an_error_of_the_network(behave: Behave) -> None:
    with Receiving(behave) as other, pytest.raises(NotTaken):
        _push(other.url)


@pytest.mark.parametrize("behave", [hangs, drips])
def test_nobody_is_waited_for_without_end(behave: Behave, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "_SECONDS", 0.3)
    began = time.monotonic()
    with Receiving(behave) as other:
        with pytest.raises(OSError):  # noqa: PT011 - a time that ran out or a connection that was cut
            _push(other.url)
        assert time.monotonic() - began < LONGEST / 2


def test_of_two_answers_the_first_one_counts() -> None:
    with Receiving(answers_twice) as other:
        _push(other.url)
    assert len(other.received) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(status: int) -> None:
    with Receiving() as inside, Receiving() as other:
        other.redirects_to(inside, status)
        with pytest.raises(NotTaken, match=str(status)):
            _push(other.url)
    assert inside.received == []


def test_nobody_there_is_an_error_of_the_network() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(OSError, match="refused"):
            _push(f"http://127.0.0.1:{taken.getsockname()[1]}/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example", "file:///etc/passwd", "https://", "https://user:pw@a.example", "https://a.example:x",
        "https://a.example/#part", "https://a.example/a b", "https://a.example/\r\nX: y", "https://é.example", "",
        "http://engine.example/", "http://10.0.0.7:8080/", "http://127.0.0.1.evil.example/", "http://[fe80::1]/", "http://2130706433/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the settings say what to mend
        receiver(url, SECRET)


def test_a_weak_secret_is_refused_and_a_good_one_is_not_shown() -> None:
    with pytest.raises(ValueError, match="weak"):
        receiver("https://a.example", SECRET[1:])
    assert SECRET not in repr(receiver("https://a.example", SECRET))
