"""Settings, read once from the environment and the instance folder. A weak secret stops the start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from screener.adapters.audit_stream import stream_to
from screener.adapters.contact import phone_number
from screener.adapters.mail_server import mail_server
from screener.adapters.receiver import SHORTEST_SECRET, receiver
from screener.storage.keys import keyfiles
from screener.storage.keys.keyfiles import KeysFrom, Watched
from screener.storage.keys.sealing import Keyring
from screener.storage.throttling import Network

PRIVATE = ("127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
"""Addresses of this machine and of a house: where a proxy stands unless another place is named."""
SECRET_FILE = "secret.keys"  # noqa: S105 - the name of a file, not a secret
DATA_FILE = "data.keys"
DATABASE_FILE = "screener.sqlite3"


class BadSettings(Exception):
    """The program must not start with these settings; the message says what to mend, never a secret."""


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. Keys are lists with the newest first: it seals, all of them open."""

    instance: Path
    database_url: str = field(repr=False)
    secret_keys: list[bytes] = field(repr=False)
    data_keys: list[bytes] = field(repr=False)
    clinic_name: str = "The University of Kansas Health System"
    clinic_phone: str = "913-588-1227"
    clinic_hours: str = ""
    clinic_hours_es: str = ""
    clinic_timezone: str = "America/Chicago"
    base_url: str = ""
    proxy_hops: int = 0
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    push_url: str = field(default="", repr=False)
    push_secret: str = field(default="", repr=False)
    audit_stream: str = ""
    """Where the audit goes as JSON lines, beside the database: a file, or the system log."""
    staff_networks: tuple[Network, ...] = ()
    """Where the clinic's staff work from."""
    proxy_networks: tuple[Network, ...] = tuple(map(ip_network, PRIVATE))
    """Where the proxies are, whose word is taken."""
    sends_per_hour: int = 60
    """How many submissions, wrong receipt codes and the like one address may send in an hour, of each kind."""
    keys_from: KeysFrom = field(default=KeysFrom.ENVIRONMENT, repr=False)
    """Where the data keys came from: with those of a file there was a database, which must not be made anew unasked."""

    changed_secret_keys: Watched | None = field(default=None, repr=False, compare=False)
    changed_data_keys: Watched | None = field(default=None, repr=False, compare=False)
    """The files that keys came from, to follow while serving; nothing where they came from the environment."""

    def session_keyring(self, use: str) -> Keyring:
        """Return the keys of drafts and sessions for one use."""
        return Keyring(self.secret_keys, use, self.changed_secret_keys)

    def data_keyring(self) -> Keyring:
        """Return the keys of what is stored."""
        return Keyring(self.data_keys, "data", self.changed_data_keys)

    def __post_init__(self) -> None:
        try:
            phone_number(self.clinic_phone)
        except ValueError:
            raise BadSettings(
                "SCREENER_CLINIC_PHONE is not a phone number with area code that can be called"
            ) from None
        if self.clinic_timezone not in available_timezones():
            raise BadSettings("SCREENER_CLINIC_TIMEZONE is not a time zone such as America/Chicago")
        if self.base_url and not _is_web_address(self.base_url):
            raise BadSettings("SCREENER_BASE_URL must begin with http:// or https:// and name a host")
        self._check_mail()
        self._check_push()
        self._check_audit_stream()
        if self.sends_per_hour < 1:
            raise BadSettings("SCREENER_SENDS_PER_HOUR must be 1 or more")
        if self.proxy_hops < 0:
            raise BadSettings("SCREENER_PROXY_HOPS must be 0 or more")
        if not _is_supported(self.database_url):
            raise BadSettings("SCREENER_DATABASE_URL must be sqlite:///FILE or postgresql://...")

    def _check_mail(self) -> None:
        if not self.smtp_url:
            return
        try:
            mail_server(self.smtp_url)
        except ValueError:
            raise BadSettings(
                "SCREENER_SMTP_URL must be smtp://HOST, with ?starttls or without, or smtps://HOST"
            ) from None
        if not _is_email_address(self.mail_from):
            raise BadSettings("SCREENER_SMTP_URL needs SCREENER_MAIL_FROM, an email address")
        if not self.base_url:
            raise BadSettings("SCREENER_SMTP_URL needs SCREENER_BASE_URL, which emails lead to")

    def _check_push(self) -> None:
        if not self.push_url:
            return
        try:
            receiver(self.push_url, self.push_secret)
        except ValueError:
            raise BadSettings(
                "SCREENER_PUSH_URL must begin with https:// or http:// and name a host, and needs SCREENER_PUSH_SECRET,"
                f" {SHORTEST_SECRET} characters or more"
            ) from None
        if not self.base_url:
            raise BadSettings(
                "SCREENER_PUSH_URL needs SCREENER_BASE_URL, which the codes in a Bundle stand under"
            )

    def _check_audit_stream(self) -> None:
        try:
            if self.audit_stream:
                stream_to(self.audit_stream)
        except ValueError:
            raise BadSettings(
                "SCREENER_AUDIT_STREAM must be the whole path of a file, syslog: or syslog://HOST:PORT"
            ) from None

    @property
    def clinic_hours_in(self) -> Mapping[str, str]:
        """The opening hours by language, empty where they were not set in it."""
        return {"en": self.clinic_hours, "es": self.clinic_hours_es}

    @property
    def missing_database(self) -> str:
        """What is to be done where the file of the database is gone and its keys are still there; empty where it is not."""
        url = make_url(self.database_url)
        if self.keys_from is not KeysFrom.FILE or url.get_backend_name() != "sqlite":
            return ""
        file = Path(str(url.database))
        if file.exists() or not file.parent.is_dir():
            return ""  # where there is no folder, a disk is away, and may come back
        return (
            f"{file.name} is missing, and {DATA_FILE} of an earlier start is there. Bring the database back, or put a copy"
            f" in its place with screener restore. To begin with an empty one, move {DATA_FILE} away first."
        )


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings, making the instance folder and its keys on the first run.

    Raises ``BadSettings`` when one cannot be used.
    """
    environment = os.environ if environment is None else environment
    instance = Path(environment.get("SCREENER_INSTANCE") or "instance").absolute()
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise BadSettings(f"SCREENER_INSTANCE is no folder that can be used: {fault.strerror}") from None
    database = instance / DATABASE_FILE
    try:
        numbers: dict[str, Any] = {
            name: int(environment[f"SCREENER_{name.upper()}"])
            for name in ("proxy_hops", "sends_per_hour")
            if environment.get(f"SCREENER_{name.upper()}")
        }
    except ValueError:
        raise BadSettings("SCREENER_PROXY_HOPS and SCREENER_SENDS_PER_HOUR must be whole numbers") from None
    named: dict[str, Any] = {
        name: environment[f"SCREENER_{name.upper()}"]
        for name in (
            "clinic_name",
            "clinic_phone",
            "clinic_hours",
            "clinic_hours_es",
            "clinic_timezone",
            "base_url",
            "smtp_url",
            "mail_from",
            "push_url",
            "push_secret",
            "audit_stream",
        )
        if environment.get(f"SCREENER_{name.upper()}")
    }
    secret_keys, secrets_from = _keys(
        environment.get("SCREENER_SECRET_KEY"), "SCREENER_SECRET_KEY", instance / SECRET_FILE
    )
    data_keys, keys_from = _keys(
        environment.get("SCREENER_DATA_KEYS"), "SCREENER_DATA_KEYS", instance / DATA_FILE, needed_by=database
    )
    return Settings(
        instance=instance,
        database_url=environment.get("SCREENER_DATABASE_URL") or f"sqlite:///{database}",
        secret_keys=secret_keys,
        data_keys=data_keys,
        keys_from=keys_from,
        changed_secret_keys=_watched(instance / SECRET_FILE, secret_keys, secrets_from),
        changed_data_keys=_watched(instance / DATA_FILE, data_keys, keys_from),
        **numbers,
        **named,
        **_networks(environment),
    )


def _watched(file: Path, keys: list[bytes], keys_from: KeysFrom) -> Watched | None:
    return None if keys_from is KeysFrom.ENVIRONMENT else Watched(file, keys)


def _networks(environment: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    for name in ("staff_networks", "proxy_networks"):
        if written := environment.get(f"SCREENER_{name.upper()}"):
            try:
                found[name] = tuple(map(ip_network, written.replace(",", " ").split()))
            except ValueError:
                raise BadSettings(
                    f"SCREENER_{name.upper()} must be networks such as 192.0.2.0/24 or 2001:db8::/48"
                ) from None
    return found


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_email_address(written: str) -> bool:
    try:
        return bool(validate_email(written, check_deliverability=False))
    except EmailNotValidError:
        return False


def _is_supported(url: str) -> bool:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return False
    in_a_file = parsed.get_backend_name() == "sqlite" and parsed.database not in {None, "", ":memory:"}
    return in_a_file or parsed.get_backend_name() == "postgresql"


def _keys(
    written: str | None, name: str, file: Path, needed_by: Path | None = None
) -> tuple[list[bytes], KeysFrom]:
    try:
        return keyfiles.keys(written, name, file, needed_by)
    except keyfiles.NoKeys as fault:
        raise BadSettings(str(fault)) from None
