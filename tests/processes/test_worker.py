"""A process of the server: told to stop before it began to serve, and given the longest heads to read."""

import tempfile
import time

import pytest
from gunicorn.config import Config
from waitress.adjustments import Adjustments

from screener.processes.requests_read import LARGEST_HEAD, LONGEST_LINE, Request
from screener.processes.worker import Worker

_PIECES = (
    b" ",
    b"\t",
    b" \t",
    b"\r\n ",
    b"\r\n" + b" " * 60,
    b"a ",
    b"a",
    b"a,",
    b";",
    b'"',
    b"\\",
    b"\xff",
    b"=",
)


@pytest.mark.parametrize("told", ["handle_exit", "handle_quit"])
def test_who_is_told_to_stop_before_it_serves_does_so_and_does_not_fail(told: str) -> None:
    settings = Config()
    settings.set("worker_tmp_dir", tempfile.gettempdir())
    worker = Worker(1, 1, [], None, 30, settings, None)
    getattr(worker, told)()
    assert not worker.alive
    worker.tmp.close()


@pytest.mark.parametrize("piece", _PIECES)
@pytest.mark.parametrize("end", [b"x", b"\x01"])
def test_no_head_takes_long_to_read_whatever_its_header_is_made_of(piece: bytes, end: bytes) -> None:
    before = b"GET / HTTP/1.1\r\nX:"
    _is_read_soon(before + piece * ((LARGEST_HEAD - 100) // len(piece)) + end + b"\r\n\r\n")


@pytest.mark.parametrize("line", [b"X:\r\n", b"X: a\r\n", b"X:" + b" " * 60 + b"x\r\n"])
def test_nor_one_of_many_headers(line: bytes) -> None:
    _is_read_soon(b"GET / HTTP/1.1\r\n" + line * ((LARGEST_HEAD - 100) // len(line)) + b"\r\n")


@pytest.mark.parametrize("piece", [b" ", b":", b"://", b"a:", b"/", b"?", b"%", b"A"])
def test_nor_one_of_a_long_address(piece: bytes) -> None:
    _is_read_soon(b"GET " + piece * ((LONGEST_LINE - 100) // len(piece)) + b"\x01 HTTP/1.1\r\n\r\n")


def _is_read_soon(head: bytes) -> None:
    began = time.process_time()
    Request(Adjustments(max_request_header_size=LARGEST_HEAD)).received(head)
    assert time.process_time() - began < 0.5, "everybody waits while a head is read"


def test_a_header_may_be_set_apart_from_its_name_by_some_blanks() -> None:
    request = Request(Adjustments())
    request.received(b"GET / HTTP/1.1\r\nX:" + b" " * 20 + b"a  b\r\n\r\n")
    assert request.error is None
    assert request.headers["X"] == "a  b"
