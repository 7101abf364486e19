"""The sheet to bring to the first visit: what was marked and answered, and what to ask, in the words of one language."""

from dataclasses import dataclass

from screener.dystonia import DYSTONIA
from screener.dystonia.advice import FEELING_LOW, WATCH_FOR
from screener.dystonia.calling import FILM, HOW_TO_FILM, to_say
from screener.dystonia.calling import TITLE as SAY
from screener.dystonia.parts import part_in_words
from screener.dystonia.result import result_of
from screener.questionnaire.flow import Way
from screener.questionnaire.summary import NOT_PROVIDED, Section, in_words, summary
from screener.questionnaire.wording import N_, Translate, Voice, Wording, said

TITLE = Wording(N_("Bring this to your visit"), N_("Bring this to the visit"))
MADE_FROM = Wording(
    N_("Made from your answers to the dystonia self-screen. Show it to the doctor."),
    N_("Made from the answers to the dystonia self-screen. Show it to the doctor."),
)
SELF_SCREEN = N_("Dystonia self-screen")
TODAY = N_("Get help today")
SOON = N_("Call the clinic this week")
NAME = N_("Name")
BORN = N_("Date of birth")
PATTERN = N_("The pattern")
MARKED = N_("You marked")
PICTURE = N_("Picture of the body from the front and from the back, with the same parts marked.")
ASK = N_("Questions to ask")
QUESTIONS = (
    Wording(N_("Could this be dystonia? What else could it be?")),
    Wording(N_("Which tests do I need, and why?"), N_("Which tests does %(person)s need, and why?")),
    Wording(N_("What can help? What are the side effects?")),
    Wording(
        N_("What can I do myself, at home and at work?"), N_("What can we do at home, at work or at school?")
    ),
    Wording(N_("Whom do we call if it gets worse?")),
)
MEDICINES = N_("Bring a list of all medicines too, with how much and since when.")
NOTES = N_("Notes")
UNPRINTABLE = N_("[signs that cannot be printed]")
ANSWERS = Wording(N_("All your answers"), N_("All the answers"))
QUESTION = N_("Question")
ANSWER = N_("Answer")
WATCH = N_("Watch for this")
CALL = N_("Call %(phone)s")
EMERGENCY = N_("In an emergency, call 911.")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What depends on where and when a sheet is made: its language, its date in words, and the clinic.

    ``hours`` may be empty. ``direction`` is that of the language: ``ltr`` or ``rtl``.
    """

    language: str
    date: str
    clinic: str
    phone: str
    hours: str
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences, or the lines of a list, under a title."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """All words of the sheet, translated; ``urgent``, ``needs`` and ``marked`` are ``None`` where there is nothing to say."""

    letterhead: Letterhead
    title: str
    self_screen: str
    name: str
    born: str
    made_from: str
    call: str
    emergency: str
    urgent: Passage | None
    needs: Passage | None
    pattern: Passage
    marked: Passage | None
    picture: str
    ask: Passage
    medicines: str
    say: Passage
    film: Passage
    notes: str
    unprintable: str
    answers: str
    question: str
    answer: str
    sections: tuple[Section, ...]
    not_provided: str
    watch: Passage


def visit_sheet(way: Way, letterhead: Letterhead, translate: Translate) -> VisitSheet:
    """Return the sheet of a finished way; ``translate`` puts words into the language of ``letterhead``."""
    result = result_of(way)

    def passage(title: str, *lines: str) -> Passage:
        return Passage(translate(title), tuple(said(line, result.voice, translate) for line in lines))

    return VisitSheet(
        letterhead=letterhead,
        title=TITLE.said(result.voice, translate),
        self_screen=translate(SELF_SCREEN),
        name=translate(NAME),
        born=translate(BORN),
        made_from=MADE_FROM.said(result.voice, translate),
        call=translate(CALL) % {"phone": letterhead.phone},
        emergency=translate(EMERGENCY),
        urgent=passage(TODAY if result.today else SOON, *result.urgent) if result.flags else None,
        needs=_needs(way, result.voice, translate),
        pattern=passage(PATTERN, *result.about_the_pattern),
        marked=Passage(translate(MARKED), tuple(part_in_words(part, translate) for part in result.parts))
        if result.parts
        else None,
        picture=translate(PICTURE),
        ask=passage(ASK, *(question.to(result.voice) for question in QUESTIONS)),
        medicines=translate(MEDICINES),
        say=Passage(translate(SAY), to_say(result, translate)),
        film=passage(FILM, *(line.to(result.voice) for line in HOW_TO_FILM)),
        notes=translate(NOTES),
        unprintable=translate(UNPRINTABLE),
        answers=ANSWERS.said(result.voice, translate),
        question=translate(QUESTION),
        answer=translate(ANSWER),
        sections=summary(way, result.voice, translate),
        not_provided=translate(NOT_PROVIDED),
        watch=passage(WATCH, *WATCH_FOR, FEELING_LOW[0].to(result.voice)),
    )


def _needs(way: Way, spoken_to: Voice, translate: Translate) -> Passage | None:
    asked = DYSTONIA.questions["help"]
    ticked = way.answers.chosen(asked.id) - asked.exclusive_ids
    if not ticked:
        return None
    language = way.answers.text("help-language")
    return Passage(
        asked.words.said(spoken_to, translate),
        tuple(
            f"{line}: {language}" if choice == "interpreter" and language else line
            for choice in (choice.id for choice in asked.choices)
            if choice in ticked
            for line in in_words(asked, choice, spoken_to, translate)
        ),
    )
