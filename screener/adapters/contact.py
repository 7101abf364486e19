"""Ways to reach a person, checked: phone numbers, email addresses, dates of birth, as people type them."""

import re
from datetime import date

import phonenumbers
from babel.dates import get_month_names
from email_validator import EmailNotValidError, validate_email

DEFAULT_REGION = "US"
_OLDEST = 130
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})")
_MONTH_NAMED = re.compile(
    r"(?P<month>[a-z]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?:del?\s+)?(?P<year>\d{4})",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|ro|er|\.?[º°])?\s+(?:de\s+)?(?P<month>[a-z]{3,10})\.?,?\s+(?:del?\s+)?(?P<year>\d{4})",
    re.IGNORECASE,
)
_MONTHS: dict[str, int] = {
    name: number for spoken in ("en", "es") for number, name in get_month_names("wide", locale=spoken).items()
} | {"setiembre": 9}
"""Months as they are called in each language; Babel knows one of the two Spanish names of September."""


def phone_number(typed: str) -> str:
    """Return the number in E.164 form, with ``;ext=`` and an extension, read as a US number without a country code.

    Raises ``ValueError`` (without the number) when it cannot be a phone number, or is one that costs extra to call.
    """
    try:
        number = phonenumbers.parse(typed, DEFAULT_REGION)
    except phonenumbers.NumberParseException:
        raise ValueError("not a phone number") from None
    premium = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE
    if premium or not _can_be_called(number):
        raise ValueError("not a phone number")
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{plain};ext={number.extension}" if number.extension else plain


def _can_be_called(number: phonenumbers.PhoneNumber) -> bool:
    # A number without its area code is "possible" too, but only for neighbours.
    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)


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

    Raises ``ValueError`` (without the address) when it cannot be one.
    """
    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError("not an email address") from None


def date_of_birth(typed: str, today: date) -> str:
    """Return the date in ISO 8601 form, from 4/28/1956, 4-28-1956, April 28, 1956, 28 de abril de 1956 or 1956-04-28.

    Raises ``ValueError`` (without the date) when it is none, lies after ``today``, or is over 130 years old.
    """
    text = typed.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year = (int(part) for part in match.groups())
    elif match := _MONTH_NAMED.fullmatch(text) or _DAY_NAMED.fullmatch(text):
        month, day, year = _month(match["month"]), int(match["day"]), int(match["year"])
    else:
        raise ValueError("not a date")
    try:
        born = date(year, month, day)
    except ValueError:
        raise ValueError("not a date") from None
    if not today.year - _OLDEST <= born.year or born > today:
        raise ValueError("not a date of birth")
    return born.isoformat()


def _month(name: str) -> int:
    for full, number in _MONTHS.items():
        if full.lower().startswith(name.lower()):
            return number
    raise ValueError("not a date")
