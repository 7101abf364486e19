"""The pages that the footer leads to: privacy, accessibility, language help and equal treatment, feedback.

Content only. They say what this program does; none of them was reviewed by counsel, as ``docs/operations.md`` says too.
Free help and the right to complain: 45 CFR 92 (section 1557 of the Affordable Care Act).
"""

from dataclasses import dataclass

from screener.questionnaire.wording import N_


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences under a heading. They may name ``clinic``, ``phone``, ``years`` and ``days``."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InformationPage:
    """A page of information: the last part of its address, its title, and what it says."""

    id: str
    title: str
    parts: tuple[Part, ...]


CIVIL_RIGHTS = "1-800-368-1019"
CIVIL_RIGHTS_TDD = "1-800-537-7697"
"""The Office for Civil Rights of the U.S. Department of Health and Human Services, by voice and by text telephone."""

_COMPLAIN = (
    N_("You can also complain to the Office for Civil Rights."),
    N_("Its phone number is %(office)s (TDD %(office_tdd)s)."),
    N_("Nobody may treat you worse because you complain."),
)

PRIVACY = InformationPage(
    "privacy",
    N_("Your privacy"),
    (
        Part(
            N_("Before you press Send"),
            (
                N_("You do not have to give your name to see a result."),
                N_(
                    "Your answers stay in your own browser, in one locked cookie. We keep nothing on our server."
                ),
                N_("The cookie ends after 60 minutes without use. You can clear it at any time."),
                N_(
                    "If you save your answers, we keep them for %(days)s days, locked with your 5 words. Nobody else can open them."
                ),
            ),
        ),
        Part(
            N_("After you press Send"),
            (
                N_(
                    "%(clinic)s gets your answers, the result you saw, and what you wrote about how to reach you."
                ),
                N_("Only staff who sign in can read them. Each look is written down."),
                N_("They are locked on our server. Emails hold no health details."),
                N_(
                    "We plan to delete them here after %(years)s at the latest. What stands in your chart is kept longer."
                ),
                N_("You can take them back at any time with your 5 words, or call."),
            ),
        ),
        Part(
            N_("What we do not do"),
            (
                N_("We do not sell your answers. We show no ads."),
                N_("These pages give nothing to others."),
                N_(
                    "The server notes which pages were asked for. It does not note your answers or your name."
                ),
            ),
        ),
        Part(
            N_("Questions, or a complaint"),
            (N_("Call %(phone)s and ask about privacy."), *_COMPLAIN),
        ),
    ),
)

ACCESSIBILITY = InformationPage(
    "accessibility",
    N_("Accessibility"),
    (
        Part(
            N_("What we made sure of"),
            (
                N_(
                    "You can use every page with a keyboard, by voice, with a screen reader, or with large text."
                ),
                N_("There is nothing to drag and nothing to hold down. You can tap a picture or use a list."),
                N_("There is no hurry. If you stop for 55 minutes, we ask you before we clear them."),
                N_("We test each page against the rules called WCAG 2.2, level AA."),
            ),
        ),
        Part(
            N_("If something does not work for you"),
            (
                N_("Call %(phone)s. We can go through the questions with you on the phone."),
                N_("If it is hard to speak, ask someone to call for you, or dial 711."),
                N_("You can also print the questions on paper."),
                N_("Please tell us what did not work, so that we can mend it."),
            ),
        ),
    ),
)

LANGUAGE_HELP = InformationPage(
    "language-help",
    N_("Language help and equal treatment"),
    (
        Part(
            N_("Free help with language"),
            (
                N_("An interpreter is free. Say your language when you call %(phone)s."),
                N_("You do not have to bring anyone to interpret for you. A child should not do it."),
                N_("You can ask for papers in your language."),
            ),
        ),
        Part(
            N_("Free help to hear, see, read or speak"),
            (
                N_("You can ask for a sign language interpreter, large print, or more time."),
                N_("This help is free. Tell us before the visit, if you can."),
            ),
        ),
        Part(
            N_("Equal treatment"),
            (
                N_("%(clinic)s follows the civil rights laws."),
                N_(
                    "All people are treated the same. Race, color, birthplace and first language do not matter. Age and sex do not matter, and no one is left out for a disability."
                ),
                N_("Were you treated worse? Call %(phone)s and ask for help with a complaint."),
                *_COMPLAIN,
            ),
        ),
    ),
)

FEEDBACK = InformationPage(
    "feedback",
    N_("Tell us what you think"),
    (
        Part(
            N_("Was something hard, wrong or missing?"),
            (
                N_("Call %(phone)s. Say that it is about the dystonia self-screen."),
                N_("Tell us the page, and what happened."),
                N_("If a page shows a code after a mistake, name it. It helps us find the fault."),
            ),
        ),
        Part(
            N_("Not for medical questions"),
            (
                N_("If you need help with your health, call the clinic or your own doctor."),
                N_("In an emergency, call 911."),
            ),
        ),
    ),
)

_THREE_MINUTES = N_("If nobody touches the screen for 3 minutes, your answers are cleared.")
ON_A_TABLET = {
    PRIVACY.parts[0].sentences[1]: N_(
        "We keep nothing until you send them. Until then they stay on this tablet, locked."
    ),
    PRIVACY.parts[0].sentences[2]: _THREE_MINUTES,
    PRIVACY.parts[0].sentences[3]: None,
    ACCESSIBILITY.parts[0].sentences[2]: _THREE_MINUTES,
    ACCESSIBILITY.parts[1].sentences[0]: N_("Please tell the staff here. They can take down your answers."),
    ACCESSIBILITY.parts[1].sentences[1]: None,
    ACCESSIBILITY.parts[1].sentences[2]: None,
    LANGUAGE_HELP.parts[0].sentences[0]: N_("An interpreter is free. Ask for one at the desk."),
}
"""What is true on a tablet of the clinic in the place of what is not: ``None`` for nothing."""

INFORMATION = {page.id: page for page in (PRIVACY, ACCESSIBILITY, LANGUAGE_HELP, FEEDBACK)}

INTERPRETED = (
    *(
        ("es", "Español"),
        ("vi", "Tiếng Việt"),
        ("zh", "中文"),
        ("de", "Deutsch"),
        ("ko", "한국어"),
        ("lo", "ລາວ"),
    ),
    *(("ar", "العربية"), ("tl", "Tagalog"), ("my", "မြန်မာ"), ("fr", "Français"), ("ja", "日本語")),
    *(("ru", "Русский"), ("hmn", "Hmoob"), ("fa", "فارسی"), ("sw", "Kiswahili")),
)
"""Languages that are spoken where the clinic is, each in its own name, so that a person finds theirs."""
