"""What would help a person at the visit, in the words of the staff."""

from screener.submissions.needs import INTERPRETER

NEED = {
    "interpreter": "Interpreter",
    "sign-language": "Sign language",
    "write-only": "Text or write only",
    "eyes-close": "Eyes close: help with the way",
    "wheelchair": "Wheelchair",
    "companion": "Someone comes along",
}


def in_words(needs: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the needs in words, an interpreter's with the ``language`` where it is known; an unknown one is left out."""
    return tuple(
        f"{NEED[need]}: {language}" if need == INTERPRETER and language else NEED[need]
        for need in needs
        if need in NEED
    )
