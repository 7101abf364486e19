"""Emergencies and red flags, as rows. Every threshold here needs the clinic's sign-off before real use.

The questionnaire never asks about self-harm: nobody watches the answers live. 988 stands on every result instead.
"""

from dataclasses import dataclass

from screener.dystonia.parts import A_PART_IS_MARKED
from screener.dystonia.urgency import Urgency
from screener.questionnaire.answers import NOT_SURE, Answers
from screener.questionnaire.conditions import Below, Condition, Not, all_of, any_of, chose, only
from screener.questionnaire.wording import N_, Wording

ADULT_YEARS = 18
"""From this age at onset on, a first sign counts as an adult's. To be confirmed by the clinic."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A row: when it is raised, how urgent it is, and the words for each reader."""

    id: str
    urgency: Urgency
    when: Condition
    for_patient: Wording
    for_clinician: str
    source: str


_REACTION_PARTS = ("jaw_tongue", "neck", "upper_face", "trunk", "lower_face", "larynx")
"""Jaw, tongue, neck, eyes, back; and the mouth and the voice, which people mark for a spasm of jaw, tongue or throat."""

_OURS = "no published threshold; awaits the clinic's sign-off"
"""The source of a line that no paper gives: each stands in docs/clinical.md."""
_SOME_SIGN_APPLIES = chose("emergency", "applies")
_NOT_A_CHILD = Not(Below("onset-age", ADULT_YEARS))

RED_FLAGS: tuple[RedFlag, ...] = (
    RedFlag(
        "stroke_signs",
        Urgency.EMERGENCY,
        _SOME_SIGN_APPLIES,
        Wording(
            N_(
                "Sudden numbness or weakness of the face, an arm or a leg. Sudden trouble speaking, seeing or walking."
            )
        ),
        "Signs of a stroke.",
        "NIH stroke advice",
    ),
    RedFlag(
        "sudden_one_side",
        Urgency.EMERGENCY,
        _SOME_SIGN_APPLIES,
        Wording(N_("One side of the body suddenly began to twist or pull.")),
        "Sudden one-sided twisting: a stroke until shown otherwise.",
        "inferred from NIH stroke advice",
    ),
    RedFlag(
        "breathing",
        Urgency.EMERGENCY,
        _SOME_SIGN_APPLIES,
        Wording(N_("Trouble breathing, noisy breathing, or the throat is closing.")),
        "Laryngeal spasm can stop breathing.",
        _OURS,
    ),
    RedFlag(
        "choking",
        Urgency.EMERGENCY,
        _SOME_SIGN_APPLIES,
        Wording(N_("Choking, or not able to swallow.")),
        "Airway at risk.",
        _OURS,
    ),
    RedFlag(
        "status_dystonicus",
        Urgency.EMERGENCY,
        _SOME_SIGN_APPLIES,
        Wording(
            N_(
                "Very strong spasms that do not stop. There may be fever, sweating, a racing heart, dark urine or "
                "exhaustion."
            )
        ),
        "Status dystonicus.",
        "Termsarasab & Frucht 2017",
    ),
    RedFlag(
        "neuroleptic_malignant",
        Urgency.EMERGENCY,
        _SOME_SIGN_APPLIES,
        Wording(
            N_(
                "High fever, stiff muscles and confusion. The person takes a medicine for mental illness, nausea or vomiting, "
                "or just stopped one."
            )
        ),
        "Neuroleptic malignant syndrome.",
        _OURS,
    ),
    RedFlag(
        "acute_reaction",
        Urgency.TODAY,
        all_of(chose("medicine", "new"), chose("body-parts", *_REACTION_PARTS, NOT_SURE)),
        Wording(
            N_(
                "Muscle spasms can come from a new medicine, and can be treated fast. Go to an emergency room or call "
                "a doctor today. Bring the name of the medicine."
            )
        ),
        "Marked face, jaw, tongue, voice, neck, eyes or back, or not sure where, with an antiemetic or antipsychotic that is new or raised within "
        "2 weeks: possible acute dystonic reaction.",
        "acute dystonic reaction within days of a dopamine blocker",
    ),
    RedFlag(
        "swallowing",
        Urgency.TODAY,
        chose("swallowing", "swallowing", "coughing", "weight"),
        Wording(
            N_(
                "New or worse trouble with swallowing. Coughing with food. Losing weight. Each of these needs a call to a "
                "doctor today."
            )
        ),
        "New or worse trouble swallowing, coughing with food, or losing weight.",
        _OURS,
    ),
    RedFlag(
        "sudden_start",
        Urgency.TODAY,
        all_of(chose("onset-pace", "minutes-hours"), chose("onset-when", "last-week")),
        Wording(
            N_(
                "It began suddenly, in the last few days. Call a doctor today. If the face, an arm or a leg is weak or numb, "
                "call 911 now."
            )
        ),
        "Began within minutes to hours, in the last 7 days, without the emergency signs.",
        _OURS,
    ),
    RedFlag(
        "child_foot",
        Urgency.SOON,
        all_of(
            Below("onset-age", ADULT_YEARS),
            chose("signs-leg", "foot-turns", "toe-walking"),
            chose("through-day", "worse-later"),
        ),
        Wording(
            N_(
                "A foot that turns, or walking on the toes, that gets worse later in the day should be seen soon. Call soon."
            )
        ),
        "First signs under 18, foot turning or toe walking, worse later in the day: consider dopa-responsive dystonia.",
        "dopa-responsive dystonia is treatable",
    ),
    RedFlag(
        "adult_one_leg",
        Urgency.SOON,
        all_of(
            _NOT_A_CHILD,
            any_of(
                only("body-parts", "left_leg", "left_foot"), only("body-parts", "right_leg", "right_foot")
            ),
        ),
        Wording(N_("When only one leg or foot is affected, a doctor should see it soon.")),
        "Adult, one leg or foot only: over half had another cause (36 adults).",
        "McKeon et al. 2008, PMID 18329318",
    ),
    RedFlag(
        "recent_stroke_or_injury",
        Urgency.SOON,
        all_of(
            any_of(A_PART_IS_MARKED, chose("body-parts", NOT_SURE)),
            any_of(chose("stroke", "recent"), chose("head-injury", "recent")),
            Not(chose("onset-when", "over-a-year")),
        ),
        Wording(N_("Movements that come after a stroke or a head injury should be seen soon.")),
        "Stroke or head injury in the last 12 months, onset not known to be earlier.",
        _OURS,
    ),
)


def red_flags(answers: Answers) -> tuple[RedFlag, ...]:
    """Return every flag that the answers that count raise, most urgent first."""
    return tuple(flag for flag in RED_FLAGS if flag.when.holds(answers))


def highest(flags: tuple[RedFlag, ...]) -> Urgency | None:
    """Return the most urgent level among ``flags``, which are in the order of the table."""
    return flags[0].urgency if flags else None


EMERGENCIES = tuple(flag for flag in RED_FLAGS if flag.urgency is Urgency.EMERGENCY)
"""The lines of the card before the first question."""
