"""What makes it worse or better, and what comes with it: the rest of axis I of the 2013 consensus."""

from dataclasses import replace

from screener.dystonia.choices import SHORT, none, not_sure, note, several, yes_no_not_sure
from screener.dystonia.course import COURSE, STORY
from screener.dystonia.limbs import arm
from screener.dystonia.parts import A_PART_IS_MARKED, PART_CHOICES
from screener.questionnaire.conditions import Not, all_of, any_of, chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Kind, Question
from screener.questionnaire.wording import N_, Wording

_ONE_ARM = any_of(all_of(arm("left"), Not(arm("right"))), all_of(arm("right"), Not(arm("left"))))
_MARKED_PARTS = tuple(replace(choice, when=chose("body-parts", choice.id)) for choice in PART_CHOICES)

TRIGGERS = Page(
    id="triggers",
    title=Wording(N_("What makes it worse or better")),
    section=STORY,
    when=A_PART_IS_MARKED,
    questions=(
        Question(
            id="rest-action",
            kind=Kind.ONE,
            required=False,
            words=Wording(N_("Is it there when the part is at rest?")),
            choices=(
                *several(rest=N_("Yes, also at rest"), action=N_("No, only when the part is used")),
                not_sure(),
            ),
        ),
        Question(
            id="triggers",
            kind=Kind.MANY,
            required=False,
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
        Question(
            id="relief",
            kind=Kind.ONE,
            required=False,
            words=Wording(
                N_("Does it ease when you touch a spot, or sit or lie a certain way?"),
                N_("Does it ease when %(person)s touches a spot, or sits or lies a certain way?"),
            ),
            hint=Wording(N_("For example, a finger on the chin.")),
            choices=yes_no_not_sure(),
        ),
        note("relief-where", Wording(N_("Where, or how?")), when=chose("relief", "yes"), limit=SHORT),
        Question(
            id="alcohol-helps",
            kind=Kind.ONE,
            required=False,
            words=Wording(N_("Does alcohol make it better?")),
            when=Not(chose("respondent", "parent")),
            choices=(
                *several(yes=N_("Yes"), no=N_("No"), no_alcohol=N_("Does not apply: no alcohol")),
                not_sure(),
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
            id="with-it",
            kind=Kind.MANY,
            required=False,
            words=Wording(
                N_("Do you also have any of these?"), N_("Does %(person)s also have any of these?")
            ),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    tremor=N_("Shaking"),
                    jerks=N_("Quick jerks"),
                    slow_stiff=N_("Moving more slowly than before"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
        Question(
            id="overflow",
            kind=Kind.ONE,
            required=False,
            words=Wording(N_("When the part is used, does another part join in?")),
            choices=yes_no_not_sure(),
        ),
        Question(
            id="mirror",
            kind=Kind.ONE,
            required=False,
            words=Wording(N_("When the other hand is used, does the marked side move too?")),
            when=_ONE_ARM,
            choices=yes_no_not_sure(),
        ),
        Question(
            id="pain",
            kind=Kind.ONE,
            required=False,
            words=Wording(N_("Does it hurt?")),
            choices=(*several(none=N_("No"), some=N_("Some"), a_lot=N_("A lot")), not_sure()),
        ),
        Question(
            id="pain-where",
            kind=Kind.MANY,
            required=False,
            words=Wording(N_("Where does it hurt?")),
            hint=Wording(N_("Select all that apply.")),
            when=chose("pain", "some", "a-lot"),
            choices=(
                *_MARKED_PARTS,
                *several(elsewhere=N_("Another place")),
                not_sure(exclusive=True),
            ),
        ),
    ),
)

PAGES = (COURSE, TRIGGERS, FEATURES)
