"""`screener serve` for real: it migrates, serves, logs JSON, stops cleanly, and starts even when the database is away."""

import signal
import socket
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from screener import logs
from tests.cli.serving import SCREENER, Server, environment, free_port

PHONE = "913-588-1227"


@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_logs_json_and_stops_cleanly(tmp_path: Path, with_signal: signal.Signals) -> None:
    server = Server(tmp_path / "instance")
    try:
        status, page = server.get("/")
        assert status == 200
        assert PHONE in page
        assert server.get("/healthz") == (200, '{"status":"ok"}\n')
        assert server.get("/readyz") == (200, '{"status":"ready"}\n')
        assert server.get("/receipt/2345-SECRET-CODE")[0] == 404
        assert server.get("/static/patient.css")[0] == 200
    finally:
        ended = server.stop(with_signal)
    assert ended == 0
    assert "Traceback" not in server.errors
    assert f"For patients: http://127.0.0.1:{server.port}/\n" in server.errors
    assert server.errors.count("Stop with Ctrl-C.") == 1
    routes = [(line["route"], line["status"]) for line in server.lines if line["event"] == "request"]
    assert ("/readyz", 200) in routes
    assert ("/receipt/<code>", 404) in routes
    assert "2345-SECRET-CODE" not in server.errors
    assert all(line.keys() <= logs.ALLOWED_KEYS for line in server.lines)
    assert {line["level"] for line in server.lines} == {"info"}, "a clean stop warns of nothing"
    assert len({line["request_id"] for line in server.lines}) == len(server.lines)


def test_it_makes_a_private_instance_and_a_migrated_database(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    server = Server(instance)
    try:
        files = {file.name: oct(file.stat().st_mode & 0o777) for file in instance.iterdir()}
        with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
            versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    finally:
        assert server.stop() == 0
    assert versions == [("0001",)]
    assert {"data.keys", "secret.keys", "screener.sqlite3"} <= files.keys()
    assert set(files.values()) == {"0o600"}


def test_it_starts_again_on_the_same_instance(tmp_path: Path) -> None:
    for _ in range(2):
        server = Server(tmp_path / "instance", workers=1)
        try:
            assert server.get("/readyz")[0] == 200
        finally:
            assert server.stop() == 0


@pytest.mark.parametrize(
    "url", ["postgresql://someone:Quixotesecret@127.0.0.1:1/screener", "sqlite:////nowhere/at/all.sqlite3"]
)
def test_with_the_database_away_the_pages_are_served_and_readyz_says_so(tmp_path: Path, url: str) -> None:
    server = Server(tmp_path / "instance", workers=1, database_url=url)
    try:
        assert server.get("/")[0] == 200
        assert server.get("/screen/emergency")[0] == 200
        assert server.get("/healthz")[0] == 200
        assert server.get("/readyz") == (503, '{"status":"not ready"}\n')
        status, page = server.get("/receipt/2345-6789-BCDF-GHJK-MNPR")
        assert status == 503
        assert PHONE in page
    finally:
        assert server.stop() == 0
    assert "Traceback" not in server.errors
    assert "Quixotesecret" not in server.errors
    assert ("database unavailable", "error") in {(line["event"], line["level"]) for line in server.lines}


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATA_KEYS"])
@pytest.mark.parametrize("command", [("serve",), ("db", "upgrade"), ("db", "check")])
def test_a_weak_secret_stops_the_start_with_one_clear_line(
    tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    ran = subprocess.run(
        [SCREENER, *command],
        env=environment(tmp_path / "instance", **{name: "hunter2hunter2"}),
        capture_output=True,
        timeout=30,
        check=False,
        text=True,
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.startswith(f"Error: SCREENER_{name}: ")
    assert ran.stderr.count("\n") == 1
    assert "hunter2" not in ran.stderr


@pytest.mark.parametrize(
    "argument", ["--port=0", "--port=65536", "--port=x", "--workers=0", "--threads=0", "extra"]
)
def test_a_wrong_argument_stops_the_start(tmp_path: Path, argument: str) -> None:
    ran = subprocess.run(
        [SCREENER, "serve", argument],
        env=environment(tmp_path / "instance"),
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert ran.returncode == 2
    assert not (tmp_path / "instance").exists()


def test_a_port_that_is_taken_is_said_and_the_status_is_not_0(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port := free_port()))
        taken.listen()
        ran = subprocess.run(
            [SCREENER, "serve", "--port", str(port)],
            env=environment(tmp_path / "instance"),
            capture_output=True,
            timeout=30,
            check=False,
            text=True,
        )
    assert ran.returncode != 0
    assert "Traceback" not in ran.stderr
    assert "in use" in ran.stderr
