"""Ways to reach a person, checked: phone numbers and email addresses, as people type them."""

import re
import unicodedata

import phonenumbers
from email_validator import EmailNotValidError, validate_email

DEFAULT_REGION = "US"
_LONGEST = 400
_NUMBER = re.compile(
    r"[\d+()\s./\u2010-\u2015-]+(?:[,;]?\s*(?:x|ext|extn|extension|extensi[oó]n|anexo)\.?\s*[=:]?\s*\d{1,7})?",
    re.IGNORECASE,
)
"""Figures and the marks between them, and at most an extension: a word would be dialled as letters."""
_MISTYPED = {
    "gmail.con": "gmail.com",
    "gmail.cm": "gmail.com",
    "gmial.com": "gmail.com",
    "gmai.com": "gmail.com",
    "gamil.com": "gmail.com",
    "gnail.com": "gmail.com",
    "hotmail.con": "hotmail.com",
    "hotmial.com": "hotmail.com",
    "outlook.con": "outlook.com",
    "outlok.com": "outlook.com",
    "yahoo.con": "yahoo.com",
    "yaho.com": "yahoo.com",
    "icloud.con": "icloud.com",
    "aol.con": "aol.com",
}
"""Slips of the finger for the names of mail providers, each with what was meant."""


class Letters(ValueError):
    """There are words beside the number, which a phone would dial as figures."""


class NoAreaCode(ValueError):
    """The number is a local one: its area code is missing."""


class PerhapsMeant(ValueError):
    """The address is one slip away from that of a mail provider; ``address`` is what was probably meant."""

    def __init__(self, address: str) -> None:
        super().__init__("not an email address")
        self.address = address


def phone_number(typed: str) -> str:
    """Return the number in E.164 form, with ``;ext=`` and an extension, read as a US number without a country code.

    Raises ``Letters``, ``NoAreaCode`` or another ``ValueError`` (without the number) when it cannot be a phone number, or is
    one that costs extra to call.
    """
    plain = unicodedata.normalize("NFKC", typed[: _LONGEST + 1].strip())
    if not _NUMBER.fullmatch(plain):
        raise (Letters if any(map(str.isdigit, plain)) else ValueError)("not a phone number")
    try:
        number = phonenumbers.parse(plain, DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        raise ValueError("not a phone number") from None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        raise NoAreaCode("not a phone number")
    premium = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE
    if premium or not phonenumbers.is_valid_number(number):
        raise ValueError("not a phone number")
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{written};ext={number.extension}" if number.extension else written


def dialled(number: str) -> str:
    """Return what a link dials: the number, and after a pause its extension, in the form that phones take."""
    return number.replace(";ext=", ",")


def shown(number: str) -> str:
    """Return an E.164 number, with ``;ext=`` or without, as people in the region write it."""
    plain, _, extension = number.partition(";ext=")
    parsed = phonenumbers.parse(plain)
    here = phonenumbers.region_code_for_number(parsed) == DEFAULT_REGION
    style = phonenumbers.PhoneNumberFormat.NATIONAL if here else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    written = phonenumbers.format_number(parsed, style)
    return f"{written} ext. {extension}" if extension else written


def email_address(typed: str) -> str:
    """Return the address in its normal form, its syntax checked but nothing looked up.

    A name around it, blanks beside its marks, and what a sentence puts behind it are taken away. Raises ``PerhapsMeant`` for
    a slip in the name of a provider, or another ``ValueError`` (without the address) when it cannot be one.
    """
    written = typed[: _LONGEST + 1].strip().removeprefix("mailto:")
    if written.count("@") != 1:
        raise ValueError("not an email address")
    if match := re.fullmatch(r"[^<>]*<([^<>]*)>[.,;\s]*", written):
        written = match[1]
    written = re.sub(r"[ \t]*([@.])[ \t]*", r"\1", written.strip()).rstrip(".,;>")
    try:
        address = validate_email(written, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError("not an email address") from None
    name, _, domain = address.partition("@")
    if meant := _MISTYPED.get(domain.lower()):
        raise PerhapsMeant(f"{name}@{meant}")
    return address
