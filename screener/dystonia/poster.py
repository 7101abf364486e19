"""The poster for the waiting room: how to come to the questions with one's own phone, in every language on one page."""

from collections.abc import Callable, Iterable
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
class Spoken:
    """A language of the poster: its code, ``ltr`` or ``rtl``, its words, and how a phone number stands among them."""

    code: str
    direction: str
    translate: Translate
    isolated: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class PosterWords:
    """What the poster says in one language."""

    language: str
    direction: str
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


def poster(clinic: str, phone: str, address: str, languages: Iterable[Spoken]) -> Poster:
    """Return the poster of a clinic that leads to ``address``, in each of ``languages``."""
    return Poster(
        title=SELF_SCREEN,
        clinic=clinic,
        address=address,
        shown=address.partition("://")[2].rstrip("/"),
        words=tuple(_words(spoken, phone) for spoken in languages),
    )


def _words(spoken: Spoken, phone: str) -> PosterWords:
    translate = spoken.translate
    return PosterWords(
        language=spoken.code,
        direction=spoken.direction,
        heading=translate(HEADING),
        lead=translate(LEAD),
        scan=translate(SCAN),
        notes=(translate(TIME), translate(NO_NAME), translate(NOT_A_DIAGNOSIS)),
        call=translate(CALL) % {"phone": spoken.isolated(phone)},
        emergency=translate(EMERGENCY),
        picture=translate(PICTURE),
    )
