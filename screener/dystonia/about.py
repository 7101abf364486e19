"""The facts about dystonia for the page that explains it. Content only, in plain words.

Facts: The University of Kansas Health System, "Dystonia". What the visit is like, what can help and when to call at
once stand in ``advice``. Children and the trunk with two other areas ("generalized"): Albanese et al. 2013.
"""

from dataclasses import dataclass

from screener.body.patterns import Distribution
from screener.questionnaire.wording import N_


@dataclass(frozen=True, slots=True)
class Example:
    """A pattern: its name, when doctors use it, and one example in words and as marked parts."""

    name: str
    used_when: str
    example: str
    marked: tuple[str, ...]


WHAT_IT_IS = (
    N_("The person does not do this on purpose."),
    N_("One job of the brain is to hold movement back. In dystonia, the muscles do too much."),
    N_("It can affect the face, neck, hands, trunk or legs."),
)

EXAMPLES: dict[Distribution, Example] = {
    Distribution.FOCAL: Example(
        N_("Focal"),
        N_("It is in one area of the body."),
        N_("For example, the neck."),
        ("neck",),
    ),
    Distribution.SEGMENTAL: Example(
        N_("Segmental"),
        N_("Two or more areas next to each other are affected."),
        N_("For example, the neck and the right arm."),
        ("neck", "right_arm", "right_hand"),
    ),
    Distribution.MULTIFOCAL: Example(
        N_("Multifocal"),
        N_("It is in two or more areas. They are not all next to each other."),
        N_("For example, the eyes and the left hand."),
        ("upper_face", "left_hand"),
    ),
    Distribution.HEMIDYSTONIA: Example(
        N_("Hemidystonia"),
        N_("An arm and a leg on the same side of the body are affected."),
        N_("For example, the right arm and the right leg."),
        ("right_arm", "right_hand", "right_leg", "right_foot"),
    ),
}
"""The four patterns, in the order in which the page shows them."""

GENERALIZED = N_("Is it in the trunk and in two or more other areas? Then doctors also call it generalized.")

SIGNS = (
    N_("Eyes that blink a lot"),
    N_("A mouth or lower face that moves again and again"),
    N_("A jaw that clenches"),
    N_("Lips that purse"),
    N_("A face that pulls or twists"),
    N_("A neck, a hand or fingers that tighten"),
    N_("A foot that tightens or cramps"),
    N_("A leg that drags"),
    N_("Trouble with speech"),
)

WHO_GETS_IT = (
    N_("It is rare. Parkinson’s disease is about 10 times more common."),
    N_("On average, it starts when people are in their 30s or 40s. Children can have it too."),
    N_("Slightly more women than men have it."),
)

RISKS = (
    N_("Doctors do not fully know why people get it."),
    N_("Research points to areas of the brain that control movement."),
    N_("Genes can play a part. Genes pass from parents to children."),
    N_("It can follow a stroke or a brain injury."),
    N_("Sometimes no cause is found."),
)

LESS_THAN_ELSEWHERE = N_("It may help less than in Parkinson’s disease or essential tremor.")
"""Of deep brain stimulation, the last of the treatments in ``advice``."""

APPOINTMENT = (
    N_("Call to make an appointment. There are several kinds."),
    N_("Say what you noticed, and where. They can tell you which kind fits."),
)
