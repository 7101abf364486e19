"""The effect on daily life: what it makes harder, and how much."""

from screener.dystonia.choices import none, not_sure, several
from screener.dystonia.parts import PARTS_ARE_MARKED_OR_NOT_SURE_WHERE
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import N_, Wording

LIFE = N_("Daily life")

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
