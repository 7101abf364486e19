"""The thresholds that red flags share. Each needs the clinic's sign-off before real use."""

from screener.questionnaire.conditions import Below, chose

ADULT_YEARS = 18
"""From this age at onset on, a first sign counts as an adult's. To be confirmed by the clinic."""

COPPER_YEARS = 50
"""Below this age at onset, liver trouble makes copper studies worth considering."""

MAY_BE_PREGNANT_FROM, MAY_BE_PREGNANT_TO = 10, 55
"""Whoever is female and of these ages, or of an age that is not known, is asked whether they may be pregnant."""

OURS = "ours"
"""The source of a line that no paper gives: each stands in docs/clinical.md."""

BELOW_ADULT = Below("onset-age", ADULT_YEARS)
LAST_WEEK = chose("onset-when", "last-week")
LAST_THREE_MONTHS = chose("onset-when", "last-week", "last-three-months")
LAST_YEAR = chose("onset-when", "last-week", "last-three-months", "last-year")
