"""Answers of two pages that cannot all be so: said before Send, and stopping nobody, for any of them may be the slip."""

from collections.abc import Iterator

from screener.dystonia.thresholds import LAST_YEAR
from screener.questionnaire.answers import Answers

_A_GUESS = 2
"""How many years an age then and an age now may be apart, where it began within a year: a guess is fine."""


def at_odds(answers: Answers) -> frozenset[str]:
    """Return the questions whose answers do not fit together: an age then above the age now, or far below it where it is new."""
    return frozenset(_at_odds(answers))


def _at_odds(answers: Answers) -> Iterator[str]:
    now, onset = answers.number("age-now"), answers.number("onset-age")
    if now is None:
        return
    for question in ("onset-age", "happened-age"):
        then = answers.number(question)
        if then is not None and then > now:
            yield from (question, "age-now")
    if onset is not None and now - onset > _A_GUESS and LAST_YEAR.holds(answers):
        yield from ("onset-age", "onset-when", "age-now")
