"""For how many selections of marks a red flag can be raised at all, whatever else is answered."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from screener.body.anatomy import UNSIDED_MARKS
from screener.dystonia import DYSTONIA
from screener.questionnaire.answers import Answers
from screener.questionnaire.conditions import All, Any, Chose, Condition, Not, Only

_PARTS = "body-parts"


def selections_that_may_raise(condition: Condition) -> int:
    """Return how many of the selections without sides leave ``condition`` open or true.

    Nothing marked is none of them: whoever marks nothing is asked nothing that a flag reads.
    """
    named = sorted({mark for each in _leaves(condition) for mark in _marks(each)})
    each_stands_for: int = 2 ** (len(UNSIDED_MARKS) - len(named))
    chosen = chain.from_iterable(combinations(named, size) for size in range(len(named) + 1))
    found: int = sum(_may(condition, _selected(marks)) is not False for marks in chosen)
    return found * each_stands_for - (_may(condition, _selected(())) is not False)


def _selected(marks: tuple[str, ...]) -> Answers:
    return Answers({_PARTS: frozenset(marks)})


def _leaves(condition: Condition) -> Iterator[Condition]:
    """Yield what the condition is made of, and what its questions are asked and their choices offered under."""
    match condition:
        case All() | Any():
            for each in condition.conditions:
                yield from _leaves(each)
        case Not():
            yield from _leaves(condition.condition)
        case Chose() | Only() if condition.question != _PARTS:
            question = DYSTONIA.questions[condition.question]
            yield from _leaves(question.when)
            for choice in question.choices:
                if choice.id in condition.choices:
                    yield from _leaves(choice.when)
        case _:
            yield condition


def _marks(leaf: Condition) -> Iterable[str]:
    """Return the marks that a leaf hangs on: "nothing but the leg" hangs on all."""
    if isinstance(leaf, Only):
        return UNSIDED_MARKS
    return leaf.choices & set(UNSIDED_MARKS) if isinstance(leaf, Chose) else ()


def _may(condition: Condition, selected: Answers) -> bool | None:
    """Return whether a condition holds by the marks alone; ``None`` where another answer decides."""
    match condition:
        case Not():
            inside = _may(condition.condition, selected)
            return None if inside is None else not inside
        case All() | Any():
            found = {_may(each, selected) for each in condition.conditions}
            decided = isinstance(condition, Any)
            return decided if decided in found else None if None in found else not decided
        case Chose() | Only() if condition.question != _PARTS:
            return None if _may_be_chosen(condition, selected) else False
    return condition.holds(selected) if condition.reads() <= {_PARTS} else None


def _may_be_chosen(condition: Chose | Only, selected: Answers) -> bool:
    question = DYSTONIA.questions[condition.question]
    return _may(question.when, selected) is not False and any(
        _may(choice.when, selected) is not False
        for choice in question.choices
        if choice.id in condition.choices
    )
