"""Settings, read once from the environment and the instance folder. A weak secret stops the start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from screener.adapters.contact import dialled, phone_number
from screener.adapters.mail_server import mail_server
from screener.storage.keys import keyfiles
from screener.storage.keys.sealing import key_from

SECRET_FILE = "secret.keys"  # noqa: S105 - the name of a file, not a secret
DATA_FILE = "data.keys"
DATABASE_FILE = "screener.sqlite3"


class BadSettings(Exception):
    """The program must not start with these settings; the message says what to mend, never a secret."""


class KeysFrom(StrEnum):
    """Where keys came from: the environment, a file that was there, or a file that was made just now."""

    ENVIRONMENT = "environment"
    FILE = "file"
    NEW_FILE = "new file"


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
    sends_per_hour: int = 60
    """How many submissions, wrong receipt codes and the like one address may send in an hour, of each kind."""
    keys_from: KeysFrom = field(default=KeysFrom.ENVIRONMENT, repr=False)
    """Where the data keys came from: with those of a file there was a database, which must not be made anew unasked."""

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

    @property
    def clinic_phone_link(self) -> str:
        """The clinic's number as a ``tel:`` address."""
        return f"tel:{dialled(phone_number(self.clinic_phone))}"


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
        )
        if environment.get(f"SCREENER_{name.upper()}")
    }
    secret_keys, _ = _keys(
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
        **numbers,
        **named,
    )


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
    keys_from = KeysFrom.ENVIRONMENT
    if written is None:
        keys_from = KeysFrom.FILE if file.exists() else KeysFrom.NEW_FILE
        if keys_from is KeysFrom.NEW_FILE:
            if needed_by is not None and needed_by.exists():
                raise BadSettings(f"{file.name} is missing, and {needed_by.name} cannot be read without it")
            try:
                keyfiles.make(file)
            except OSError as fault:
                raise BadSettings(f"{file.name} cannot be written: {fault.strerror}") from None
        try:
            written, name = file.read_text(errors="replace"), file.name
        except OSError as fault:
            raise BadSettings(f"{file.name} cannot be read: {fault.strerror}") from None
    try:
        keys = [key_from(part) for part in written.replace(",", "\n").split()]
    except ValueError as fault:
        raise BadSettings(f"{name}: {fault}; screener keys new prints one") from None
    if not keys or len(set(keys)) != len(keys):
        raise BadSettings(f"{name} must hold at least one key, and each once; screener keys new prints one")
    return keys, keys_from
