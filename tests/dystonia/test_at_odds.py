"""Ages and times of two pages that cannot all be so."""

import pytest

from screener.dystonia.at_odds import at_odds
from tests.person import answers


@pytest.mark.parametrize(
    ("onset", "when", "happened", "now", "questions"),
    [
        (43, "over-a-year", "not-sure", 44, ""),
        (43, "over-a-year", "not-sure", 43, ""),
        (43, "over-a-year", "not-sure", 42, "onset-age age-now"),
        (43, "last-week", "not-sure", 4, "onset-age age-now"),
        (10, "last-week", "not-sure", 60, "onset-age onset-when age-now"),
        (10, "last-year", "not-sure", 13, "onset-age onset-when age-now"),
        (10, "last-year", "not-sure", 12, ""),
        (10, "over-a-year", "not-sure", 60, ""),
        (10, "not-sure", "not-sure", 60, ""),
        (30, "over-a-year", 70, 60, "happened-age age-now"),
        ("not-sure", "last-week", 60, 60, ""),
        (43, "last-week", 70, "not-sure", ""),
    ],
)
def test_an_age_then_is_not_above_the_age_now_nor_far_below_it_where_it_is_new(
    onset: int | str, when: str, happened: int | str, now: int | str, questions: str
) -> None:
    given = answers(onset_age=onset, onset_when=when, happened_age=happened, age_now=now)
    assert at_odds(given) == {*questions.split()}
