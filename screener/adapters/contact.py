"""Ways to reach a person, checked: phone numbers, as people type them."""

import re
import unicodedata

import phonenumbers

from screener.adapters.look_alikes import LetterForFigure, with_a_letter_for_a_figure

DEFAULT_REGION = "US"
_LONGEST = 400
_EXTENSION = re.compile(
    r"[,;(\[]? ?(?:#|(?:x|exte?n?|ex|extensi[oó]n|anexo|interno|int)\.? ?(?:[=:#-]|(?:n[o°]?|n[uú]m(?:ber|ero)?)\.?)?) ?"
    r"(\d{1,7})[.)\]]?$"
)
"""An extension at the end of a text without two blanks in a row."""
_LABEL = re.compile(
    r"^(?:(?:my|mi) )?(?:(?:tel|sms|callto):/*|(?:telephone|tel[eé]fono|phone|ph|tel|number|n[uú]mero|"
    r"cell(?: ?phone)?|cel(?:ular)?|mobile|m[oó]vil|home|work|casa|trabajo|whats ?app|tty)\b(?: (?:number|phone))?"
    r"[.:]*(?: (?:is|es(?: el)?)\b)?[.:]*) *"
)
"""What is written before a number to say that it is one, and how a link to one begins."""
_PAUSE = re.compile(r"[,;p]+ ?(\d{1,5})$")
"""An extension as phones keep it: dialled after a pause."""
_MOST_DIGITS = 15
_FULL = 10
_LOCAL = 7
_MEXICO = 52
_MEXICAN_PREFIX = re.compile(r"(?:\+|00|011)?52(?:1|0?1|04[45])(?=\d{10}$)|04[45](?=\d{10}$)")
"""Ahead of the ten figures of a Mexican number, as it was dialled until 2019, and still stands in many phones."""
_LONG_DISTANCE = re.compile(r"01(?=\d{10}$)")
"""What was dialled inside Mexico before a number elsewhere; some people write it for the 1 of a number here."""
_OF_SERVICES = re.compile(r"\d{3}[2-9]11\d{4}")
"""A number here whose middle is one such as 911: none is given out so, but where the call is free."""
_TWO_FOUR_FOUR = re.compile(r"(?:^|\D)\d{2}\D+\d{4}\D+\d{4}\D*$")
"""Figures in the groups of the large cities of Mexico, in which nobody writes a number here."""


class Letters(ValueError):
    """There are words beside the number, which a phone would dial as figures."""


class NoAreaCode(ValueError):
    """The number is a local one: its area code is missing."""


class TwoNumbers(ValueError):
    """There are two numbers."""


class WrongLength(ValueError):
    """There are too many or too few figures; ``figures`` says how many, without a 1 that stands before an area code."""

    def __init__(self, figures: int) -> None:
        super().__init__("not a phone number")
        self.figures = figures


class WhichCountry(ValueError):
    """The number may be one in Mexico whose country code is missing: ``numbers`` holds it behind the one it is here.

    Where it is none here, it is alone.
    """

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__("not a phone number")
        self.numbers = numbers


class CostsExtra(ValueError):
    """It is a number that costs whoever calls it."""


class NoSuchNumber(ValueError):
    """It has as many figures as a number, and no number is so."""


def phone_number(typed: str) -> str:
    """Return the number in E.164 form, with ``;ext=`` and an extension, read as a US number without a country code.

    Raises a class of this module for a mistake that can be named, or else ``ValueError``; the number is in none of
    their texts.
    """
    plain, extension = _taken_apart(typed)
    plain = _once(plain)
    figures = _figures(plain)
    if figures > _MOST_DIGITS + 1:
        raise TwoNumbers("not a phone number")
    if any(letter.isalpha() for letter in plain) and figures:
        look_alike = {letter for letter in plain if letter.isalpha()} <= {
            *"oil"
        } and with_a_letter_for_a_figure(plain)
        raise (LetterForFigure if look_alike else Letters)("not a phone number")
    if not figures or any(letter.isalnum() and not letter.isdecimal() for letter in plain):
        raise ValueError("not a phone number")
    number = next(filter(_exists, _readings(plain)), None)
    if number != (elsewhere := _perhaps_in_mexico(plain, number)):
        raise WhichCountry(tuple(_written(each, extension) for each in (number, elsewhere) if each))
    if number is None:
        raise _why_not(plain, figures)
    if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        raise CostsExtra("not a phone number")
    return _written(number, extension)


def _once(plain: str) -> str:
    """Return a number that was filled in twice, the one behind the other, without the second."""
    digits = _digits(plain)
    half = digits[: len(digits) // 2]
    if not _FULL <= len(half) <= _MOST_DIGITS or digits != half * 2 or any(map(str.isalpha, plain)):
        return plain
    number = f"{plain[: plain.startswith('+')]}{half}"
    return number if any(map(_exists, _readings(number))) else plain


def _exists(number: phonenumbers.PhoneNumber) -> bool:
    if number.country_code == 1 and _OF_SERVICES.fullmatch(str(number.national_number)):
        return bool(phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.TOLL_FREE)
    return bool(phonenumbers.is_valid_number(number))


def _written(number: phonenumbers.PhoneNumber, extension: str) -> str:
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{written};ext={extension}" if extension else written


def _perhaps_in_mexico(
    plain: str, number: phonenumbers.PhoneNumber | None
) -> phonenumbers.PhoneNumber | None:
    """Return ``number``, or the one in Mexico that it looks like, or may be where it is none here."""
    digits = _digits(plain)
    long_distance = _LONG_DISTANCE.match(digits)
    whole = len(digits) == _FULL or long_distance
    if "+" in plain or not whole or len({*digits}) == 1:
        return number
    last = digits[-_FULL:]
    here = phonenumbers.is_valid_number(phonenumbers.parse(f"{last[:3]}2002000", DEFAULT_REGION))
    if not (_TWO_FOUR_FOUR.search(plain) or long_distance or (number is None and not here)):
        return number
    perhaps = phonenumbers.parse(f"+{_MEXICO}{last}")
    return perhaps if phonenumbers.is_valid_number(perhaps) else number


def _taken_apart(typed: str) -> tuple[str, str]:
    """Return the number and the figures of its extension, which may be none."""
    if len(typed) > _LONGEST:
        raise ValueError("not a phone number")
    plain = " ".join(unicodedata.normalize("NFKC", typed).lower().split())
    plain = _LABEL.sub("", plain).strip()
    found = _EXTENSION.search(plain)
    if found is None and (pause := _PAUSE.search(plain)) and _figures(plain[: pause.start()]) >= _FULL:
        found = pause
    return (plain[: found.start()], found[1]) if found else (plain, "")


def _figures(plain: str) -> int:
    return len(_digits(plain))


def _digits(plain: str) -> str:
    return "".join(str(int(letter)) for letter in plain if letter.isdecimal())


def _readings(plain: str) -> list[phonenumbers.PhoneNumber]:
    """Return what it may be: as it stands, with a plus that was left out, and as a Mexican number was dialled once."""
    digits = _digits(plain)
    begun = "+" if plain.partition("+")[1] and not _figures(plain.partition("+")[0]) else ""
    written = [begun + digits]
    if len(digits) > _FULL:
        written.append(f"+{digits.removeprefix('00')}")
    if _MEXICAN_PREFIX.match(begun + digits):
        written.append(f"+{_MEXICO}{digits[-_FULL:]}")
    if _LONG_DISTANCE.match(begun + digits):
        country = _MEXICO if _TWO_FOUR_FOUR.search(plain) else 1
        written.append(f"+{country}{digits[-_FULL:]}")
    found = []
    for each in written:
        try:
            found.append(phonenumbers.parse(each, DEFAULT_REGION))
        except phonenumbers.NumberParseException:
            continue
    return found


def _why_not(plain: str, figures: int) -> ValueError:
    read = _readings(plain)
    reason = phonenumbers.is_possible_number_with_reason(read[0]) if read else None
    before_area_code = figures > _LOCAL and _digits(plain).startswith("1")
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY or (
        before_area_code and figures == _LOCAL + 1
    ):
        return NoAreaCode("not a phone number")
    if reason in {None, phonenumbers.ValidationResult.IS_POSSIBLE}:
        return NoSuchNumber("not a phone number") if read else ValueError("not a phone number")
    if "+" in plain and not before_area_code:
        return NoSuchNumber("not a phone number")
    return WrongLength(figures - before_area_code)
