"""The production server: gunicorn, started in code so that every machine runs it the same way."""

import fcntl
import os
import signal
import socket
import time
from pathlib import Path
from threading import Thread
from typing import Any

import click
import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from screener import create_app, logs
from screener.adapters.mail_server import mail_server
from screener.settings import BadSettings, Settings
from screener.storage.database import Database, DatabaseUnavailable
from screener.storage.keys.keycheck import WrongKeys, check_keys
from screener.storage.upkeep import schema
from screener.use_cases.accounts import VALID_HOURS, link_to
from screener.use_cases.notices import Sender
from screener.web.use_cases import use_cases
from screener.worker import Worker

_MEMORY = "/dev/shm"  # noqa: S108 - for heartbeat files, where a slow disk must not look like a dead worker
_LOCK_FILE = "email.lock"
_EVERY_SECONDS = 5


class _JsonLogger(Logger):  # type: ignore[misc]
    """Gunicorn's own lines as JSON; the requests are logged by the application."""

    def setup(self, cfg: Any) -> None:  # noqa: ARG002 - gunicorn's signature
        """Leave the lines to the handler of the process."""
        self.error_log.handlers = []
        self.error_log.propagate = True
        self.loglevel = 30
        self.error_log.setLevel(self.loglevel)

    def access(self, *_: Any, **__: Any) -> None:
        """Log nothing: the path of a request may hold a receipt code."""


def _go_in_peace(server: Any, worker: Any) -> None:  # noqa: ARG001 - gunicorn's signature
    # Ctrl-C reaches a worker from the terminal and again from gunicorn: one that is leaving needs no second word.
    for told in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(told, signal.SIG_IGN)


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
    _refuse_taken_port(host, port)
    try:
        app = create_app()
    except BadSettings as fault:
        raise click.ClickException(str(fault)) from None
    database, first = use_cases(app).database, None
    try:
        schema.upgrade(database)
        with database.writing() as connection:
            check_keys(connection, use_cases(app).keyring)
        first = use_cases(app).accounts.invite_first()
    except WrongKeys as fault:
        raise click.ClickException(str(fault)) from None
    except DatabaseUnavailable as fault:
        structlog.get_logger().error("database unavailable", error=str(fault))
    database.engine.dispose()  # no worker may share a connection that was opened before it was forked
    shown = f"[{host}]" if ":" in host else host
    here = f"http://{shown}:{port}"
    logs.say(f"For patients: {here}/\nFor the clinic: {here}/clinic/")
    if first:
        logs.say(f"First administrator, once, within {VALID_HOURS} hours: {link_to(here, first)}")
    if not use_cases(app).settings.smtp_url:
        logs.say("No email to staff: SCREENER_SMTP_URL is not set.")
    logs.say("Stop with Ctrl-C.")
    _Server(
        app,
        {
            "bind": f"{shown}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": Worker,
            "logger_class": _JsonLogger,
            "control_socket_disable": True,
            "worker_tmp_dir": _MEMORY if Path(_MEMORY).is_dir() else None,
            "graceful_timeout": 10,
            "worker_exit": _go_in_peace,
            # In the workers, because a thread does not survive a fork.
            "post_worker_init": lambda _: send_email(use_cases(app).settings, database),
        },
    ).run()


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


def send_email(settings: Settings, database: Database) -> None:
    """Send email from this process on, or as soon as the one that does it ends; nothing without a mail server.

    The thread ends with its process, also in the middle of an email: that one is tried again later.
    """
    if not settings.smtp_url:
        return
    sender = Sender(
        database, mail_server(settings.smtp_url), sender=settings.mail_from, base_url=settings.base_url
    )
    Thread(
        target=_send_in_turn, args=(sender, settings.instance / _LOCK_FILE), name="email", daemon=True
    ).start()


def _send_in_turn(sender: Sender, lock: Path) -> None:
    held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX)  # the system gives it back when this process ends, in whatever way
    while True:
        try:
            sender.send_due()
        except Exception as fault:  # noqa: BLE001 - the next round may go well, and nobody else would send
            structlog.get_logger().error("email sender failed", error=type(fault).__name__)
        time.sleep(_EVERY_SECONDS)
