"""How it began to spread, and when it comes: the course and the day of axis I of the 2013 consensus."""

from dataclasses import replace

from screener.dystonia.choices import none, not_sure, note, several
from screener.dystonia.parts import A_PART_IS_MARKED, PART_CHOICES, TWO_PARTS_ARE_MARKED
from screener.questionnaire.conditions import Condition, Not, all_of, any_of, chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording

STORY = N_("How it goes")

_IN_SPELLS = any_of(chose("through-day", "attacks"), chose("spells", "yes"))


def _which_part(question_id: str, words: str, when: Condition, parts: tuple[Choice, ...]) -> Question:
    return Question(
        id=question_id,
        kind=Kind.ONE,
        words=Wording(words),
        required=False,
        when=when,
        among="body-parts",
        choices=(
            *parts,
            Choice("together", Wording(N_("Several at the same time")), exclusive=True),
            not_sure(exclusive=True),
        ),
    )


COURSE = Page(
    id="course",
    title=Wording(N_("How it has changed")),
    section=STORY,
    when=A_PART_IS_MARKED,
    questions=(
        _which_part("first-part", N_("Which part was first?"), TWO_PARTS_ARE_MARKED, PART_CHOICES),
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
        _which_part(
            "spread-next",
            N_("Which part was next?"),
            all_of(TWO_PARTS_ARE_MARKED, chose("course", "spread"), Not(chose("first-part", "together"))),
            tuple(replace(part, when=Not(chose("first-part", part.id))) for part in PART_CHOICES),
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
                    worse_morning=N_("It is worse in the morning"),
                    before_pill=N_("It is worse before the next pill"),
                    better_after_sleep=N_("It is better after sleep"),
                    attacks=N_("In spells that start and stop"),
                ),
                not_sure(exclusive=True),
            ),
        ),
        note(
            "task",
            Wording(N_("Which task brings it on?")),
            Wording(N_("Such as to write, type or play music.")),
            when=chose("through-day", "one-task"),
        ),
        Question(
            id="attack-length",
            kind=Kind.ONE,
            required=False,
            words=Wording(N_("How long does a spell last?")),
            when=_IN_SPELLS,
            choices=(
                *several(
                    seconds=N_("Seconds"), minutes=N_("Minutes"), hours=N_("Hours"), days=N_("A day or more")
                ),
                not_sure(),
            ),
        ),
        Question(
            id="attack-trigger",
            kind=Kind.MANY,
            required=False,
            words=Wording(N_("What sets off a spell?")),
            hint=Wording(N_("Select all that apply.")),
            when=_IN_SPELLS,
            choices=(
                *several(
                    sudden_move=N_("A sudden move, such as standing up"),
                    exercise=N_("A long walk or exercise"),
                ),
                none(N_("None of these")),
                not_sure(exclusive=True),
            ),
        ),
    ),
)
