"""What to say to the patient and to the clinician for each outcome. Content only; the rule and the flags decide.

Facts on diagnosis and treatment: The University of Kansas Health System, "Dystonia". Suicidal thoughts: Worthley 2021.
"""

from dataclasses import dataclass

from screener.body.anatomy import UPPER_LIMB, Region
from screener.body.caveats import CAVEATS
from screener.body.patterns import Distribution
from screener.questionnaire.wording import N_, Wording
from screener.rules import Classification


@dataclass(frozen=True, slots=True)
class PatternWords:
    """A pattern in plain words, the sentence that names it, how that ends in the name, and its definition for the clinician.

    ``name`` stands beside "the pattern", where no "if it is dystonia" comes before it: no language says dystonia in it but
    where it is all one word.
    """

    described: str
    named: str
    word: str
    name: str
    definition: str


PATTERN_WORDS: dict[Distribution, PatternWords] = {
    Distribution.FOCAL: PatternWords(
        N_("You marked one area of the body."),
        N_("If it is dystonia, doctors call this pattern focal."),
        N_("focal."),
        N_("focal"),
        "One body region (2013).",
    ),
    Distribution.SEGMENTAL: PatternWords(
        N_("You marked areas of the body that are next to each other, the way doctors count."),
        N_("If it is dystonia, doctors call this pattern segmental."),
        N_("segmental."),
        N_("segmental"),
        "Two or more contiguous body regions (2013).",
    ),
    Distribution.MULTIFOCAL: PatternWords(
        N_("You marked areas of the body. Some of these areas are not next to each other."),
        N_("If it is dystonia, doctors call this pattern multifocal."),
        N_("multifocal."),
        N_("multifocal"),
        "Two non-contiguous body regions, or more (2013).",
    ),
    Distribution.HEMIDYSTONIA: PatternWords(
        N_("You marked an arm and a leg on the same side of the body."),
        N_("If it is dystonia, doctors call this pattern hemidystonia."),
        N_("hemidystonia."),
        N_("hemidystonia"),
        "Regions restricted to one body side, with its arm and leg (2013).",
    ),
}

GENERALIZED_WORDS = PatternWords(
    N_("You marked the trunk (back, chest or belly) and at least two other areas of the body."),
    N_(
        "If it is dystonia, doctors call this pattern multifocal. They also call a pattern as wide as this one generalized."
    ),
    N_("multifocal."),
    N_("multifocal"),
    "The trunk and at least two other sites (2013): multifocal, generalized.",
)

NO_MOVEMENT = Wording(
    N_("You told us that no part of your body moves on its own."),
    N_("You told us that no part of %(whose)s body moves on its own."),
)
NOT_SURE_WHERE = Wording(
    N_("You are not sure which parts. A doctor can look with you."),
    N_("You are not sure which parts. A doctor can look with both of you."),
)
WITHOUT_PATTERN = N_("We could not describe a pattern. You can still call.")
SPECIALIST_MAY_DIFFER = N_("A specialist may sort this differently.")

REASON_WORDS: dict[str, tuple[str, str]] = {
    "nothing_marked": (N_("No part of the body was marked."), "No region was marked."),
    "one_region": (N_("Doctors count what you marked as one area."), "One region."),
    "one_side_only": (
        N_("All marks are on one side, with both the arm and the leg."),
        "The upper and the lower limb of one side, no limb of the other, and nothing that is not on that side only.",
    ),
    "trunk_and_two_others": (
        N_("The trunk counts as one area, and each arm and each leg as one more."),
        "The trunk and two or more other regions.",
    ),
    "all_connected": (
        N_("Doctors count each of these areas as next to another one."),
        "All regions connect, each to the next.",
    ),
    "not_all_connected": (
        N_("Some of these areas do not touch each other."),
        "The regions do not all connect.",
    ),
    "leg_marked": (N_("A leg is among them."), "With leg involvement."),
    "no_leg_marked": (N_("No leg is among them."), "Without leg involvement."),
    "shoulder_with_neck": (
        N_("We counted the shoulder with the neck, as doctors often do."),
        "The shoulder is counted with the neck (2013).",
    ),
}
"""For each reason of the rule: the words for the patient, and for the clinician."""

ARM_WITH_NECK = N_("Doctors count an arm and its hand as one area, and the arm as next to the neck.")
"""Said in place of the general words where it is what connects the marks: few people would guess it."""

WORD_FOR_988 = {"es": "AYUDA"}
"""What to text to 988, by the language that it then answers in; without a word it answers in English."""
NOT_A_DIAGNOSIS = N_("This is not a diagnosis. Only an exam can tell.")
ONLY_SORTS = N_("The pattern only sorts the parts that you marked. It does not say what causes them.")
WHAT_IT_IS_NOT = (
    N_("Other problems can look like this. There is no single test for dystonia."),
    N_("A specialist can look into the cause."),
)
THE_VISIT = (
    Wording(
        N_("The doctor talks with you about what you noticed."),
        N_("The doctor talks with both of you about what you noticed."),
    ),
    Wording(
        N_("The doctor asks about your health and your family."),
        N_("The doctor asks about health and family."),
    ),
    Wording(N_("The doctor looks at how you move."), N_("The doctor looks at how %(person)s moves.")),
    Wording(N_("You may have blood or urine tests."), N_("There may be blood or urine tests.")),
    Wording(
        N_("You may have a test of the brain’s or muscles’ electric signals (EEG or EMG)."),
        N_("There may be a test of the brain’s or muscles’ electric signals (EEG or EMG)."),
    ),
    Wording(N_("You may have a genetic test."), N_("There may be a genetic test.")),
    Wording(N_("These tests help to rule out other causes.")),
)
TREATMENTS = (
    N_("Pills can help. Some have side effects."),
    N_("Botox shots make muscles that work too hard weaker. The full name is botulinum toxin."),
    N_("Brain surgery called deep brain stimulation may help some people."),
)
NOT_ENOUGH_TODAY = N_("Sending your answers is not enough. Nobody may read them today.")
AFTER_TODAY = N_("After that, this week:")
"""Stands before what can wait until this week, where something else cannot: the two are never read as one."""
GO_TODAY = N_("Call a doctor or go to an emergency room today.")
WATCH_FOR = (
    N_("Call 911 if breathing or swallowing gets very hard."),
    N_("Call 911 for choking, or for very strong spasms that do not stop."),
    N_("Call a doctor the same day if swallowing gets worse, or for coughing with food."),
)
FEELING_LOW = (
    Wording(
        N_("Living with this can be hard. If you feel very low or think about suicide, call or text 988."),
        N_(
            "Living with this can be hard for %(person)s and for you. If either of you feels very low or thinks about suicide, call or text 988."
        ),
    ),
    Wording(N_("It is free, day and night. Nobody reads your answers while you type.")),
)


def pattern_words(classification: Classification) -> PatternWords | None:
    """Return the words for the pattern, or ``None`` where there is none."""
    if classification.distribution is None:
        return None
    return GENERALIZED_WORDS if classification.generalized else PATTERN_WORDS[classification.distribution]


def reasons_for_patient(classification: Classification) -> tuple[str, ...]:
    """Return why, in plain words."""
    regions = set(classification.regions)
    arm_with_neck = Region.CERVICAL in regions and not regions.isdisjoint(UPPER_LIMB.values())
    return tuple(
        ARM_WITH_NECK if reason.id == "all_connected" and arm_with_neck else REASON_WORDS[reason.id][0]
        for reason in classification.reasons
    )


def specialist_may_differ(classification: Classification) -> bool:
    """Tell whether a caveat applies that the patient should hear of."""
    return any(caveat.for_patient and caveat.id in classification.caveats for caveat in CAVEATS)
