"""The first pages: emergency, who answers, which parts move."""

from screener.body.anatomy import UNSIDED_MARKS
from screener.dystonia.choices import none
from screener.questionnaire.answers import NOT_SURE
from screener.questionnaire.conditions import chose
from screener.questionnaire.pages import Figure, Page
from screener.questionnaire.question import Choice, Group, Kind, Question, Whole
from screener.questionnaire.wording import N_, Translate, Wording

ABOUT = N_("Before we start")
WHERE = N_("Body parts")

EMERGENCY = Page(
    id="emergency",
    title=Wording(N_("Check this is not an emergency")),
    section=ABOUT,
    figure=Figure.EMERGENCY_CARD,
    stops_when=chose("emergency", "applies"),
    questions=(
        Question(
            id="emergency",
            kind=Kind.ONE,
            words=Wording(
                N_("Is any of these happening now? Or did it in the last few days, even if it went away?")
            ),
            choices=(
                Choice("none", Wording(N_("None of these"))),
                Choice("applies", Wording(N_("One of these applies"))),
            ),
        ),
    ),
)

RESPONDENT = Page(
    id="respondent",
    title=Wording(N_("Who are you answering for?")),
    section=ABOUT,
    questions=(
        Question(
            id="respondent",
            kind=Kind.ONE,
            words=Wording(N_("Who are you answering for?")),
            hint=Wording(N_("If you help someone else, answer for that person.")),
            choices=(
                Choice("self", Wording(N_("Myself"))),
                Choice("parent", Wording(N_("My child")), Wording(N_("You are a parent or guardian."))),
                Choice("partner", Wording(N_("My partner"))),
                Choice("family", Wording(N_("Another family member"))),
                Choice("carer", Wording(N_("Someone I care for"))),
                Choice("other", Wording(N_("Someone else"))),
            ),
        ),
    ),
)

_LABELS = {
    "upper_face": (N_("Eyes, eyelids or forehead"), None),
    "lower_face": (N_("Lips, cheeks or mouth"), None),
    "jaw_tongue": (N_("Jaw or tongue"), None),
    "larynx": (N_("Voice"), N_("Voice is tight, breaks, or is hard to get out")),
    "neck": (N_("Neck"), N_("The head turns, tilts, pulls or shakes")),
    "trunk": (N_("Back, chest or belly"), None),
    "left_shoulder": (N_("Left shoulder"), None),
    "right_shoulder": (N_("Right shoulder"), None),
    "left_arm": (N_("Left arm"), N_("Upper arm, elbow or forearm")),
    "right_arm": (N_("Right arm"), N_("Upper arm, elbow or forearm")),
    "left_hand": (N_("Left hand"), N_("Hand or fingers")),
    "right_hand": (N_("Right hand"), N_("Hand or fingers")),
    "left_leg": (N_("Left leg"), N_("Hip, thigh, knee or lower leg")),
    "right_leg": (N_("Right leg"), N_("Hip, thigh, knee or lower leg")),
    "left_foot": (N_("Left foot"), N_("Foot or toes")),
    "right_foot": (N_("Right foot"), N_("Foot or toes")),
}

PART_CHOICES = tuple(
    Choice(mark, Wording(label), Wording(hint) if hint else None) for mark, (label, hint) in _LABELS.items()
)

_LABEL_OF = {choice.id: choice.label.you for choice in PART_CHOICES}


def part_label(written: str) -> tuple[str, str]:
    """Return the label of a marked part, and its side where a midline part was marked on one side only."""
    if written in _LABEL_OF:
        return _LABEL_OF[written], ""
    side, _, part = written.partition("_")
    return _LABEL_OF[part], side


ONE_SIDE = {"left": N_("left side only"), "right": N_("right side only")}


def part_in_words(written: str, translate: Translate) -> str:
    """Return a marked part in words, with its side where only one was marked."""
    label, side = part_label(written)
    return f"{translate(label)} ({translate(ONE_SIDE[side])})" if side else translate(label)


def part_for_staff(written: str) -> str:
    """Return a marked part as staff read it, in English, with its side where only one was marked."""
    label, side = part_label(written)
    return f"{label} ({side} side)" if side else label


BODY_PARTS = Page(
    id="body-parts",
    title=Wording(N_("Which parts of your body?"), N_("Which parts of %(whose)s body?")),
    section=WHERE,
    figure=Figure.BODY_PICTURE,
    questions=(
        Question(
            id="body-parts",
            kind=Kind.MANY,
            words=Wording(
                N_("Which parts of your body move, twist, cramp, pull or shake on their own?"),
                N_("Which parts of %(whose)s body move, twist, cramp, pull or shake on their own?"),
            ),
            hint=Wording(
                N_("Select all that apply. Left and right are your own left and right."),
                N_("Select all that apply. Left and right are %(whose)s own left and right."),
            ),
            choices=(
                *PART_CHOICES,
                none(N_("None: no part moves on its own")),
                Choice(NOT_SURE, Wording(N_("Not sure where")), exclusive=True),
            ),
            groups=(
                Group(
                    N_("Head, neck and voice"), ("upper_face", "lower_face", "jaw_tongue", "larynx", "neck")
                ),
                Group(N_("Trunk"), ("trunk",)),
                Group(
                    N_("Arms and hands"),
                    ("left_shoulder", "right_shoulder", "left_arm", "right_arm", "left_hand", "right_hand"),
                    (
                        Whole(
                            "left_arm",
                            N_("Mark the whole left arm"),
                            N_("Unmark the whole left arm"),
                            ("left_shoulder", "left_arm", "left_hand"),
                        ),
                        Whole(
                            "right_arm",
                            N_("Mark the whole right arm"),
                            N_("Unmark the whole right arm"),
                            ("right_shoulder", "right_arm", "right_hand"),
                        ),
                    ),
                ),
                Group(
                    N_("Legs and feet"),
                    ("left_leg", "right_leg", "left_foot", "right_foot"),
                    (
                        Whole(
                            "left_leg",
                            N_("Mark the whole left leg"),
                            N_("Unmark the whole left leg"),
                            ("left_leg", "left_foot"),
                        ),
                        Whole(
                            "right_leg",
                            N_("Mark the whole right leg"),
                            N_("Unmark the whole right leg"),
                            ("right_leg", "right_foot"),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

A_PART_IS_MARKED = chose("body-parts", *UNSIDED_MARKS)
TWO_PARTS_ARE_MARKED = chose("body-parts", *UNSIDED_MARKS, at_least=2)

PARTS_ARE_MARKED_OR_NOT_SURE_WHERE = chose("body-parts", *UNSIDED_MARKS, NOT_SURE)

PAGES = (EMERGENCY, RESPONDENT, BODY_PARTS)
