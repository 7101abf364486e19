"""Where lines of the audit go: a file that may be rotated, and the system log."""

import os
import resource
import socket
from pathlib import Path

import pytest

from screener.adapters.audit_stream import ToFile, ToSyslog, stream_to


def test_a_file_is_appended_to_and_may_be_rotated_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "audit.jsonl"
    stream = stream_to(str(file))
    assert stream.write([b"1\n", b"2\n"]) == 2
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


def test_a_pipe_takes_as_much_as_somebody_reads_and_no_line_twice(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reads = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    lines = [f"{number:0999}\n".encode() for number in range(200)]
    taken, read = 0, b""
    try:
        while taken < len(lines):
            now = stream_to(str(tmp_path / "pipe")).write(lines[taken:])
            assert now < len(lines)  # more than a pipe holds
            taken += now
            read += os.read(reads, 1024 * len(lines))
    finally:
        os.close(reads)
    assert read.splitlines(keepends=True) == lines


@pytest.mark.parametrize("before", [b"{}\n{half", b"{"])
def test_half_a_line_that_was_left_there_takes_no_other_with_it(tmp_path: Path, before: bytes) -> None:
    file = tmp_path / "audit.jsonl"
    file.write_bytes(before)
    assert stream_to(str(file)).write([b"1\n"]) == 1
    assert stream_to(str(file)).write([b"2\n"]) == 1
    assert file.read_bytes() == before + b"\n1\n2\n"


def test_of_a_disk_that_gets_full_the_whole_lines_count(tmp_path: Path) -> None:
    file, (soft, hard) = tmp_path / "audit.jsonl", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (11, hard))
    try:
        assert stream_to(str(file)).write([b"line 1\n", b"line 2\n"]) == 1
        with pytest.raises(OSError, match=r"."):
            stream_to(str(file)).write([b"line 2\n"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert stream_to(str(file)).write([b"line 2\n"]) == 1
    assert file.read_bytes() == b"line 1\nline\nline 2\n"


def test_lines_are_on_the_disk_before_they_are_called_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed = []
    monkeypatch.setattr(os, "fsync", lambda file: flushed.append(os.fstat(file).st_size))
    stream_to(str(tmp_path / "audit.jsonl")).write([b"1\n", b"2\n"])
    assert flushed == [4]


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


def test_of_the_log_of_this_machine_what_it_took_is_not_said_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screener.adapters.audit_stream._SYSTEM_LOG", str(tmp_path / "log"))
    monkeypatch.setattr("screener.adapters.audit_stream._SECONDS", 0.1)
    lines = [b"%d\n" % number for number in range(50)]
    heard: list[bytes] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as log:
        log.bind(str(tmp_path / "log"))
        log.settimeout(0)
        while len(heard) < len(lines):
            taken = stream_to("syslog:").write(lines[len(heard) :])
            heard += [log.recv(100) for _ in range(taken)]
            with pytest.raises(BlockingIOError):
                log.recv(100)
    assert heard == [b"<85>screener-audit: %d" % number for number in range(50)]


def test_a_stream_is_a_whole_path_or_the_system_log_and_nothing_else() -> None:
    assert stream_to("syslog:") == ToSyslog("", 514)
    assert stream_to("syslog://log.clinic.example") == ToSyslog("log.clinic.example", 514)
    for wrong in ("audit.jsonl", "/var/log/", "http://x", "syslog:///x", "syslog://x:no", "syslog:x"):
        with pytest.raises(ValueError, match=r"."):
            stream_to(wrong)
