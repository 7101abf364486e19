"""DYSTONIA: the questionnaire's pages and words, in order, for a clinician to review as a diff."""

from screener.dystonia import course, health, life, onset, parts, person, signs, story, treatment
from screener.dystonia.medicines import MEDICINES
from screener.dystonia.share import SHARE
from screener.dystonia.sides import SIDE_QUESTIONS, SIDES
from screener.questionnaire.answers import Answers
from screener.questionnaire.faults import well_formed
from screener.questionnaire.pages import Questionnaire, Section
from screener.questionnaire.wording import Voice

__all__ = ["DYSTONIA", "SHARE", "marked_parts", "voice", "voice_of"]

DYSTONIA = well_formed(
    Questionnaire(
        version="2.3.3",
        pages=(*parts.PAGES, SIDES, *onset.PAGES, MEDICINES),
        sections=(
            Section("noticed", signs.SIGNS, signs.PAGES),
            Section("course", course.STORY, story.PAGES),
            Section("health", treatment.HEALTH, health.PAGES),
            Section("life", life.LIFE, (life.EFFECT,)),
            Section("person", person.ABOUT_THE_PERSON, (person.PERSON,)),
            Section("help", person.HELP, (person.NEEDS,)),
        ),
    )
)
"""Bump the version when a question, any word for patients, or anything of the FHIR Questionnaire that is made of it changes: the
last number for words and markup, the middle one for a question or a choice, the first where older answers cannot be read. It is
stored with every submission, and other systems keep what they fetched under it."""


def marked_parts(answers: Answers) -> tuple[str, ...]:
    """Return the marked parts in their written form, with the side of a midline part where one side was chosen."""
    side_of = {part: answers.text(question_id) for question_id, (part, _) in SIDE_QUESTIONS.items()}
    marked = answers.chosen("body-parts")
    return tuple(
        f"{side_of[choice.id]}_{choice.id}" if side_of.get(choice.id) in {"left", "right"} else choice.id
        for choice in parts.PART_CHOICES
        if choice.id in marked
    )


def voice(answers: Answers) -> Voice:
    """Return whom the words speak to: somebody else only when the person said so."""
    return voice_of(answers.text("respondent"))


def voice_of(respondent: str) -> Voice:
    """Return whom the words speak to where this answered; nothing is known of nobody."""
    return _SPEAKS.get(respondent, Voice.OTHER)


_SPEAKS = {
    "": Voice.SELF,
    "self": Voice.SELF,
    "parent": Voice.CHILD,
    "partner": Voice.PARTNER,
    "family": Voice.RELATIVE,
    "carer": Voice.CARED_FOR,
    "other": Voice.OTHER,
}
