"""Emergencies and red flags, as rows. Every threshold here needs the clinic's sign-off before real use.

The questionnaire never asks about self-harm: nobody watches the answers live. 988 stands on every result instead.
"""

from screener.dystonia.red_flags import OURS, RED_FLAGS
from screener.dystonia.urgency import RedFlag, Urgency
from screener.questionnaire.answers import Answers
from screener.questionnaire.conditions import chose
from screener.questionnaire.wording import N_, Wording

_SOME_SIGN_APPLIES = chose("emergency", "applies")

EMERGENCIES: tuple[RedFlag, ...] = (
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
        OURS,
    ),
    RedFlag(
        "choking",
        Urgency.EMERGENCY,
        _SOME_SIGN_APPLIES,
        Wording(N_("Choking, or not able to swallow.")),
        "Airway at risk.",
        OURS,
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
        OURS,
    ),
)
"""The lines of the card before the first question."""


def red_flags(answers: Answers) -> tuple[RedFlag, ...]:
    """Return every flag that the answers that count raise, most urgent first."""
    return tuple(flag for flag in (*EMERGENCIES, *RED_FLAGS) if flag.when.holds(answers))


def highest(flags: tuple[RedFlag, ...]) -> Urgency | None:
    """Return the most urgent level among ``flags``, which are in the order of the table."""
    return flags[0].urgency if flags else None
