"""Email addresses, as people type them: checked, and asked about where a finger seems to have slipped."""

import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

_LONGEST = 400
_LABEL = re.compile(
    r"^(?:(?:my|mi) )?(?:e-?mail|correo(?: electr[oó]nico)?)(?: address)?(?: is| es)? ?[:=]? (?=\S+@)",
    re.IGNORECASE,
)
"""What is written before an address to say that it is one."""
_MAILTO = re.compile(r"^(?:mailto:|https?://)", re.IGNORECASE)
_AT_IN_BRACKETS = re.compile(r" ?[(\[{] ?(?:at|arroba) ?[)\]}] ?", re.IGNORECASE)
_BEHIND = re.compile(r"\?.*|[^\w\]]+$", re.DOTALL)
"""What no host ends in, such as an exclamation mark, and what a link asks a mail program for."""
_MARKS_FOR_DOTS = re.compile(r"[,;:]")
_AROUND = " \t\r\n.,;:<>()[]\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"
_PROVIDERS = (
    *("gmail.com", "hotmail.com", "yahoo.com", "outlook.com", "icloud.com", "aol.com"),
    *("live.com", "msn.com", "comcast.net", "att.net", "sbcglobal.net", "verizon.net", "cox.net"),
    *("bellsouth.net", "charter.net", "protonmail.com", "kumc.edu", "hotmail.es", "yahoo.es"),
    *("outlook.es", "yahoo.com.mx"),
)
_OF_ONE_ENDING = ("gmail.com", "icloud.com", "comcast.net", "sbcglobal.net", "bellsouth.net")
"""Providers whose name gives no addresses under another ending."""
_REAL_NEIGHBOURS = frozenset(
    {"mail.com", "email.com", "ymail.com", "gmx.com", "live.ca", "live.co.uk", "me.com"}
    | {"mac.com", "cox.com", "yahoo.ca", "yahoo.fr", "yahoo.it", "yahoo.de", "hotmail.fr"}
    | {"hotmail.it", "hotmail.ca", "hotmail.de", "outlook.fr", "outlook.it", "outlook.de"}
    | {"msn.net"}
)
"""A letter away from a large provider, and a provider too."""
_ENDINGS = {
    **dict.fromkeys(("con", "cmo", "ocm", "vom", "xom", "cpm", "comm", "coom", "c0m", "cim"), "com"),
    **dict.fromkeys(("ogr", "rog", "orgg"), "org"),
    **dict.fromkeys(("ent", "nte", "nett"), "net"),
}
"""Endings that are none, each with what was meant."""


class PerhapsMeant(ValueError):
    """The address is one slip away from a likelier one; ``address`` is what was probably meant.

    ``as_written`` is the normal form of what was typed, or empty where that is no address.
    """

    def __init__(self, address: str, as_written: str = "") -> None:
        super().__init__("not an email address")
        self.address = address
        self.as_written = as_written


class NoAt(ValueError):
    """The @ is missing."""


class TwoAddresses(ValueError):
    """There is more than one @."""


class Blank(ValueError):
    """There is a blank in the middle of it."""


class DotTooMany(ValueError):
    """There is a dot where none can be: two in a row, or one beside the @."""


class NoEnding(ValueError):
    """Nothing such as .com stands behind the @."""


def email_address(typed: str) -> str:
    """Return the address in its normal form, its syntax checked but nothing looked up.

    A name around it, blanks beside its marks, and what a sentence puts behind it are taken away. Raises
    ``PerhapsMeant`` or another class of this module for a mistake that can be named, or else ``ValueError``; only
    ``PerhapsMeant.address`` holds the address.
    """
    if len(typed) > _LONGEST:
        raise ValueError("not an email address")
    written = _address_in(" ".join(unicodedata.normalize("NFKC", typed).split()))
    if written.count("@") != 1:
        raise _why_not(written)
    name, _, domain = written.partition("@")
    try:
        address = validate_email(written, check_deliverability=False).normalized
    except EmailNotValidError:
        dotted = _MARKS_FOR_DOTS.sub(".", domain)
        meant = _likelier(dotted) or (dotted if dotted != domain else "")
        raise (_checked(name, meant) or _why_not(written)) from None
    name, _, domain = address.partition("@")
    if len(domain.rpartition(".")[2]) == 1 and not _likelier(domain):
        raise NoEnding("not an email address")
    if meant := _likelier(domain):
        raise PerhapsMeant(f"{name}@{meant}", address)
    return address


def email_address_as_typed(typed: str) -> str:
    """Return the address like ``email_address``, and one that looks like a slip of the finger as it stands.

    For staff, who sign in with an address that exists. Raises ``ValueError`` when it is none.
    """
    try:
        return email_address(typed)
    except PerhapsMeant as fault:
        if not fault.as_written:
            raise ValueError("not an email address") from None
        return fault.as_written


def _address_in(text: str) -> str:
    """Return what stands in pointed brackets, or the text, without what was put around it and beside its marks."""
    before, opened, inside = text.partition("<")
    if opened and "@" not in before:
        text = inside.partition(">")[0]
    text = _MAILTO.sub("", _LABEL.sub("", text.strip(_AROUND))).strip(_AROUND)
    text = _AT_IN_BRACKETS.sub("@", text)
    for mark in "@.":
        text = mark.join(part.strip(" ") for part in text.split(mark)) if mark in text else text
    name, at, rest = text.partition("@")
    # A note behind it: "maria@example.com (work)".
    return f"{name}{at}{_BEHIND.sub('', rest.partition(' (')[0].strip(_AROUND))}"


def _likelier(domain: str) -> str:
    """Return the name of a mail provider, or an ending, that is one slip away from ``domain``; else nothing."""
    domain = domain.lower()
    if domain in _PROVIDERS or domain in _REAL_NEIGHBOURS:
        return ""
    for provider in _PROVIDERS:
        host_alone = domain == provider.partition(".")[0]
        if host_alone or _one_slip_away(domain, provider) or _stirred(domain, provider):
            return provider
    for provider in _OF_ONE_ENDING:
        host, _, ending = provider.partition(".")
        if domain.startswith(f"{host}.") and domain != provider:
            return provider
    front, dot, ending = domain.rpartition(".")
    meant = f"{front}{dot}{_ENDINGS[ending]}" if front and ending in _ENDINGS else ""
    return (_likelier(meant) or meant) if meant else ""


def _one_slip_away(one: str, other: str) -> bool:
    """Tell whether one letter more, less or another, or two that changed places, make one text the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    a, b = one[same:], other[same:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _stirred(one: str, other: str) -> bool:
    """Tell whether the letters are the same in another order, behind the same first one."""
    return one[:1] == other[:1] and sorted(one) == sorted(other)


def _checked(name: str, domain: str) -> PerhapsMeant | None:
    if not domain:
        return None
    try:
        return PerhapsMeant(validate_email(f"{name}@{domain}", check_deliverability=False).normalized)
    except EmailNotValidError:
        return None


def _why_not(written: str) -> ValueError:
    at, dot = re.compile(r" (?:at|arroba) ", re.IGNORECASE), re.compile(r" (?:dot|punto) ", re.IGNORECASE)
    spoken = dot.sub(".", at.sub("@", written))
    if spoken != written and len(spoken.split("@")) == 2 and (found := _checked(*spoken.split("@"))):  # noqa: PLR2004
        return found
    if "@" not in written:
        return NoAt("not an email address") if "." in written else ValueError("not an email address")
    if written.count("@") > 1:
        return TwoAddresses("not an email address")
    if ".." in written or ".@" in written:
        return DotTooMany("not an email address")
    if " " in written:
        return Blank("not an email address")
    name, _, domain = written.partition("@")
    return (
        NoEnding("not an email address")
        if name and domain and "." not in domain
        else ValueError("not an email address")
    )
