"""The production server: gunicorn, started in code so that every machine runs it the same way."""

import errno
import gc
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import ParseException

from screener import create_app, logs
from screener.adapters.audit_stream import stream_to
from screener.adapters.mail_server import mail_server
from screener.processes.core_dumps import leave_no_core
from screener.processes.figures import share_figures, write_counts, write_now_and_then
from screener.processes.in_turn import in_turn
from screener.processes.open_files import let_many_be_open
from screener.processes.worker import JsonLogger, Worker, go_in_peace
from screener.settings import BadSettings, unknown_names
from screener.storage import files
from screener.storage.database import DatabaseUnavailable, NotOurs
from screener.storage.keys.keyfiles import KeysFrom
from screener.storage.upkeep import schema
from screener.use_cases.audit_stream import Streaming
from screener.use_cases.invitations import VALID_HOURS
from screener.use_cases.notices import Sender
from screener.web.addresses import address_in
from screener.web.errors import error_page, refusal
from screener.web.fhir.pushing import pusher
from screener.web.language import LANGUAGES
from screener.web.metrics import count_here
from screener.web.security import HEADERS
from screener.web.use_cases import use_cases

_MEMORY = "/dev/shm"  # noqa: S108 - for heartbeat files, where a slow disk must not look like a dead worker
_PUSH_LOCK = "push.lock"
_EMAIL_LOCK = "email.lock"
_STREAM_LOCK = "audit-stream.lock"
_STREAM_POSITION = "audit-stream.position"
_COUNTS_LOCK = "counts.lock"
_EVERY_SECONDS = 5
_COUNTS_EVERY_SECONDS = 60


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, app: Flask, phone: str, options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        self.refusal = refusal(phone)
        self.headers_of_all = tuple(HEADERS.items())
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
    let_many_be_open()
    _refuse_taken_port(host, port)
    if os.environ.get("SCREENER_METRICS_TOKEN"):
        share_figures(_MEMORY)  # before anything counts
    try:
        app = create_app()
    except BadSettings as fault:
        raise click.ClickException(str(fault)) from None
    # Found while the body is read: chunks that are none.
    app.register_error_handler(ParseException, lambda _: error_page(400))
    for name in unknown_names():
        logs.say(f"{name} is no setting of this version.")
    settings, database = use_cases(app).settings, use_cases(app).database
    first = _prepare(app)
    phone = use_cases(app).facts.current().phone
    database.engine.dispose()  # no worker may share a connection that was opened before it was forked
    database.share(max(1, threads - 1))
    shown = f"[{host}]" if ":" in host else host
    here = f"http://{shown}:{port}"
    logs.say(f"For patients: {here}/\nFor the clinic: {here}/clinic/")
    if first:
        # By the name of this machine where no other is set: passkeys work at a name, never at a number.
        base_url = settings.base_url or here.replace("//127.0.0.1:", "//localhost:")
        address = address_in(app, base_url, "clinic.invitation", token=first)
        logs.say(f"First administrator, once, within {VALID_HOURS} hours: {address}")
    if not settings.smtp_url:
        logs.say("No email to staff: SCREENER_SMTP_URL is not set.")
    logs.say("Stop with Ctrl-C.")
    # What is there now stays until the end: a collector that went through it would write into memory that all workers share.
    gc.freeze()
    gc.enable()
    _Server(
        app,
        phone,
        {
            "bind": f"{shown}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": Worker,
            "logger_class": JsonLogger,
            "control_socket_disable": True,
            "worker_tmp_dir": _MEMORY if Path(_MEMORY).is_dir() else None,
            "graceful_timeout": 10,
            "worker_exit": lambda server, worker: _end(app, server, worker),
            # In the workers, because a thread does not survive a fork.
            "post_worker_init": lambda _: work_aside(app),
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
        database.be_prepared()
        if schema.is_newer(database):
            logs.say("The database is of a newer version of this program. This version works with it.")
        return _first_link(app)
    except NotOurs as fault:
        raise click.ClickException(str(fault)) from None
    except DatabaseUnavailable as fault:
        structlog.get_logger().error("database unavailable", error=str(fault))
    return None


def _first_link(app: Flask) -> str | None:
    keys_from, invitations = use_cases(app).settings.keys_from, use_cases(app).invitations
    # An empty database beside keys that were there before may have been put in the place of one with accounts: whoever
    # reads the output of a start must not become its administrator, nor whoever reads that of the next one.
    if keys_from is KeysFrom.NEW_FILE or (keys_from is KeysFrom.FILE and invitations.awaits_first()):
        return invitations.invite_first()
    if not use_cases(app).accounts.anybody():
        logs.say("Nobody has an account: screener clinician invite EMAIL --admin prints a link.")
    return None


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            which = "--port" if fault.errno in {errno.EADDRINUSE, errno.EACCES} else "--host"
            raise click.ClickException(
                f"{host}:{port} cannot be used: {fault.strerror}. Choose another {which}."
            ) from None


def _end(app: Flask, server: Any, worker: Any) -> None:
    go_in_peace(server, worker)
    write_counts(use_cases(app).funnel.write)


def work_aside(app: Flask) -> None:
    """Send email, push submissions and stream the audit, here or, once it ends, in the next process; what is not set is not done."""
    settings, database = use_cases(app).settings, use_cases(app).database
    count_here(app)
    write_now_and_then(use_cases(app).funnel.write)
    counts = settings.instance / _COUNTS_LOCK
    in_turn("counts", use_cases(app).worklist.sum_up, counts, every=_COUNTS_EVERY_SECONDS)
    if settings.smtp_url:
        sender = Sender(
            database,
            mail_server(settings.smtp_url),
            sender=settings.mail_from,
            link=address_in(app, settings.base_url, "clinic.worklist"),
            keyring=use_cases(app).keyring,
            facts=use_cases(app).facts,
            receipts={
                code: address_in(app, settings.base_url, f"patient_{code}.find_receipt") for code in LANGUAGES
            },
        )
        in_turn("email", sender.send_due, settings.instance / _EMAIL_LOCK, every=_EVERY_SECONDS)
    if settings.audit_stream:
        stream = Streaming(database, stream_to(settings.audit_stream), settings.instance / _STREAM_POSITION)
        in_turn("audit stream", stream.send_new, settings.instance / _STREAM_LOCK, every=1)
    pushes = pusher(app)
    if pushes is not None:
        in_turn("push", pushes.send_due, settings.instance / _PUSH_LOCK, every=_EVERY_SECONDS)
