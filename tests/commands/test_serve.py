"""`screener serve` for real: it migrates, serves, logs JSON, stops cleanly, and starts even when the database is away."""

import io
import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from screener import logs
from screener.processes.in_turn import wait_for
from screener.storage.keys.sealing import new_key
from screener.storage.upkeep.schema import MIGRATIONS
from tests.commands.running import run
from tests.commands.serving import Server

PHONE = "913-588-1227"


def test_it_serves_logs_json_and_stops_cleanly(tmp_path: Path) -> None:
    server = Server(tmp_path / "instance", before=())
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
    status, shown, errors = run(tmp_path / "instance", *command, *on_port, **{name: "hunter2hunter2"})
    assert status == 1
    assert shown == ""
    assert errors.startswith(f"Error: SCREENER_{name}: ")
    assert errors.count("\n") == 1
    assert "hunter2" not in errors


@pytest.mark.parametrize(
    "argument",
    ["--port=0", "--port=65536", "--port=x", "--workers=0", "--threads=0", "--host=", "--host= ", "extra"],
)
def test_a_wrong_argument_stops_the_start(tmp_path: Path, argument: str) -> None:
    assert run(tmp_path / "instance", "serve", argument)[0] == 2
    assert not (tmp_path / "instance").exists()


def test_a_port_that_is_taken_is_one_clear_line_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, shown, errors = run(tmp_path / "instance", "serve", "--port", str(port))
    assert (status, shown) == (1, "")
    assert errors == (
        f"Error: 127.0.0.1:{port} cannot be used: Address already in use. Choose another --port.\n"
    )
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize("host", ["a..b", "192.0.2.7", "unix:/tmp/screener"])
def test_a_host_that_is_none_of_this_machine_is_one_clear_line_that_blames_it(
    tmp_path: Path, port: int, host: str
) -> None:
    status, shown, errors = run(tmp_path / "instance", "serve", "--host", host, "--port", str(port))
    assert (status, shown, errors.count("\n")) == (1, "", 1)
    assert errors.startswith(f"Error: {host}:{port} cannot be used: ")
    assert errors.endswith(" Choose another --host.\n")
    assert not (tmp_path / "instance").exists()


def test_a_database_of_other_keys_stops_the_start_with_one_clear_line(
    instance_with_two: Path, port: int
) -> None:
    (instance_with_two / "data.keys").write_text(new_key())
    status, shown, errors = run(instance_with_two, "serve", "--port", str(port))
    assert (status, shown) == (1, "")
    assert errors.startswith("Error: The database was written with other SCREENER_DATA_KEYS")
    assert errors.count("\n") == 1


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


def test_a_database_that_was_deleted_beside_its_keys_is_never_begun_anew_and_comes_back_by_itself(
    instance_with_two: Path,
) -> None:
    database = instance_with_two / "screener.sqlite3"
    kept = database.rename(instance_with_two.parent / "kept.sqlite3")
    server = Server(instance_with_two, workers=1)
    try:
        assert server.get("/")[0] == 200
        assert server.get("/readyz")[0] == 503
        assert not database.exists()
        assert f"There is no {database}, and data.keys of an earlier start is there." in server.errors
        assert "First administrator" not in server.errors
        kept.rename(database)
        assert server.get("/readyz") == (200, '{"status":"ready"}\n')
    finally:
        assert server.stop() == 0
    assert "Traceback" not in server.errors


def test_a_new_database_beside_keys_of_the_environment_prints_no_link_at_any_start(tmp_path: Path) -> None:
    data_keys, secret_key = new_key(), new_key()
    for _ in range(2):
        server = Server(tmp_path / "instance", workers=1, data_keys=data_keys, secret_key=secret_key)
        try:
            assert server.get("/readyz")[0] == 200
        finally:
            assert server.stop() == 0
        assert "First administrator" not in server.errors
        assert "screener clinician invite EMAIL --admin prints a link." in server.errors


@pytest.mark.parametrize("migrated", [False, True])
def test_an_empty_database_in_the_place_of_one_with_accounts_prints_no_link_at_any_start(
    instance_with_two: Path, upgraded: Path, *, migrated: bool
) -> None:
    file = instance_with_two / "screener.sqlite3"
    file.write_bytes((upgraded / file.name).read_bytes() if migrated else b"")
    for _ in range(2):
        server = Server(instance_with_two, workers=1)
        assert server.stop() == 0
        assert "First administrator" not in server.errors
        assert "screener clinician invite EMAIL --admin prints a link." in server.errors


def test_a_first_start_prints_the_link_at_each_start_until_somebody_has_an_account(tmp_path: Path) -> None:
    for _ in range(2):
        server = Server(tmp_path / "instance", workers=1)
        assert server.stop() == 0
        assert server.errors.count("First administrator, once, within 72 hours: ") == 1


@pytest.mark.postgresql
def test_on_postgresql_too_each_start_prints_it_and_none_where_the_database_was_emptied(
    tmp_path: Path, postgresql_url: str
) -> None:
    def printed() -> bool:
        server = Server(tmp_path / "instance", workers=1, database_url=postgresql_url)
        assert server.stop() == 0
        return "First administrator" in server.errors

    assert [printed(), printed()] == [True, True]
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    assert [printed(), printed()] == [False, False]


def test_a_crash_writes_no_memory_anywhere(tmp_path: Path) -> None:
    server = Server(tmp_path / "instance", workers=1, before=())
    try:
        pid = server.process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for process in (pid, *workers):
            limits = Path(f"/proc/{process}/limits").read_text().splitlines()
            (core,) = [line.split() for line in limits if line.startswith("Max core file size")]
            assert core[4:6] == ["0", "0"]
    finally:
        assert server.stop() == 0


def test_email_is_sent_where_the_folder_cannot_be_written(tmp_path: Path) -> None:
    lock = tmp_path / "no folder" / "email.lock"
    stream = io.StringIO()
    logs.configure(stream)
    wait_for(lock, "email")
    assert json.loads(stream.getvalue())["event"] == "email goes without a lock"


def test_no_program_is_handed_the_memory_of_a_crash() -> None:
    told = "import ctypes; from screener.processes.core_dumps import leave_no_core; leave_no_core(); print(ctypes.CDLL(None).prctl(3))"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, timeout=30, check=True, text=True)
    assert ran.stdout == "0\n"


def test_while_every_writer_waits_for_a_lock_the_pages_that_need_no_database_are_served(
    instance: Path,
) -> None:
    server = Server(instance, workers=1)
    try:
        assert server.get("/readyz")[0] == 200
        with closing(sqlite3.connect(instance / "screener.sqlite3", isolation_level=None)) as another:
            another.execute("BEGIN IMMEDIATE")
            with ThreadPoolExecutor(12) as pool:
                waiting = [pool.submit(server.get, "/receipt/2345-6789-BCDF-GHJK-MNPR") for _ in range(12)]
                time.sleep(1)
                before = time.monotonic()
                assert server.get("/screen/emergency")[0] == 200
                took = time.monotonic() - before
                assert {one.result()[0] for one in waiting} == {503}
        assert took < 3, "a lock is waited for 5 seconds, by one request after the other"
        assert server.get("/receipt/2345-6789-BCDF-GHJK-MNPR")[0] == 404
    finally:
        assert server.stop() == 0


@pytest.mark.parametrize("body", [b"zz\r\nabc\r\n0\r\n\r\n", b"-1\r\n\r\n", b"5\r\nabcdefgh\r\n0\r\n\r\n"])
def test_a_body_in_chunks_that_are_none_is_no_fault_of_ours(instance: Path, body: bytes) -> None:
    server = Server(instance, workers=1)
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
            head = b"POST /screen/emergency HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
            connection.sendall(head + b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + body)
            assert connection.recv(64).startswith(b"HTTP/1.1 400 "), server.errors
    finally:
        assert server.stop() == 0
    assert "fault" not in {line["event"] for line in server.lines}


def test_a_name_that_is_no_setting_is_told_at_the_start(instance: Path) -> None:
    server = Server(instance, workers=1, secret_keys="hunter2", clinic_name="Clinic")
    try:
        assert server.errors.count("SCREENER_SECRET_KEYS is no setting of this version.\n") == 1
    finally:
        assert server.stop() == 0
    assert server.errors.count("is no setting") == 1
    assert "hunter2" not in server.errors
