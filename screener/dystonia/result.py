"""What a finished questionnaire comes to: the marked parts, their pattern, the red flags, and the words for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from screener.dystonia import marked_parts, voice
from screener.dystonia.advice import (
    AFTER_TODAY,
    NO_MOVEMENT,
    NOT_A_DIAGNOSIS,
    NOT_SURE_WHERE,
    SPECIALIST_MAY_DIFFER,
    WITHOUT_PATTERN,
    PatternWords,
    pattern_words,
    reasons_for_patient,
    specialist_may_differ,
)
from screener.dystonia.safety import highest, red_flags
from screener.dystonia.thresholds import ADULT_YEARS
from screener.dystonia.urgency import RedFlag, Urgency
from screener.questionnaire.answers import NOT_SURE, Answers
from screener.questionnaire.flow import Way
from screener.questionnaire.wording import Voice, Wording
from screener.rules import Classification, classify


@dataclass(frozen=True, slots=True)
class Result:
    """What a finished questionnaire comes to; ``why_none`` says what was answered where no part was marked."""

    parts: tuple[str, ...]
    classification: Classification
    flags: tuple[RedFlag, ...]
    voice: Voice
    why_none: Wording
    caveats: tuple[str, ...]
    """The ids of the caveats that apply to this person: those of the marks, without what was found in adults alone."""

    @property
    def urgency(self) -> Urgency | None:
        """The most urgent level among the flags."""
        return highest(self.flags)

    @property
    def today(self) -> bool:
        """Tell whether the person should talk to a doctor today, whatever the clinic does."""
        return self.urgency is Urgency.TODAY

    @property
    def unsure_where(self) -> bool:
        """Tell whether something moves, and the person does not know where."""
        return self.why_none is NOT_SURE_WHERE

    @property
    def pattern(self) -> PatternWords | None:
        """The words for the pattern, ``None`` where there is none."""
        return pattern_words(self.classification)

    @property
    def described(self) -> tuple[str, ...]:
        """The pattern described and then named, or why there is none and that a call is still welcome."""
        if self.pattern is None:
            return (self.why_none.to(self.voice), WITHOUT_PATTERN)
        return (self.pattern.described, self.pattern.named)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in plain words; nothing where there is no pattern."""
        return reasons_for_patient(self.classification) if self.pattern else ()

    @property
    def specialist_may_differ(self) -> bool:
        """Tell whether the patient should hear that a specialist may sort this differently."""
        return specialist_may_differ(self.classification)

    def sentences(self) -> tuple[str, ...]:
        """Return what the person is told, untranslated, in the order of the result page."""
        return (*self.urgent, *self.about_the_pattern)

    @property
    def urgent(self) -> tuple[str, ...]:
        """What the red flags say: those of the highest level, and then, parted by a word, those that can wait longer."""
        first = [flag for flag in self.flags if flag.urgency is self.urgency]
        later = self.flags[len(first) :]
        told = [flag.for_patient.to(self.voice) for flag in first]
        return (
            (*told, *(AFTER_TODAY, *(flag.for_patient.to(self.voice) for flag in later)))
            if later
            else tuple(told)
        )

    @property
    def about_the_pattern(self) -> tuple[str, ...]:
        """What is said of the pattern, and that it is not a diagnosis."""
        differs = (SPECIALIST_MAY_DIFFER,) if self.specialist_may_differ else ()
        return (*self.described, *self.reasons, *differs, NOT_A_DIAGNOSIS)


def result_of(way: Way) -> Result:
    """Return the result of the answers that count."""
    parts = marked_parts(way.answers)
    found = classify(parts)
    return Result(
        parts,
        found,
        red_flags(way.answers),
        voice(way.answers),
        _why_none(way.answers),
        caveats_of_person(found.caveats, way.answers),
    )


def caveats_of_person(caveats: Iterable[str], answers: Mapping[str, object]) -> tuple[str, ...]:
    """Return the caveats that apply to whom these are the answers of: one leg alone is one for adults (McKeon 2008)."""
    ages = (answers.get(question) for question in ("onset-age", "age-now"))
    child = any(isinstance(age, int) and age < ADULT_YEARS for age in ages)
    return tuple(caveat for caveat in caveats if caveat != "one_leg" or not child)


def _why_none(answers: Answers) -> Wording:
    return NOT_SURE_WHERE if NOT_SURE in answers.chosen("body-parts") else NO_MOVEMENT
