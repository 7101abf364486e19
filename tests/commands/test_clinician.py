"""`screener clinician invite` and the link of the first administrator: printed once, and good in a browser."""

import re
from pathlib import Path

import pytest

from screener.storage.keys.sealing import new_key
from tests.commands.running import run
from tests.commands.serving import Server
from tests.commands.test_commands import NOT_CURRENT

LINK = re.compile(r"http://localhost:8000/clinic/invitation/[\w-]{43}\n")


def test_invite_prints_a_link(instance: Path) -> None:
    links = [
        run(instance, "clinician", "invite", "Ann@Clinic.example", *options) for options in ((), ("--admin",))
    ]
    assert all((status, errors) == (0, "") for status, _, errors in links)
    assert all(LINK.fullmatch(link) for _, link, _ in links)
    assert len({link for _, link, _ in links}) == 2


def test_invite_uses_the_public_address(instance: Path) -> None:
    base = "https://screen.example/"
    link = run(instance, "clinician", "invite", "ann@clinic.example", base_url=base)[1]
    assert link.startswith("https://screen.example/clinic/invitation/")


@pytest.mark.parametrize("email", ["", "ann@@clinic.example"])
def test_what_is_no_email_address_is_one_clear_line(instance: Path, email: str) -> None:
    expected = "Error: Write an email address like name@example.com.\n"
    assert run(instance, "clinician", "invite", email) == (1, "", expected)


def test_a_database_that_is_not_ready_is_one_clear_line(tmp_path: Path) -> None:
    assert run(tmp_path, "clinician", "invite", "ann@clinic.example") == (1, "", NOT_CURRENT)


def test_weak_keys_are_one_clear_line(tmp_path: Path) -> None:
    status, shown, errors = run(tmp_path, "clinician", "invite", "ann@clinic.example", data_keys="x")
    assert (status, shown) == (1, "")
    assert errors.startswith("Error: SCREENER_DATA_KEYS")


def test_a_link_that_could_never_be_opened_is_not_made(tmp_path: Path) -> None:
    run(tmp_path, "db", "upgrade")
    run(tmp_path, "clinician", "invite", "ann@clinic.example")
    status, shown, errors = run(tmp_path, "clinician", "invite", "ann@clinic.example", data_keys=new_key())
    assert (status, shown) == (1, "")
    assert errors.startswith("Error: The database was written with other SCREENER_DATA_KEYS")


def test_the_first_start_prints_the_link_of_the_first_administrator(tmp_path: Path) -> None:
    server = Server(tmp_path / "instance", workers=1)
    try:
        found = re.search(r"First administrator, once, within 72 hours: http://[^/]+(/\S+)\n", server.errors)
        assert found is not None
        status, page = server.get(found[1])
        assert status == 200
        assert "You are the first administrator" in page
        assert server.get("/clinic/")[0] == 303
    finally:
        assert server.stop() == 0
    assert found[1].rpartition("/")[2] not in "".join(map(str, server.lines)), "no log line holds it"
