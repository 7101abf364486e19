"""Each condition of each red flag is altered in every small way, and the answers of ``test_safety`` must tell.

Mutation testers skip tables of a module; this does their work on the rows, as ``tests/rules/test_every_row_matters.py``
does for rows that are taken away.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest

from screener.dystonia import DYSTONIA
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.urgency import RedFlag
from screener.questionnaire.answers import Answers
from screener.questionnaire.conditions import All, Any, Below, Chose, Condition, Not, Only, named_choices
from screener.questionnaire.question import OLDEST_YEARS, Kind
from tests.dystonia.test_safety import NOT_ASKED, RAISED_BY, UP_TO_THREE, Given, meets, possible


def alterations(condition: Condition) -> Iterator[Condition]:
    """Yield the condition with one choice less or more, one number moved, one clause dropped, turned or altered."""
    match condition:
        case Chose() | Only():
            known = DYSTONIA.questions[condition.question].choice_ids
            for choice in sorted(known):
                yield replace(condition, choices=condition.choices ^ {choice})
            if isinstance(condition, Chose):
                yield replace(condition, at_least=condition.at_least + 1)
                yield replace(condition, at_least=condition.at_least - 1)
        case Below():
            yield replace(condition, limit=condition.limit + 1)
            yield replace(condition, limit=condition.limit - 1)
        case All() | Any():
            parts = condition.conditions
            yield Any(parts) if isinstance(condition, All) else All(parts)
            for place, part in enumerate(parts):
                yield replace(condition, conditions=parts[:place] + parts[place + 1 :])
                for altered in alterations(part):
                    yield replace(condition, conditions=(*parts[:place], altered, *parts[place + 1 :]))
        case Not():
            yield condition.condition
            yield from (Not(altered) for altered in alterations(condition.condition))


def facts(flag: str) -> Iterator[tuple[Answers, bool]]:
    """Yield what ``test_safety`` says: answers that raise the flag, and those that miss one clause and do not."""
    for way in RAISED_BY[flag]:
        for values in product(*way.values()):
            yield _answers(dict(zip(way, values, strict=True))), True
        met = {question: values[0] for question, values in way.items()}
        for question, values in way.items():
            sets = any(isinstance(value, frozenset) and len(value) > 1 for value in values)
            for value in UP_TO_THREE if sets else possible(question):
                given = {**met, question: value}
                yield _answers(given), any(meets(other, given) for other in RAISED_BY[flag])


def _answers(given: dict[str, Given]) -> Answers:
    return Answers({question: value for question, value in given.items() if value is not NOT_ASKED})


def _limits(condition: Condition) -> set[int]:
    """Return every number that a condition compares an age with."""
    if isinstance(condition, Below):
        return {condition.limit}
    inner = [*getattr(condition, "conditions", ()), *filter(None, [getattr(condition, "condition", None)])]
    return set().union(*map(_limits, inner)) if inner else set()


def everything(row: RedFlag) -> list[Answers]:
    """Return all answers to the questions of a flag: ages at its limits, of choices ticked together up to four it names."""
    named: dict[str, set[str]] = {}
    for question, choices in named_choices(row.when):
        named.setdefault(question, set()).update(choices)
    values = []
    for question in sorted(row.when.reads()):
        one_by_one = possible(question)
        if DYSTONIA.questions[question].kind is Kind.YEARS:
            limits = {near for limit in _limits(row.when) for near in (limit - 1, limit)}
            one_by_one = [NOT_ASKED, *sorted(limits - {OLDEST_YEARS + 1})]
        if DYSTONIA.questions[question].kind is Kind.MANY:
            few = sorted(named[question])[:12]
            one_by_one += [frozenset(chosen) for count in (2, 3, 4) for chosen in combinations(few, count)]
        values.append([(question, value) for value in one_by_one])
    return [_answers(dict(given)) for given in product(*values)]


@pytest.mark.parametrize("row", RED_FLAGS, ids=lambda row: row.id)
def test_no_alteration_of_a_condition_goes_unnoticed(row: RedFlag) -> None:
    said = list(facts(row.id))
    assert [answers for answers, raised in said if row.when.holds(answers) is not raised] == []
    unnoticed = [
        altered
        for altered in alterations(row.when)
        if all(altered.holds(answers) is raised for answers, raised in said)
    ]
    # An alteration may say the same in other words: "a leg, or the right leg". Then nothing can tell, nor need it.
    every = everything(row) if unnoticed else []
    assert [
        each for each in unnoticed if any(each.holds(one) is not row.when.holds(one) for one in every)
    ] == []
