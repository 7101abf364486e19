"""The poster for the waiting room: how to come to the questions with one's own phone, in every language on one page."""

from collections.abc import Mapping
from dataclasses import dataclass

from screener.dystonia.advice import NOT_A_DIAGNOSIS
from screener.dystonia.visit import CALL, EMERGENCY, SELF_SCREEN
from screener.questionnaire.wording import N_, Translate

HEADING = N_("Do parts of your body move on their own?")
LEAD = N_(
    "Answer a few questions about where you notice it. You see which pattern it makes, and whom to call."
)
SCAN = N_("Point the camera of your phone at the square. Or open this address:")
TIME = N_("Most people need 4 to 9 minutes. There is no hurry.")
NO_NAME = N_("You do not have to give your name.")
PICTURE = N_("Square code with the address of the dystonia self-screen.")


@dataclass(frozen=True, slots=True)
class PosterWords:
    """What the poster says in one language."""

    language: str
    heading: str
    lead: str
    scan: str
    notes: tuple[str, ...]
    call: str
    emergency: str
    picture: str


@dataclass(frozen=True, slots=True)
class Poster:
    """The poster: ``address`` is what the code holds, ``shown`` is how people read it; ``words`` by language, in order."""

    title: str
    clinic: str
    address: str
    shown: str
    words: tuple[PosterWords, ...]


def poster(clinic: str, phone: str, address: str, languages: Mapping[str, Translate]) -> Poster:
    """Return the poster of a clinic that leads to ``address``, in each language that there is a ``Translate`` of."""
    return Poster(
        title=SELF_SCREEN,
        clinic=clinic,
        address=address,
        shown=address.partition("://")[2].rstrip("/"),
        words=tuple(_words(language, translate, phone) for language, translate in languages.items()),
    )


def _words(language: str, translate: Translate, phone: str) -> PosterWords:
    return PosterWords(
        language=language,
        heading=translate(HEADING),
        lead=translate(LEAD),
        scan=translate(SCAN),
        notes=(translate(TIME), translate(NO_NAME), translate(NOT_A_DIAGNOSIS)),
        call=translate(CALL) % {"phone": phone},
        emergency=translate(EMERGENCY),
        picture=translate(PICTURE),
    )
