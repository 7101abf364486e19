"""What a typed search may be: whoever searches need not say which."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from screener.adapters.contact import WhichCountry, phone_number
from screener.adapters.dates import TwoDays, date_of_birth
from screener.adapters.email_addresses import email_address_as_typed
from screener.codes.reference import REFERENCE_LENGTH, normalized
from screener.storage import search_terms
from screener.storage.keys.sealing import Keyring
from screener.submissions.search_terms import (
    LAST_FOUR,
    Kind,
    Term,
    email_term,
    name_term,
    phone_term,
    spellings_of_name,
)

SEARCH_LIMIT = 320
"""Nothing is found by more bytes than this, in UTF-8; what is typed beyond is not looked at."""
_MOST_WORDS = 8
_MARKED = re.compile(r"[\W_x]*")
"""What may stand around the four last figures of a number: xxx-xxx-0123."""
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{4}([/.-])\d{1,2}\2\d{1,2})(?!\d)")


def as_searched(typed: str) -> str:
    """Return what is looked for of what was typed: without blanks around it, and not more than ``SEARCH_LIMIT``."""
    return typed.strip().encode()[:SEARCH_LIMIT].decode(errors="ignore").strip()


def terms(typed: str, today: date) -> list[Term]:
    """Return each thing that ``typed`` may be as a whole."""
    found: list[Term] = [*_called(typed)]
    with suppress(ValueError):
        found.append(email_term(email_address_as_typed(typed)))
    found += [*_born(typed, today), *_last_four(typed)]
    if name := name_term(typed):
        found += [name, (Kind.CARER, name[1])]
    return found


def sought(typed: str, keyring: Keyring, today: date) -> search_terms.Sought:
    """Return what to look for: anything that ``typed`` may be as a whole, or a name that has all of its words.

    Beside a name, a date is the date of birth, and four figures may be the last of the phone number.
    """
    date, name = _without_date(typed)
    born = [*_born(date, today)]
    return search_terms.Sought(
        normalized(typed, REFERENCE_LENGTH),
        tuple(search_terms.fingerprints(keyring, terms(typed, today))),
        tuple(
            tuple(
                tuple(search_terms.fingerprints(keyring, either))
                for either in (
                    *([(kind, word), *_last_four(word)] for word in words[:_MOST_WORDS]),
                    *([born] if born else []),
                )
            )
            for kind in (Kind.WORD, Kind.CARER_WORD)
            for words in spellings_of_name(name)
        ),
    )


def audited_as(typed: str, keyring: Keyring, today: date) -> tuple[str, ...]:
    """Return the subjects under which the audit tells of a search for ``typed``: keyed hashes, the newest key's first."""
    kind, text = next(iter(terms(typed, today)), ("reference", typed))
    return tuple(hashed.hex() for hashed in keyring.fingerprints(text, "audit_search", kind))


def _without_date(typed: str) -> tuple[str, str]:
    """Return the date in figures that is written beside something else, and what is left; a date without figures alone stays."""
    found = _DATE.search(typed)
    return (found[0], f"{typed[: found.start()]} {typed[found.end() :]}") if found else ("", typed)


def _called(typed: str) -> Iterator[Term]:
    try:
        yield phone_term(phone_number(typed))
    except WhichCountry as either:
        yield from map(phone_term, either.numbers)
    except ValueError:
        return


def _born(typed: str, today: date) -> Iterator[Term]:
    try:
        yield Kind.BORN, date_of_birth(typed, today)
    except TwoDays as either:
        yield from ((Kind.BORN, day.isoformat()) for day in either.days)
    except ValueError:
        return


def _last_four(typed: str) -> Iterator[Term]:
    figures = [letter for letter in typed if letter.isdecimal()]
    rest = "".join(letter for letter in typed.lower() if not letter.isdecimal())
    if len(figures) == LAST_FOUR and _MARKED.fullmatch(rest):
        yield Kind.LAST_FOUR, "".join(str(int(figure)) for figure in figures)
