"""What a submission is found by: phone, email, date of birth and names, as they are written for comparison."""

import re
from enum import StrEnum

from screener.codes.folding import folded
from screener.submissions.content import Contact

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
"""Letters that Unicode does not take apart into a plain one and a mark."""

_APOSTROPHES = frozenset(
    "'`’\N{LEFT SINGLE QUOTATION MARK}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}\N{PRIME}\N{ACUTE ACCENT}\N{FULLWIDTH APOSTROPHE}"
    "\N{MODIFIER LETTER APOSTROPHE}\N{MODIFIER LETTER TURNED COMMA}\N{MODIFIER LETTER PRIME}"
    "\N{MODIFIER LETTER LEFT HALF RING}\N{MODIFIER LETTER RIGHT HALF RING}\N{LATIN SMALL LETTER SALTILLO}"
)
"""What people type for one, and letters that look like one, as in Hawaiian names."""

_ALONE = re.compile(r"(?<=\b[^\W\d_])\s+(?=[^\W\d_]{2})")
"""The space behind a letter that stands alone, where an apostrophe may be meant."""


class Kind(StrEnum):
    """What a term is; the same text as another kind is another term."""

    PHONE = "phone"
    LAST_FOUR = "last_four"
    EMAIL = "email"
    BORN = "born"
    NAME = "name"
    WORD = "word"
    CARER = "carer"
    CARER_WORD = "carer_word"


Term = tuple[Kind, str]

LAST_FOUR = 4
"""How many figures of a phone number people say to prove who they are."""


def name_term(name: str) -> Term | None:
    """Return the term of a whole name: accents, case, punctuation and the order of the words do not matter."""
    words = _words(name)
    return (Kind.NAME, " ".join(sorted(words))) if words else None


def words_of_name(name: str) -> tuple[str, ...]:
    """Return the words that a name is found by too, each once, such as either surname; an initial is none."""
    return tuple(dict.fromkeys(word for word in _words(name) if len(word) > 1 or not word.isascii()))


def spellings_of_name(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a name as it is typed, and as others write it: O'Neill and O Neill are one name."""
    spaced = "".join(" " if letter in _APOSTROPHES else letter for letter in name)
    written = (words_of_name(name), words_of_name(spaced), words_of_name(_ALONE.sub("", spaced)))
    return tuple(dict.fromkeys(words for words in written if words))


def _words(name: str) -> list[str]:
    # An apostrophe is part of a word, and is often left out; a hyphen stands between two.
    joined = folded("".join(letter for letter in name if letter not in _APOSTROPHES)).translate(_LETTERS)
    return "".join(letter if letter.isalnum() else " " for letter in joined).split()


def phone_term(number: str) -> Term:
    """Return the term of a number in E.164 form, its extension left out."""
    return Kind.PHONE, number.partition(";")[0]


def last_four_term(number: str) -> Term:
    """Return the term of the last four figures of a number, as a caller says them; its extension left out."""
    return Kind.LAST_FOUR, number.partition(";")[0][-LAST_FOUR:]


def email_term(address: str) -> Term:
    """Return the term of an email address, in small letters."""
    return Kind.EMAIL, address.strip().casefold()


def terms(contact: Contact) -> tuple[Term, ...]:
    """Return the terms that a submission with this contact is found by, each once."""
    found: list[Term | None] = []
    if contact.phone:
        found += [phone_term(contact.phone), last_four_term(contact.phone)]
    if contact.email:
        found.append(email_term(contact.email))
    if contact.date_of_birth:
        found.append((Kind.BORN, contact.date_of_birth))
    found.append(name_term(contact.name))
    found += [(Kind.WORD, word) for word in words_of_name(contact.name)]
    if carer := name_term(contact.own_name):
        found.append((Kind.CARER, carer[1]))
    found += [(Kind.CARER_WORD, word) for word in words_of_name(contact.own_name)]
    return tuple(term for term in found if term)
