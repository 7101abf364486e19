"""Email addresses, as people type them: checked, and asked about where a finger seems to have slipped."""

import re
import unicodedata

from screener.adapters.mail_hosts import likelier
from screener.codes.folding import folded

_LONGEST = 400
_LABEL = re.compile(
    r"^(?:(?:my|mi) )?(?:e-?mail|correo(?: electr[oó]nico)?)(?: address)?(?: is| es)?(?: ?[:=] ?| )(?=\S+@)",
    re.IGNORECASE,
)
"""What is written before an address to say that it is one."""
_MAILTO = re.compile(r"^(?:mailto:|https?://)", re.IGNORECASE)
_AT_IN_BRACKETS = re.compile(r" ?[(\[{] ?(?:at|arroba) ?[)\]}] ?", re.IGNORECASE)
_DOT_IN_BRACKETS = re.compile(r" ?[(\[{] ?(?:dot|punto) ?[)\]}] ?", re.IGNORECASE)
_BEFORE = re.compile(r"^[^\w@]+")
"""What no name begins with that people have, such as the mark before a question or a bullet."""
_ADDRESS = re.compile(r"[^\s<>,;()]+@[^\s<>,;()]+")
_BEHIND = re.compile(r"\?.*|[^\w\]]+$", re.DOTALL)
"""What no host ends in, such as an exclamation mark, and what a link asks a mail program for."""
_IN_BRACKETS = re.compile(r"[^@]*[<(\[]([^<>()\[\]]*@[^<>()\[\]]*)")
"""An address in brackets, as behind a name; before them there is no other."""
_MARKS_FOR_DOTS = re.compile(r"[,;:]")
_BLANK_FOR_DOT = re.compile(r"(?<=\w) (?=(?:com|net|org|edu|gov|es|mx)(?:\.\w\w)?$)", re.IGNORECASE)
"""A blank in the place of the dot before the end of an address."""
_OF_A_PAGE = "www."
"""What addresses of pages begin with, and some put before one of email."""
_AROUND = " \t\r\n.,;:<>()[]\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"


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
    ``PerhapsMeant`` or another class of this module for a mistake that can be named, or else ``ValueError``; only the fields of
    ``PerhapsMeant`` hold the address.
    """
    if len(typed) > _LONGEST:
        raise ValueError("not an email address")
    written = _address_in(" ".join(unicodedata.normalize("NFKC", typed).split()))
    if written.count("@") != 1:
        raise _why_not(written)
    name, _, domain = written.partition("@")
    try:
        address = _normal(written)
    except ValueError:
        dotted = _BLANK_FOR_DOT.sub(".", _MARKS_FOR_DOTS.sub(".", domain))
        dotted_name = re.sub("[,;]", ".", name)
        meant = likelier(dotted) or (dotted if (dotted, dotted_name) != (domain, name) else "")
        raise (_checked(dotted_name, meant) or _why_not(written)) from None
    name, _, domain = address.partition("@")
    if any(unicodedata.category(letter) in {"So", "Sk"} and not letter.isascii() for letter in address):
        raise ValueError("not an email address")
    ending = domain.rpartition(".")[2]
    if not likelier(domain) and (len(ending) == 1 or any(map(str.isdecimal, ending))):
        raise NoEnding("not an email address")
    name = name[len(_OF_A_PAGE) :] if name.lower().startswith(_OF_A_PAGE) else name
    plain = "@".join(_without_accents(part) for part in (name, domain))
    if (meant := likelier(plain.partition("@")[2])) or plain != address:
        raise PerhapsMeant(f"{plain.partition('@')[0]}@{meant or plain.partition('@')[2]}", address)
    return address


def _normal(written: str) -> str:
    """Return an address in its normal form; raises ``ValueError``."""
    # Late: most of a start does without, and it takes a fortieth of one.
    from email_validator import validate_email

    return validate_email(written, check_deliverability=False).normalized


def _without_accents(part: str) -> str:
    """Return one side of an address as most are, where a keyboard may have put accents; other writings as they are."""
    return plain if not part.isascii() and (plain := folded(part)).isascii() else part


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
    addresses = [each.strip(_AROUND) for each in _ADDRESS.findall(text)]
    if len(addresses) > 1 and len({each.lower() for each in addresses}) == 1:
        text = addresses[0]  # pasted twice, or as its own name: maria@example.com <maria@example.com>
    if inside := _IN_BRACKETS.match(text):
        text = inside[1]
    text = _MAILTO.sub("", _LABEL.sub("", text.strip(_AROUND))).strip(_AROUND)
    text = _DOT_IN_BRACKETS.sub(".", _AT_IN_BRACKETS.sub("@", _BEFORE.sub("", text)))
    for mark in "@.":
        text = mark.join(part.strip(" ") for part in text.split(mark)) if mark in text else text
    name, at, rest = text.partition("@")
    # A note behind it: "maria@example.com (work)".
    return f"{name}{at}{_BEHIND.sub('', rest.partition(' (')[0].strip(_AROUND))}"


def _checked(name: str, domain: str) -> PerhapsMeant | None:
    if not domain:
        return None
    try:
        return PerhapsMeant(_normal(f"{name}@{domain}"))
    except ValueError:
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
