"""Two versions of the program on one database: the last release, and this one, which migrates it while the release serves."""

import random
import subprocess
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from proof.counted import miscounted
from screener.settings import from_environment
from screener.storage.database import Database
from screener.storage.engines import open_engine
from screener.storage.keys.sealing import new_key
from tests.commands.serving import SCREENER, Server, environment
from torture.browser import Browser, GaveUp, InTurn, Tally
from torture.nurses import Nurse
from torture.people import Patients, Visit, come_and_go

ROOT = Path(__file__).parents[1]
RELEASE, THIS = "the release", "this version"
BOTH = RELEASE, THIS
_LONGEST_SECONDS = 120
_OTHER_TRIGGERS = "its triggers are missing, or are others"


class Beside:
    """Both versions on one database. ``wrong`` holds, in a line each, what one of them did not do.

    ``limits`` holds what the release cannot do beside this version, whatever this one does: docs/operations.md names them.
    """

    def __init__(self, release: Path, folder: Path, settings: dict[str, str]) -> None:
        self.wrong: list[str] = []
        self.limits: list[str] = []
        self.tally = Tally()
        self._trees = {RELEASE: release, THIS: ROOT}
        self._folder = folder
        self._settings = settings | {
            "secret_key": new_key(),
            "data_keys": new_key(),
            "sends_per_hour": "100000",
        }
        self._servers: dict[str, Server] = {}
        self._started: list[tuple[str, Server]] = []
        self._ended = threading.Event()
        self._patients = Patients()
        self._draw = random.Random("beside")  # noqa: S311 - people to make up

    def run(self) -> None:
        """Do it, and look back at what was left in the database and in the logs."""
        try:
            self._start(RELEASE)
            nurses = [self._nurse("first@clinic.example", RELEASE)]
            self._send(RELEASE)
            self._migrate_while_people_come()
            self._start(THIS)
            nurses.append(self._nurse("second@clinic.example", THIS))
            for versions in ((RELEASE,), (THIS,), BOTH):
                self._send(*versions)
            self._take_back_at_the_other()
            for nurse in nurses:
                self._work(nurse)
            self._servers.pop(RELEASE).stop()
            self._start(RELEASE)
            self._send(*BOTH)
            for nurse in nurses:
                self._work(nurse)
            self._look_back()
            self._find_limits(nurses[1])
        finally:
            self._ended.set()
            for server in self._servers.values():
                server.stop()

    def _start(self, version: str) -> None:
        instance = self._folder / version.replace(" ", "-")
        enter = ("env", f"PYTHONPATH={self._trees[version]}")
        server = Server(instance, workers=1, errors=None, before=enter, **self._settings)
        self._servers[version] = server
        self._started.append((version, server))
        status, page = server.get("/readyz")
        if status != 200:
            self.wrong.append(f"{version} is not ready: {page}")

    def _command(self, version: str, *said: str) -> tuple[int, str]:
        instance = self._folder / version.replace(" ", "-")
        done = subprocess.run(
            [SCREENER, *said],
            env=environment(instance, **self._settings) | {"PYTHONPATH": str(self._trees[version])},
            check=False,
            capture_output=True,
            text=True,
            timeout=_LONGEST_SECONDS,
        )
        return done.returncode, done.stdout + done.stderr

    def _browser(self, *versions: str) -> Browser:
        addresses = [(self._servers[version].host, self._servers[version].port) for version in versions]
        return InTurn(addresses, self.tally, self._ended, patience=20)

    def _nurse(self, email: str, version: str, role: str = "--admin") -> Nurse:
        status, said = self._command(version, "clinician", "invite", email, role)
        assert status == 0, said
        nurse = Nurse(email, self._browser(version), self._draw, self.tally)
        nurse.come_in(said[said.index("/clinic/invitation/") :].split()[0])
        return nurse

    def _send(self, *versions: str) -> Visit:
        """Let somebody answer and send, each request to the next of these versions: the draft passes between them."""
        person = self._patients.new(self._draw)
        person.contact["research"] = "agree"  # the release has no such question
        visit = Visit(person, self._browser(*versions), self._draw, self._patients)
        visit.go()
        self.tally.add(f"sent through {' and '.join(versions)}")
        return visit

    def _take_back_at_the_other(self) -> None:
        """Send at each version, and withdraw at the other one."""
        for version, other in (BOTH, BOTH[::-1]):
            self._send(version)
            person = self._patients.people[-1]
            Visit(person, self._browser(other), self._draw, self._patients).withdraw()
            self.tally.add(f"sent through {version}, withdrawn through {other}")

    def _migrate_while_people_come(self) -> None:
        over, before = threading.Event(), len(self._sent())
        coming = threading.Thread(
            target=come_and_go,
            args=(self._patients, lambda: self._browser(RELEASE), self._draw, over, self.tally),
        )
        coming.start()
        self._wait_for(before + 1)
        status, said = self._command(THIS, "db", "upgrade")
        if status:
            self.wrong.append(f"this version does not migrate: {said}")
        self._wait_for(len(self._sent()) + 2)
        over.set()
        coming.join()
        self.tally.add("sent through the release around the migration", len(self._sent()) - before)

    def _sent(self) -> list[str]:
        return [reference for person in self._patients.people for reference in person.references]

    def _wait_for(self, count: int) -> None:
        until = time.monotonic() + _LONGEST_SECONDS
        while len(self._sent()) < count:
            assert time.monotonic() < until, "nobody gets through"
            time.sleep(0.1)

    def _work(self, nurse: Nurse) -> None:
        """Read the worklist and every submission at each version, and write on one, in the session of one of them."""
        there = {
            reference: person
            for person in self._patients.people
            for reference in person.references
            if not person.withdrew
        }
        for version in BOTH:
            nurse.browser = self._with(nurse.browser.cookies, version)
            listed = nurse.browser.once("GET", "/clinic/?tab=all&sort=newest").text
            for reference, person in there.items():
                page = nurse.browser.once("GET", f"/clinic/submissions/{reference}")
                if f"{reference[:4]}-{reference[4:]}" not in listed:
                    self.wrong.append(f"{version} lists no {reference}")
                if person.contact["name"] not in page.text:
                    self.wrong.append(f"{version} opens no {reference}: {page.status}")
            for path in ("/clinic/overview", "/clinic/audit", "/clinic/accounts", "/clinic/account"):
                if (status := nurse.browser.once("GET", path).status) != 200:
                    self.wrong.append(f"{version} answers {status} at {path}")
            before = len(nurse.notes)
            with suppress(GaveUp):
                nurse.write_on(self._draw.choice(sorted(there)))
            if len(nurse.notes) == before:
                self.wrong.append(f"{version} keeps no note")
            self.tally.add(f"submissions read at {version}", len(there))

    def _look_back(self) -> None:
        for version in BOTH:
            status, said = self._command(version, "audit", "verify")
            if status and version == RELEASE and _OTHER_TRIGGERS in said:
                self.limits.append(f"audit verify takes our triggers for those of the audit: {said.strip()}")
            elif status:
                self.wrong.append(f"{version} finds a fault in the audit: {said}")
        self.wrong += [
            f"{version} logs {line.get('event')}: {line}"
            for version, server in self._started
            for line in server.lines
            if line.get("level") in {"error", "critical"}
        ]
        self.wrong += [
            f"{count} {what}" for what, count in self.tally.counts.items() if what.startswith("answers of 5")
        ]
        named = {f"SCREENER_{name.upper()}": said for name, said in self._settings.items()}
        settings = from_environment({"SCREENER_INSTANCE": str(self._folder), **named})
        database = Database(open_engine(settings.database_url))
        self.wrong += miscounted(database, datetime.now(UTC))
        database.engine.dispose()

    def _find_limits(self, nurse: Nurse) -> None:
        nurse.browser = self._with(nurse.browser.cookies, THIS)
        page = nurse.browser.get("/clinic/audit")
        nurse.browser.once("POST", "/clinic/audit/check", page.hidden)
        status = self._with(nurse.browser.cookies, RELEASE).once("GET", "/clinic/audit").status
        if status != 200:
            self.limits.append(
                f"its audit page answers {status} when it has to show what only this version does"
            )
        auditor = self._nurse("third@clinic.example", THIS, "--role=auditor").browser.cookies
        answers = [self._with(auditor, version).once("GET", "/clinic/").status for version in BOTH]
        if answers[0] == 200 != answers[1]:
            self.limits.append("an auditor of this version reads the worklist at it")

    def _with(self, cookies: dict[str, str], version: str) -> Browser:
        browser = self._browser(version)
        browser.cookies = cookies
        return browser
