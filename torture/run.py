"""One run on one database: people at work, harm, a calm end, and what is found then."""

import random
import tempfile
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import case, update

from screener import demo
from screener.accounts.staff import Role
from screener.audit import COMMAND_LINE, Actor
from screener.settings import Settings, from_environment
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import Keyring
from screener.storage.tables.submission import submission as table
from screener.submissions.priority import Priority
from screener.use_cases.invitations import Inviting
from tests.commands.running import run
from tests.postbox import Postbox
from torture import people, two_nurses
from torture.browser import Browser, Tally
from torture.databases import Postgresql, Stage
from torture.faults import Tormentor
from torture.nurses import Nurse
from torture.people import Patients
from torture.site import Site
from torture.stage import staged
from torture.verify import Findings

_OLD = timedelta(days=1200)


@dataclass
class Options:
    """What is asked for."""

    database: str
    kills: int
    rounds: int
    seed: str
    patients: int = 4
    nurses: int = 2
    workers: int = 2
    old: int = 60


class Torture:
    """One run on one database."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.tally = Tally()
        self._ended = threading.Event()
        self._stopped = threading.Event()
        self._patients = Patients()
        self._faults: list[str] = []

    def run(self) -> Findings:
        """Do it, and return what was found."""
        with (
            staged(self._options.database) as (stage, instance),
            tempfile.TemporaryDirectory(prefix="torture-logs-") as logs,
            Postbox() as post,
        ):
            post.open()
            site = Site(
                instance,
                Path(logs),
                workers=self._options.workers,
                sends_per_hour="1000000",
                staff_networks="127.0.0.0/8",
                smtp_url=post.url,
                mail_from="clinic@example.com",
                base_url="http://127.0.0.1:9",
                **stage.settings,
            )
            try:
                self._before(site)
                nurses = self._nurses(site)
                tormentor = Tormentor(
                    site,
                    stage.moods,
                    patients=self._patients,
                    post=post,
                    seed=self._options.seed,
                    tally=self.tally,
                )
                self._suffer(site, nurses, tormentor)
                if isinstance(stage, Postgresql):
                    stage.calm()
                site.kill_all()
                site.start()
                self._ended.set()
                self._let_everybody_finish()
                findings = self._rounds(site, nurses)
                site.stop()
                return self._verify(findings, site, stage, nurses, post)
            finally:
                self._ended.set()
                self._stopped.set()
                site.close()

    def _before(self, site: Site) -> None:
        """Have old submissions that somebody read, which the purges of the torture find."""
        site.start()
        settings = _settings(site)
        database = _database(settings)
        made = demo.visits(self._options.old, 1, until=datetime.now(UTC))
        for _ in demo.send(database, Keyring(settings.data_keys, "data"), made):
            pass
        long_ago = datetime.now(UTC) - _OLD
        place = case(
            (table.c.priority == Priority.DONE, Priority.DONE),
            (table.c.priority < Priority.SOON, Priority.OPEN),
            else_=table.c.priority - table.c.priority % 2,
        )
        read = {"received_at": long_ago, "first_viewed_at": long_ago, "priority": place}
        with database.writing() as connection:
            connection.execute(update(table).values(read))
        database.engine.dispose()

    def _nurses(self, site: Site) -> list[Nurse]:
        settings, nurses = _settings(site), []
        database = _database(settings)
        inviting = Inviting(database, Keyring(settings.data_keys, "data"))
        for number in range(self._options.nurses):
            email = f"nurse{number}@clinic.example"
            token = inviting.invite(email, frozenset({Role.CLINICIAN}), Actor(COMMAND_LINE, ""))
            browser = Browser(site.port, self.tally, self._stopped)
            nurse = Nurse(email, browser, random.Random(f"{self._options.seed}-{email}"), self.tally)
            nurse.come_in(f"/clinic/invitation/{token}")
            nurses.append(nurse)
        database.engine.dispose()
        return nurses

    def _suffer(self, site: Site, nurses: list[Nurse], tormentor: Tormentor) -> None:
        self._threads = [
            threading.Thread(
                target=self._watched,
                args=(
                    people.come_and_go,
                    self._patients,
                    lambda: Browser(site.port, self.tally, self._stopped),
                    random.Random(f"{self._options.seed}-patients-{number}"),
                    self._ended,
                    self.tally,
                ),
            )
            for number in range(self._options.patients)
        ]
        self._threads += [
            threading.Thread(target=self._watched, args=(nurse.work, self._ended)) for nurse in nurses
        ]
        for thread in self._threads:
            thread.daemon = True
            thread.start()
        for number in range(self._options.kills):
            tormentor.kill(number)
        print(f"{self._options.database}: what befell it: {', '.join(tormentor.names)}")

    def _watched(self, work: Callable[..., None], *args: Any) -> None:
        try:
            work(*args)
        except Exception:  # noqa: BLE001 - kept, and shown at the end: somebody found what nobody may find
            self._faults.append(traceback.format_exc())

    def _let_everybody_finish(self) -> None:
        for thread in self._threads:
            thread.join(120)
        self._stopped.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "somebody hangs"
        self._stopped.clear()
        assert not self._faults, "\n".join(self._faults)

    def _rounds(self, site: Site, nurses: list[Nurse]) -> "tuple[str, two_nurses.Rounds] | None":
        if not self._options.rounds:
            return None
        for nurse in nurses:
            while nurse.browser.get("/clinic/").status != 200:
                nurse.come_back()
        draw = random.Random(self._options.seed)
        person = self._patients.new(draw)
        browser = Browser(site.port, self.tally, self._stopped)
        people.Visit(person, browser, draw, self._patients).go()
        (reference,) = person.references
        told = two_nurses.rounds((nurses[0], nurses[1]), reference, self._options.rounds, self._options.seed)
        return reference, told

    def _verify(
        self,
        told: "tuple[str, two_nurses.Rounds] | None",
        site: Site,
        stage: Stage,
        nurses: list[Nurse],
        post: Postbox,
    ) -> Findings:
        settings = _settings(site)
        database = _database(settings)
        findings = Findings(database, settings)
        findings.people(self._patients.people)
        findings.nurses(nurses)
        findings.purges()
        if told:
            findings.rounds(*told)
        status, _, errors = run(site.instance, "audit", "verify", **site.settings)
        if status:
            findings.count("audit broken", errors)
        findings.traces([*stage.folders, site.logs], [bytes(each) for each in post.messages])
        database.engine.dispose()
        return findings


def _settings(site: Site) -> Settings:
    named = {f"SCREENER_{name.upper()}": value for name, value in site.settings.items()}
    return from_environment({"SCREENER_INSTANCE": str(site.instance), **named})


def _database(settings: Settings) -> Database:
    return Database(open_engine(settings.database_url))
