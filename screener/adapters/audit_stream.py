"""Where lines of the audit go for the hospital's monitoring: a file, or the system log."""

import os
import socket
import stat
from collections.abc import Callable
from contextlib import suppress
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
    """Takes whole lines, the first ones first."""

    def write(self, lines: list[bytes]) -> int:
        """Hand the lines over, each ended by a line feed, and return how many were taken; raises ``OSError`` where none was."""


@dataclass(frozen=True, slots=True)
class ToFile:
    """A file, opened anew each time, so that whoever rotates it need tell nobody; or a pipe, as far as somebody reads it."""

    path: str

    def write(self, lines: list[bytes]) -> int:
        """Append the lines, and wait until the disk has them where it is one."""
        file = os.open(
            self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK, 0o600
        )
        try:
            on_disk = stat.S_ISREG(os.fstat(file).st_mode)
            if on_disk and self._is_torn():
                os.write(file, b"\n")
            taken = _taken(lines, lambda line: os.write(file, line) == len(line))
            if on_disk:
                os.fsync(file)  # before anybody remembers that they are there
        finally:
            os.close(file)
        return taken

    def _is_torn(self) -> bool:
        # Where the disk was full, or the process was killed, half a line may stand there: the next one must not be a part of it.
        # It is not cut off, because whoever follows the file takes one that got shorter for a new one.
        with suppress(OSError), Path(self.path).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - 1))
            return file.read(1) not in {b"", b"\n"}
        return False


@dataclass(frozen=True, slots=True)
class ToSyslog:
    """The system log: its socket on this machine, or a host by UDP, which tells nobody what was lost."""

    host: str
    port: int

    def write(self, lines: list[bytes]) -> int:
        """Send each line as one datagram."""
        with socket.socket(*self._kind()) as log:
            log.settimeout(_SECONDS)
            log.connect((self.host, self.port) if self.host else _SYSTEM_LOG)
            datagrams = [_NOTICE_OF_AUTH + b"screener-audit: " + line.rstrip() for line in lines]
            if not self.host:
                return _taken(datagrams, lambda datagram: log.send(datagram) == len(datagram))
            for datagram in datagrams:
                log.send(datagram)  # one that is refused may mean the ones before: then all of them go again
        return len(lines)

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


def _taken(lines: list[bytes], hand_over: Callable[[bytes], bool]) -> int:
    """Hand over one line after the other, up to the first that is not taken whole, and return how many were; raises ``OSError`` where none was."""
    taken = 0
    for line in lines:
        try:
            whole = hand_over(line)
        except OSError:
            if taken:
                break
            raise
        if not whole:
            break
        taken += 1
    if lines and not taken:
        raise OSError("written in part")
    return taken
