"""Where lines of the audit go: a file that may be rotated, and the system log."""

import os
import socket
from pathlib import Path

import pytest

from screener.adapters.audit_stream import ToFile, ToSyslog, stream_to


def test_a_file_is_appended_to_and_may_be_rotated_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "audit.jsonl"
    stream = stream_to(str(file))
    stream.write([b"1\n", b"2\n"])
    file.rename(tmp_path / "audit.jsonl.1")
    stream.write([b"3\n"])
    assert file.read_bytes() == b"3\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_place_that_cannot_be_written_is_an_error_and_no_wait(tmp_path: Path) -> None:
    for path in (str(tmp_path / "no folder" / "x"), str(tmp_path)):
        with pytest.raises(OSError, match=r"."):
            ToFile(path).write([b"1\n"])
    os.mkfifo(tmp_path / "nobody reads")
    with pytest.raises(OSError, match=r"."):
        ToFile(str(tmp_path / "nobody reads")).write([b"1\n"])


@pytest.mark.parametrize(
    ("family", "host", "written"),
    [(socket.AF_INET, "127.0.0.1", "127.0.0.1"), (socket.AF_INET6, "::1", "[::1]")],
)
def test_the_system_log_gets_one_datagram_a_line(
    family: socket.AddressFamily, host: str, written: str
) -> None:
    with socket.socket(family, socket.SOCK_DGRAM) as log:
        log.bind((host, 0))
        log.settimeout(5)
        stream_to(f"syslog://{written}:{log.getsockname()[1]}").write([b"{}\n", b"[]\n"])
        assert [log.recv(100) for _ in range(2)] == [b"<85>screener-audit: {}", b"<85>screener-audit: []"]


def test_a_stream_is_a_whole_path_or_the_system_log_and_nothing_else() -> None:
    assert stream_to("syslog:") == ToSyslog("", 514)
    assert stream_to("syslog://log.clinic.example") == ToSyslog("log.clinic.example", 514)
    for wrong in ("audit.jsonl", "/var/log/", "http://x", "syslog:///x", "syslog://x:no", "syslog:x"):
        with pytest.raises(ValueError, match=r"."):
            stream_to(wrong)
