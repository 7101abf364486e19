"""Two servers with folders and ports of their own, one PostgreSQL and the same keys: whoever answers knows all that the other does."""

import itertools
import random
import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from screener.storage.keys.sealing import new_key
from tests.commands.running import run
from tests.commands.serving import Server
from torture.browser import Browser, GaveUp, Tally
from torture.nurses import Nurse
from torture.people import Patients, Visit

pytestmark = pytest.mark.postgresql
SENDS = 3


class InTurn(Browser):
    """A browser whose every request goes to the other server."""

    def __init__(self, ports: list[int], patience: float = 20) -> None:
        self._turns = itertools.cycle(ports)
        self.tally = Tally()
        super().__init__(ports[0], self.tally, threading.Event(), patience=patience)

    def once(self, method: str, path: str, fields: Any = None) -> Any:
        """Ask the server whose turn it is."""
        self._port = next(self._turns)
        return super().once(method, path, fields)


@pytest.fixture
def ports(tmp_path: Path, postgresql_url: str) -> Iterator[list[int]]:
    """The ports of both."""
    settings = {
        "database_url": make_url(postgresql_url).render_as_string(hide_password=False),
        "secret_key": new_key(),
        "data_keys": new_key(),
        "sends_per_hour": str(SENDS),
    }
    with ExitStack() as servers:
        found = []
        for name in ("one", "other"):
            (tmp_path / name).mkdir()
            server = Server(tmp_path / name / "instance", workers=1, errors=None, before=(), **settings)
            servers.callback(server.stop)
            found.append(server.port)
        status, said, _ = run(
            tmp_path / "one" / "instance",
            "clinician",
            "invite",
            "a@clinic.example",
            "--admin",
            "--role=clinician",
            **settings,
        )
        assert status == 0, said
        (tmp_path / "link").write_text(said)
        yield found


def test_people_and_staff_go_on_whichever_server_answers(ports: list[int], tmp_path: Path) -> None:
    draw, patients = random.Random(3), Patients()  # noqa: S311 - people to make up
    person = patients.new(draw)
    Visit(person, InTurn(ports), draw, patients).go()
    assert len(person.references) == 1
    (reference,) = person.references

    link = re.search(r"(/clinic/invitation/\S+)", (tmp_path / "link").read_text())
    assert link
    nurse = Nurse("a@clinic.example", InTurn(ports), draw, Tally())
    nurse.come_in(link[1])
    for _ in range(2):
        assert f"{reference[:4]}-{reference[4:]}" in nurse.browser.get("/clinic/?tab=all").text
    nurse.write_on(reference)
    assert [one for one, _ in nurse.notes] == [reference]

    page = nurse.browser.get("/clinic/")
    assert nurse.browser.once("POST", "/clinic/sign-out", page.hidden).status == HTTPStatus.SEE_OTHER
    assert [nurse.browser.once("GET", "/clinic/").location.partition("?")[0] for _ in ports] == [
        "/clinic/sign-in"
    ] * 2

    for _ in range(SENDS - 1):
        Visit(patients.new(draw), InTurn(ports), draw, patients).go()
    refused = InTurn(ports, patience=1)
    with pytest.raises(GaveUp):
        Visit(patients.new(draw), refused, draw, patients).go()
    assert refused.tally.counts["answers of 429"], "tries are counted by both"
