"""Where lines of the audit go for the hospital's monitoring: a file, or the system log."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from screener.adapters.setting_values import host_of

_SYSLOG_PORT = 514
_SYSTEM_LOG = "/dev/log"
_NOTICE_OF_AUTH = b"<85>"  # RFC 5424: facility 10 (security), severity 5
_SECONDS = 5


class Stream(Protocol):
    """Takes whole lines; raises ``OSError`` where it cannot, and then has taken none of them that counts."""

    def write(self, lines: list[bytes]) -> None:
        """Hand the lines over, each ended by a line feed."""


@dataclass(frozen=True, slots=True)
class ToFile:
    """A file, opened anew each time, so that whoever rotates it need tell nobody."""

    path: str

    def write(self, lines: list[bytes]) -> None:
        """Append the lines, and wait until the disk has them where it is one."""
        file = os.open(
            self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK, 0o600
        )
        try:
            data = b"".join(lines)
            if os.write(file, data) != len(data):
                raise OSError("written in part")
        finally:
            os.close(file)


@dataclass(frozen=True, slots=True)
class ToSyslog:
    """The system log: its socket on this machine, or a host by UDP, which tells nobody what was lost."""

    host: str
    port: int

    def write(self, lines: list[bytes]) -> None:
        """Send each line as one datagram."""
        with socket.socket(*self._kind()) as log:
            log.settimeout(_SECONDS)
            log.connect((self.host, self.port) if self.host else _SYSTEM_LOG)
            for line in lines:
                log.send(_NOTICE_OF_AUTH + b"screener-audit: " + line.rstrip())

    def _kind(self) -> tuple[socket.AddressFamily, socket.SocketKind]:
        if not self.host:
            return socket.AF_UNIX, socket.SOCK_DGRAM
        ((family, kind, *_), *_) = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_DGRAM)
        return family, kind


def stream_to(written: str) -> Stream:
    """Return the stream of a setting: the whole path of a file, ``syslog:``, or ``syslog://HOST[:PORT]``.

    Raises ``ValueError`` for anything else.
    """
    if written.startswith("/") and not written.endswith("/") and not Path(written).is_dir():
        return ToFile(written)
    parts = urlsplit(written)
    if parts.scheme != "syslog" or parts.path or parts.query:
        raise ValueError("no stream")
    host = host_of(parts) if parts.netloc else ""
    return ToSyslog(host, parts.port or _SYSLOG_PORT)
