"""For how many selections a flag may be raised: counted one by one for some, and by hand for others."""

from itertools import product

import pytest

from screener.body.anatomy import UNSIDED_MARKS
from screener.dystonia.reach import selections_that_may_raise
from screener.dystonia.red_flags import RED_FLAGS
from screener.questionnaire.answers import Answers
from screener.questionnaire.conditions import ALWAYS, Below, Not, any_of, chose

FLAGS = {flag.id: flag.when for flag in RED_FLAGS}
EVERY = 2**16 - 1


@pytest.mark.parametrize(
    ("flag", "count"),
    [
        ("new_this_week", EVERY),
        ("recent_stroke_or_injury", EVERY),
        ("swallowing", EVERY),
        ("eyes_rolling", 2**15),
        ("child_neck", 2**15),
        ("infant", 2**16 - 2**14),
        ("bladder_or_numbness", 2**16 - 2**11),
        ("adult_one_leg", 6),
        ("arm_and_leg_of_one_side", 2 * 7 * 3 * 2**6),
        ("both_legs", 3 * 3 * 2**12),
        ("spells_on_one_side", 2 * (7 * 3 * 2**6 + 7 * (2**6 - 2**3))),
    ],
)
def test_the_count_is_that_of_the_marks(flag: str, count: int) -> None:
    assert selections_that_may_raise(FLAGS[flag]) == count


def test_a_condition_on_parts_alone_is_counted_as_it_holds() -> None:
    condition = FLAGS["arm_and_leg_of_one_side"]
    holds = 0
    for chosen in product((False, True), repeat=len(UNSIDED_MARKS)):
        marks = frozenset(mark for mark, ticked in zip(UNSIDED_MARKS, chosen, strict=True) if ticked)
        holds += condition.holds(Answers({"body-parts": marks}))
    assert selections_that_may_raise(condition) == holds


def test_what_other_answers_decide_is_open_and_what_marks_rule_out_is_not() -> None:
    neck = chose("body-parts", "neck")
    age = Below("onset-age", 18)
    assert selections_that_may_raise(age) == selections_that_may_raise(Not(age)) == EVERY
    assert selections_that_may_raise(Not(neck)) == 2**15 - 1
    assert selections_that_may_raise(any_of(neck, age)) == EVERY
    assert selections_that_may_raise(Not(ALWAYS)) == 0
