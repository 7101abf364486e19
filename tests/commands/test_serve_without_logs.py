"""A log that cannot be written costs lines of the log and no page: a full disk, a reader that went away or stopped."""

import json
import os
import signal
from pathlib import Path

from tests.commands.serving import Server

PATHS = ("/healthz", "/readyz", "/", "/nothing", "/clinic/sign-in", "/screen/emergency")
MORE_THAN_A_PIPE_HOLDS = 500
"""Requests whose lines are longer than the 64 KB that nobody reads."""


def _serves(server: Server, times: int = 1) -> None:
    try:
        for _ in range(times):
            for path in PATHS:
                assert server.get(path)[0] == (404 if path == "/nothing" else 200), path
        os.killpg(server.process.pid, signal.SIGHUP)  # gunicorn says that it starts its workers anew
        for path in PATHS:
            assert server.get(path)[0] == (404 if path == "/nothing" else 200), path
    finally:
        assert server.stop() == 0


def test_on_a_full_disk(tmp_path: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    _serves(Server(tmp_path / "instance", errors=full))
    os.close(full)


def test_without_standard_error(tmp_path: Path) -> None:
    _serves(Server(tmp_path / "instance", before=("sh", "-c", 'exec "$0" "$@" 2>&-')))


def test_when_the_reader_went_away(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    server = Server(tmp_path / "instance", errors=writer)
    os.close(writer)
    os.close(reader)
    _serves(server)


def test_when_the_reader_stopped_reading_and_when_it_goes_on(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    server = Server(tmp_path / "instance", workers=1, errors=writer)
    os.close(writer)
    try:
        for _ in range(MORE_THAN_A_PIPE_HOLDS):
            assert server.get("/healthz")[0] == 200
        os.read(reader, 2**20)
        assert server.get("/healthz")[0] == 200
        lines = os.read(reader, 2**20).decode().splitlines()
    finally:
        assert server.stop() == 0
        os.close(reader)
    said = [json.loads(line) for line in lines if line.startswith("{")]
    (dropped,) = (line for line in said if line["event"] == "log lines dropped")
    assert 0 < dropped["dropped"] < MORE_THAN_A_PIPE_HOLDS
    assert said[-1]["event"] == "request"
