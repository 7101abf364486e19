"""More people than the probes: what a careful nurse and a neurologist want for each, in the kinds that are easily missed.

A row says who it is, what they answer, how soon they should be seen, and the flags that must be among those raised.
What nobody can know is listed for sign-off in ``screener/dystonia/open_points.py`` and stands here as it is today.
"""

from typing import Any

import pytest

from screener.dystonia import DYSTONIA
from screener.dystonia.safety import highest, red_flags
from screener.dystonia.sides import SIDE_QUESTIONS
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.flow import walk
from screener.questionnaire.plain import answers_from

WEEK, MONTHS, YEAR, LONG = "last-week", "last-three-months", "last-year", "over-a-year"
HOURS, DAYS, WEEKS, YEARS = "minutes-hours", "days", "weeks-months", "years"
EVERYWHERE = "neck trunk left_arm right_arm left_leg right_leg"
TODAY, SOON = "today", "soon"


def _who(
    parts: str, age: int | str = 45, when: str = LONG, pace: str = YEARS, **others: int | str
) -> dict[str, Any]:
    """Return answers of somebody well otherwise; of a list its ticks with spaces between, ``new`` for what is new or worse."""
    steady = {"respondent": "self", "new": "none", "medicine": "no", "happened": "none"}
    given = {
        "emergency": "none",
        "body-parts": parts,
        "onset-age": age,
        "onset-when": when,
        "onset-pace": pace,
    }
    for name, value in (steady | others).items():
        given["new-or-worse" if name == "new" else name.replace("_", "-")] = value
    lists = given.keys() & {"body-parts", "new-or-worse", "happened", "tried", "through-day", "life"}
    return given | {name: str(given[name]).split() for name in lists}


PEOPLE: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "a jaw that locks, an anti-sickness medicine": (_who("jaw_tongue", 41, WEEK, HOURS, medicine="new"), TODAY, "acute_reaction"),
    "a child of 14, promethazine, the tongue": (_who("jaw_tongue", 14, WEEK, HOURS, medicine="new", respondent="parent"), TODAY, "acute_reaction child"),
    "not sure where, a new medicine": (_who(NOT_SURE, 30, WEEK, HOURS, medicine="new"), TODAY, "acute_reaction"),
    "a back that arches, a new medicine": (_who("trunk", 55, MONTHS, WEEKS, medicine="new"), TODAY, "acute_reaction"),
    "pregnant, a new medicine for nausea, weeks": (_who("jaw_tongue", 29, MONTHS, WEEKS, medicine="new", age_now=29, sex="female", pregnant="yes"), TODAY, "acute_reaction"),
    "a depot shot long ago, the back, hours": (_who("trunk", 33, WEEK, HOURS, medicine="past"), TODAY, "acute_reaction new_this_week"),
    "a neck in days, not sure of a medicine": (_who("neck", 35, WEEK, DAYS, medicine=NOT_SURE), TODAY, "acute_reaction new_this_week"),
    "eyes that roll up, not sure of a medicine": (_who("upper_face", 30, WEEK, DAYS, new="eyes-rolling", medicine=NOT_SURE), TODAY, "acute_reaction eyes_rolling"),
    "eyes that roll up, for years": (_who("upper_face", 30, new="eyes-rolling"), SOON, "eyes_rolling"),
    "a mouth after metoclopramide": (_who("lower_face jaw_tongue", 70, YEAR, WEEKS, medicine="past"), SOON, "after_blocker"),
    "a mouth for years, still on it": (_who("lower_face jaw_tongue", 70, medicine="now"), None, ""),
    "an arm, still on it": (_who("left_arm", 60, MONTHS, WEEKS, medicine="now"), None, ""),
    "a hand this week": (_who("right_hand", 25, WEEK, DAYS), TODAY, "new_this_week"),
    "a hand this week, not known how fast": (_who("right_hand", 25, WEEK, NOT_SURE), TODAY, "new_this_week"),
    "a hand at once, not known when": (_who("right_hand", 50, NOT_SURE, HOURS), SOON, "fast_at_unknown_time"),
    "a neck in days, two months ago": (_who("neck", 40, MONTHS, DAYS), SOON, "new_and_fast"),
    "a neck in weeks, two months ago": (_who("neck", 40, MONTHS, WEEKS), None, ""),
    "an eyelid that twitches for a month": (_who("upper_face", 30, MONTHS, DAYS, side_upper_face="left"), SOON, "new_and_fast"),
    "everywhere in days, two months ago": (_who(EVERYWHERE, 30, MONTHS, DAYS), SOON, "new_and_fast both_legs"),
    "sudden, one side and the trunk, comes and goes with attention": (_who("right_leg right_arm trunk", 28, MONTHS, HOURS, spells="no"), SOON, "new_and_fast arm_and_leg_of_one_side"),
    "a fixed foot after a sprain": (_who("right_foot", 25, MONTHS, DAYS, injury_first="yes"), SOON, "new_and_fast adult_one_leg"),
    "spells of one side, two months": (_who("left_hand left_leg", 50, MONTHS, WEEKS, spells="yes"), TODAY, "spells_on_one_side"),
    "spells of one side, six months": (_who("left_hand left_leg", 50, YEAR, WEEKS, spells="yes"), SOON, "arm_and_leg_of_one_side"),
    "spells of face and hand, this week": (_who("lower_face left_hand", 60, WEEK, HOURS, spells="yes"), TODAY, "spells_on_one_side"),
    "one side, not sure of spells, told later": (_who("left_arm left_leg", 40, MONTHS, WEEKS, spells=NOT_SURE, through_day="attacks"), TODAY, "spells_on_one_side"),
    "face and arm, no spells at first, told later": (_who("lower_face right_arm", 28, MONTHS, WEEKS, side_lower_face="right", spells="no", through_day="always attacks"), TODAY, "spells_on_one_side"),
    "face and arm, spells told later, for a year": (_who("lower_face right_arm", 28, YEAR, WEEKS, spells=NOT_SURE, through_day="attacks"), None, ""),
    "open: one hand in spells": (_who("left_hand", 70, MONTHS, WEEKS, through_day="attacks"), None, ""),
    "spells of face and arm, for years": (_who("lower_face left_arm", 60, spells="yes"), None, ""),
    "one side, ten years after a stroke": (_who("left_arm left_leg", 50, happened="stroke-earlier", spells="no"), SOON, "arm_and_leg_of_one_side"),
    "one side since birth": (_who("left_arm left_leg", 2, spells="no"), SOON, "arm_and_leg_of_one_side child"),
    "an arm and the other leg": (_who("left_arm right_leg", 50), None, ""),
    "a hand after a stroke this year": (_who("right_hand", 60, YEAR, WEEKS, happened="stroke-recent"), SOON, "recent_stroke_or_injury"),
    "not sure where, after a stroke this year": (_who(NOT_SURE, 60, YEAR, WEEKS, happened="stroke-recent"), SOON, "recent_stroke_or_injury"),
    "not known when, after a head injury": (_who("right_hand", 60, NOT_SURE, NOT_SURE, happened="head-injury-recent"), SOON, "recent_stroke_or_injury"),
    "a head injury after it began": (_who("right_hand", 60, happened="head-injury-recent"), None, ""),
    "an arm after an old stroke": (_who("right_arm", 60, YEAR, WEEKS, happened="stroke-earlier"), None, ""),
    "a neck of a carer's, coughing": (_who("neck", 78, MONTHS, WEEKS, new="coughing", respondent="carer"), TODAY, "swallowing"),
    "a tongue when eating": (_who("jaw_tongue", 50, new="swallowing"), TODAY, "swallowing"),
    "swallowing, not sure where": (_who(NOT_SURE, 60, new="swallowing"), TODAY, "swallowing"),
    "swallowing, and a tick that is not for a neck": (_who("neck", 50, new="swallowing bladder-numbness"), TODAY, "swallowing"),
    "losing weight, and coughing": (_who("neck", 50, new="weight coughing"), TODAY, "swallowing weight"),
    "a partner's neck, hard to breathe": (_who("neck", 45, new="breathing", respondent="partner"), TODAY, "noisy_breathing"),
    "a trunk, cannot hold water": (_who("trunk", 60, new="bladder-numbness"), TODAY, "bladder_or_numbness"),
    "one foot, numb legs": (_who("left_foot", 60, new="bladder-numbness"), TODAY, "bladder_or_numbness"),
    "one hand and foot, memory": (_who("right_hand right_foot", 66, YEAR, WEEKS, spells="no", new="thinking"), SOON, "thinking arm_and_leg_of_one_side"),
    "Botox and hard to breathe": (_who("neck", happened="botulinum-recent", speech_after_shot="no", new="breathing"), TODAY, "after_botulinum noisy_breathing"),
    "Botox and hard to speak": (_who("neck", happened="botulinum-recent", speech_after_shot="yes"), TODAY, "after_botulinum"),
    "Botox, told later, and swallowing": (_who("neck", new="swallowing", tried="botulinum", botulinum_when="last-month"), TODAY, "after_botulinum"),
    "Botox, and well": (_who("neck", happened="botulinum-recent", speech_after_shot="no"), None, ""),
    "a stimulator, worse within days": (_who("neck", happened="device", worse_within_days="yes"), TODAY, "device"),
    "a stimulator, not sure whether worse": (_who("neck", happened="device", worse_within_days=NOT_SURE), SOON, "device_unsure"),
    "a stimulator, steady": (_who("neck", happened="device", worse_within_days="no"), None, ""),
    "a child's neck within minutes": (_who("neck", 4, WEEK, HOURS, respondent="parent"), TODAY, "child_neck"),
    "a child of 9 now, onset not known": (_who("left_hand right_hand", NOT_SURE, YEAR, WEEKS, respondent="parent", age_now=9), SOON, "child"),
    "a child of 9 now, the neck this week": (_who("neck", NOT_SURE, WEEK, DAYS, respondent="parent", age_now=9), TODAY, "child_neck"),
    "a child's hands that get worse": (_who("left_hand right_hand", 10, LONG, WEEKS, respondent="parent", course="worse"), SOON, "child"),
    "a child's foot, steady": (_who("left_foot", 10, LONG, WEEKS, respondent="parent", course="same"), SOON, "child"),
    "a child, everywhere, for years": (_who(EVERYWHERE, 9, respondent="parent"), SOON, "child"),
    "a voice at 17": (_who("larynx", 17, YEAR, WEEKS), SOON, "child"),
    "a hand at 18": (_who("right_hand", 18, YEAR, WEEKS), None, ""),
    "a baby's neck": (_who("neck", 0, YEAR, WEEKS, respondent="parent"), SOON, "infant child"),
    "a baby now, the back, not known when": (_who("trunk", NOT_SURE, NOT_SURE, NOT_SURE, respondent="parent", age_now=0), SOON, "infant"),
    "a child of one now, the back, not known when": (_who("trunk", NOT_SURE, NOT_SURE, NOT_SURE, respondent="parent", age_now=1), None, ""),
    "a baby's hand, long ago": (_who("left_hand", 0, LONG, WEEKS, respondent="parent"), None, ""),
    "an adult, a hand since childhood": (_who("right_hand", 10, age_now=40), None, ""),
    "an adult, a foot since childhood": (_who("right_foot", 10, age_now=40), SOON, "child"),
    "one leg only when running": (_who("left_leg", 42), SOON, "adult_one_leg"),
    "a foot, no age known": (_who("left_foot", NOT_SURE, respondent="carer"), SOON, "adult_one_leg"),
    "both feet, two months": (_who("left_foot right_foot", 60, MONTHS, WEEKS), SOON, "both_legs"),
    "both legs, for years": (_who("left_leg right_leg", 60), None, ""),
    "liver trouble, 30": (_who("right_hand", 30, liver="yes"), SOON, "liver"),
    "liver trouble, onset not known, 30 now": (_who("right_hand", NOT_SURE, liver="yes", age_now=30), SOON, "liver"),
    "liver trouble, no age known": (_who("right_hand", NOT_SURE, liver="yes"), SOON, "liver"),
    "liver trouble, onset not known, 60 now": (_who("right_hand", NOT_SURE, liver="yes", age_now=60), None, ""),
    "liver trouble, 55": (_who("right_hand", 55, liver="yes"), None, ""),
    "a neck with a trick and much pain": (_who("neck", relief="yes", pain="a-lot"), None, ""),
    "a neck and a hand that shake": (_who("neck right_hand"), None, ""),
    "a musician's hands": (_who("left_hand right_hand", 30), None, ""),
    "a bent back at 70": (_who("trunk", 70), None, ""),
    "half a face for years": (_who("upper_face lower_face", 50, side_upper_face="left", side_lower_face="left"), None, ""),
    "everywhere, for years": (_who(EVERYWHERE, 30), None, ""),
    "not sure of anything": (_who(NOT_SURE, NOT_SURE, NOT_SURE, NOT_SURE, new=NOT_SURE, medicine=NOT_SURE, happened=NOT_SURE), None, ""),
    "open: a mouth, not sure of a medicine": (_who("jaw_tongue", 70, YEAR, WEEKS, medicine=NOT_SURE), None, ""),
    "open: a voice after metoclopramide": (_who("larynx", 66, YEAR, WEEKS, medicine="past"), None, ""),
    "open: not sure where, after metoclopramide": (_who(NOT_SURE, 66, YEAR, WEEKS, medicine="past"), None, ""),
    "open: spells of face and hand, not known when": (_who("lower_face left_hand", 60, NOT_SURE, NOT_SURE, spells="yes"), None, ""),
    "open: spells of face and hand, not sure": (_who("lower_face left_hand", 60, MONTHS, WEEKS, spells=NOT_SURE), None, ""),
    "open: spells of face and leg": (_who("lower_face left_leg", 60, MONTHS, WEEKS, through_day="attacks"), None, ""),
    "open: brain surgery told later": (_who("neck", tried="surgery", course="worse"), None, ""),
    "open: Botox told later, and speech": (_who("neck larynx", happened=NOT_SURE, tried="botulinum", botulinum_when="last-month", life="speech"), None, ""),
    "open: both legs, not known when": (_who("left_leg right_leg", 60, NOT_SURE, NOT_SURE), None, ""),
    "open: a grown-up with a neck since birth": (_who("neck", 0, age_now=40), SOON, "infant"),
    "open: a new medicine, a hand alone": (_who("right_hand", 60, YEAR, WEEKS, medicine="new"), None, ""),
}  # fmt: skip


@pytest.mark.parametrize(("given", "urgency", "flags"), PEOPLE.values(), ids=PEOPLE)
def test_each_is_told_as_soon_as_they_should_be_seen(
    given: dict[str, Any], urgency: str | None, flags: str
) -> None:
    way = walk(DYSTONIA, answers_from(DYSTONIA, dict.fromkeys(SIDE_QUESTIONS, "both") | given))
    assert way.complete
    assert given.keys() <= way.answers.keys(), "every answer is one that somebody is asked for"
    raised = red_flags(way.answers)
    assert highest(raised) == urgency
    assert set(flags.split()) <= {flag.id for flag in raised}
