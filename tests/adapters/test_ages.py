"""Ages as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.adapters.ages import TwoAges, YearInsteadOfAge, age_in_years
from tests.adapters.refusing import refused

AGES = [
    *(
        ("43", 43),
        (" 43 ", 43),
        ("about 38", 38),
        ("~38", 38),
        ("38?", 38),
        ("38 years old", 38),
        ("38 y/o", 38),
    ),
    *(
        ("38 yrs", 38),
        ("38.5", 38),
        ("6 1/2", 6),
        ("6\u00bd years", 6),
        ("6 and a half", 6),
        ("\uff13\uff18", 38),
    ),
    *(("40's", 45), ("40s", 45), ("40\u2019s", 45), ("in my 40's", 45), ("early 40s", 42), ("late 30's", 38)),
    *(
        ("6 months", 0),
        ("18 months", 1),
        ("3 weeks", 0),
        ("1 year 6 months", 1),
        ("since birth", 0),
        ("0", 0),
    ),
    *(("como 38", 38), ("a los 38 a\u00f1os", 38), ("unos 40", 40), ("6 meses", 0), ("de nacimiento", 0)),
    *(("recién nacido", 0), ("desde que nació", 0), ("when he was born", 0)),
    *(("2 a\u00f1os y 6 meses", 2), ("999", 999)),
]
NO_AGES = ["", "thirty", "38 apples", "-5", "5th", "6 months ago", "9" * 400, "9 " * 30, "s", "'"]


@pytest.mark.parametrize(("typed", "years"), AGES)
def test_an_age_is_read_in_full_years(typed: str, years: int) -> None:
    assert age_in_years(typed) == years


@pytest.mark.parametrize("typed", NO_AGES)
def test_what_is_no_age_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^not an age$"):
        age_in_years(typed)


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("38-40", TwoAges),
        ("38 or 39", TwoAges),
        ("38 and 40", TwoAges),
        ("1998", YearInsteadOfAge),
        ("since 1998", YearInsteadOfAge),
    ],
)
def test_two_ages_and_a_year_have_words_of_their_own(typed: str, mistake: type[ValueError]) -> None:
    with pytest.raises(mistake):
        age_in_years(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_age_or_none(typed: str) -> None:
    with refused("not an age"):
        assert age_in_years(typed) >= 0
