"""The emergency signs before the first question, and which red flags answers raise.

Every threshold here needs the clinic's sign-off before real use. The questionnaire never asks about self-harm: nobody
watches the answers live. 988 stands on every result instead.
"""

from dataclasses import dataclass

from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.thresholds import OURS
from screener.dystonia.urgency import RedFlag, Urgency
from screener.questionnaire.answers import Answers
from screener.questionnaire.flow import Way
from screener.questionnaire.wording import N_, Wording


@dataclass(frozen=True, slots=True)
class EmergencySign:
    """A line of the card: its words, and where it is written. Whoever has one calls 911 and answers nothing more."""

    id: str
    for_patient: Wording
    source: str


EMERGENCIES: tuple[EmergencySign, ...] = (
    EmergencySign(
        "stroke_signs",
        Wording(
            N_(
                "Sudden numbness or weakness of the face, an arm or a leg. Suddenly hard to speak, see or walk."
            )
        ),
        "signs of a stroke: NIH stroke advice",
    ),
    EmergencySign(
        "sudden_one_side",
        Wording(N_("One side of the body suddenly twists or pulls, even if it comes and goes.")),
        "a stroke until shown otherwise: inferred from NIH stroke advice; Parkinsonism Relat Disord 2016;30:86",
    ),
    EmergencySign(
        "breathing",
        Wording(N_("Hard to breathe, noisy breath, or the throat is closing.")),
        f"laryngeal spasm can stop breathing: {OURS}",
    ),
    EmergencySign("choking", Wording(N_("Choking, or not able to swallow.")), f"airway at risk: {OURS}"),
    EmergencySign(
        "status_dystonicus",
        Wording(
            N_(
                "Very strong spasms that do not stop. There may be fever, sweat, a racing heart or dark urine."
            )
        ),
        "status dystonicus: Termsarasab & Frucht 2017",
    ),
    EmergencySign(
        "neuroleptic_malignant",
        Wording(
            N_(
                "High fever, stiff muscles, and not thinking clearly. With a medicine for mood, voices or nausea, or just off one."
            )
        ),
        f"neuroleptic malignant syndrome: {OURS}",
    ),
    EmergencySign(
        "infection",
        Wording(N_("Fever with a stiff neck, or a jaw that locks shut.")),
        f"meningitis, tetanus: {OURS}",
    ),
    EmergencySign(
        "device_stopped",
        Wording(N_("A brain stimulator or a medicine pump stopped, and it gets worse fast.")),
        f"sudden loss of stimulation or of the medicine: {OURS}",
    ),
)
"""The lines of the card before the first question."""


def red_flags(answers: Answers) -> tuple[RedFlag, ...]:
    """Return every flag that the answers that count raise, most urgent first."""
    return tuple(flag for flag in RED_FLAGS if flag.when.holds(answers))


def told_later(way: Way) -> tuple[RedFlag, ...]:
    """Return the flags that answers of the second part raised: the result was seen without them."""
    first = {question.id for page in way.questionnaire.pages for question in page.questions}
    before = red_flags(Answers({name: value for name, value in way.answers.items() if name in first}))
    return tuple(flag for flag in red_flags(way.answers) if flag not in before)


def highest(flags: tuple[RedFlag, ...]) -> Urgency | None:
    """Return the most urgent level among ``flags``, which are in the order of the table."""
    return flags[0].urgency if flags else None
