"""The mail server: its address, and handing one email over to it."""

import smtplib
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from io import BufferedReader
from typing import Any
from urllib.parse import unquote, urlsplit

from screener.adapters.setting_values import host_of

_SILENCE_SECONDS = (
    10  # of each answer; all of them together are well within the shortest wait for the next try
)
_TALK_SECONDS = 60
_MOST_LINES = 500
_PORTS = {"smtp": 25, "smtps": 465}


class TalksWithoutEnd(OSError):
    """The server says more, or for longer, than any mail server has to say."""


class _Answers:
    """What a server says, line by line, up to a limit of lines and until a time, however slowly it says a line."""

    def __init__(self, stream: BufferedReader, until: float) -> None:
        self._stream = stream
        self._lines = 0
        self._until = until

    def readline(self, limit: int) -> bytes:
        """Return the next line; raises ``TalksWithoutEnd``."""
        self._lines += 1
        line = b""
        while len(line) < limit and not line.endswith(b"\n"):
            if self._lines > _MOST_LINES or time.monotonic() > self._until:
                raise TalksWithoutEnd
            said = self._stream.peek(1)  # one read of the network: a whole line may drip for hours
            if not said:
                break
            line += self._stream.read(min(limit - len(line), said.find(b"\n") + 1 or len(said)))
        return line

    def close(self) -> None:
        """Listen no more."""
        self._stream.close()


class _Bounded(smtplib.SMTP):
    """Listens no longer than a server has to say; ``smtplib`` would keep every line of an answer without end."""

    def __init__(self, *where: Any, **how: Any) -> None:
        # Of the whole talk: under TLS that begins in the middle, the answers are those of a new stream.
        self._until = time.monotonic() + _TALK_SECONDS
        super().__init__(*where, **how)

    def getreply(self) -> tuple[int, bytes]:
        """Return the next answer; raises ``TalksWithoutEnd``."""
        if self.file is None and self.sock is not None:
            self.file = _Answers(self.sock.makefile("rb"), self._until)
        return super().getreply()


class _BoundedOverTls(_Bounded, smtplib.SMTP_SSL):
    """The same from the first byte over TLS."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and how email is handed over; the password is never shown."""

    host: str
    port: int
    tls: bool
    starttls: bool
    user: str = field(repr=False)
    password: str = field(repr=False)

    def hand_over(self, message: EmailMessage) -> None:
        """Return when the server took the message; raises ``OSError``, which all errors of SMTP are, when it did not."""
        if self.tls:
            connection: smtplib.SMTP = _BoundedOverTls(
                self.host, self.port, timeout=_SILENCE_SECONDS, context=ssl.create_default_context()
            )
        else:
            connection = _Bounded(self.host, self.port, timeout=_SILENCE_SECONDS)
        try:
            if self.starttls:
                connection.starttls(context=ssl.create_default_context())
            if self.user:
                connection.login(self.user, self.password)
            connection.send_message(message)
            with suppress(OSError):  # what was taken is sent, however the server says goodbye
                connection.quit()
        finally:
            connection.close()


def mail_server(url: str) -> MailServer:
    """Return the server of ``smtp://user:password@host:port``, with ``?starttls``, or of ``smtps://``.

    Raises ``ValueError``, without the address, when it is none.
    """
    try:
        parts = urlsplit(url)
        host, port = host_of(parts), parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise ValueError("not the address of a mail server") from None
    starttls = parts.query == "starttls"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():  # smtplib hands over no others
        raise ValueError("not the address of a mail server")
    if parts.path.strip("/") or parts.fragment or (parts.query and not starttls):
        raise ValueError("not the address of a mail server")
    if starttls and parts.scheme == "smtps":
        raise ValueError("not the address of a mail server")
    return MailServer(
        host=host,
        port=port,
        tls=parts.scheme == "smtps",
        starttls=starttls,
        user=user,
        password=password,
    )
