"""The pack that a movement-disorder neurologist signs: every clinical row, with its source, an example and its reach.

It is made from the tables themselves, so that nothing in use can be missing from it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from screener.body.anatomy import MARKS, NEIGHBOURS, UNSIDED_MARKS
from screener.body.caveats import CAVEATS
from screener.body.patterns import PATTERNS
from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES
from screener.dystonia.thresholds import ADULT_YEARS, COPPER_YEARS, MAY_BE_PREGNANT_FROM, MAY_BE_PREGNANT_TO
from screener.questionnaire.conditions import All, Any, Below, Chose, Condition, Not, Only
from screener.questionnaire.wording import Translate
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
        Chapter("Spanish of what decides how soon", tuple(_spanish(spanish))),
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
        yield Item(sign.id, sign.for_patient.you, sign.source)


def _flags() -> Iterator[Item]:
    for flag in RED_FLAGS:
        yield Item(
            flag.id,
            f"{flag.urgency.capitalize()}. {flag.for_clinician} The patient reads: {flag.for_patient.you}",
            flag.source,
            example=f"Raised when {in_words(flag.when)}.",
        )


def _patterns(counted: Counter[str]) -> Iterator[Item]:
    for pattern in PATTERNS:
        says = f"{pattern.distribution or 'no pattern'}{', also called generalized' if pattern.generalized else ''}"
        example = _example(lambda found, pattern=pattern: found.reasons[0].id == pattern.id)  # type: ignore[misc]
        yield Item(pattern.id, says, pattern.source, example=example, reach=_reach(counted[pattern.id]))


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
            caveat.id, caveat.why + told, caveat.source, example=example, reach=_reach(counted[caveat.id])
        )


def _thresholds() -> Iterator[Item]:
    yield Item("adult", f"From {ADULT_YEARS} years at onset on, a first sign counts as an adult's.", "ours")
    yield Item("copper", f"Liver trouble counts below {COPPER_YEARS} years at onset.", "ours")
    yield Item(
        "pregnant",
        f"Female, {MAY_BE_PREGNANT_FROM} to {MAY_BE_PREGNANT_TO} years or of an age that is not known: asked about pregnancy.",
        "ours",
    )
    for question_id in ("onset-when", "onset-pace", "medicine", "happened"):
        question = DYSTONIA.questions[question_id]
        choices = "; ".join(choice.label.you for choice in question.choices)
        yield Item(question_id, f"{question.words.you} {choices}.", "ours")


def _spanish(spanish: Translate) -> Iterator[Item]:
    lines = [
        *((sign.id, sign.for_patient.you) for sign in EMERGENCIES),
        *((flag.id, flag.for_patient.you) for flag in RED_FLAGS),
    ]
    for page in DYSTONIA.pages:
        for question in page.questions:
            lines.append((question.id, question.words.you))
            lines += [(f"{question.id}: {choice.id}", choice.label.you) for choice in question.choices]
    for name, english in lines:
        yield Item(name, spanish(english), f"English: {english}")


def in_words(condition: Condition) -> str:
    """Return a condition as a clinician reads it, with the ids of questions and choices."""
    match condition:
        case Chose():
            several = f"at least {condition.at_least} of " if condition.at_least > 1 else ""
            return f"{condition.question} is {several}{_or(sorted(condition.choices))}"
        case Only():
            return f"{condition.question} is nothing but {_or(sorted(condition.choices))}"
        case Below():
            return f"{condition.question} is below {condition.limit}"
        case All():
            return " and ".join(_inside(one) for one in condition.conditions)
        case Any():
            return " or ".join(_inside(one) for one in condition.conditions)
        case Not():
            return f"not ({in_words(condition.condition)})"
    return "always"


def _inside(condition: Condition) -> str:
    words = in_words(condition)
    return f"({words})" if isinstance(condition, All | Any) else words


def _or(names: Iterable[str]) -> str:
    return " or ".join(name.replace("_", " ") for name in names)


def _pair_id(one: str, other: str) -> str:
    return f"{_plain(one)} – {_plain(other)}"


def _plain(region: str) -> str:
    return str(region).replace("_", " ")
