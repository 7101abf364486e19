"""The thresholds that red flags share. Each needs the clinic's sign-off before real use."""

from screener.questionnaire.conditions import Below, Condition, Not, all_of, any_of, chose
from screener.questionnaire.question import OLDEST_YEARS

ADULT_YEARS = 18
"""From this age at onset on, a first sign counts as an adult's, and where no age is known. To be confirmed by the clinic."""

COPPER_YEARS = 50
"""Below this age at onset, liver trouble makes copper studies worth considering."""

MAY_BE_PREGNANT_FROM, MAY_BE_PREGNANT_TO = 10, 55
"""Whoever is female and of these ages, or of an age that is not known, is asked whether they may be pregnant."""

OURS = "ours"
"""The source of a line that no paper gives: each stands in docs/clinical.md."""


def known(question: str) -> Condition:
    """Say that an age was given in years."""
    return Below(question, OLDEST_YEARS + 1)


def known_from(question: str, years: int) -> Condition:
    """Say that an age was given, of so many years or more."""
    return all_of(known(question), Not(Below(question, years)))


BELOW_ADULT = any_of(Below("onset-age", ADULT_YEARS), Below("age-now", ADULT_YEARS))
"""It began in childhood: by the age then, or because the person is a child now."""

IN_FIRST_YEAR = any_of(Below("onset-age", 1), Below("age-now", 1))
"""It began in the first year of life: by the age then, or because the person is not one year old yet."""

BELOW_COPPER = any_of(
    Below("onset-age", COPPER_YEARS),
    all_of(Not(known("onset-age")), Not(known_from("age-now", COPPER_YEARS))),
)
"""Young enough for copper at onset; where that age is not known, whoever is not known to be older now."""

LAST_WEEK = chose("onset-when", "last-week")
LAST_THREE_MONTHS = chose("onset-when", "last-week", "last-three-months")
LAST_YEAR = chose("onset-when", "last-week", "last-three-months", "last-year")
AT_A_KNOWN_TIME = chose("onset-when", "last-week", "last-three-months", "last-year", "over-a-year")
