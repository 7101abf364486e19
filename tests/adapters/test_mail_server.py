"""A mail server that says something without end costs one try, and no memory."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from smtplib import SMTPServerDisconnected
from threading import Thread

import pytest

from screener.adapters.mail_server import TalksWithoutEnd, mail_server


@contextmanager
def _talking(lines: Iterator[bytes]) -> Iterator[int]:
    """Say these lines to whoever comes first; give the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                for line in lines:
                    connection.sendall(line)

        talker = Thread(target=talk, daemon=True)
        talker.start()
        yield listening.getsockname()[1]
        talker.join(10)  # who listens goes last: somebody may be gone before they are answered


@pytest.mark.parametrize("line", [b"220-welcome\r\n", b"220-" + b"x" * 8000 + b"\r\n", b"220-\r\n"])
def test_a_greeting_without_end_is_an_email_that_was_not_taken(line: bytes) -> None:
    with _talking(iter(lambda: line, None)) as port, pytest.raises(SMTPServerDisconnected) as raised:
        mail_server(f"smtp://127.0.0.1:{port}").hand_over(EmailMessage())
    assert isinstance(raised.value.__context__, TalksWithoutEnd)


def test_a_greeting_that_drips_ends_with_the_time_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screener.adapters.mail_server._TALK_SECONDS", 0)
    with (
        _talking(iter([b"220-one\r\n", b"220-two\r\n"])) as port,
        pytest.raises(SMTPServerDisconnected) as raised,
    ):
        mail_server(f"smtp://127.0.0.1:{port}").hand_over(EmailMessage())
    assert isinstance(raised.value.__context__, TalksWithoutEnd)


def test_a_line_that_drips_ends_with_the_time_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screener.adapters.mail_server._TALK_SECONDS", 0.2)
    said = 0

    def drops() -> Iterator[bytes]:
        nonlocal said
        for said in range(1, 101):  # noqa: B007 - looked at when it is over
            time.sleep(0.05)
            yield b"2"

    with _talking(drops()) as port, pytest.raises(SMTPServerDisconnected) as raised:
        mail_server(f"smtp://127.0.0.1:{port}").hand_over(EmailMessage())
    assert isinstance(raised.value.__context__, TalksWithoutEnd)
    assert said < 100  # it was not heard to its end
