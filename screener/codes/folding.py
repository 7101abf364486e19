"""Letters without what people leave out when they type them again: case and accents."""

import unicodedata


def folded(text: str) -> str:
    """Return ``text`` in small letters without accents; letters of other writings stay as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
