"""The blank questionnaire on paper, made from the definition: every question and choice, when to skip, and what is urgent."""

from dataclasses import dataclass

from screener.dystonia import DYSTONIA, SHARE
from screener.dystonia.advice import NOT_A_DIAGNOSIS
from screener.dystonia.parts import BODY_PARTS
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES
from screener.dystonia.sides import SideMatters
from screener.dystonia.urgency import Urgency
from screener.dystonia.visit import CALL, PICTURE, UNPRINTABLE, Letterhead, Passage
from screener.questionnaire.conditions import ALWAYS, All, Any, Chose, Condition, Not
from screener.questionnaire.pages import Figure, Page
from screener.questionnaire.question import Choice, Kind, Question
from screener.questionnaire.summary import NOT_SURE_OF_AGE
from screener.questionnaire.wording import N_, Translate

TITLE = N_("Dystonia self-screen on paper")
LEAD = (
    N_("Tick the boxes that fit. Leave open what you do not know. You may write beside the lines."),
    N_("If you help someone else, answer for that person."),
    N_("Bring the pages to the clinic, or call and read them out. Do not send them by email."),
)
EMERGENCY_TITLE = N_("Call 911 now for any of these")
EMERGENCY_END = N_("Not sure? Call 911.")
TODAY = N_("Get help today if one of these is so")
SOON = N_("Call the clinic this week if one of these is so")
THEN = N_("When you are done")
THEN_LINES = (
    N_("Read the two lists below. If one line fits you, do what it says."),
    N_("A nurse or doctor looks at the parts that you ticked, and tells you which pattern they make."),
)
YEARS = N_("Age in years")
SKIP_TO = N_("Only if at question %(number)s you ticked: %(choices)s")
SKIP_IF = N_("Skip this if at question %(number)s you ticked: %(choices)s")
OR = N_("Or:")
APART = N_("or")
"""Stands above what goes with no group, such as "None of these"."""
OPTIONAL = N_("You may stop here. What follows helps the clinic, and none of it is needed.")
ONLY_MARKED = N_("Only if you ticked a part of the body.")
ONLY_SIDED = N_("Only if you ticked this part at question %(number)s.")
SPELLED_OUT = {
    "spells": N_("Only if all of it is on one side of the body: an arm and a leg, or the face and an arm."),
    "mirror": N_("Only if you ticked one arm, and not the other one."),
    "pregnant": N_("Only for a woman who could be pregnant."),
    "spread-next": N_("Only if it spread from one part to others."),
    "first-part": N_("Only if you ticked two parts of the body or more."),
    "signs-arm": N_("Only if you ticked a shoulder, an arm or a hand."),
    "signs-leg": N_("Only if you ticked a leg or a foot."),
}
"""What a reader could not gather from a list of boxes, by question."""
_ANY_PART = len(BODY_PARTS.questions[0].choices) - 2
"""That many choices of the body are named where it only matters that something was ticked."""


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A box to tick; ``heading`` stands above the first of a group."""

    label: str
    hint: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question as it is printed: ``rule`` says when to skip it, ``lines`` how many lines there are to write on."""

    number: int
    words: str
    hint: str
    rule: str
    choices: tuple[PaperChoice, ...]
    lines: int
    years: str
    picture: bool


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Questions under the title of their page; ``before`` stands above it, where the part that may be left out begins."""

    title: str
    lead: str
    rule: str
    before: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """All words of the paper, translated."""

    letterhead: Letterhead
    title: str
    lead: tuple[str, ...]
    not_a_diagnosis: str
    call: str
    emergency: Passage
    pages: tuple[PaperPage, ...]
    then: Passage
    today: Passage
    soon: Passage
    picture: str
    unprintable: str


def paper(letterhead: Letterhead, translate: Translate) -> Paper:
    """Return the blank questionnaire; ``translate`` puts words into the language of ``letterhead``."""
    printed = (*DYSTONIA.every_page, SHARE)
    numbers = {
        each.id: number
        for number, each in enumerate((q for page in printed for q in page.questions), start=1)
    }
    return Paper(
        letterhead=letterhead,
        title=translate(TITLE),
        lead=tuple(map(translate, LEAD)),
        not_a_diagnosis=translate(NOT_A_DIAGNOSIS),
        call=translate(CALL) % {"phone": letterhead.phone},
        emergency=Passage(
            translate(EMERGENCY_TITLE),
            (*(translate(sign.for_patient.you) for sign in EMERGENCIES), translate(EMERGENCY_END)),
        ),
        pages=tuple(_page(page, numbers, translate) for page in printed),
        then=Passage(translate(THEN), tuple(map(translate, THEN_LINES))),
        today=_flags(TODAY, Urgency.TODAY, translate),
        soon=_flags(SOON, Urgency.SOON, translate),
        picture=translate(PICTURE),
        unprintable=translate(UNPRINTABLE),
    )


def _flags(title: str, urgency: Urgency, translate: Translate) -> Passage:
    lines = dict.fromkeys(translate(flag.for_patient.you) for flag in RED_FLAGS if flag.urgency is urgency)
    return Passage(translate(title), tuple(lines))


def _page(page: Page, numbers: dict[str, int], translate: Translate) -> PaperPage:
    return PaperPage(
        translate(page.title.you),
        translate(page.lead.you) if page.lead else "",
        # What hangs on one part of the body is said at its question.
        translate(ONLY_MARKED) if _is_about_any_part(page.when) else "",
        translate(OPTIONAL) if page is DYSTONIA.sections[0].pages[0] else "",
        tuple(_question(page, each, numbers, translate) for each in page.questions),
    )


def _question(page: Page, question: Question, numbers: dict[str, int], translate: Translate) -> PaperQuestion:
    spelled = SPELLED_OUT.get(question.id)
    rule = translate(spelled) if spelled else _rule(question.when, numbers, translate)
    written = {Kind.LONG_TEXT: 4, Kind.TEXT: 1, Kind.DATE: 1, Kind.PHONE: 1, Kind.EMAIL: 1}
    is_years = question.kind is Kind.YEARS
    unsure = (PaperChoice(translate(NOT_SURE_OF_AGE)),) if is_years else ()
    return PaperQuestion(
        number=numbers[question.id],
        words=translate(question.words.you),
        hint=translate(question.hint.you) if question.hint else "",
        rule=rule,
        choices=(*_choices(question, translate), *unsure),
        lines=written.get(question.kind, 0),
        years=translate(YEARS) if is_years else "",
        picture=page.figure is Figure.BODY_PICTURE,
    )


def _choices(question: Question, translate: Translate) -> tuple[PaperChoice, ...]:
    firsts = {group.choices[0]: group.title for group in question.groups}
    grouped = [choice_id for group in question.groups for choice_id in group.choices]
    order = {choice_id: place for place, choice_id in enumerate(grouped)}
    ordered = sorted(question.choices, key=lambda choice: order.get(choice.id, len(order)))
    if order and len(order) < len(ordered):
        firsts[ordered[len(order)].id] = APART
    return tuple(_choice(each, firsts.get(each.id, ""), translate) for each in ordered)


def _choice(choice: Choice, heading: str, translate: Translate) -> PaperChoice:
    hint = translate(choice.hint.you) if choice.hint else ""
    return PaperChoice(translate(choice.label.you), hint, translate(heading) if heading else "")


def _rule(when: Condition, numbers: dict[str, int], translate: Translate) -> str:
    """Return in words when a question is asked, or nothing where it always is."""
    match when:
        case SideMatters():
            return translate(ONLY_SIDED) % {"number": numbers["body-parts"]}
        case Chose():
            return _ticked(SKIP_TO, when, numbers, translate)
        case Not(condition=Chose() as inner):
            return _ticked(SKIP_IF, inner, numbers, translate)
        case All() | Any():
            joined = f" {translate(OR)} " if isinstance(when, Any) else " "
            return joined.join(_rule(each, numbers, translate) for each in when.conditions)
    if when is not ALWAYS:
        raise ValueError("a condition that paper has no words for: spell it out")
    return ""


def _is_about_any_part(when: Condition) -> bool:
    return isinstance(when, Chose) and when.question == "body-parts" and len(when.choices) >= _ANY_PART


def _ticked(words: str, when: Chose, numbers: dict[str, int], translate: Translate) -> str:
    question = DYSTONIA.questions[when.question]
    labels = [translate(choice.label.you) for choice in question.choices if choice.id in when.choices]
    return translate(words) % {"number": numbers[when.question], "choices": "; ".join(labels)}
