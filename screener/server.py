"""The production server: gunicorn, started in code so that every machine runs it the same way."""

import atexit
import fcntl
import os
import shutil
import socket
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import click
import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import ParseException

from screener import create_app, logs
from screener.adapters.mail_server import mail_server
from screener.processes.core_dumps import leave_no_core
from screener.processes.worker import JsonLogger, Worker, go_in_peace
from screener.settings import BadSettings
from screener.storage import files
from screener.storage.database import DatabaseUnavailable, NotOurs
from screener.storage.keys.keyfiles import KeysFrom
from screener.storage.upkeep import schema
from screener.use_cases.accounts import VALID_HOURS
from screener.use_cases.notices import Sender
from screener.web.addresses import address_in
from screener.web.errors import error_page
from screener.web.language import LANGUAGES
from screener.web.metrics import SHARED
from screener.web.use_cases import use_cases

_MEMORY = "/dev/shm"  # noqa: S108 - for heartbeat files, where a slow disk must not look like a dead worker
_LOCK_FILE = "email.lock"
_EVERY_SECONDS = 5
_COUNTS_SECONDS = 60


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        phone = use_cases(app).settings.clinic_phone
        self.refusal = f"Please call {phone}. In an emergency, call 911."
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def run(host: str, port: int, *, workers: int, threads: int) -> None:
    """Migrate, say where the pages are, and serve until stopped.

    A database that is away does not stop the start: pages are served, Send and /readyz say so.
    """
    logs.configure()
    leave_no_core()
    _refuse_taken_port(host, port)
    share_figures()
    try:
        app = create_app()
    except BadSettings as fault:
        raise click.ClickException(str(fault)) from None
    # Found while the body is read: chunks that are none.
    app.register_error_handler(ParseException, lambda _: error_page(400))
    settings, database = use_cases(app).settings, use_cases(app).database
    first = _prepare(app)
    database.engine.dispose()  # no worker may share a connection that was opened before it was forked
    database.share(max(1, threads - 1))
    shown = f"[{host}]" if ":" in host else host
    here = f"http://{shown}:{port}"
    logs.say(f"For patients: {here}/\nFor the clinic: {here}/clinic/")
    if first:
        address = address_in(app, here, "clinic.invitation", token=first)
        logs.say(f"First administrator, once, within {VALID_HOURS} hours: {address}")
    if not settings.smtp_url:
        logs.say("No email to staff: SCREENER_SMTP_URL is not set.")
    logs.say("Stop with Ctrl-C.")
    _Server(
        app,
        {
            "bind": f"{shown}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": Worker,
            "logger_class": JsonLogger,
            "control_socket_disable": True,
            "worker_tmp_dir": _MEMORY if Path(_MEMORY).is_dir() else None,
            "graceful_timeout": 10,
            # In the workers, because a thread does not survive a fork.
            "post_worker_init": lambda _: _begin(app),
            "worker_exit": lambda server, worker: _end(app, server, worker),
        },
    ).run()


def _prepare(app: Flask) -> str | None:
    """Prepare the database, if it is there, and return the token of the first administrator's link, if one is due."""
    settings, database = use_cases(app).settings, use_cases(app).database
    with suppress(OSError):
        files.sweep(settings.instance)
    if message := settings.missing_database:
        logs.say(message)
    if settings.keys_from is KeysFrom.NEW_FILE:
        logs.say(f"Begun anew, with keys of its own, in {settings.instance}")
    try:
        was_ours = schema.is_known(database)
        database.be_prepared()
        if schema.is_newer(database):
            logs.say("The database is of a newer version of this program. This version works with it.")
        return _first_link(app, was_ours=was_ours)
    except NotOurs as fault:
        raise click.ClickException(str(fault)) from None
    except DatabaseUnavailable as fault:
        structlog.get_logger().error("database unavailable", error=str(fault))
    return None


def _first_link(app: Flask, *, was_ours: bool) -> str | None:
    settings, accounts = use_cases(app).settings, use_cases(app).accounts
    # An empty database beside keys that were there before may have been put in the place of one with accounts: whoever
    # reads the output of a start must not become its administrator.
    embedded = settings.database_url.startswith("sqlite")
    if settings.keys_from is KeysFrom.NEW_FILE or (
        settings.keys_from is KeysFrom.FILE and embedded and was_ours
    ):
        return accounts.invite_first()
    if not accounts.anybody():
        logs.say("Nobody has an account: screener clinician invite EMAIL --admin prints a link.")
    return None


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise click.ClickException(
                f"{host}:{port} cannot be used: {fault.strerror}. Choose another --port."
            ) from None


def share_figures() -> None:
    """Let the processes of this server share their figures for ``/metrics``, in a folder that goes with the server."""
    if not os.environ.get("SCREENER_METRICS_TOKEN"):
        return
    folder, owner = tempfile.mkdtemp(dir=_MEMORY if Path(_MEMORY).is_dir() else None), os.getpid()
    os.environ[SHARED] = folder

    def remove() -> None:
        if os.getpid() == owner:  # a worker leaves by the same way, and the others go on
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)


def _begin(app: Flask) -> None:
    send_email(app)
    Thread(target=_write_counts_now_and_then, args=(app,), name="counts", daemon=True).start()


def _write_counts_now_and_then(app: Flask) -> None:
    while True:
        time.sleep(_COUNTS_SECONDS)
        _write_counts(app)


def _write_counts(app: Flask) -> None:
    try:
        use_cases(app).funnel.write()
    except Exception as fault:  # noqa: BLE001 - they are counted on, and the next round may go well
        structlog.get_logger().warning("counts not written", error=type(fault).__name__)


def _end(app: Flask, server: Any, worker: Any) -> None:
    go_in_peace(server, worker)
    _write_counts(app)


def send_email(app: Flask) -> None:
    """Send email from this process on, or as soon as the one that does it ends; nothing without a mail server.

    The thread ends with its process, also in the middle of an email: that one is tried again later.
    """
    settings = use_cases(app).settings
    if not settings.smtp_url:
        return
    sender = Sender(
        use_cases(app).database,
        mail_server(settings.smtp_url),
        sender=settings.mail_from,
        link=address_in(app, settings.base_url, "clinic.worklist"),
        keyring=use_cases(app).keyring,
        facts=use_cases(app).facts,
        receipts={
            code: address_in(app, settings.base_url, f"patient_{code}.find_receipt") for code in LANGUAGES
        },
    )
    Thread(
        target=_send_in_turn, args=(sender, settings.instance / _LOCK_FILE), name="email", daemon=True
    ).start()


def _send_in_turn(sender: Sender, lock: Path) -> None:
    _wait_for(lock)
    while True:
        try:
            sender.send_due()
        except Exception as fault:  # noqa: BLE001 - the next round may go well, and nobody else would send
            structlog.get_logger().error("email sender failed", error=type(fault).__name__)
        time.sleep(_EVERY_SECONDS)


def _wait_for(lock: Path) -> None:
    # One process a machine is enough. Where the folder cannot be written all of them send, and no email goes twice: each
    # try is claimed in the database.
    try:
        held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(held, fcntl.LOCK_EX)  # the system gives it back when this process ends, in whatever way
    except OSError as fault:
        structlog.get_logger().warning("email is sent without a lock", error=type(fault).__name__)
