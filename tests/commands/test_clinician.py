"""`screener clinician invite` and the link of the first administrator: printed once, and good in a browser."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from screener import create_app
from screener.accounts.staff import Account, Role
from screener.settings import from_environment
from screener.storage.keys.sealing import new_key
from screener.web.use_cases import use_cases
from tests.commands.running import run
from tests.commands.serving import Server
from tests.commands.test_commands import NOT_CURRENT

ANN = "ann@clinic.example"
LINK = re.compile(r"http://localhost:8000/clinic/invitation/[\w-]{43}\n")


def test_invite_prints_a_link(instance: Path) -> None:
    links = [
        run(instance, "clinician", "invite", "Ann@Clinic.example", *options) for options in ((), ("--admin",))
    ]
    assert all((status, errors) == (0, "") for status, _, errors in links)
    assert all(LINK.fullmatch(link) for _, link, _ in links)
    assert len({link for _, link, _ in links}) == 2


def _accepts(instance: Path, link: str) -> Account:
    """Open an account by a link as its page does, or give it a new password; return it."""
    found = use_cases(create_app(from_environment({"SCREENER_INSTANCE": str(instance)})))
    token = link.strip().rpartition("/")[2]
    assert found.invitations.accept(token, email=ANN, name="Ann", password_hash="hash", address="192.0.2.7")
    (account,) = found.accounts.accounts()
    return account


def test_invite_names_roles_and_for_somebody_who_has_an_account_changes_them(instance: Path) -> None:
    invite = ("clinician", "invite", "ann@clinic.example")
    link = run(instance, *invite, "--role", "auditor", "--role", "administrator")[1]
    account = _accepts(instance, link)
    assert account.staff.roles == {Role.AUDITOR, Role.ADMINISTRATOR}
    link = run(instance, *invite)[1]
    account = _accepts(instance, link)
    assert account.staff.roles == {Role.AUDITOR, Role.ADMINISTRATOR}, "a new password changes no role"
    link = run(instance, *invite, "--role", "clinician")[1]
    account = _accepts(instance, link)
    assert account.staff.roles == {Role.CLINICIAN}
    assert run(instance, *invite, "--role", "surgeon")[0] == 2


def test_reset_second_factor_voids_it_and_says_who_has_no_account(instance: Path) -> None:
    reset = ("clinician", "reset-second-factor")
    nobody = run(instance, *reset, "ann@clinic.example")
    assert nobody == (1, "", "Error: Nobody has an account with this email address.\n")
    link = run(instance, "clinician", "invite", "ann@clinic.example")[1]
    account = _accepts(instance, link)
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection, connection:
        connection.execute("UPDATE account SET second_factor = x'00', second_factor_counter = 1")
    assert run(instance, *reset, "Ann@Clinic.example") == (
        0,
        "The second factor is set up anew at the next sign-in.\n",
        "",
    )
    with closing(sqlite3.connect(instance / "screener.sqlite3")) as connection:
        assert connection.execute("SELECT second_factor FROM account").fetchall() == [(None,)]
        told = "SELECT actor FROM audit_event WHERE action = 'second_factor.reset' AND subject = ?"
        assert connection.execute(told, [account.staff.id]).fetchall() == [("command line",)]


def test_invite_uses_the_public_address(instance: Path) -> None:
    base = "https://screen.example/"
    link = run(instance, "clinician", "invite", "ann@clinic.example", base_url=base)[1]
    assert link.startswith("https://screen.example/clinic/invitation/")


@pytest.mark.parametrize("email", ["", "ann@@clinic.example"])
def test_what_is_no_email_address_is_one_clear_line(instance: Path, email: str) -> None:
    expected = "Error: Write an email address like name@example.com.\n"
    assert run(instance, "clinician", "invite", email) == (1, "", expected)


def test_a_database_that_is_not_ready_is_one_clear_line(tmp_path: Path) -> None:
    empty = f"sqlite:///{tmp_path}/empty.sqlite3"
    ran = run(tmp_path, "clinician", "invite", "ann@clinic.example", database_url=empty)
    assert ran == (1, "", NOT_CURRENT)


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


def test_beside_single_sign_on_the_accounts_for_emergencies_alone_get_a_link(instance: Path) -> None:
    _accepts(instance, run(instance, "clinician", "invite", ANN)[1])
    provider = {
        "base_url": "http://localhost:8000",
        "oidc_issuer": "https://id.example",
        "oidc_client_id": "screener",
        "oidc_client_secret": new_key(),
        "oidc_roles": "neuro=clinician",
    }
    assert LINK.fullmatch(run(instance, "clinician", "invite", ANN, **provider)[1]), "they stay beside it"
    alone = provider | {"oidc_emergency": "root@clinic.example"}
    for command in ("invite", "reset-second-factor"):
        refused = run(instance, "clinician", command, ANN, **alone)
        assert refused[:2] == (1, "")
        assert "SCREENER_OIDC_EMERGENCY names those that have one." in refused[2]
    assert LINK.fullmatch(run(instance, "clinician", "invite", "root@clinic.example", "--admin", **alone)[1])
