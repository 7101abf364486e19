"""The history of a submission as a neurologist reads it in twenty seconds: signs, axis I of 2013, and what is usual."""

from collections.abc import Mapping
from dataclasses import dataclass

from screener.clinic.derived import Fact, derived
from screener.submissions.content import Content


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the history, and the questions whose answers stand in it."""

    label: str
    questions: Mapping[str, str]
    """Question ids, each with the short name that is written before its answer; empty where none is needed."""


SIGN_GROUPS = {
    "eyes": "eyes and forehead",
    "face": "lower face",
    "jaw": "jaw or tongue",
    "voice": "voice",
    "neck": "neck",
    "back": "back, chest or belly",
    "arm": "arm or hand",
    "leg": "leg or foot",
}
"""The groups of what was noticed, without their ``signs-``, each with the short name of its parts."""
_SIGN_PAGES = ("head", "body", "limbs")
"""The pages about what was noticed, each with a note of its own; questionnaire 1 had one for each group."""

ROWS = (
    Row("Onset", {"onset-pace": "", "onset-when": "", "spells": "in spells"}),
    Row("New or worse", {"new-or-worse": ""}),
    Row("First part", {"first-part": "", "spread-next": "then"}),
    Row("Course", {"course": ""}),
    Row("Through the day", {"through-day": "", "task": "task"}),
    Row("Spells", {"attack-length": "last", "attack-trigger": "set off by"}),
    Row("At rest", {"rest-action": ""}),
    Row("Worse with", {"triggers": ""}),
    Row("Eased by touch or position", {"relief": "", "relief-where": "", "alcohol-helps": "alcohol"}),
    Row("Associated", {"with-it": "", "pain": "pain", "pain-where": "hurts at"}),
    Row("Overflow and mirroring", {"overflow": "another part joins in", "mirror": "mirrors the other hand"}),
    Row("Swallowing and weight", {"swallowing": ""}),
    Row("Family", {"family": ""}),
    Row(
        "Background",
        {
            "happened": "",
            "worse-within-days": "worse within days",
            "speech-after-shot": "harder to speak since the Botox shot",
            "stroke": "stroke",
            "head-injury": "head injury",
            "happened-age": "age then",
            "birth": "birth or cerebral palsy",
            "early-life": "early in life",
            "liver": "liver",
            "injury-first": "the part was hurt before",
        },
    ),
    Row("Dopamine blockers", {"medicine": "", "medicine-name": ""}),
    Row("Levodopa", {"levodopa": ""}),
    Row("Blood thinner", {"blood-thinner": ""}),
    Row("Told before", {"told": "", "told-name": ""}),
    Row(
        "Tried",
        {"tried": "", "botulinum-when": "last Botox", "botulinum-dose": "units", "tried-helped": "helped"},
    ),
    Row("Tests", {"tests-done": "", "tests": "showed"}),
    Row(
        "Person",
        {
            "age-now": "age",
            "sex": "",
            "pregnant": "pregnant",
            "writing-hand": "writes with",
            "ancestry": "family from",
        },
    ),
    Row("Would help at the visit", {"help": "", "help-language": "interpreter"}),
)
_EFFECTS = {
    "effect-walking": "walking",
    "effect-hands": "hands",
    "effect-speech": "speech",
    "effect-eating": "eating and drinking",
    "effect-seeing": "seeing",
    "effect-sleep": "sleep",
    "effect-work": "work or school",
    "effect-mood": "mood",
}
_DEGREES = {"a-lot": "a lot", "a-little": "a little"}


def axis_one(content: Content) -> tuple[Fact, ...]:
    """Return the history, line by line, in English; a line is left out where its questions were not asked."""
    said = {line.question_id: line.answer_in_english for _, lines in content.seen.sections for line in lines}
    found = [Fact("Signs", signs)] if (signs := _signs(said)) else []
    found += derived(content.answers)
    for row in ROWS:
        asked = [name for name in row.questions if name in said]
        if asked:
            answers = (_named(row.questions[name], said[name]) for name in asked if said[name])
            found.append(Fact(row.label, "; ".join(answers)))
    return (*found, Fact("Effect on daily life", _effect(content)))


def _signs(said: Mapping[str, str]) -> str:
    parts = []
    for group, name in SIGN_GROUPS.items():
        noticed = (said.get(f"signs-{group}"), said.get(f"signs-{group}-other"))
        if answers := "; ".join(answer for answer in noticed if answer):
            parts.append(f"{name}: {answers}")
    return ". ".join([*parts, *filter(None, (said.get(f"signs-{page}-other") for page in _SIGN_PAGES))])


def _named(name: str, answer: str) -> str:
    return f"{name}: {answer}" if name else answer


def _effect(content: Content) -> str:
    parts = []
    for degree, words in _DEGREES.items():
        areas = [name for question, name in _EFFECTS.items() if content.answers.get(question) == degree]
        if areas:
            parts.append(f"{words}: {', '.join(areas)}")
    return "; ".join(parts)
