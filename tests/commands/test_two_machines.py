"""Two servers with folders and ports of their own, one PostgreSQL and the same keys: whoever answers knows all that the other does.

Both run on this machine, and then each on one of its own: a network namespace, where the system lets one be made.
"""

import random
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from screener.storage.keys.sealing import new_key
from tests.commands.machines import Machine, NoMachine, machines
from tests.commands.running import run
from tests.commands.serving import Server
from tests.identity_provider import CLIENT, ROLES, SECRET, Provider, running
from tests.postbox import Postbox
from tests.web.clinic.single_sign_on.signing_on import START
from torture.browser import GaveUp, InTurn, Tally
from torture.nurses import Nurse
from torture.people import Patients, Person, Visit

pytestmark = pytest.mark.postgresql
HERE = "127.0.0.1"
NAME = "screen.example"
HOME = f"https://{NAME}"
NURSE = "a@clinic.example"
SENDS = 3
EMAIL_SECONDS = 30


@dataclass(frozen=True)
class Clinic:
    """Both servers, what they work with, and somebody who goes from one to the other."""

    servers: list[Server]
    postbox: Postbox
    provider: Provider
    database: str
    invitation: str
    patients: Patients
    draw: random.Random

    def browser(self, patience: float = 20) -> InTurn:
        """Return a browser whose every request goes to the other server."""
        addresses = [(server.host, server.port) for server in self.servers]
        return InTurn(addresses, Tally(), threading.Event(), patience=patience, name=NAME)

    def sends(self, patience: float = 20) -> Person:
        """Let somebody answer and send, each request to the other server."""
        person = self.patients.new(self.draw)
        Visit(person, self.browser(patience), self.draw, self.patients).go()
        return person

    def nurse(self) -> Nurse:
        """Let somebody of the staff come in, each request to the other server."""
        nurse = Nurse(NURSE, self.browser(), self.draw, Tally())
        nurse.come_in(self.invitation)
        return nurse


@pytest.fixture(params=["on one machine", "on machines of their own"])
def places(request: pytest.FixtureRequest) -> Iterator[tuple[str, list[Machine]]]:
    """The address by which both know this machine, and where the servers run."""
    if request.param == "on one machine":
        yield HERE, [Machine(HERE, ())] * 2
        return
    with ExitStack() as stack:
        try:
            made = stack.enter_context(machines(2))
        except (NoMachine, OSError) as fault:
            pytest.skip(f"network namespaces need root, unshare, nsenter and ip: {fault}")
        networks = {_network(), *(_network(*place.enter) for place in made[1])}
        assert len(networks) == 3, "each is in a network of its own"
        yield made


def _network(*enter: str) -> str:
    return subprocess.check_output([*enter, "readlink", "/proc/self/ns/net"], text=True)


@pytest.fixture
def clinic(tmp_path: Path, postgresql_url: str, places: tuple[str, list[Machine]]) -> Iterator[Clinic]:
    """The clinic. Its mail server is away."""
    here, machines_of_servers = places
    url = make_url(postgresql_url).render_as_string(hide_password=False)
    with ExitStack() as stack:
        postbox = stack.enter_context(Postbox(host=here))
        provider = stack.enter_context(running(tmp_path, here))
        settings = {
            "database_url": url,
            "secret_key": new_key(),
            "data_keys": new_key(),
            "sends_per_hour": str(SENDS),
            "base_url": HOME,
            "smtp_url": postbox.url,
            "mail_from": "screen@clinic.example",
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SECRET,
            "oidc_roles": ROLES,
            "oidc_networks": f"{here}/32",
            "oidc_authorities": str(provider.file),
        }
        servers = []
        for number, place in enumerate(machines_of_servers):
            folder = tmp_path / str(number) / "instance"
            folder.parent.mkdir()
            server = Server(
                folder, workers=1, errors=None, before=place.enter or None, host=place.address, **settings
            )
            stack.callback(server.stop)
            servers.append(server)
        status, said, _ = run(folder, "clinician", "invite", NURSE, "--admin", "--role=clinician", **settings)
        assert status == 0, said
        link = re.search(r"(/clinic/invitation/\S+)", said)
        assert link
        draw = random.Random(3)  # noqa: S311 - people to make up
        yield Clinic(servers, postbox, provider, url, link[1], Patients(), draw)


def test_whoever_answers_knows_all_that_the_other_does(clinic: Clinic) -> None:
    nurse = clinic.nurse()
    # All in one: a start of two servers takes longer than everything that is asked of them.
    _drafts_records_and_sessions_pass(clinic, nurse)
    _who_begins_to_sign_in_at_one_ends_at_the_other(clinic)
    _tries_are_counted_by_both(clinic)
    _what_one_left_in_the_outbox_the_other_sends_once(clinic)


def _drafts_records_and_sessions_pass(clinic: Clinic, nurse: Nurse) -> None:
    chosen = nurse.browser.get("/clinic/account").hidden | {"cadence": "at_once"}
    assert nurse.browser.once("POST", "/clinic/account/emails", chosen).status == HTTPStatus.SEE_OTHER
    (reference,) = clinic.sends().references
    for _ in clinic.servers:
        assert f"{reference[:4]}-{reference[4:]}" in nurse.browser.get("/clinic/?tab=all").text
    nurse.write_on(reference)
    assert [one for one, _ in nurse.notes] == [reference]

    page = nurse.browser.get("/clinic/")
    assert nurse.browser.once("POST", "/clinic/sign-out", page.hidden).status == HTTPStatus.SEE_OTHER
    assert [nurse.browser.once("GET", "/clinic/").location.partition("?")[0] for _ in clinic.servers] == [
        "/clinic/sign-in"
    ] * 2


def _tries_are_counted_by_both(clinic: Clinic) -> None:
    for _ in range(SENDS - 1):
        clinic.sends()
    refused = clinic.browser(patience=1)
    with pytest.raises(GaveUp):
        Visit(clinic.patients.new(clinic.draw), refused, clinic.draw, clinic.patients).go()
    assert refused.tally.counts["answers of 429"]


def _who_begins_to_sign_in_at_one_ends_at_the_other(clinic: Clinic) -> None:
    ann = clinic.browser()
    gone = ann.once("GET", START)
    assert (gone.status, gone.location.startswith(clinic.provider.issuer)) == (303, True)
    back = clinic.provider.go(gone.location).removeprefix(HOME)
    came = ann.once("GET", back)
    assert (came.status, came.location) == (303, "/clinic/")
    for _ in clinic.servers:
        assert "Ann Lee" in ann.once("GET", "/clinic/").text
    assert [ann.once("GET", back).status for _ in clinic.servers] == [403, 403], "each answer counts once"


def _what_one_left_in_the_outbox_the_other_sends_once(clinic: Clinic) -> None:
    until = time.monotonic() + EMAIL_SECONDS
    while not (tried := [each for each in clinic.servers if "email not sent" in each.errors]):
        assert time.monotonic() < until, "the mail server is away, and nobody noticed"
        time.sleep(0.1)
    tried[0].stop()
    with psycopg.connect(clinic.database) as connection:
        connection.execute("UPDATE outbox SET due_at = '2026-04-28'")
    clinic.postbox.open()
    while sum(told := _told(clinic)) < SENDS:
        assert time.monotonic() < until, told
        time.sleep(0.1)
    assert sum(told) == SENDS


def _told(clinic: Clinic) -> list[int]:
    """Return of how many new submissions each email tells."""
    emails = [message for message in clinic.postbox.messages if message["To"] == NURSE]
    return [int(message["Subject"].partition(" ")[0]) for message in emails]
