"""`screener serve` for real: it migrates, serves, logs JSON, stops cleanly, and starts even when the database is away."""

import signal
import socket
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from screener import logs
from screener.storage.keys.sealing import new_key
from screener.storage.upkeep.schema import MIGRATIONS
from tests.commands.serving import SCREENER, Server, environment

PHONE = "913-588-1227"


def test_it_serves_logs_json_and_stops_cleanly(tmp_path: Path) -> None:
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
        ended = server.stop(signal.SIGINT)
    assert ended == 0
    assert "Traceback" not in server.errors
    assert f"For patients: http://127.0.0.1:{server.port}/\n" in server.errors
    assert f"For the clinic: http://127.0.0.1:{server.port}/clinic/\n" in server.errors
    assert server.errors.count("No email to staff: SCREENER_SMTP_URL is not set.") == 1
    assert server.errors.count("Stop with Ctrl-C.") == 1
    routes = [(line["route"], line["status"]) for line in server.lines if line["event"] == "request"]
    assert ("/readyz", 200) in routes
    assert ("/receipt/<code>", 404) in routes
    assert "2345-SECRET-CODE" not in server.errors
    assert all(line.keys() <= logs.ALLOWED_KEYS for line in server.lines)
    # Gunicorn may warn of how its own worker ended, when the machine is busy.
    ours = [line for line in server.lines if line["event"] != "line of a library"]
    assert {line["level"] for line in ours} == {"info"}, "a clean stop warns of nothing"
    assert len({line["request_id"] for line in ours}) == len(ours)


def test_it_makes_a_private_instance_with_a_migrated_database_and_starts_again_on_it(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    server = Server(instance)
    try:
        files = {file.name: oct(file.stat().st_mode & 0o777) for file in instance.iterdir()}
        with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
            versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    finally:
        assert server.stop() == 0
    newest = max(file.name for file in (MIGRATIONS / "versions").glob("0*.py"))[:4]
    assert versions == [(newest,)]
    assert {"data.keys", "secret.keys", "screener.sqlite3"} <= files.keys()
    assert set(files.values()) == {"0o600"}
    again = Server(instance)
    try:
        assert again.get("/readyz")[0] == 200
    finally:
        assert again.stop() == 0
    assert "Traceback" not in server.errors + again.errors


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
    tmp_path: Path, port: int, name: str, command: tuple[str, ...]
) -> None:
    on_port = ["--port", str(port)] if command == ("serve",) else []
    ran = subprocess.run(
        [SCREENER, *command, *on_port],
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


def test_a_port_that_is_taken_is_one_clear_line_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = subprocess.run(
            [SCREENER, "serve", "--port", str(port)],
            env=environment(tmp_path / "instance"),
            capture_output=True,
            timeout=30,
            check=False,
            text=True,
        )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == (
        f"Error: 127.0.0.1:{port} cannot be used: Address already in use. Choose another --port.\n"
    )
    assert not (tmp_path / "instance").exists()


def test_a_database_of_other_keys_stops_the_start_with_one_clear_line(
    instance_with_two: Path, port: int
) -> None:
    (instance_with_two / "data.keys").write_text(new_key())
    ran = subprocess.run(
        [SCREENER, "serve", "--port", str(port)],
        env=environment(instance_with_two),
        capture_output=True,
        timeout=30,
        check=False,
        text=True,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Error: The database was written with other SCREENER_DATA_KEYS")
    assert ran.stderr.count("\n") == 1


def test_what_a_proxy_would_say_is_not_believed_where_there_is_none(tmp_path: Path) -> None:
    server = Server(tmp_path / "instance", workers=1)
    try:
        plain, page = server.ask("/")
        for headers in (
            {"X-Forwarded-Proto": "https"},
            {"X-Forwarded-Protocol": "ssl"},
            {"X-Forwarded-Ssl": "on"},
            {"Forwarded": "proto=https;host=evil.example"},
            {"X-Forwarded-Host": "evil.example"},
            {"X-Forwarded-Prefix": "/evil"},
            {"SCRIPT_NAME": "/evil"},
            {"Script-Name": "/evil"},
            {"PATH_INFO": "/evil"},
        ):
            response, told = server.ask("/", **headers)
            assert response.status == 200, headers
            assert "Strict-Transport-Security" not in response.headers
            assert told == page, headers
            assert response.headers.keys() == plain.headers.keys()
        moved, _ = server.ask("/screen/check", SCRIPT_NAME="/evil", **{"X-Forwarded-Prefix": "/evil"})
        assert moved.status == 303
        assert str(moved.headers["Location"]).startswith("/screen")
    finally:
        assert server.stop() == 0
    assert "evil" not in server.errors


def test_one_proxy_is_believed_where_there_is_one(tmp_path: Path) -> None:
    server = Server(tmp_path / "instance", workers=1, proxy_hops="1")
    try:
        response, _ = server.ask("/", **{"X-Forwarded-Proto": "https"})
        assert "Strict-Transport-Security" in response.headers
        assert "Strict-Transport-Security" not in server.ask("/")[0].headers
    finally:
        assert server.stop() == 0
