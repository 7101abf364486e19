"""Axis I in the words of the 2013 consensus, derived from what a person answered: never more than they said.

Source: Albanese et al. 2013, Mov Disord 28:863 (age bands; static or progressive; persistent, action-specific, diurnal,
paroxysmal; isolated or combined, where tremor alone does not make it combined).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from screener.questionnaire.answers import NOT_SURE

AGE_BANDS = (
    (2, "infancy, 0 to 2"),
    (12, "childhood, 3 to 12"),
    (20, "adolescence, 13 to 20"),
    (40, "early adulthood, 21 to 40"),
)
"""The last year of age of each band, and its name; whoever is older began in late adulthood."""
LATE_ADULTHOOD = "late adulthood, over 40"

NOT_KNOWN = "not known"
_COURSE = {
    "same": "static",
    "worse": "progressive, in the same parts",
    "spread": "progressive, with spread",
    "better": "improving",
    NOT_SURE: NOT_KNOWN,
}
_COMBINED_WITH = {"jerks": "jerks (myoclonus)", "slow-stiff": "slowness (parkinsonism)"}
_VARIABILITY = {
    "always": "persistent",
    "one-task": "action-specific: one task",
    "worse-later": "diurnal: worse later in the day",
    "worse-morning": "diurnal: worse in the morning",
    "better-after-sleep": "diurnal: better after sleep",
    "before-pill": "worse before the next dose",
    "attacks": "paroxysmal",
    NOT_SURE: NOT_KNOWN,
}
_IN_ACTION = {"action": "only in action", "rest": "also at rest"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the history: what it is about, and what was answered; empty where nothing was."""

    label: str
    text: str


def age_band(years: int) -> str:
    """Return the band of the 2013 consensus that an age at onset falls into."""
    return next((name for last, name in AGE_BANDS if years <= last), LATE_ADULTHOOD)


def derived(answers: Mapping[str, object]) -> tuple[Fact, ...]:
    """Return the age and the three temporal and associated features that were answered, in the order of axis I."""
    found = (
        Fact("Age", _age(answers.get("onset-age"), answers.get("age-now"))),
        Fact("Static or progressive", _COURSE.get(str(answers.get("course")), "")),
        Fact("Variability", _variability(answers)),
        Fact("Isolated or combined", _combined(_chosen(answers, "with-it"))),
    )
    return tuple(finding for finding in found if finding.text)


def _age(onset: object, now: object) -> str:
    began = f"{onset} at onset ({age_band(onset)})" if isinstance(onset, int) else ""
    if onset == NOT_SURE:
        began = f"{NOT_KNOWN} at onset"
    return ", ".join(filter(None, (began, f"{now} now" if isinstance(now, int) else "")))


def _variability(answers: Mapping[str, object]) -> str:
    through_day = _chosen(answers, "through-day")
    told = [words for choice, words in _VARIABILITY.items() if choice in through_day]
    if answers.get("spells") == "yes" and "attacks" not in through_day:
        told.append(_VARIABILITY["attacks"])
    in_action = _IN_ACTION.get(str(answers.get("rest-action")), "")
    return "; ".join(filter(None, (*told, in_action)))


def _combined(with_it: frozenset[str]) -> str:
    others = [words for choice, words in _COMBINED_WITH.items() if choice in with_it]
    if others:
        tremor = ["tremor"] if "tremor" in with_it else []
        return f"combined with {', '.join([*others, *tremor])}"
    if "tremor" in with_it:
        return "isolated, with tremor"
    return {frozenset({"none"}): "isolated", frozenset({NOT_SURE}): NOT_KNOWN}.get(with_it, "")


def _chosen(answers: Mapping[str, object], question: str) -> frozenset[str]:
    value = answers.get(question)
    return frozenset(value) if isinstance(value, list) else frozenset()
