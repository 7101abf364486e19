"""Who does harm: kills at moments that the seed decides, in whatever mood the machine is in then."""

import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from tests.commands.serving import SCREENER, environment
from tests.postbox import Postbox
from torture.browser import Tally
from torture.databases import Mood
from torture.people import Patients
from torture.site import Site

_HOURS = (-3, -1, 0.5, 2, 26)
_JUST_AFTER_SECONDS = 0.12
"""A Send takes a few hundredths of a second: kills from its press to its end find each step of it."""
_HALF_MEGABYTE = 2**19


class Tormentor:
    """Kills, and makes bad weather meanwhile."""

    def __init__(  # noqa: PLR0913 - whom, with what, and who is told
        self,
        site: Site,
        moods: Mapping[str, Mood],
        *,
        patients: Patients,
        post: Postbox,
        seed: str,
        tally: Tally,
    ) -> None:
        self._site = site
        self._patients = patients
        self._post = post
        self._tally = tally
        self._draw = random.Random(f"{seed}-tormentor")
        self._moods: dict[str, Mood] = {
            **moods,
            "worker frozen": self._frozen,
            "files no longer": self._limited,
            "purge killed": self._purging,
        }
        if shutil.which("strace"):
            self._moods["system calls fail"] = self._failing_calls
        self._kinds: tuple[tuple[str, Callable[[], None]], ...] = (
            ("worker", lambda: self._site.kill_worker(self._draw)),
            ("master", self._site.kill_master),
            ("all", self._site.kill_all),
        )

    @property
    def names(self) -> list[str]:
        """What can befall the site here."""
        return [*self._moods, "mail server away", "log disk full", "clock jumped"]

    def kill(self, number: int) -> None:
        """Kill once, in one mood after the other, and start again what does not start by itself."""
        names = list(self._moods)
        mood = names[number // 2 % len(names)] if number % 2 else None
        self._mail()
        with self._in_mood(mood):
            self._moment()
            kind, harm = self._kinds[number % 3] if number < 3 else self._draw.choice(self._kinds)
            harm()
            self._tally.add("kills")
            self._tally.add(f"kills of {kind}")
            if kind != "worker" and mood not in {"read-only", "disk full", "files no longer"}:
                self._start()
                kind = "worker"
            if mood:
                time.sleep(self._draw.uniform(0.2, 6 if mood in {"locked", "worker frozen"} else 2))
        if kind != "worker":
            self._start()

    def _start(self) -> None:
        weather = self._draw.random()
        hours = self._draw.choice(_HOURS) if weather < 0.12 else 0
        full = 0.12 < weather < 0.24
        self._tally.add("clocks that jumped", bool(hours))
        self._tally.add("log disks full", full)
        self._site.start(hours=hours, log_disk_full=full)

    def _moment(self) -> None:
        if self._draw.random() < 0.7:
            self._patients.pressing.clear()
            self._patients.pressing.wait(15)
            time.sleep(self._draw.uniform(0, _JUST_AFTER_SECONDS))
        else:
            time.sleep(self._draw.uniform(0.1, 1))

    @contextmanager
    def _in_mood(self, name: str | None) -> Iterator[None]:
        if name is None:
            yield
            return
        ended = threading.Event()
        mood = threading.Thread(target=self._moods[name], args=(ended,), name=name)
        mood.start()
        self._tally.add(f"moods: {name}")
        time.sleep(0.2)
        try:
            yield
        finally:
            ended.set()
            mood.join()

    def _mail(self) -> None:
        self._post.refuses = self._draw.random() < 0.3
        if self._draw.random() < 0.3:
            self._post.close()
        elif self._draw.random() < 0.5:
            self._post.close()
            self._post.open()

    def _frozen(self, ended: threading.Event) -> None:
        found = self._site.workers()
        frozen = self._draw.sample(found, min(1, len(found)))
        for worker in frozen:
            self._site.freeze(worker)
        ended.wait()
        for worker in frozen:
            self._site.thaw(worker)

    def _limited(self, ended: threading.Event) -> None:
        self._site.limit_files(_HALF_MEGABYTE)
        ended.wait()
        self._site.limit_files(-1)

    def _failing_calls(self, ended: threading.Event) -> None:
        """Let every seventh write to a disk of one worker fail, or each from some time on."""
        found = self._site.workers()
        if not found:
            return
        calls = self._draw.choice(("fsync,fdatasync", "pwrite64", "pwrite64,fsync,fdatasync,ftruncate"))
        error, when = self._draw.choice(("EIO", "ENOSPC")), self._draw.choice(("3+7", "2+", "1+3"))
        tracer = subprocess.Popen(
            [
                *("strace", "-f", "-qq", "-o", "/dev/null", "-p", str(self._draw.choice(found))),
                *("-e", f"trace={calls}", "-e", f"inject={calls}:error={error}:when={when}"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ended.wait()
        tracer.terminate()
        tracer.wait()

    def _purging(self, ended: threading.Event) -> None:
        """Purge what is old, and be killed in the middle."""
        purge = subprocess.Popen(
            [SCREENER, "purge", "--older-than", "1100", "--yes"],
            env=environment(self._site.instance, **self._site.settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with suppress(subprocess.TimeoutExpired):
            purge.wait(self._draw.uniform(1, 3))
        purge.kill()
        purge.wait()
        ended.wait()
