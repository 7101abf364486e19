"""What a setting may hold that libraries know of: each is read, and ``ValueError`` is raised for what is none."""

import re
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Where nobody else listens, and TLS is not needed."""

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f.]*:[0-9a-f:.]+(?:%\w+)?")
"""A name whose parts stand between single dots, or an address of IPv6."""


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
    host = parts.hostname if parts.port != 0 else None  # it raises for what is no number of a port
    if parts.scheme not in {"http", "https"} or port_left_out or not _HOST.fullmatch(host or ""):
        raise ValueError("no web address")
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
