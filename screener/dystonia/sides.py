"""The page that asks for the side of parts in the middle of the body, where the answer or a caveat hangs on it."""

from dataclasses import dataclass

from screener.body.anatomy import UNSIDED_MARKS
from screener.dystonia.parts import WHERE
from screener.questionnaire.answers import NOT_SURE, Answers
from screener.questionnaire.conditions import any_of
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording
from screener.rules import parts_whose_side_matters


@dataclass(frozen=True, slots=True)
class SideMatters:
    """The side of this midline part could change the pattern of the marked parts, or a caveat: asked of the rule."""

    part: str

    def holds(self, answers: Answers) -> bool:
        """Tell whether it could, whatever the sides of the other parts are."""
        return self.part in parts_whose_side_matters(answers.chosen("body-parts") & _MARKS)

    def reads(self) -> frozenset[str]:
        """Return the question about the parts."""
        return frozenset({"body-parts"})


_MARKS = frozenset(UNSIDED_MARKS)

SIDE_QUESTIONS = {
    "side-upper-face": ("upper_face", N_("Eyes, eyelids or forehead: which side?")),
    "side-lower-face": ("lower_face", N_("Lips, cheeks or mouth: which side?")),
    "side-jaw-tongue": ("jaw_tongue", N_("Jaw or tongue: which side?")),
    "side-neck": ("neck", N_("Neck: which side?")),
    "side-trunk": ("trunk", N_("Back, chest or belly: which side?")),
}
"""The question that asks for the side of each midline part, the part, and the words."""

SIDES = Page(
    id="sides",
    title=Wording(N_("Is it on one side only?")),
    section=WHERE,
    lead=Wording(
        N_("Choose a side only if the other side is normal. Left and right are your own left and right."),
        N_(
            "Choose a side only if the other side is normal. Left and right are %(whose)s own left and right."
        ),
    ),
    when=any_of(*(SideMatters(part) for part, _ in SIDE_QUESTIONS.values())),
    questions=tuple(
        Question(
            id=question_id,
            kind=Kind.ONE,
            words=Wording(words),
            when=SideMatters(part),
            choices=(
                Choice("left", Wording(N_("Left side only"))),
                Choice("right", Wording(N_("Right side only"))),
                Choice("both", Wording(N_("Both sides, or the middle"))),
                Choice(NOT_SURE, Wording(N_("Not sure"))),
            ),
        )
        for question_id, (part, words) in SIDE_QUESTIONS.items()
    ),
)
