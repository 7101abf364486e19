"""How it began, how it goes, what is around it: axis I of the 2013 consensus and the usual history."""

from screener.instrument.choices import none, not_sure, several, yes_no_not_sure
from screener.instrument.parts import A_PART_IS_MARKED, PART_CHOICES, TWO_PARTS_ARE_MARKED
from screener.questionnaire import Choice, Kind, Page, Question
from screener.wording import N_, Wording

STORY = N_("How it began and how it goes")
HEALTH = N_("Health and treatment")
LIFE = N_("Daily life")

NOTE = 60
"""The limit of a note, in UTF-16 units."""


def _note(question_id: str, words: Wording, hint: Wording | None = None) -> Question:
    return Question(id=question_id, kind=Kind.TEXT, words=words, hint=hint, required=False, limit=NOTE)


ONSET = Page(
    id="onset",
    title=Wording(N_("How it began")),
    section=STORY,
    when=A_PART_IS_MARKED,
    questions=(
        Question(
            id="onset-age",
            kind=Kind.YEARS,
            words=Wording(
                N_("How old were you when you first noticed it?"),
                N_("How old were they when it was first noticed?"),
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
                    last_three_months=N_("In the last 3 months"),
                    last_year=N_("In the last 12 months"),
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
                    minutes_hours=N_("Suddenly, in minutes or hours"),
                    days=N_("Over a few days"),
                    weeks_months=N_("Over weeks or months"),
                    years=N_("Slowly, over years"),
                ),
                not_sure(),
            ),
        ),
        Question(
            id="first-part",
            kind=Kind.ONE,
            words=Wording(N_("Which part was first?")),
            when=TWO_PARTS_ARE_MARKED,
            among="body-parts",
            choices=(
                *PART_CHOICES,
                Choice("together", Wording(N_("Several at the same time")), exclusive=True),
                not_sure(exclusive=True),
            ),
        ),
    ),
)

COURSE = Page(
    id="course",
    title=Wording(N_("How it goes")),
    section=STORY,
    when=A_PART_IS_MARKED,
    questions=(
        Question(
            id="course",
            kind=Kind.ONE,
            words=Wording(N_("How has it changed since it began?")),
            choices=(
                *several(
                    same=N_("It is about the same"),
                    worse=N_("It got worse"),
                    better=N_("It got better"),
                    spread=N_("It spread to more parts of the body"),
                ),
                not_sure(),
            ),
        ),
        Question(
            id="through-day",
            kind=Kind.MANY,
            words=Wording(N_("When does it happen?")),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    always=N_("Most of the time"),
                    one_task=N_("Only with one task, such as writing"),
                    worse_later=N_("It is worse later in the day"),
                    attacks=N_("In attacks that come and go"),
                ),
                not_sure(exclusive=True),
            ),
        ),
        _note(
            "task",
            Wording(N_("If one task brings it on, which one?")),
            Wording(N_("For example writing, typing or playing music.")),
        ),
        Question(
            id="triggers",
            kind=Kind.MANY,
            words=Wording(N_("What makes it worse?")),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    tiredness=N_("Being tired"),
                    stress=N_("Stress"),
                    alcohol=N_("Alcohol"),
                    caffeine=N_("Coffee, tea or cola"),
                    talking=N_("Talking"),
                    chewing=N_("Chewing"),
                    writing=N_("Writing"),
                    typing=N_("Typing"),
                    music=N_("Playing music"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
    ),
)

FEATURES = Page(
    id="features",
    title=Wording(N_("What comes with it")),
    section=STORY,
    when=A_PART_IS_MARKED,
    questions=(
        Question(
            id="relief",
            kind=Kind.ONE,
            words=Wording(N_("Does a light touch or a certain position ease it?")),
            hint=Wording(N_("For example, a finger on the chin.")),
            choices=yes_no_not_sure(),
        ),
        Question(
            id="with-it",
            kind=Kind.MANY,
            words=Wording(N_("Is any of these there too?")),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    tremor=N_("Shaking"),
                    jerks=N_("Quick jerks"),
                    slow_stiff=N_("Moving slowly, or stiff muscles"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
        Question(
            id="pain",
            kind=Kind.ONE,
            words=Wording(N_("Does it hurt?")),
            choices=(*several(none=N_("No"), some=N_("Some"), a_lot=N_("A lot")), not_sure()),
        ),
    ),
)


def _when_it_was(question_id: str, words: Wording) -> Question:
    return Question(
        id=question_id,
        kind=Kind.ONE,
        words=words,
        choices=(
            *several(
                no=N_("No"),
                recent=N_("Yes, in the last 12 months"),
                earlier=N_("Yes, more than 12 months ago"),
            ),
            not_sure(),
        ),
    )


BACKGROUND = Page(
    id="background",
    title=Wording(N_("Health background")),
    section=HEALTH,
    questions=(
        Question(
            id="family",
            kind=Kind.MANY,
            words=Wording(
                N_("Does anyone in your family have one of these?"),
                N_("Does anyone in their family have one of these?"),
            ),
            hint=Wording(N_("Family by blood. Select all that apply.")),
            choices=(
                *several(
                    dystonia=N_("Dystonia"),
                    tremor=N_("Tremor (shaking)"),
                    parkinsons=N_("Parkinson’s disease"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
        _when_it_was("stroke", Wording(N_("Have you had a stroke?"), N_("Have they had a stroke?"))),
        _when_it_was(
            "head-injury",
            Wording(N_("Have you had a bad head injury?"), N_("Have they had a bad head injury?")),
        ),
        Question(
            id="birth",
            kind=Kind.ONE,
            words=Wording(
                N_("Were there problems at your birth, or cerebral palsy?"),
                N_("Were there problems at their birth, or cerebral palsy?"),
            ),
            choices=yes_no_not_sure(),
        ),
        Question(
            id="medicine",
            kind=Kind.ONE,
            words=Wording(
                N_("Have you taken a medicine for nausea, or an antipsychotic?"),
                N_("Have they taken a medicine for nausea, or an antipsychotic?"),
            ),
            hint=Wording(
                N_(
                    "For nausea: metoclopramide, prochlorperazine, promethazine. Antipsychotic: haloperidol, risperidone."
                )
            ),
            choices=(
                *several(
                    no=N_("No"),
                    new=N_("Yes, new or a higher dose in the last 2 weeks"),
                    now=N_("Yes, for more than 2 weeks"),
                    past=N_("Yes, in the past"),
                ),
                not_sure(),
            ),
        ),
        _note("medicine-name", Wording(N_("Which medicine, and since when?"))),
    ),
)

SO_FAR = Page(
    id="so-far",
    title=Wording(N_("What was done so far")),
    section=HEALTH,
    questions=(
        Question(
            id="told",
            kind=Kind.ONE,
            words=Wording(
                N_("Has a doctor given you a name for this?"), N_("Has a doctor given them a name for this?")
            ),
            choices=yes_no_not_sure(),
        ),
        _note("told-name", Wording(N_("Which name, and who said it?"))),
        Question(
            id="tried",
            kind=Kind.MANY,
            words=Wording(N_("Which treatments were tried?")),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    tablets=N_("Pills"),
                    botulinum=N_("Botulinum toxin (Botox) shots"),
                    surgery=N_("Surgery, such as deep brain stimulation"),
                    therapy=N_("Physical, speech or other therapy"),
                ),
                none(N_("None so far")),
                not_sure(exclusive=True),
            ),
        ),
        _note("tried-helped", Wording(N_("What helped, and what did not?"))),
    ),
)

EFFECT_AREAS = {
    "effect-walking": N_("Walking"),
    "effect-hands": N_("Using the hands"),
    "effect-speech": N_("Speaking"),
    "effect-eating": N_("Eating and drinking"),
    "effect-seeing": N_("Seeing"),
    "effect-sleep": N_("Sleep"),
    "effect-work": N_("Work or school"),
    "effect-mood": N_("Mood"),
}

EFFECT = Page(
    id="effect",
    title=Wording(N_("Daily life")),
    section=LIFE,
    questions=(
        Question(
            id="swallowing",
            kind=Kind.MANY,
            words=Wording(N_("Is any of these new, or getting worse?")),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    swallowing=N_("Trouble swallowing"),
                    coughing=N_("Coughing when eating or drinking"),
                    weight=N_("Losing weight without trying"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
        *(
            Question(
                id=question_id,
                kind=Kind.ONE,
                words=Wording(area),
                required=False,
                choices=several(
                    not_at_all=N_("Not hard"), a_little=N_("A little hard"), a_lot=N_("Very hard")
                ),
            )
            for question_id, area in EFFECT_AREAS.items()
        ),
    ),
)

PAGES = (ONSET, COURSE, FEATURES, BACKGROUND, SO_FAR, EFFECT)
