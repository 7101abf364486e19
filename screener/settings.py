"""Settings, read once from the environment and the instance folder. A weak secret stops the start."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url

from screener.accounts.local_accounts import LocalAccounts
from screener.adapters.audit_stream import stream_to
from screener.adapters.contact import phone_number
from screener.adapters.identity_provider import IdentityProvider, provider_of
from screener.adapters.languages import OFFERED
from screener.adapters.mail_server import mail_server
from screener.adapters.receiver import SHORTEST_SECRET, receiver
from screener.adapters.setting_values import (
    address_of_all_pages,
    line,
    private_address,
    sender,
    slip_of_the_pen,
    timezone,
    utf_8,
    whole_number,
)
from screener.questionnaire.wording import ENGLISH
from screener.storage.engines import is_supported
from screener.storage.keys import keyfiles
from screener.storage.keys.keyfiles import KeysFrom, Watched
from screener.storage.keys.sealing import Keyring
from screener.storage.throttling import Network, networks

PRIVATE = "127.0.0.0/8 ::1 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7"
"""Addresses of this machine and of a house: where a proxy stands unless another place is named."""
PREFIX = "SCREENER_"
"""How the name of every setting begins."""
SECRET_FILE = "secret.keys"  # noqa: S105 - the name of a file, not a secret
DATA_FILE = "data.keys"
_SHORTEST_TOKEN = 20
_TOKEN = re.compile(rf"[!-~]{{{_SHORTEST_TOKEN},}}")
DATABASE_FILE = "screener.sqlite3"


_HELD: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "clinic_phone": (phone_number, "is not a phone number with area code that can be called"),
    "clinic_timezone": (timezone, "is not a time zone such as America/Chicago"),
    "base_url": (
        address_of_all_pages,
        "must begin with http:// or https:// and name a host, with nothing behind it",
    ),
    "smtp_url": (
        mail_server,
        "must be smtp://HOST, with ?starttls or without, or smtps://HOST; a user and a password in plain letters",
    ),
    "audit_stream": (stream_to, "must be the whole path of a file, syslog: or syslog://HOST:PORT"),
}
"""What a text must hold where it is not empty: who reads it, and what is said where that fails."""
_LEAST = {"sends_per_hour": 1, "proxy_hops": 0}


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
    clinic_hours_elsewhere: Mapping[str, str] = field(default_factory=dict)
    """The opening hours in other languages than English, by their codes."""
    clinic_timezone: str = "America/Chicago"
    base_url: str = ""
    proxy_hops: int = 0
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    push_url: str = field(default="", repr=False)
    push_secret: str = field(default="", repr=False)
    audit_stream: str = ""
    """Where the audit goes as JSON lines, beside the database: a file, or the system log."""
    identity_provider: IdentityProvider | None = None
    """Whom staff sign in with beside, or instead of, a password of their own here."""
    staff_networks: tuple[Network, ...] = ()
    """Where the clinic's staff work from."""
    proxy_networks: tuple[Network, ...] = networks(PRIVATE)
    """Where the proxies are, whose word is taken."""
    metrics_token: str = field(default="", repr=False)
    """Whoever has it may read ``/metrics``; there is no such page without one."""
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
        for name, (read, otherwise) in _HELD.items():
            if written := getattr(self, name):
                _can_be_read(read, written, f"SCREENER_{name.upper()} {otherwise}")
        for name, least in _LEAST.items():
            if getattr(self, name) < least:
                raise BadSettings(f"SCREENER_{name.upper()} must be {least} or more")
        if not is_supported(self.database_url):
            raise BadSettings(
                "SCREENER_DATABASE_URL must be sqlite:///FILE or postgresql://..., with options that PostgreSQL knows"
            )
        if self.metrics_token and not _TOKEN.fullmatch(self.metrics_token):
            raise BadSettings(
                f"SCREENER_METRICS_TOKEN must be {_SHORTEST_TOKEN} plain characters or more, drawn at random"
            )
        self._check_what_leads_back()

    def _check_what_leads_back(self) -> None:
        """Check what writes addresses of ours where no request says what they begin with."""
        if self.smtp_url:
            _can_be_read(
                sender, self.mail_from, "SCREENER_SMTP_URL needs SCREENER_MAIL_FROM, an email address"
            )
        if self.push_url:
            _can_be_read(
                lambda url: receiver(url, self.push_secret),
                self.push_url,
                "SCREENER_PUSH_URL must begin with https:// and name a host (http:// for this machine alone), and needs"
                f" SCREENER_PUSH_SECRET, {SHORTEST_SECRET} characters or more",
            )
        if self.identity_provider is not None:
            _can_be_read(
                private_address,
                self.base_url,
                "SCREENER_OIDC_ISSUER needs SCREENER_BASE_URL, which people come back to: https:// and a host",
            )
        if self.smtp_url and not self.base_url:
            raise BadSettings("SCREENER_SMTP_URL needs SCREENER_BASE_URL, which emails lead to")
        if self.push_url and not self.base_url:
            raise BadSettings(
                "SCREENER_PUSH_URL needs SCREENER_BASE_URL, which the codes in a Bundle stand under"
            )

    @property
    def local_accounts(self) -> LocalAccounts:
        """Who signs in with a password of their own here."""
        provider = self.identity_provider
        return (
            LocalAccounts(single_sign_on=True, emergency=provider.emergency) if provider else LocalAccounts()
        )

    @property
    def clinic_hours_in(self) -> Mapping[str, str]:
        """The opening hours by language, empty where they were not set in it."""
        return {**dict.fromkeys(OFFERED, ""), ENGLISH: self.clinic_hours, **self.clinic_hours_elsewhere}

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
            f"There is no {file}, and {DATA_FILE} of an earlier start is there. Bring the database back, or put a copy"
            f" in its place with screener restore. To begin with an empty one, move {DATA_FILE} away first."
        )


def from_environment(environment: Mapping[str, str] | None = None, *, begin: bool = True) -> Settings:
    """Read the settings, making the instance folder and its keys on the first run, unless this is not to ``begin`` anything.

    Raises ``BadSettings`` when one cannot be used.
    """
    environment = os.environ if environment is None else environment
    if message := slip_of_the_pen(environment, PREFIX):
        raise BadSettings(message)
    instance = Path(environment.get("SCREENER_INSTANCE") or "instance").absolute()
    _can_be_read(utf_8, str(instance), "SCREENER_INSTANCE must be a path in UTF-8")
    database, data_file = instance / DATABASE_FILE, instance / DATA_FILE
    database_url = environment.get("SCREENER_DATABASE_URL")
    elsewhere = database_url or {"SCREENER_DATA_KEYS", "SCREENER_SECRET_KEY"} & environment.keys()
    if not (begin or elsewhere or data_file.exists() or database.exists()):
        raise BadSettings(
            f"There is no {data_file}. SCREENER_INSTANCE must name the folder that the server has; for a copy, put the keys"
            " there that it was written with"
        )
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise BadSettings(f"SCREENER_INSTANCE is no folder that can be used: {fault.strerror}") from None
    written = _written(environment)
    secret_keys, secrets_from = _keys(
        environment.get("SCREENER_SECRET_KEY"), "SCREENER_SECRET_KEY", instance / SECRET_FILE
    )
    data_keys, keys_from = _keys(
        environment.get("SCREENER_DATA_KEYS"), "SCREENER_DATA_KEYS", data_file, needed_by=database
    )
    return Settings(
        instance=instance,
        database_url=database_url or URL.create("sqlite", database=str(database)).render_as_string(),
        secret_keys=secret_keys,
        data_keys=data_keys,
        keys_from=keys_from,
        changed_secret_keys=_watched(instance / SECRET_FILE, secret_keys, secrets_from),
        changed_data_keys=_watched(data_file, data_keys, keys_from),
        identity_provider=_provider(environment),
        **written,
    )


def unknown_names(environment: Mapping[str, str] | None = None) -> list[str]:
    """Return the variables that begin as our settings do and are none: a slip, or of another version.

    Those of single sign-on stop the start.
    """
    environment = os.environ if environment is None else environment
    names = ["instance", "database_url", "secret_key", "data_keys", *_READ]
    known = {f"{PREFIX}{name.upper()}" for name in (*names, *(f"clinic_hours_{code}" for code in OFFERED))}
    ours = {name for name in environment if name.startswith(PREFIX)}
    return sorted(name for name in ours - known if not name.startswith(f"{PREFIX}OIDC_"))


_TEXTS = (
    "clinic_phone clinic_timezone base_url smtp_url mail_from push_url push_secret metrics_token audit_stream"
)
_A_LINE = "one line of words that can be read"
_READ: Mapping[str, tuple[Callable[[str], Any], str]] = {
    **dict.fromkeys(_TEXTS.split(), (utf_8, "text in UTF-8")),
    **dict.fromkeys(["clinic_name", "clinic_hours"], (line, _A_LINE)),
    **dict.fromkeys(["proxy_hops", "sends_per_hour"], (whole_number, "a whole number")),
    **dict.fromkeys(
        ["staff_networks", "proxy_networks"], (networks, "networks such as 192.0.2.0/24 or 2001:db8::/48")
    ),
}
"""What is read as it stands, by its name in small letters: how, and what it has to be."""


def _written(environment: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    for name, (read, kind) in _READ.items():
        variable = f"SCREENER_{name.upper()}"
        if written := environment.get(variable):
            found[name] = _can_be_read(read, written, f"{variable} must be {kind}")
    hours = {}
    for code in OFFERED:
        variable = f"SCREENER_CLINIC_HOURS_{code.upper()}"
        if written := environment.get(variable):
            hours[code] = _can_be_read(line, written, f"{variable} must be {_A_LINE}")
    return found | {"clinic_hours_elsewhere": hours}


def _provider(environment: Mapping[str, str]) -> IdentityProvider | None:
    try:
        return provider_of(environment)
    except ValueError as fault:
        raise BadSettings(str(fault)) from None


def _can_be_read(read: Callable[[str], Any], written: str, otherwise: str) -> Any:
    try:
        return read(written)
    except ValueError:
        raise BadSettings(otherwise) from None


def _watched(file: Path, keys: list[bytes], keys_from: KeysFrom) -> Watched | None:
    return None if keys_from is KeysFrom.ENVIRONMENT else Watched(file, keys)


def _keys(
    written: str | None, name: str, file: Path, needed_by: Path | None = None
) -> tuple[list[bytes], KeysFrom]:
    try:
        return keyfiles.keys(written, name, file, needed_by)
    except keyfiles.NoKeys as fault:
        raise BadSettings(str(fault)) from None
