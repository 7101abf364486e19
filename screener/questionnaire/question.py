"""The types of a question, and what an answer to it must be."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from screener.questionnaire.answers import NOT_SURE, SKIPPED, Answers, Value
from screener.questionnaire.conditions import ALWAYS, Condition
from screener.questionnaire.typed import length, on_one_line, readable
from screener.questionnaire.wording import Wording


class Kind(StrEnum):
    """How a question is answered."""

    ONE = "one choice"
    MANY = "any number of choices"
    TEXT = "one line"
    LONG_TEXT = "a few lines"
    YEARS = "an age in full years"
    DATE = "a date"
    PHONE = "a phone number"
    EMAIL = "an email address"


WRITTEN = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.DATE, Kind.PHONE, Kind.EMAIL})
"""The kinds that are typed in words and limited in length."""

OLDEST_YEARS = 120


class Problem(StrEnum):
    """Why a value is no answer to a question; the web ring has the words."""

    REQUIRED = "required"
    UNKNOWN_CHOICE = "unknown choice"
    EXCLUSIVE = "an exclusive choice together with others"
    TOO_LONG = "too long"
    UNREADABLE = "characters that cannot be read"
    NOT_YEARS = "not an age in years"
    WRONG_KIND = "a value of another kind"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice. An exclusive one (none, not sure) excludes all others of its question, and is always offered."""

    id: str
    label: Wording
    hint: Wording | None = None
    exclusive: bool = False
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Whole:
    """Choices that one press marks together, such as those of an arm, and takes away together when all are marked."""

    id: str
    words: str
    undo: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one question that stand together under a heading, in ``wholes`` where they make up some."""

    title: str
    choices: tuple[str, ...]
    wholes: tuple[Whole, ...] = ()


# Questions are constants: compared and hashed as the objects they are, which costs nothing.
@dataclass(frozen=True, eq=False)
class Question:
    """One question. ``limit`` is in UTF-16 units; ``among`` names the question whose choices limit these ones."""

    id: str
    kind: Kind
    words: Wording
    hint: Wording | None = None
    choices: tuple[Choice, ...] = ()
    groups: tuple[Group, ...] = ()
    required: bool = True
    limit: int = 0
    when: Condition = ALWAYS
    among: str | None = None
    autocomplete: str | None = None

    @cached_property
    def choice_ids(self) -> frozenset[str]:
        """The ids of all choices."""
        return frozenset(choice.id for choice in self.choices)

    @cached_property
    def exclusive_ids(self) -> frozenset[str]:
        """The ids of the choices that exclude all others."""
        return frozenset(choice.id for choice in self.choices if choice.exclusive)

    @cached_property
    def _offers_all(self) -> bool:
        return self.among is None and all(choice.when is ALWAYS for choice in self.choices)

    def choice(self, choice_id: str) -> Choice:
        """Return the choice with this id; ``KeyError`` when there is none."""
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise KeyError(choice_id)

    def offered(self, counting: Answers) -> "Question":
        """Return the question with the choices that apply to the answers that count, and its exclusive ones."""
        if self._offers_all:
            return self
        among = counting.chosen(self.among) if self.among else self.choice_ids
        left = frozenset(
            choice.id for choice in self.choices if choice.id in among and choice.when.holds(counting)
        )
        return self if left >= self.choice_ids - self.exclusive_ids else _limited(self, left)

    def of_what_is_offered(self, value: Value) -> Value | None:
        """Return what is left of an answer, made when other choices stood beside these; ``None`` where nothing is.

        One tick that is no longer offered takes no other with it: trouble swallowing counts whatever else was ticked.
        """
        if isinstance(value, frozenset) and value:
            return value & self.choice_ids or None
        return value if self.problem(value) is None else None

    def problem(self, value: Value) -> Problem | None:
        """Return why ``value`` is no answer to this question, or ``None`` when it is one."""
        if value is SKIPPED or value == "" or value == frozenset():
            return Problem.REQUIRED if self.required else None
        if self.kind is Kind.MANY:
            return self._problem_with_many(value)
        if self.kind is Kind.YEARS:
            return self._problem_with_years(value)
        if not isinstance(value, str):
            return Problem.WRONG_KIND
        if self.kind is Kind.ONE:
            return None if value in self.choice_ids else Problem.UNKNOWN_CHOICE
        if not readable(value) or (self.kind is not Kind.LONG_TEXT and not on_one_line(value)):
            return Problem.UNREADABLE
        return Problem.TOO_LONG if length(value) > self.limit else None

    def _problem_with_many(self, value: Value) -> Problem | None:
        if not isinstance(value, frozenset):
            return Problem.WRONG_KIND
        if not value <= self.choice_ids:
            return Problem.UNKNOWN_CHOICE
        return Problem.EXCLUSIVE if len(value) > 1 and value & self.exclusive_ids else None

    def _problem_with_years(self, value: Value) -> Problem | None:
        if value == NOT_SURE:
            return None
        in_range = isinstance(value, int) and 0 <= value <= OLDEST_YEARS
        return None if in_range else Problem.NOT_YEARS


@lru_cache(maxsize=512)  # the same choices give the same object, so that forms made from it can be remembered
def _limited(question: Question, chosen: frozenset[str]) -> Question:
    return replace(
        question,
        choices=tuple(choice for choice in question.choices if choice.exclusive or choice.id in chosen),
    )
