"""How it goes, and what comes with it: axis I of the 2013 consensus."""

from screener.dystonia.choices import SHORT, none, not_sure, note, several, yes_no_not_sure
from screener.dystonia.parts import A_PART_IS_MARKED, PART_CHOICES, TWO_PARTS_ARE_MARKED
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording

STORY = N_("How it goes")

COURSE = Page(
    id="course",
    title=Wording(N_("How it has changed")),
    section=STORY,
    when=A_PART_IS_MARKED,
    questions=(
        Question(
            id="first-part",
            kind=Kind.ONE,
            words=Wording(N_("Which part was first?")),
            required=False,
            when=TWO_PARTS_ARE_MARKED,
            among="body-parts",
            choices=(
                *PART_CHOICES,
                Choice("together", Wording(N_("Several at the same time")), exclusive=True),
                not_sure(exclusive=True),
            ),
        ),
        Question(
            id="course",
            kind=Kind.ONE,
            required=False,
            words=Wording(N_("How has it changed since it began?")),
            choices=(
                *several(
                    same=N_("It is about the same"),
                    worse=N_("It got worse in the same parts"),
                    better=N_("It got better"),
                    spread=N_("It spread to more parts of the body"),
                ),
                not_sure(),
            ),
        ),
        Question(
            id="through-day",
            kind=Kind.MANY,
            required=False,
            words=Wording(N_("When does it happen?")),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    always=N_("Most of the time"),
                    one_task=N_("Mostly with one task, such as writing"),
                    worse_later=N_("It is worse later in the day"),
                    better_after_sleep=N_("It is better after sleep"),
                    attacks=N_("In spells that start and stop"),
                ),
                not_sure(exclusive=True),
            ),
        ),
        note(
            "task",
            Wording(N_("Which task brings it on?")),
            Wording(N_("For example writing, typing or playing music.")),
            when=chose("through-day", "one-task"),
        ),
    ),
)

TRIGGERS = Page(
    id="triggers",
    title=Wording(N_("What makes it worse or better")),
    section=STORY,
    when=A_PART_IS_MARKED,
    questions=(
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
                N_("Does it ease when they touch a spot, or sit or lie a certain way?"),
            ),
            hint=Wording(N_("For example, a finger on the chin.")),
            choices=yes_no_not_sure(),
        ),
        note("relief-where", Wording(N_("Where, or how?")), when=chose("relief", "yes"), limit=SHORT),
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
            words=Wording(N_("Do you also have any of these?"), N_("Do they also have any of these?")),
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
            id="pain",
            kind=Kind.ONE,
            required=False,
            words=Wording(N_("Does it hurt?")),
            choices=(*several(none=N_("No"), some=N_("Some"), a_lot=N_("A lot")), not_sure()),
        ),
    ),
)

PAGES = (COURSE, TRIGGERS, FEATURES)
