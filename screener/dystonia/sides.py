"""The page that asks for the side of parts in the middle of the body."""

from screener.dystonia.parts import WHERE
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.wording import N_, Wording

SIDE_QUESTIONS = {
    "side-upper-face": ("upper_face", N_("Which side of the eyes or forehead?")),
    "side-lower-face": ("lower_face", N_("Which side of the lips, cheeks or mouth?")),
    "side-jaw-tongue": ("jaw_tongue", N_("Which side of the jaw or tongue?")),
    "side-neck": ("neck", N_("Which side of the neck?")),
    "side-trunk": ("trunk", N_("Which side of the back, chest or belly?")),
}
"""The question that asks for the side of each midline part, the part, and the words."""

SIDES = Page(
    id="sides",
    title=Wording(N_("Is it on one side only?")),
    section=WHERE,
    lead=Wording(
        N_("Left and right are your own left and right."),
        N_("Left and right are the person’s own left and right."),
    ),
    when=chose("body-parts", *(part for part, _ in SIDE_QUESTIONS.values())),
    questions=tuple(
        Question(
            id=question_id,
            kind=Kind.ONE,
            words=Wording(words),
            when=chose("body-parts", part),
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
