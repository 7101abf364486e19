"""Who the person is, and what would help at the visit."""

from screener.dystonia.choices import SHORT, none, note, several, yes_no_not_sure
from screener.dystonia.thresholds import MAY_BE_PREGNANT_FROM, MAY_BE_PREGNANT_TO, known_from
from screener.questionnaire.conditions import Below, Not, all_of, chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording

ABOUT_THE_PERSON = N_("About the person")
HELP = N_("What would help at the visit")

_MAY_BE_PREGNANT = all_of(
    chose("sex", "female"),
    Not(Below("age-now", MAY_BE_PREGNANT_FROM)),
    Not(known_from("age-now", MAY_BE_PREGNANT_TO + 1)),
)

PERSON = Page(
    id="about-you",
    title=Wording(N_("About you"), N_("About %(person)s")),
    section=ABOUT_THE_PERSON,
    questions=(
        Question(
            id="age-now",
            kind=Kind.YEARS,
            words=Wording(N_("How old are you now?"), N_("How old is %(person)s now?")),
            required=False,
        ),
        Question(
            id="sex",
            kind=Kind.ONE,
            words=Wording(N_("What is your sex?"), N_("What is %(whose)s sex?")),
            hint=Wording(N_("Some forms of dystonia are more common in women.")),
            required=False,
            choices=several(female=N_("Female"), male=N_("Male"), other=N_("Another answer")),
        ),
        Question(
            id="pregnant",
            kind=Kind.ONE,
            words=Wording(N_("Are you pregnant, or could you be?"), N_("Could %(person)s be pregnant?")),
            required=False,
            when=_MAY_BE_PREGNANT,
            choices=yes_no_not_sure(),
        ),
        Question(
            id="writing-hand",
            kind=Kind.ONE,
            words=Wording(N_("Which hand do you write with?"), N_("Which hand does %(person)s write with?")),
            required=False,
            choices=several(left=N_("Left"), right=N_("Right"), either=N_("Either one")),
        ),
        note(
            "ancestry",
            Wording(N_("Where does your family come from?"), N_("Where does %(whose)s family come from?")),
            Wording(N_("We ask because some genes are more common in some families.")),
            limit=SHORT,
        ),
    ),
)

NEEDS = Page(
    id="help",
    title=Wording(N_("What would help at the visit?")),
    section=HELP,
    questions=(
        Question(
            id="help",
            kind=Kind.MANY,
            words=Wording(N_("What would help at the visit?")),
            hint=Wording(N_("Select all that apply.")),
            required=False,
            choices=(
                Choice("interpreter", Wording(N_("An interpreter")), Wording(N_("It is free."))),
                Choice("sign-language", Wording(N_("Sign language"))),
                Choice(
                    "write-only",
                    Wording(
                        N_("Please text or write: my voice is hard to follow"),
                        N_("Please text or write: %(whose)s voice is hard to follow"),
                    ),
                ),
                Choice(
                    "eyes-close",
                    Wording(
                        N_("Help with the way: my eyes close"), N_("Help with the way: %(whose)s eyes close")
                    ),
                ),
                Choice("wheelchair", Wording(N_("Room for a wheelchair"))),
                Choice("companion", Wording(N_("Someone comes along"))),
                none(N_("None of these")),
            ),
        ),
        note(
            "help-language",
            Wording(N_("Which language should the interpreter speak?")),
            when=chose("help", "interpreter"),
            limit=SHORT,
        ),
    ),
)
