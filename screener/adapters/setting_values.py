"""What a setting may hold that libraries know of: each is read, and ``ValueError`` is raised for what is none."""

from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from email_validator import EmailNotValidError, validate_email

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Where nobody else listens, and TLS is not needed."""


def timezone(written: str) -> ZoneInfo:
    """Return a time zone by its name, such as ``America/Chicago``."""
    try:
        return ZoneInfo(written)
    except (KeyError, OSError):  # not there; a folder, or out of their folder
        raise ValueError("no time zone") from None


def web_address(written: str) -> SplitResult:
    """Return the parts of an address that a browser opens."""
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
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
    try:
        return validate_email(written, check_deliverability=False).normalized
    except EmailNotValidError as fault:
        raise ValueError("no email address") from fault
