"""What decides how soon somebody should be seen: when and how fast it began, what is new or worse, medicines, treatment."""

from screener.dystonia.choices import none, not_sure, several, yes_no_not_sure
from screener.dystonia.parts import PARTS_ARE_MARKED_OR_NOT_SURE_WHERE
from screener.questionnaire.conditions import Chose, Condition, Not, all_of, any_of, chose
from screener.questionnaire.pages import Conflict, Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording

STORY = N_("How it began")
HEALTH = N_("Health and treatment")


def _limb(side: str, *parts: str) -> Chose:
    return chose("body-parts", *(f"{side}_{part}" for part in parts))


def arm(side: str) -> Chose:
    """Say that a part of the arm of this side is marked."""
    return _limb(side, "shoulder", "arm", "hand")


def leg(side: str) -> Chose:
    """Say that a part of the leg of this side is marked."""
    return _limb(side, "leg", "foot")


def _without(other: str, *limbs: Condition) -> Condition:
    return all_of(*limbs, Not(arm(other)), Not(leg(other)))


ARM_AND_LEG_OF_ONE_SIDE = any_of(
    _without("right", arm("left"), leg("left")),
    _without("left", arm("right"), leg("right")),
)
_FACE = chose("body-parts", "upper_face", "lower_face", "jaw_tongue")
ONE_SIDED = any_of(
    ARM_AND_LEG_OF_ONE_SIDE,
    _without("right", _FACE, arm("left")),
    _without("left", _FACE, arm("right")),
)
"""An arm and a leg, or the face and an arm, of one side, and no limb of the other."""

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
                "Something that began in the last 7 days cannot have begun over weeks, months or years. Look again at how long ago "
                "it began, and at how fast."
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

MEDICINES = Page(
    id="medicines",
    title=Wording(N_("Medicines and treatment")),
    section=HEALTH,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    questions=(
        Question(
            id="medicine",
            kind=Kind.ONE,
            words=Wording(
                N_("Have you taken, or been given, any of these medicines?"),
                N_("Did %(person)s take, or get, any of these medicines?"),
            ),
            hint=Wording(
                N_(
                    "For nausea: Reglan (metoclopramide), Compazine (prochlorperazine), Phenergan (promethazine), "
                    "droperidol. For mood, sleep, or hearing voices: Haldol (haloperidol), Risperdal (risperidone), Invega, "
                    "Abilify, Zyprexa, Seroquel, Thorazine. Shots and drips count too."
                )
            ),
            choices=(
                *several(
                    no=N_("No"),
                    new=N_("Yes, new, or a higher dose, in the last 2 weeks. One dose counts."),
                    now=N_("Yes, still taken. No new or higher dose in the last 2 weeks"),
                    past=N_("Yes, but not in the last 2 weeks"),
                ),
                not_sure(),
            ),
        ),
        Question(
            id="happened",
            kind=Kind.MANY,
            words=Wording(
                N_("Did any of these happen to you?"), N_("Did any of these happen to %(person)s?")
            ),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    stroke_recent=N_("A stroke, in the last 12 months"),
                    stroke_earlier=N_("A stroke, more than 12 months ago"),
                    head_injury_recent=N_("A bad head injury, in the last 12 months"),
                    head_injury_earlier=N_("A bad head injury, more than 12 months ago"),
                    botulinum_recent=N_("A Botox shot, in the last 4 weeks"),
                    device=N_("A brain stimulator or a medicine pump was put in"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
        Question(
            id="worse-within-days",
            kind=Kind.ONE,
            words=Wording(N_("Did it get worse within days, with the stimulator or the pump?")),
            when=chose("happened", "device"),
            choices=yes_no_not_sure(),
        ),
        Question(
            id="speech-after-shot",
            kind=Kind.ONE,
            words=Wording(N_("Is it harder to speak since the Botox shot?")),
            when=chose("happened", "botulinum-recent"),
            choices=yes_no_not_sure(),
        ),
    ),
)

PAGES = (ONSET, NEW_OR_WORSE, MEDICINES)
