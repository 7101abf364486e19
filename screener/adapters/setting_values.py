"""What a setting may hold that libraries know of: each is read, and ``ValueError`` is raised for what is none."""

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from screener.questionnaire.typed import on_one_line, readable

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Where nobody else listens, and TLS is not needed."""

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f.]*:[0-9a-f:.]+(?:%\w+)?")
"""A name whose parts stand between single dots, or an address of IPv6."""
_QUOTED = re.compile(r"([\"']).*\1", re.DOTALL)
_AS_IT_STANDS = frozenset(
    {"SCREENER_INSTANCE", "SCREENER_DATABASE_URL", "SCREENER_PUSH_SECRET", "SCREENER_AUDIT_STREAM"}
)
"""What may hold a blank, so that one at its end would be no mistake that is noticed: another folder, file or secret."""
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]")


def slip_of_the_pen(environment: Mapping[str, str], prefix: str) -> str:
    """Return what is wrong with how a variable that begins with ``prefix`` is written; empty where nothing is.

    Not every reader of a file of variables takes marks around a value away, or what stands behind it.
    """
    for name, written in environment.items():
        if name.startswith(prefix) and _QUOTED.fullmatch(written.strip()):
            return f"{name} stands in quotation marks: write it without them"
        if name in _AS_IT_STANDS and written != written.strip():
            return f"{name} begins or ends with a blank or the end of a line: write it without"
    return ""


def host_of(parts: SplitResult) -> str:
    """Return the host of an address; raises ``ValueError`` where it can be none, and where its port is none."""
    host = parts.hostname or ""
    if parts.port == 0 or not _HOST.fullmatch(host):  # a port raises for what is no number of one
        raise ValueError("no host")
    as_asked_for(host)  # no part of a name is longer than 63 letters
    return host


def as_asked_for(host: str) -> str:
    """Return a host as whoever connects writes it: one with an accent in other letters. Raises ``ValueError``."""
    return host.encode("idna").decode()


def line(written: str) -> str:
    """Return words as pages and the subjects of emails can show them: on one line, and all of it can be read."""
    words = written.encode().decode().strip()
    if not words or not readable(words) or not on_one_line(words):
        raise ValueError("no line of words")
    return words


def whole_number(written: str) -> int:
    """Return a number in figures; Python would take 1_0 for ten."""
    if not re.fullmatch(r"-?[0-9]{1,9}", written.strip(), re.ASCII):
        raise ValueError("no whole number")
    return int(written)


def utf_8(written: str) -> str:
    """Return a text that was in UTF-8: of any other, the environment holds what no page and no database can."""
    written.encode()
    return written


def timezone(written: str) -> ZoneInfo:
    """Return a time zone by its name, such as ``America/Chicago``."""
    try:
        return ZoneInfo(written)
    except (KeyError, OSError):  # not there; a folder, or out of their folder
        raise ValueError("no time zone") from None


def web_address(written: str) -> SplitResult:
    """Return the parts of an address that a browser opens: its host is one, and what stands behind a colon is a port."""
    parts = urlsplit(written)
    port_left_out = parts.netloc.endswith(":")  # as in https://https://example.org
    if parts.scheme not in {"http", "https"} or port_left_out or not host_of(parts):
        raise ValueError("no web address")
    return parts


def address_of_all_pages(written: str) -> SplitResult:
    """Return the parts of an address that paths are written behind: nothing but a scheme, a host and a port."""
    parts = web_address(written)
    if "@" in parts.netloc or parts.path.strip("/") or set("?#") & set(written) or _BLANKS.search(written):
        raise ValueError("more than a host")
    return parts


def private_address(written: str) -> SplitResult:
    """Return the parts of an address whose pages nobody on the way can read: with TLS, or on this machine."""
    parts = web_address(written)
    if parts.scheme != "https" and parts.hostname not in THIS_MACHINE:
        raise ValueError("no address with TLS")
    return parts


def sender(written: str) -> str:
    """Return an email address that emails may come from."""
    # Late: most starts need none, and it takes a fortieth of one.
    from email_validator import validate_email

    try:
        return validate_email(written, check_deliverability=False).normalized
    except ValueError as fault:
        raise ValueError("no email address") from fault
