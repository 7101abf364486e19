"""The sender of email in a running server: one at a time on each machine, in whichever process has the lock."""

import fcntl
import os
import time
from pathlib import Path
from threading import Thread

import structlog

from screener.mailing import Sender
from screener.settings import Settings
from screener.smtp import mail_server
from screener.storage.database import Database

_LOCK_FILE = "email.lock"
_EVERY_SECONDS = 5


def start(settings: Settings, database: Database) -> None:
    """Send email from this process on, or as soon as the one that does it ends; nothing without a mail server.

    The thread ends with its process, also in the middle of an email: that one is tried again later.
    """
    if not settings.smtp_url:
        return
    sender = Sender(
        database, mail_server(settings.smtp_url), sender=settings.mail_from, base_url=settings.base_url
    )
    Thread(target=_send, args=(sender, settings.instance / _LOCK_FILE), name="email", daemon=True).start()


def _send(sender: Sender, lock: Path) -> None:
    held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX)  # the system gives it back when this process ends, in whatever way
    while True:
        try:
            sender.send_due()
        except Exception as fault:  # noqa: BLE001 - the next round may go well, and nobody else would send
            structlog.get_logger().error("email sender failed", error=type(fault).__name__)
        time.sleep(_EVERY_SECONDS)
