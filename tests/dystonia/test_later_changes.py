"""People who change an answer after the result, once or more: what they are told follows the answers that count now, and no others."""

import pytest

from screener.dystonia import DYSTONIA
from screener.dystonia.result import result_of
from screener.dystonia.sides import SIDE_QUESTIONS
from screener.questionnaire.flow import walk
from screener.questionnaire.plain import answers_from
from screener.questionnaire.question import Kind

_STEADY = (
    "emergency=none respondent=self onset-age=50 onset-when=over-a-year onset-pace=years spells=no new-or-worse=none "
    "medicine=no happened=none worse-within-days=no speech-after-shot=no"
)
_NEW = "onset-when=last-three-months onset-pace=weeks-months"
_YEAR = "onset-when=last-year onset-pace=weeks-months"
_WEEK = "onset-when=last-week onset-pace=days"

CHANGES: dict[str, list[tuple[str, str]]] = {
    "the neck joins two places, and is taken away": [
        ("body-parts=upper_face,larynx", "multifocal"),
        ("body-parts=upper_face,larynx,neck", "segmental"),
        ("body-parts=upper_face,larynx", "multifocal"),
    ],
    "shoulders count with the neck once it is marked": [
        ("body-parts=left_shoulder,right_shoulder", "segmental"),
        ("body-parts=left_shoulder,right_shoulder,neck", "focal"),
        ("body-parts=left_shoulder,right_shoulder,neck,left_hand", "segmental"),
        ("body-parts=left_shoulder,right_shoulder,trunk", "multifocal"),
        ("body-parts=left_shoulder,right_shoulder,trunk,neck", "segmental"),
    ],
    "the side of the neck is unsure, right, left": [
        ("body-parts=right_hand,right_foot,neck side-neck=not-sure", "multifocal arm_and_leg_of_one_side"),
        ("side-neck=right", "hemidystonia arm_and_leg_of_one_side"),
        ("side-neck=left", "multifocal arm_and_leg_of_one_side"),
        ("body-parts=neck", "focal"),
    ],
    "the trunk on one side, then on both": [
        ("body-parts=trunk,left_arm,left_leg side-trunk=left", "hemidystonia arm_and_leg_of_one_side"),
        ("side-trunk=both", "multifocal arm_and_leg_of_one_side"),
    ],
    "spells of one side, until the other hand is marked": [
        (f"body-parts=upper_face,right_arm {_NEW}", "multifocal"),
        ("spells=yes", "multifocal spells_on_one_side"),
        ("body-parts=upper_face,right_arm,left_hand", "multifocal"),
        ("body-parts=upper_face,right_arm", "multifocal spells_on_one_side"),
    ],
    "spells told later, until the other hand is marked": [
        (f"body-parts=left_arm,left_leg {_NEW}", "hemidystonia arm_and_leg_of_one_side"),
        ("through-day=always,attacks", "hemidystonia spells_on_one_side arm_and_leg_of_one_side"),
        ("body-parts=left_arm,left_leg,right_hand", "multifocal"),
    ],
    "a child's neck this week, then long ago": [
        (f"respondent=parent onset-age=14 body-parts=neck {_WEEK}", "focal new_this_week child_neck child"),
        ("onset-when=over-a-year", "focal"),
    ],
    "a medicine before, long ago, this week, none": [
        (f"respondent=carer onset-age=88 body-parts=jaw_tongue medicine=past {_YEAR}", "focal after_blocker"),
        ("onset-when=over-a-year", "focal"),
        ("onset-when=last-week onset-pace=not-sure", "focal acute_reaction new_this_week after_blocker"),
        ("medicine=no", "focal new_this_week"),
    ],
    "a pump, none after all, a pump and a stroke": [
        ("body-parts=neck,left_arm happened=device worse-within-days=yes", "segmental device"),
        ("happened=none", "segmental"),
        ("happened=stroke-earlier,device", "segmental device"),
        ("worse-within-days=not-sure", "segmental device_unsure"),
    ],
    "hard to speak after a shot that was none": [
        ("body-parts=not-sure happened=botulinum-recent speech-after-shot=yes", "None after_botulinum"),
        ("happened=none", "None"),
        ("new-or-worse=coughing tried=botulinum botulinum-when=last-month", "None swallowing after_botulinum"),
        ("tried=tablets", "None swallowing"),
    ],
    "numb legs, then one leg, then a hand: the only tick is no answer there": [
        (f"body-parts=left_leg,right_leg new-or-worse=bladder-numbness {_NEW}", "segmental bladder_or_numbness both_legs"),
        ("body-parts=left_leg", "focal bladder_or_numbness adult_one_leg"),
        ("body-parts=left_hand", "asked new-or-worse"),
        ("new-or-worse=none", "focal"),
    ],
    "eyes that roll up, and no eyes": [
        ("body-parts=upper_face,neck new-or-worse=eyes-rolling,coughing", "segmental swallowing eyes_rolling"),
        ("body-parts=neck", "focal swallowing"),
        ("body-parts=none", "None"),
        ("body-parts=upper_face,neck", "segmental swallowing eyes_rolling"),
    ],
    "hands since 17, worse, better": [
        ("body-parts=left_hand,right_hand onset-age=17", "segmental"),
        ("course=worse", "segmental child"),
        ("course=better", "segmental"),
    ],
    "liver trouble told later, and the age mended": [
        ("body-parts=left_hand onset-age=30 liver=yes", "focal liver"),
        ("onset-age=55", "focal"),
        ("onset-age=not-sure", "focal liver"),
        ("age-now=60", "focal"),
    ],
    "a stroke this year, and when it began": [
        ("body-parts=right_arm happened=stroke-recent", "focal"),
        ("onset-when=last-year", "focal recent_stroke_or_injury"),
        ("onset-when=not-sure", "focal recent_stroke_or_injury"),
    ],
}  # fmt: skip


def _given(written: str) -> dict[str, object]:
    given: dict[str, object] = {}
    for each in written.split():
        name, _, value = each.partition("=")
        kind = DYSTONIA.questions[name].kind
        number = kind is Kind.YEARS and value.isdecimal()
        given[name] = int(value) if number else value.split(",") if kind is Kind.MANY else value
    return given


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_what_is_told_follows_each_change(changes: list[tuple[str, str]]) -> None:
    given = dict.fromkeys(SIDE_QUESTIONS, "both") | _given(_STEADY)
    for changed, told in changes:
        given |= _given(changed)
        way = walk(DYSTONIA, answers_from(DYSTONIA, given))
        if way.frontier:
            assert f"asked {way.frontier.id}" == told
            continue
        result = result_of(way)
        flags = {flag.id for flag in result.flags}
        assert (str(result.classification.distribution), flags) == (told.split()[0], {*told.split()[1:]})
