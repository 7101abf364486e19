"""Red flags of this week: whom the clinic should see soon. Where a row errs, it errs towards seeing.

Every threshold here needs the clinic's sign-off before real use.
"""

from screener.dystonia.limbs import ARM_AND_LEG_OF_ONE_SIDE, leg
from screener.dystonia.parts import PARTS_ARE_MARKED_OR_NOT_SURE_WHERE
from screener.dystonia.thresholds import (
    AT_A_KNOWN_TIME,
    BELOW_ADULT,
    BELOW_COPPER,
    IN_FIRST_YEAR,
    LAST_THREE_MONTHS,
    LAST_YEAR,
    OURS,
)
from screener.dystonia.urgency import RedFlag, Urgency
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.conditions import Not, all_of, any_of, chose, only
from screener.questionnaire.wording import N_, Wording

THIS_WEEK: tuple[RedFlag, ...] = (
    RedFlag(
        "new_and_fast",
        Urgency.SOON,
        all_of(chose("onset-when", "last-three-months"), chose("onset-pace", "minutes-hours", "days")),
        Wording(N_("It began fast, in the last 3 months. Please call this week.")),
        "Began 1 week to 3 months ago, within minutes to days.",
        OURS,
    ),
    RedFlag(
        "fast_at_unknown_time",
        Urgency.SOON,
        all_of(Not(AT_A_KNOWN_TIME), chose("onset-pace", "minutes-hours", "days")),
        Wording(N_("It began fast, and it is not clear when. Please call this week.")),
        "Began within minutes to days, not known how long ago: it may be new.",
        OURS,
    ),
    RedFlag(
        "child",
        Urgency.SOON,
        all_of(
            BELOW_ADULT,
            any_of(LAST_YEAR, leg("left"), leg("right"), chose("course", "worse", "spread")),
        ),
        Wording(N_("It began at a young age. A doctor should see it soon. Please call this week.")),
        "First signs under 18, or under 18 now, and: begun within a year, or a leg or foot, or worse or spreading. Dopa-responsive dystonia is treatable.",
        "dopa-responsive dystonia is treatable; the thresholds are ours",
    ),
    RedFlag(
        "infant",
        Urgency.SOON,
        all_of(IN_FIRST_YEAR, chose("body-parts", "neck", "trunk")),
        Wording(
            N_("It began in the first year of life. The child’s doctor should see it. Please call this week.")
        ),
        "First signs in the first year, or under 1 now, neck or trunk: the child's doctor.",
        OURS,
    ),
    RedFlag(
        "adult_one_leg",
        Urgency.SOON,
        all_of(
            Not(BELOW_ADULT),
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
        ARM_AND_LEG_OF_ONE_SIDE,
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
        all_of(leg("left"), leg("right"), LAST_THREE_MONTHS),
        Wording(N_("It began in both legs, in the last 3 months. Please call this week.")),
        "Both legs, begun within 3 months.",
        OURS,
    ),
    RedFlag(
        "eyes_rolling",
        Urgency.SOON,
        chose("new-or-worse", "eyes-rolling"),
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
            LAST_YEAR,
        ),
        Wording(
            N_(
                "Some pills and shots for mood, sleep, voices or nausea can bring this on. Please call this week. Have the name of the medicine at hand."
            )
        ),
        "A listed medicine now or before, face, jaw, neck or trunk, begun within 12 months: possible tardive dystonia (4 days to 23 years).",
        "Kiriakakis et al. 1998",
    ),
    RedFlag(
        "device_unsure",
        Urgency.SOON,
        all_of(chose("happened", "device"), chose("worse-within-days", NOT_SURE)),
        Wording(
            N_(
                "With a stimulator or a pump, it is not clear if it got worse. Please call the doctor who looks after it this week. If it gets worse fast, call 911."
            )
        ),
        "A stimulator or pump, and not sure whether it got worse within days.",
        OURS,
    ),
    RedFlag(
        "recent_stroke_or_injury",
        Urgency.SOON,
        all_of(
            PARTS_ARE_MARKED_OR_NOT_SURE_WHERE,
            chose("happened", "stroke-recent", "head-injury-recent"),
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
        "thinking",
        Urgency.SOON,
        chose("new-or-worse", "thinking"),
        Wording(N_("When memory or thinking changes too, a doctor should know soon. Please call this week.")),
        "New or worse trouble with memory or thinking.",
        OURS,
    ),
    RedFlag(
        "liver",
        Urgency.SOON,
        all_of(BELOW_COPPER, chose("liver", "yes")),
        Wording(N_("With liver trouble, a doctor should see it soon. Please call this week.")),
        "First signs under 50, or not known to be older, and liver trouble or yellow eyes: consider copper studies.",
        OURS,
    ),
    RedFlag(
        "weight",
        Urgency.SOON,
        chose("new-or-worse", "weight"),
        Wording(
            N_("When someone loses weight without trying, a doctor should know soon. Please call this week.")
        ),
        "Weight loss, not on purpose.",
        OURS,
    ),
)
