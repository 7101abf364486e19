"""Red flags, as rows: whom a doctor should see today, and whom this week. Where a row errs, it errs towards seeing.

Every threshold here needs the clinic's sign-off before real use.
"""

from screener.dystonia.parts import A_PART_IS_MARKED
from screener.dystonia.urgency import RedFlag, Urgency
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.conditions import (
    ALWAYS,
    Below,
    Chose,
    Condition,
    Not,
    all_of,
    any_of,
    chose,
    only,
)
from screener.questionnaire.wording import N_, Wording

ADULT_YEARS = 18
"""From this age at onset on, a first sign counts as an adult's. To be confirmed by the clinic."""

OURS = "ours"
"""The source of a line that no paper gives: each stands in docs/clinical.md."""

_REACTION_PARTS = ("jaw_tongue", "neck", "upper_face", "trunk", "lower_face", "larynx")
"""Jaw, tongue, neck, eyes, back; and the mouth and the voice, which people mark for a spasm of jaw, tongue or throat."""

_CHILD = Below("onset-age", ADULT_YEARS)
_LAST_WEEK = chose("onset-when", "last-week")
_LAST_THREE_MONTHS = chose("onset-when", "last-week", "last-three-months")
_LAST_YEAR = chose("onset-when", "last-week", "last-three-months", "last-year")


def _limb(side: str, *parts: str) -> Chose:
    return chose("body-parts", *(f"{side}_{part}" for part in parts))


def _arm(side: str) -> Chose:
    return _limb(side, "shoulder", "arm", "hand")


def _leg(side: str) -> Chose:
    return _limb(side, "leg", "foot")


def _arm_and_leg_of(side: str, other: str) -> Condition:
    return all_of(_arm(side), _leg(side), Not(_arm(other)), Not(_leg(other)))


RED_FLAGS: tuple[RedFlag, ...] = (
    RedFlag(
        "acute_reaction",
        Urgency.TODAY,
        all_of(
            chose("body-parts", *_REACTION_PARTS, NOT_SURE),
            any_of(chose("medicine", "new"), all_of(chose("medicine", "now", "past", NOT_SURE), _LAST_WEEK)),
        ),
        Wording(
            N_(
                "Muscle spasms can come from a medicine, and can be treated fast. Go to an emergency room or call a doctor "
                "today. Bring the name of the medicine."
            )
        ),
        "Face, jaw, tongue, voice, neck, eyes or back, or not sure where, with an antiemetic or antipsychotic: new or raised within "
        "2 weeks, or taken (or not sure) and onset in the last 7 days. Possible acute dystonic reaction, also after depot shots.",
        "acute dystonic reaction within days of a dopamine blocker",
    ),
    RedFlag(
        "new_this_week",
        Urgency.TODAY,
        all_of(_LAST_WEEK, chose("onset-pace", "minutes-hours", "days", NOT_SURE)),
        Wording(
            N_(
                "It began fast, in the last 7 days. Go to an emergency room or call a doctor today. If the face, an arm or a "
                "leg is weak or numb, call 911 now."
            )
        ),
        "Began in the last 7 days, within minutes to days or not known how fast, without the emergency signs.",
        OURS,
    ),
    RedFlag(
        "swallowing",
        Urgency.TODAY,
        chose("swallowing", "swallowing", "coughing"),
        Wording(N_("Eating or drinking got harder. Go to an emergency room or call a doctor today.")),
        "New or worse trouble swallowing, or coughing with food.",
        OURS,
    ),
    RedFlag(
        "child_neck",
        Urgency.TODAY,
        all_of(_CHILD, chose("body-parts", "neck"), _LAST_WEEK),
        Wording(
            N_(
                "When a young person’s neck began to twist or pull in the last 7 days, a doctor should see it today. Go to "
                "an emergency room or call a doctor."
            )
        ),
        "First signs under 18, the neck, last 7 days, however it began: a displaced first vertebra, an abscess behind the throat.",
        OURS,
    ),
    RedFlag(
        "new_and_fast",
        Urgency.SOON,
        all_of(chose("onset-when", "last-three-months"), chose("onset-pace", "minutes-hours", "days")),
        Wording(N_("It began fast, in the last 3 months. Please call this week.")),
        "Began 1 week to 3 months ago, within minutes to days.",
        OURS,
    ),
    RedFlag(
        "child",
        Urgency.SOON,
        all_of(
            _CHILD,
            any_of(_LAST_YEAR, _leg("left"), _leg("right"), chose("course", "worse", "spread")),
        ),
        Wording(N_("It began at a young age. A doctor should see it soon. Please call this week.")),
        "First signs under 18, and: begun within a year, or a leg or foot, or worse or spreading. Dopa-responsive dystonia is treatable.",
        "dopa-responsive dystonia is treatable; the thresholds are ours",
    ),
    RedFlag(
        "infant",
        Urgency.SOON,
        all_of(Below("onset-age", 1), chose("body-parts", "neck", "trunk")),
        Wording(
            N_("It began in the first year of life. The child’s doctor should see it. Please call this week.")
        ),
        "First signs in the first year, neck or trunk: the child's doctor.",
        OURS,
    ),
    RedFlag(
        "adult_one_leg",
        Urgency.SOON,
        all_of(
            Not(_CHILD),
            any_of(
                only("body-parts", "left_leg", "left_foot"), only("body-parts", "right_leg", "right_foot")
            ),
        ),
        Wording(
            N_("When only one leg or foot is affected, a doctor should see it soon. Please call this week.")
        ),
        "Adult, one leg or foot only: over half had another cause (36 adults).",
        "McKeon et al. 2008, PMID 18329318",
    ),
    RedFlag(
        "arm_and_leg_of_one_side",
        Urgency.SOON,
        any_of(_arm_and_leg_of("left", "right"), _arm_and_leg_of("right", "left")),
        Wording(
            N_(
                "When an arm and a leg on the same side are affected, a doctor should see it soon. Please call this week."
            )
        ),
        "Arm and leg of one side, also without a known stroke, and years after one: mean delay 4.1 and 14.7 years.",
        "Chuang et al. 2002; Wijemanne & Jankovic 2009",
    ),
    RedFlag(
        "both_legs",
        Urgency.SOON,
        all_of(_leg("left"), _leg("right"), _LAST_THREE_MONTHS),
        Wording(N_("It began in both legs, in the last 3 months. Please call this week.")),
        "Both legs, begun within 3 months.",
        OURS,
    ),
    RedFlag(
        "eyes_rolling",
        Urgency.SOON,
        chose("signs-eyes", "rolling"),
        Wording(N_("When eyes roll up and stay there, a doctor should see it soon. Please call this week.")),
        "Eyes roll up and stay.",
        OURS,
    ),
    RedFlag(
        "after_blocker",
        Urgency.SOON,
        all_of(
            chose("medicine", "now", "past"),
            chose("body-parts", "upper_face", "lower_face", "jaw_tongue", "neck", "trunk"),
            _LAST_YEAR,
        ),
        Wording(
            N_(
                "Movements like these can come from a medicine. Please call this week. Have the name of the medicine at hand."
            )
        ),
        "A listed medicine now or before, face, jaw, neck or trunk, begun within 12 months: possible tardive dystonia (4 days to 23 years).",
        "Kiriakakis et al. 1998",
    ),
    RedFlag(
        "recent_stroke_or_injury",
        Urgency.SOON,
        all_of(
            any_of(A_PART_IS_MARKED, chose("body-parts", NOT_SURE)),
            any_of(chose("stroke", "recent"), chose("head-injury", "recent")),
            Not(chose("onset-when", "over-a-year")),
        ),
        Wording(
            N_(
                "Movements that come after a stroke or a head injury should be seen soon. Please call this week."
            )
        ),
        "Stroke or head injury in the last 12 months, onset not known to be earlier.",
        OURS,
    ),
    RedFlag(
        "weight",
        Urgency.SOON,
        chose("swallowing", "weight"),
        Wording(
            N_("When someone loses weight without trying, a doctor should know soon. Please call this week.")
        ),
        "Losing weight without trying.",
        OURS,
    ),
)
"""Most urgent first. Nothing here is a diagnosis: each row says who should be seen, and how soon."""

_NEVER = Not(ALWAYS)

FORMER_FLAGS: tuple[RedFlag, ...] = (
    RedFlag(
        "sudden_start",
        Urgency.TODAY,
        _NEVER,
        Wording(""),
        "Began within minutes to hours, in the last 7 days, without the emergency signs.",
        OURS,
    ),
    RedFlag(
        "child_foot",
        Urgency.SOON,
        _NEVER,
        Wording(""),
        "First signs under 18, foot turning or toe walking, worse later in the day: consider dopa-responsive dystonia.",
        "dopa-responsive dystonia is treatable",
    ),
)
"""Flags of rules 1.0.0 that nothing raises any more: submissions that were stored with them still say what they mean."""

EVERY_FLAG = (*RED_FLAGS, *FORMER_FLAGS)
"""Every flag that a stored submission can have."""
