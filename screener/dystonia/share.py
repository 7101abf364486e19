"""What a person may add for the clinic when they choose to send their answers."""

from screener.dystonia.choices import several
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording

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
        Question(
            id="contact-language",
            kind=Kind.ONE,
            words=Wording(N_("Which language should we use?")),
            required=False,
            choices=several(
                en=N_("English"), es=N_("Spanish"), other=N_("Another language, with an interpreter")
            ),
        ),
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
