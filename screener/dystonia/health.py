"""Health background, what was done so far, and the effect on daily life: the usual history of a specialist."""

from screener.dystonia.choices import none, not_sure, note, several, yes_no_not_sure
from screener.dystonia.parts import PARTS_ARE_MARKED_OR_NOT_SURE_WHERE
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import N_, Wording

HEALTH = N_("Health background")
LIFE = N_("Daily life")


def _yes_or_no(question_id: str, words: Wording) -> Question:
    return Question(id=question_id, kind=Kind.ONE, words=words, required=False, choices=yes_no_not_sure())


BACKGROUND = Page(
    id="background",
    title=Wording(N_("Health background")),
    section=HEALTH,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    questions=(
        Question(
            id="family",
            kind=Kind.MANY,
            words=Wording(
                N_("Does anyone in your family have one of these?"),
                N_("Does anyone in their family have one of these?"),
            ),
            hint=Wording(N_("Blood relatives only. Select all that apply.")),
            required=False,
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
        _yes_or_no(
            "birth",
            Wording(
                N_("Were there problems when you were born, or do you have cerebral palsy?"),
                N_("Were there problems when they were born, or do they have cerebral palsy?"),
            ),
        ),
        _yes_or_no(
            "liver",
            Wording(
                N_("Have you had liver trouble, or yellow eyes?"),
                N_("Have they had liver trouble, or yellow eyes?"),
            ),
        ),
        note(
            "medicine-name",
            Wording(N_("Which medicine was it? When did it start, and when did it stop?")),
            when=chose("medicine", "new", "now", "past"),
        ),
    ),
)

SO_FAR = Page(
    id="so-far",
    title=Wording(N_("What was done so far")),
    section=HEALTH,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    questions=(
        _yes_or_no(
            "told",
            Wording(
                N_("Has a doctor given you a name for this?"), N_("Has a doctor given them a name for this?")
            ),
        ),
        note("told-name", Wording(N_("Which name, and who said it?")), when=chose("told", "yes")),
        Question(
            id="tried",
            kind=Kind.MANY,
            words=Wording(N_("Which treatments were tried?")),
            hint=Wording(N_("Select all that apply.")),
            required=False,
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
        note(
            "tried-helped",
            Wording(N_("What helped, and what did not?")),
            when=chose("tried", "tablets", "botulinum", "surgery", "therapy"),
        ),
        note("tests", Wording(N_("Which tests were done, such as a brain scan or a gene test?"))),
    ),
)

AREAS = {
    "walking": N_("Walking"),
    "hands": N_("Using the hands"),
    "speech": N_("Speaking"),
    "eating": N_("Eating and drinking"),
    "seeing": N_("Seeing"),
    "sleep": N_("Sleep"),
    "work": N_("Work or school"),
    "mood": N_("Mood"),
}

EFFECT = Page(
    id="effect",
    title=Wording(N_("What does it make harder?")),
    section=LIFE,
    when=PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
    questions=(
        Question(
            id="life",
            kind=Kind.MANY,
            words=Wording(N_("What does it make harder?")),
            hint=Wording(N_("Select all that apply.")),
            required=False,
            choices=(
                *several(**AREAS),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
        *(
            Question(
                id=f"effect-{area}",
                kind=Kind.ONE,
                words=Wording(label),
                required=False,
                when=chose("life", area),
                choices=several(a_little=N_("A little"), a_lot=N_("A lot")),
            )
            for area, label in AREAS.items()
        ),
    ),
)

PAGES = (BACKGROUND, SO_FAR)
