"""`screener keys rotate`: new keys in the files, everything sealed with them, and nothing lost on the way."""

import http.client
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import make_url

from screener.storage.keys import keyfiles
from screener.storage.keys.sealing import Keyring, key_from, new_key
from tests.commands.running import run
from tests.commands.serving import Server

KNOWN = "Servers on these files know the new keys. The older keys are still needed.\n"


@pytest.fixture
def instance(instance_with_two: Path) -> Path:
    """An instance folder with keys and a database of two submissions."""
    return instance_with_two


def _keys(instance: Path, name: str = "data.keys") -> list[str]:
    return (instance / name).read_text().split()


_SEALED = {"submission": 3, "exam": 1, "note": 1, "contact_attempt": 1}
"""How many sealed values a row has of each table that the demo fills."""


def _sealed(instance: Path) -> int:
    """Count the sealed values: three of each submission, one of each other row, and the check of the keys."""
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
        numbers = [connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in _SEALED]  # noqa: S608 - names of our own
    return sum(each * int(number) for each, (number,) in zip(_SEALED.values(), numbers, strict=True)) + 1


def _openable(instance: Path, keys: list[str]) -> bool:
    """Tell whether these keys alone belong to the database."""
    status, _, _ = run(instance, "demo", "--submissions", "1", data_keys=",".join(keys))
    return status == 0


def test_it_makes_new_keys_in_front_of_the_old_ones_and_seals_everything_with_them(instance: Path) -> None:
    data, secret = _keys(instance), _keys(instance, "secret.keys")
    assert run(instance, "keys", "rotate") == (
        0,
        f"Made new keys.\nSealed {_sealed(instance)} values anew. {KNOWN}",
        "",
    )
    assert _keys(instance)[1:] == data
    assert _keys(instance, "secret.keys")[1:] == secret
    assert _openable(instance, _keys(instance)[:1])
    assert not _openable(instance, data)
    head = Keyring([key_from(_keys(instance)[0])], "data").newest_head
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
        rows = connection.execute("SELECT contact, answers, seen FROM submission").fetchall()
    assert all(value.startswith(head) for row in rows for value in row)
    assert run(instance, "audit", "verify")[0] == 0


def test_a_server_that_serves_meanwhile_goes_on_and_so_does_one_that_is_started_afterwards(
    instance: Path,
) -> None:
    server = Server(instance)
    try:
        cookie, token = _first_page(server)
        assert run(instance, "keys", "rotate")[0] == 0
        assert server.get("/readyz")[0] == 200
        for _ in range(4):  # whichever worker it comes to
            assert _answered(server, cookie, token) == "/screen/respondent"
    finally:
        server.stop()
    server = Server(instance)
    try:
        assert server.get("/readyz")[0] == 200
        assert _answered(server, cookie, token) == "/screen/respondent"
    finally:
        server.stop()


def _first_page(server: Server) -> tuple[str, str]:
    response, page = server.ask("/screen/emergency")
    (token,) = re.findall(r'name="csrf_token"[^>]* value="([^"]+)"', page)
    return str(response.getheader("Set-Cookie")).partition(";")[0], token


def _answered(server: Server, cookie: str, token: str) -> str | None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(
        "POST", "/screen/emergency", urlencode({"csrf_token": token, "emergency": "none"}), headers
    )
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.getheader("Location")


def test_a_rotation_that_was_interrupted_is_finished_without_another_key(instance: Path) -> None:
    keyfiles.announce_key(instance / "data.keys")
    keyfiles.use_announced_key(instance / "data.keys")
    keys = _keys(instance)
    assert run(instance, "keys", "rotate") == (0, f"Sealed {_sealed(instance)} values anew. {KNOWN}", "")
    assert _keys(instance) == keys
    assert _openable(instance, keys[:1])


def test_two_rotations_leave_three_keys_of_which_the_newest_opens_everything(instance: Path) -> None:
    for _ in range(2):
        assert run(instance, "keys", "rotate")[0] == 0
    assert len(_keys(instance)) == 3
    assert _openable(instance, _keys(instance)[:1])


def test_two_at_once_are_refused(instance: Path) -> None:
    keys = _keys(instance)
    with keyfiles.locked(instance):
        expected = (1, "", "Error: Another command is changing the keys.\n")
        assert run(instance, "keys", "rotate") == expected
    assert _keys(instance) == keys


def test_keys_of_the_environment_are_not_changed_and_the_way_is_told(instance: Path) -> None:
    old, new = _keys(instance)[0], new_key()
    status, shown, errors = run(instance, "keys", "rotate", data_keys=old)
    assert (status, shown) == (1, "")
    assert errors.startswith("Error: The keys come from the environment")
    assert _keys(instance) == [old]
    assert run(instance, "keys", "rotate", data_keys=f"{new},{old}") == (
        0,
        f"Sealed {_sealed(instance)} values anew. {KNOWN}",
        "",
    )
    assert _openable(instance, [new])


def test_what_cannot_be_opened_is_told_and_does_not_stop_it(instance: Path) -> None:
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
        connection.execute("UPDATE submission SET seen = x'00' WHERE id = (SELECT min(id) FROM submission)")
        connection.commit()
    status, shown, errors = run(instance, "keys", "rotate")
    assert (status, shown) == (0, f"Made new keys.\nSealed {_sealed(instance) - 1} values anew. {KNOWN}")
    assert errors == "1 values cannot be opened with these keys, and stay as they are.\n" * 2


@pytest.mark.postgresql
def test_it_works_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    url = make_url(postgresql_url).render_as_string(hide_password=False)
    run(tmp_path, "demo", "--submissions", "2", database_url=url)
    assert run(tmp_path, "keys", "rotate", database_url=url)[0] == 0
    newest = _keys(tmp_path)[0]
    assert run(tmp_path, "demo", "--submissions", "1", database_url=url, data_keys=newest)[0] == 0
