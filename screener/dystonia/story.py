"""How it began, how it goes, what comes with it: axis I of the 2013 consensus."""

from screener.dystonia.choices import none, not_sure, note, several, yes_no_not_sure
from screener.dystonia.parts import A_PART_IS_MARKED, PART_CHOICES, TWO_PARTS_ARE_MARKED
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.conditions import any_of, chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording

STORY = N_("How it began and how it goes")

ONSET = Page(
    id="onset",
    title=Wording(N_("How it began")),
    section=STORY,
    when=any_of(A_PART_IS_MARKED, chose("body-parts", NOT_SURE)),
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
    title=Wording(N_("How it has changed")),
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
            words=Wording(N_("When does it happen?")),
            hint=Wording(N_("Select all that apply.")),
            choices=(
                *several(
                    always=N_("Most of the time"),
                    one_task=N_("Mostly with one task, such as writing"),
                    worse_later=N_("It is worse later in the day"),
                    attacks=N_("In attacks that come and go"),
                ),
                not_sure(exclusive=True),
            ),
        ),
        note(
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
            words=Wording(N_("Do you also have any of these?"), N_("Do they also have any of these?")),
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

PAGES = (ONSET, COURSE, FEATURES)
