"""The pack that a movement-disorder neurologist signs: every clinical row, with its source, an example and its reach.

It is made from the tables themselves, so that nothing in use can be missing from it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from screener.body.anatomy import MARKS, NEIGHBOURS, UNSIDED_MARKS
from screener.body.caveats import CAVEATS
from screener.body.patterns import PATTERNS
from screener.dystonia import DYSTONIA
from screener.dystonia.conditions_in_words import in_words
from screener.dystonia.open_points import OPEN_POINTS
from screener.dystonia.patient_words import patient_words
from screener.dystonia.reach import selections_that_may_raise
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES
from screener.dystonia.thresholds import (
    ADULT_YEARS,
    COPPER_YEARS,
    MAY_BE_PREGNANT_FROM,
    MAY_BE_PREGNANT_TO,
    OURS,
)
from screener.questionnaire.wording import Translate, Voice
from screener.rules import RULES_VERSION, Classification, classify

_MOST_MARKS_OF_AN_EXAMPLE = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A row to accept or to change: what it says, its source, how strong that is, an example, and how far it reaches."""

    id: str
    says: str
    source: str
    strength: str = ""
    example: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rows of one kind, under a title."""

    title: str
    items: tuple[Item, ...]


def title() -> str:
    """Return the title, with the versions that are signed."""
    return f"Sign-off: questionnaire {DYSTONIA.version}, rules {RULES_VERSION}"


def chapters(spanish: Translate) -> tuple[Chapter, ...]:
    """Return every clinical row in use; ``spanish`` gives the Spanish of what patients read. Takes about a second."""
    counted = _counted()
    return (
        Chapter("Lines of the emergency card", tuple(_card())),
        Chapter("Red flags", tuple(_flags())),
        Chapter("Patterns, in the order in which they are tried", tuple(_patterns(counted))),
        Chapter("Regions that count as next to each other", tuple(_neighbours(counted))),
        Chapter("Caveats: where specialists differ", tuple(_caveats(counted))),
        Chapter("Thresholds", tuple(_thresholds())),
        Chapter("Open points: what no source decides", tuple(_open_points())),
        Chapter("Spanish of what patients read", tuple(_spanish(spanish))),
    )


def _counted() -> Counter[str]:
    """Count, over all selections of unsided marks, how many each pattern, neighbour pair and caveat takes part in."""
    counted: Counter[str] = Counter()
    for size in range(len(UNSIDED_MARKS) + 1):
        for marks in combinations(UNSIDED_MARKS, size):
            found = classify(marks)
            counted.update(found.caveats)
            for reason in found.reasons:
                counted.update([reason.id, *(_pair_id(pair.one, pair.other) for pair in reason.neighbours)])
    return counted


def _reach(number: int) -> str:
    return f"{number:,} of {2 ** len(UNSIDED_MARKS):,} selections without sides"


def _example(holds: Callable[[Classification], bool]) -> str:
    marks = (*UNSIDED_MARKS, *(mark for mark in MARKS if mark not in UNSIDED_MARKS))
    for size in range(_MOST_MARKS_OF_AN_EXAMPLE + 1):
        for chosen in combinations(marks, size):
            if holds(classify(chosen)):
                return ", ".join(chosen).replace("_", " ") or "nothing marked"
    raise ValueError("no small selection is an example")


def _card() -> Iterator[Item]:
    for sign in EMERGENCIES:
        yield Item(
            sign.id,
            sign.for_patient.you,
            sign.source,
            _strength(sign.source),
            reach="everybody, before question 1",
        )


def _flags() -> Iterator[Item]:
    for flag in RED_FLAGS:
        yield Item(
            flag.id,
            f"{flag.urgency.capitalize()}. {flag.for_clinician} The patient reads: {flag.for_patient.you}",
            flag.source,
            _strength(flag.source),
            f"Raised when {in_words(flag.when)}.",
            _reach(selections_that_may_raise(flag.when)),
        )


def _strength(source: str) -> str:
    """Return how firm a source is, by whether it says that the row, or a part of it, is ours."""
    if source.startswith(OURS):
        return "none: no source decides it"
    return "partly ours" if re.search(rf"\b{OURS}\b", source) else "a source says so"


def _patterns(counted: Counter[str]) -> Iterator[Item]:
    for pattern in PATTERNS:
        says = f"{pattern.distribution or 'no pattern'}{', also called generalized' if pattern.generalized else ''}"
        example = _example(lambda found, pattern=pattern: found.reasons[0].id == pattern.id)  # type: ignore[misc]
        yield Item(
            pattern.id, says, pattern.source, _strength(pattern.source), example, _reach(counted[pattern.id])
        )


def _neighbours(counted: Counter[str]) -> Iterator[Item]:
    for pair in NEIGHBOURS:
        name = _pair_id(pair.one, pair.other)
        example = _example(lambda found, pair=pair: found.reasons[0].neighbours == (pair,))  # type: ignore[misc]
        says = f"{_plain(pair.one)} is next to {_plain(pair.other)}."
        yield Item(name, says, pair.ground, str(pair.strength), example, _reach(counted[name]))


def _caveats(counted: Counter[str]) -> Iterator[Item]:
    for caveat in CAVEATS:
        told = " The patient reads that a specialist may sort this differently." if caveat.for_patient else ""
        example = _example(lambda found, caveat=caveat: caveat.id in found.caveats)  # type: ignore[misc]
        yield Item(
            caveat.id,
            caveat.why + told,
            caveat.source,
            _strength(caveat.source),
            example,
            _reach(counted[caveat.id]),
        )


def _thresholds() -> Iterator[Item]:
    ages = {
        "adult": f"From {ADULT_YEARS} years at onset on, a first sign counts as an adult's; where it is not known, the age now.",
        "copper": f"Liver trouble counts below {COPPER_YEARS} years at onset, and where nobody knows that it was later.",
        "pregnant": f"Female, {MAY_BE_PREGNANT_FROM} to {MAY_BE_PREGNANT_TO} years or of an age that is not known: asked about pregnancy.",
    }
    for name, says in ages.items():
        yield Item(name, says, OURS, _strength(OURS))
    for question_id in _TIMES_AND_LISTS:
        question = DYSTONIA.questions[question_id]
        choices = "; ".join(choice.label.you for choice in question.choices)
        read_by = ", ".join(flag.id for flag in RED_FLAGS if question_id in flag.when.reads())
        yield Item(
            question_id, f"{question.words.you} {choices}.", OURS, _strength(OURS), f"Read by {read_by}."
        )


_TIMES_AND_LISTS = ("onset-when", "onset-pace", "new-or-worse", "medicine", "happened", "botulinum-when")
"""The questions whose choices draw a line in time, or name what counts."""


def _open_points() -> Iterator[Item]:
    for point in OPEN_POINTS:
        yield Item(point.id, f"{point.today} {point.why}", OURS, _strength(OURS), point.example)


def _spanish(spanish: Translate) -> Iterator[Item]:
    """Yield each text once, as it is said to the person themselves and to a parent."""
    names: dict[tuple[str, str], str] = {}
    for name, text in patient_words():
        for voice in (Voice.SELF, Voice.CHILD):
            names.setdefault((text.said(voice, str), text.said(voice, spanish)), name)
    for (english, translated), name in names.items():
        yield Item(name, translated, f"English: {english}", _NOT_REVIEWED)


_NOT_REVIEWED = "not reviewed by a qualified translator"


def _pair_id(one: str, other: str) -> str:
    return f"{_plain(one)} – {_plain(other)}"


def _plain(region: str) -> str:
    return str(region).replace("_", " ")
