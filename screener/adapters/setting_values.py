"""What a setting may hold that libraries know of: each is read, and ``ValueError`` is raised for what is none."""

import re
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from screener.questionnaire.typed import on_one_line, readable

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Where nobody else listens, and TLS is not needed."""

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f.]*:[0-9a-f:.]+(?:%\w+)?")
"""A name whose parts stand between single dots, or an address of IPv6."""
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]")


def host_of(parts: SplitResult) -> str:
    """Return the host of an address; raises ``ValueError`` where it can be none, and where its port is none."""
    host = parts.hostname or ""
    if parts.port == 0 or not _HOST.fullmatch(host):  # a port raises for what is no number of one
        raise ValueError("no host")
    host.encode("idna")  # as whoever connects writes it: no part of a name is longer than 63 letters
    return host


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
