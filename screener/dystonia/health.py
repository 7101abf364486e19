"""Health background, what was done so far, and the effect on daily life: the usual history of a specialist."""

from screener.dystonia.choices import none, not_sure, note, several, yes_no_not_sure
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import N_, Wording

HEALTH = N_("Health and treatment")
LIFE = N_("Daily life")


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
                N_("Were there problems when you were born, or do you have cerebral palsy?"),
                N_("Were there problems when they were born, or do they have cerebral palsy?"),
            ),
            choices=yes_no_not_sure(),
        ),
        Question(
            id="medicine",
            kind=Kind.ONE,
            words=Wording(
                N_("Have you taken, or been given, any of these medicines?"),
                N_("Have they taken, or been given, any of these medicines?"),
            ),
            hint=Wording(
                N_(
                    "Count pills, shots and drips. For nausea: Reglan (metoclopramide), Compazine (prochlorperazine), "
                    "Phenergan (promethazine). For mental illness: Haldol (haloperidol), Risperdal (risperidone). Others "
                    "like them count too."
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
        note("medicine-name", Wording(N_("Which medicine, and since when?"))),
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
        note("told-name", Wording(N_("Which name, and who said it?"))),
        Question(
            id="tried",
            kind=Kind.MANY,
            words=Wording(N_("Which treatments were tried?")),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    tablets=N_("Pills"),
                    botulinum=N_("Botulinum toxin (Botox) shots"),
                    surgery=N_("Brain surgery (deep brain stimulation)"),
                    therapy=N_("Physical, speech or other therapy"),
                ),
                none(N_("None so far")),
                not_sure(exclusive=True),
            ),
        ),
        note("tried-helped", Wording(N_("What helped, and what did not?"))),
    ),
)

EFFECT_AREAS = {
    "effect-walking": Wording(N_("Does it affect your walking?"), N_("Does it affect their walking?")),
    "effect-hands": Wording(
        N_("Does it affect how you use your hands?"), N_("Does it affect how they use their hands?")
    ),
    "effect-speech": Wording(N_("Does it affect your speech?"), N_("Does it affect their speech?")),
    "effect-eating": Wording(
        N_("Does it affect how you eat and drink?"), N_("Does it affect how they eat and drink?")
    ),
    "effect-seeing": Wording(N_("Does it affect your sight?"), N_("Does it affect their sight?")),
    "effect-sleep": Wording(N_("Does it affect your sleep?"), N_("Does it affect their sleep?")),
    "effect-work": Wording(
        N_("Does it affect your work or school?"), N_("Does it affect their work or school?")
    ),
    "effect-mood": Wording(N_("Does it affect your mood?"), N_("Does it affect their mood?")),
}

EFFECT = Page(
    id="effect",
    title=Wording(N_("Daily life")),
    section=LIFE,
    questions=(
        Question(
            id="swallowing",
            kind=Kind.MANY,
            words=Wording(N_("Are any of these new, or getting worse?")),
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
                words=words,
                required=False,
                choices=several(not_at_all=N_("Not at all"), a_little=N_("A little"), a_lot=N_("A lot")),
            )
            for question_id, words in EFFECT_AREAS.items()
        ),
    ),
)

PAGES = (BACKGROUND, SO_FAR, EFFECT)
