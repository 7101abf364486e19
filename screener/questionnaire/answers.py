"""What a person has answered: immutable, by question id.

Four things are told apart and never mixed: not asked, not answered, not sure, and no.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

NOT_SURE = "not-sure"
"""The choice "Not sure", under the same id in every question."""


class Skipped(Enum):
    """The question was shown and left empty on purpose."""

    SKIPPED = "skipped"


SKIPPED = Skipped.SKIPPED

Value = str | int | frozenset[str] | Skipped
"""One choice or a text, a number of years, the ticked choices, or skipped."""


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answers(Mapping[str, Value]):
    """The answers so far. Every change makes a new one."""

    given: Mapping[str, Value] = field(default_factory=dict)

    def __getitem__(self, question: str) -> Value:
        return self.given[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def __contains__(self, question: object) -> bool:
        return question in self.given  # what Mapping has raises and catches an error for each that is missing

    def __hash__(self) -> int:
        return hash(frozenset(self.given.items()))

    def with_(self, values: Mapping[str, Value]) -> "Answers":
        """Return these answers with ``values`` added or replaced."""
        return Answers({**self.given, **values})

    def chosen(self, question: str) -> frozenset[str]:
        """Return the choices made, one or many; empty when there are none."""
        value = self.given.get(question)
        if value is None:
            return _NONE
        if isinstance(value, frozenset):
            return value
        return frozenset({value}) if isinstance(value, str) else _NONE

    def number(self, question: str) -> int | None:
        """Return the number given, or ``None`` where there is none."""
        value = self.given.get(question)
        return value if isinstance(value, int) else None

    def text(self, question: str) -> str:
        """Return the text or single choice given, or an empty text."""
        value = self.given.get(question)
        return value if isinstance(value, str) else ""
