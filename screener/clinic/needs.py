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
IN_SHORT = {
    "interpreter": "Interpreter",
    "sign-language": "Sign language",
    "write-only": "Text only",
    "eyes-close": "Eyes close",
    "wheelchair": "Wheelchair",
    "companion": "With someone",
}
"""The same for a row of the worklist, in which every word has to be seen whole."""
FIT_A_ROW = 21
"""So many letters fit a row of the worklist."""


def in_words(needs: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the needs in words, an interpreter's with the ``language`` where it is known; an unknown one is left out."""
    return tuple(
        f"{NEED[need]}: {language}" if need == INTERPRETER and language else NEED[need]
        for need in needs
        if need in NEED
    )


def in_short(needs: tuple[str, ...], language: str) -> str:
    """Return as many needs in short words as fit a row of the worklist, one at least, and how many more there are."""
    known = [need for need in needs if need in IN_SHORT]
    short = [
        f"{IN_SHORT[need]}: {language}" if need == INTERPRETER and language else IN_SHORT[need]
        for need in known
    ]
    for shown in range(len(short), 1, -1):
        written = _with_more(short, shown)
        if len(written) <= FIT_A_ROW:
            return written
    return _with_more(short, 1)


def _with_more(short: list[str], shown: int) -> str:
    more = len(short) - shown
    return ", ".join(short[:shown]) + (f" +{more}" if more > 0 else "")
