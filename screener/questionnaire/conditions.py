"""Conditions over answers, as data: they can be listed, checked and reviewed, not only run."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from screener.questionnaire.answers import Answers


class Condition(Protocol):
    """A yes-or-no statement about the answers."""

    def holds(self, answers: Answers) -> bool:
        """Tell whether the statement is true of ``answers``."""

    def reads(self) -> frozenset[str]:
        """Return the ids of the questions that the statement depends on."""


@dataclass(frozen=True, slots=True)
class Always:
    """True of any answers."""

    def holds(self, answers: Answers) -> bool:  # noqa: ARG002 - the statement needs no answer
        """Tell that this is always so."""
        return True

    def reads(self) -> frozenset[str]:
        """Return no question."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Chose:
    """At least ``at_least`` of ``choices`` are among what was chosen for ``question``."""

    question: str
    choices: frozenset[str]
    at_least: int = 1

    def holds(self, answers: Answers) -> bool:
        """Tell whether enough of the choices were made."""
        chosen = answers.chosen(self.question)
        return bool(chosen) and len(chosen & self.choices) >= self.at_least

    def reads(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


@dataclass(frozen=True, slots=True)
class Only:
    """Something was chosen for ``question``, and all of it is among ``choices``."""

    question: str
    choices: frozenset[str]

    def holds(self, answers: Answers) -> bool:
        """Tell whether what was chosen is some of the choices and nothing else."""
        chosen = answers.chosen(self.question)
        return bool(chosen) and chosen <= self.choices

    def reads(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


@dataclass(frozen=True, slots=True)
class Below:
    """The number given for ``question`` is below ``limit``; no number is not below."""

    question: str
    limit: int

    def holds(self, answers: Answers) -> bool:
        """Tell whether a number was given and is below the limit."""
        number = answers.number(self.question)
        return number is not None and number < self.limit

    def reads(self) -> frozenset[str]:
        """Return the question."""
        return frozenset({self.question})


@dataclass(frozen=True, slots=True)
class All:
    """Every one of ``conditions`` holds."""

    conditions: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        """Tell whether all of them hold."""
        for condition in self.conditions:  # noqa: SIM110 - a generator costs as much as what it asks
            if not condition.holds(answers):
                return False
        return True

    def reads(self) -> frozenset[str]:
        """Return every question that one of them reads."""
        return frozenset[str]().union(*(condition.reads() for condition in self.conditions))


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of ``conditions`` holds."""

    conditions: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        """Tell whether one of them holds."""
        for condition in self.conditions:  # noqa: SIM110 - as above
            if condition.holds(answers):
                return True
        return False

    def reads(self) -> frozenset[str]:
        """Return every question that one of them reads."""
        return frozenset[str]().union(*(condition.reads() for condition in self.conditions))


@dataclass(frozen=True, slots=True)
class Not:
    """``condition`` does not hold."""

    condition: Condition

    def holds(self, answers: Answers) -> bool:
        """Tell whether it does not hold."""
        return not self.condition.holds(answers)

    def reads(self) -> frozenset[str]:
        """Return the questions that it reads."""
        return self.condition.reads()


ALWAYS = Always()


def named_choices(condition: Condition) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each question with the choices that ``condition`` names, however deep."""
    match condition:
        case Chose() | Only():
            yield condition.question, condition.choices
        case All() | Any():
            for inner in condition.conditions:
                yield from named_choices(inner)
        case Not():
            yield from named_choices(condition.condition)


def chose(question: str, *choices: str, at_least: int = 1) -> Chose:
    """Say that one of ``choices`` (or ``at_least`` of them) was chosen for ``question``."""
    return Chose(question, frozenset(choices), at_least)


def only(question: str, *choices: str) -> Only:
    """Say that something, and nothing but ``choices``, was chosen for ``question``."""
    return Only(question, frozenset(choices))


def all_of(*conditions: Condition) -> All:
    """Say that every one of ``conditions`` holds."""
    return All(conditions)


def any_of(*conditions: Condition) -> Any:
    """Say that at least one of ``conditions`` holds."""
    return Any(conditions)
