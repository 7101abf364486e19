"""What a submission is found by: the phone number, the email address and the name, as they are written for comparison."""

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

_APOSTROPHES = frozenset("'`’\N{LEFT SINGLE QUOTATION MARK}")


class Kind(StrEnum):
    """What a term is; the same text as another kind is another term."""

    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"


Term = tuple[Kind, str]


def name_term(name: str) -> Term | None:
    """Return the term of a whole name: accents, case, punctuation and the order of the words do not matter."""
    plain = folded(name)
    # An apostrophe is part of a word, and is often left out; a hyphen stands between two.
    joined = "".join(letter for letter in plain.translate(_LETTERS) if letter not in _APOSTROPHES)
    words = "".join(letter if letter.isalnum() else " " for letter in joined).split()
    return (Kind.NAME, " ".join(sorted(words))) if words else None


def phone_term(number: str) -> Term:
    """Return the term of a number in E.164 form, its extension left out."""
    return Kind.PHONE, number.partition(";")[0]


def email_term(address: str) -> Term:
    """Return the term of an email address, in small letters."""
    return Kind.EMAIL, address.strip().casefold()


def terms(contact: Contact) -> tuple[Term, ...]:
    """Return the terms that a submission with this contact is found by."""
    phone = phone_term(contact.phone) if contact.phone else None
    email = email_term(contact.email) if contact.email else None
    return tuple(term for term in (phone, email, name_term(contact.name)) if term)
