"""What decides how soon somebody should be seen: when and how fast it began, and what is new or worse."""

from screener.dystonia.choices import none, not_sure, several, yes_no_not_sure
from screener.dystonia.limbs import ONE_SIDED, leg
from screener.dystonia.parts import PARTS_ARE_MARKED_OR_NOT_SURE_WHERE
from screener.questionnaire.conditions import all_of, any_of, chose
from screener.questionnaire.pages import Conflict, Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording

STORY = N_("How it began")
HEALTH = N_("Health and treatment")


ONSET = Page(
    id="onset",
    title=Wording(N_("How it began")),
    section=STORY,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    conflict=Conflict(
        all_of(chose("onset-when", "last-week"), chose("onset-pace", "weeks-months", "years")),
        "onset-pace",
        Wording(
            N_(
                "What began in the last 7 days cannot have begun over weeks or longer. Look again at how long ago it began, "
                "and at how fast."
            )
        ),
    ),
    questions=(
        Question(
            id="onset-age",
            kind=Kind.YEARS,
            words=Wording(
                N_("How old were you when you first noticed it?"),
                N_("How old was %(person)s when it was first noticed?"),
            ),
            hint=Wording(N_("A guess is fine. Write 0 for a baby under 1 year.")),
        ),
        Question(
            id="onset-when",
            kind=Kind.ONE,
            words=Wording(N_("How long ago did it begin?")),
            choices=(
                *several(
                    last_week=N_("In the last 7 days"),
                    last_three_months=N_("1 week to 3 months ago"),
                    last_year=N_("3 to 12 months ago"),
                    over_a_year=N_("More than a year ago"),
                ),
                not_sure(),
            ),
        ),
        Question(
            id="onset-pace",
            kind=Kind.ONE,
            words=Wording(N_("How fast did it begin?")),
            choices=(
                *several(
                    minutes_hours=N_("All at once, in minutes or hours"),
                    days=N_("Over a few days"),
                    weeks_months=N_("Over weeks or months"),
                    years=N_("Slowly, over years"),
                ),
                not_sure(),
            ),
        ),
        Question(
            id="spells",
            kind=Kind.ONE,
            words=Wording(N_("Does it come in spells that start and stop?")),
            when=ONE_SIDED,
            choices=yes_no_not_sure(),
        ),
    ),
)

NEW_OR_WORSE = Page(
    id="new-or-worse",
    title=Wording(N_("Are any of these new, or getting worse?")),
    section=HEALTH,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    questions=(
        Question(
            id="new-or-worse",
            kind=Kind.MANY,
            words=Wording(N_("Are any of these new, or getting worse?")),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    swallowing=N_("Trouble swallowing"),
                    coughing=N_("Coughing when eating or drinking"),
                    weight=N_("Weight loss, not on purpose"),
                    breathing=N_("Noisy breathing, or hard to breathe in"),
                ),
                Choice(
                    "bladder-numbness",
                    Wording(N_("Trouble holding water or bowels, or numb legs")),
                    when=any_of(leg("left"), leg("right"), chose("body-parts", "trunk")),
                ),
                Choice(
                    "eyes-rolling",
                    Wording(N_("Eyes that roll up and stay there")),
                    when=chose("body-parts", "upper_face"),
                ),
                Choice("thinking", Wording(N_("Memory or thinking"))),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
    ),
)

PAGES = (ONSET, NEW_OR_WORSE)
