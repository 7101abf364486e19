"""What a person may add for the clinic when they choose to send their answers."""

from screener.dystonia.choices import several
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Choice, Group, Kind, Question
from screener.questionnaire.wording import N_, Wording

WISHES = Question(
    id="visit-wishes",
    kind=Kind.MANY,
    words=Wording(N_("What would suit you for a visit?"), N_("What would suit %(person)s for a visit?")),
    hint=Wording(N_("Select all that apply. The clinic will try, and says what is free.")),
    required=False,
    choices=several(
        monday=N_("Monday"),
        tuesday=N_("Tuesday"),
        wednesday=N_("Wednesday"),
        thursday=N_("Thursday"),
        friday=N_("Friday"),
        mornings=N_("Mornings"),
        afternoons=N_("Afternoons"),
        in_person=N_("A visit at the clinic"),
        by_video=N_("A visit by phone or video"),
        first_visit=N_("First visit to this clinic"),
        been_before=N_("Was at this clinic before"),
    ),
    groups=(
        Group(N_("Days"), ("monday", "tuesday", "wednesday", "thursday", "friday")),
        Group(N_("Times"), ("mornings", "afternoons")),
        Group(N_("How and how often"), ("in-person", "by-video", "first-visit", "been-before")),
    ),
)
"""What a person would like of an appointment. It books nothing."""


UPDATES = Question(
    id="updates",
    kind=Kind.MANY,
    words=Wording(N_("May we send an email when something changes?")),
    hint=Wording(N_("The email says only that there is news. The emails can be stopped at any time.")),
    required=False,
    choices=(Choice("email", Wording(N_("Yes, send an email when something changes"))),),
)
"""Asked where the clinic can send email; nobody is told who did not choose it."""


RESEARCH = Question(
    id="research",
    kind=Kind.MANY,
    words=Wording(N_("May we count these answers for research?")),
    hint=Wording(
        N_(
            "We count how many people say the same. No name and nothing typed goes out. A no changes nothing. What was counted stays counted."
        )
    ),
    required=False,
    choices=(Choice("agree", Wording(N_("Yes, count these answers for research"))),),
)
"""Asked apart from the consent to send, which does not need it."""


def wishes_in_words(wishes: str) -> tuple[str, ...]:
    """Return the labels of the wishes that a contact holds, in order; what is no wish any longer is left out."""
    chosen = set(wishes.split())
    return tuple(choice.label.you for choice in WISHES.choices if choice.id in chosen)


_FOR_SOMEBODY_ELSE = chose("respondent", "parent", "partner", "family", "carer", "other")

SHARE = Page(
    id="share",
    title=Wording(N_("Send your answers to the clinic"), N_("Send the answers to the clinic")),
    section=N_("How to reach you"),
    lead=Wording(
        N_("The clinic can then read them and contact you. Give a phone number or an email address."),
    ),
    questions=(
        Question(
            id="name",
            kind=Kind.TEXT,
            words=Wording(N_("Your name"), N_("Name of %(person)s")),
            required=False,
            limit=100,
            autocomplete="name",
        ),
        Question(
            id="own-name",
            kind=Kind.TEXT,
            words=Wording(N_("Your own name, so that we know whom to ask for")),
            required=False,
            limit=100,
            when=_FOR_SOMEBODY_ELSE,
            autocomplete="name",
        ),
        Question(
            id="date-of-birth",
            kind=Kind.DATE,
            words=Wording(N_("Your date of birth"), N_("Date of birth of %(person)s")),
            hint=Wording(N_("Month, day, year. For example 4/28/1956")),
            required=False,
            limit=60,
            autocomplete="bday",
        ),
        Question(
            id="phone",
            kind=Kind.PHONE,
            words=Wording(N_("Phone number we may call"), N_("Phone number we may call (yours or theirs)")),
            hint=Wording(N_("With area code. For example 913-555-0123")),
            required=False,
            limit=60,
            autocomplete="tel",
        ),
        Question(
            id="leave-message",
            kind=Kind.ONE,
            words=Wording(N_("If nobody picks up, may we leave a message?")),
            required=False,
            choices=several(yes=N_("Yes"), no=N_("No")),
        ),
        Question(
            id="best-time",
            kind=Kind.ONE,
            words=Wording(N_("When is the best time to call?")),
            required=False,
            choices=several(
                morning=N_("Morning"), afternoon=N_("Afternoon"), evening=N_("Evening"), any=N_("Any time")
            ),
        ),
        Question(
            id="email",
            kind=Kind.EMAIL,
            words=Wording(N_("Email address"), N_("Email address (yours or theirs)")),
            hint=Wording(N_("We will not put any health details in an email.")),
            required=False,
            limit=254,
            autocomplete="email",
        ),
        UPDATES,
        Question(
            id="contact-language",
            kind=Kind.ONE,
            words=Wording(N_("Which language should we use?")),
            required=False,
            choices=several(
                en=N_("English"), es=N_("Spanish"), other=N_("Another language, with an interpreter")
            ),
        ),
        WISHES,
        Question(
            id="message",
            kind=Kind.LONG_TEXT,
            words=Wording(N_("Is there anything else we should know?")),
            hint=Wording(
                N_(
                    "This is not read right away. If you need help now, call 911. If you think about suicide, call or text 988."
                )
            ),
            required=False,
            limit=500,
        ),
        RESEARCH,
        Question(
            id="consent",
            kind=Kind.MANY,
            words=Wording(N_("Do you agree?")),
            choices=(
                Choice(
                    "agree",
                    Wording(
                        N_("I want to send my answers to the clinic. The clinic may contact me."),
                        N_(
                            "I want to send these answers to the clinic. I have the right to decide this, or %(person)s agrees. The clinic may contact me."
                        ),
                    ),
                ),
            ),
        ),
    ),
)
"""Asked after the result, never kept in the draft. A phone number or an email address is needed: see ``contact``."""
