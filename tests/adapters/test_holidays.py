"""Holidays as administrators type them: in figures or in words, of both languages, with names behind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from screener.adapters.dates import NoSuchDay, PartMissing, TwoFigures
from screener.adapters.holidays import NoSuchDays, TooManyNames, read_holiday, written_holiday
from screener.clinic.opening import Holiday

LANGUAGES = ("en", "es")
BOTH = {"en": "Christmas", "es": "Navidad"}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("12/25/2026 Christmas / Navidad", BOTH),
        ("2026-12-25: Christmas", {"en": "Christmas"}),
        ("12/25/2026 / Navidad", {"es": "Navidad"}),
        (" 12/25/2026 ", {}),
        ("December 25, 2026 Christmas / Navidad", BOTH),
        ("Friday, December 25th, 2026 – Christmas/Navidad", BOTH),
        ("dec 25 2026, Christmas / Navidad", BOTH),
        ("25 Dec 2026 Christmas / Navidad", BOTH),
        ("25 de diciembre de 2026 / Navidad", {"es": "Navidad"}),
        ("viernes 25 de diciembre del 2026: Christmas / Navidad", BOTH),
        ("25/12/2026 Christmas / Navidad", BOTH),
        ("Dec 25, 2026: Day off in May", {"en": "Day off in May"}),
        ("Dec 25, 2026 - 25th of December / Navidad", {"en": "25th of December", "es": "Navidad"}),
    ],
)
def test_a_holiday_has_a_day_and_names_by_language(typed: str, names: dict[str, str]) -> None:
    read = read_holiday(typed, LANGUAGES)
    assert read == Holiday(date(2026, 12, 25), names)
    assert read_holiday(written_holiday(read, LANGUAGES), LANGUAGES) == read


@pytest.mark.parametrize(
    "typed",
    [
        "12/24/2026 to 1/1/2027 Winter break / Vacaciones",
        "12/24/2026-1/1/2027: Winter break / Vacaciones",
        "2026-12-24 – 2027-01-01 Winter break / Vacaciones",
        "12/24/2026 al 1/1/2027, Winter break / Vacaciones",
        "December 24, 2026 to January 1, 2027 Winter break / Vacaciones",
        "Dec 24, 2026 through Jan 1, 2027: Winter break/Vacaciones",
        "del 24 de diciembre de 2026 al 1 de enero de 2027 Winter break / Vacaciones",
        "24 de diciembre de 2026 hasta 1 de enero de 2027 Winter break / Vacaciones",
    ],
)
def test_a_holiday_may_be_several_days(typed: str) -> None:
    read = read_holiday(typed, LANGUAGES)
    assert read == Holiday(date(2026, 12, 24), {"en": "Winter break", "es": "Vacaciones"}, date(2027, 1, 1))
    assert read_holiday(written_holiday(read, LANGUAGES), LANGUAGES) == read


def test_one_day_to_the_same_day_is_one_day() -> None:
    assert read_holiday("1/1/2027 to 1/1/2027", LANGUAGES) == Holiday(date(2027, 1, 1), {})


def test_figures_that_fit_two_days_have_the_month_first_and_are_shown_in_words() -> None:
    read = read_holiday("5/4/2027 x", LANGUAGES)
    assert read.day == date(2027, 5, 4)
    assert written_holiday(read, LANGUAGES) == "May 4, 2027: x"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Christmas", ValueError),
        ("", ValueError),
        ("Christmas 12/25/2026", ValueError),
        ("13/25/2026 x", NoSuchDay),
        ("2/30/2026", NoSuchDay),
        ("February 30, 2026 x", NoSuchDay),
        ("12/25/26", TwoFigures),
        ("December 25 Christmas", PartMissing),
        ("1/1/2026 a / b / c", TooManyNames),
        ("1/1/2027 to 12/24/2026", NoSuchDays),
        ("12/24/2026 to 1/1/2028", NoSuchDays),
        ("12/24/2026 to", ValueError),
        ("12/24/2026 to Jan 1", PartMissing),
        ("12/24/2026 - 1/1/27", TwoFigures),
    ],
)
def test_a_line_without_a_day_is_refused_and_says_why(typed: str, why: type[ValueError]) -> None:
    with pytest.raises(why) as refused:
        read_holiday(typed, LANGUAGES)
    assert type(refused.value) is why


@given(
    some.dates(date(2000, 1, 1), date(2200, 1, 1)),
    some.dictionaries(
        some.sampled_from(LANGUAGES), some.sampled_from(["May Day", "1 de mayo", "2026", "-", "25"])
    ),
)
def test_what_a_form_shows_is_read_as_the_same_day(day: date, names: dict[str, str]) -> None:
    read = read_holiday(written_holiday(Holiday(day, names), LANGUAGES), LANGUAGES)
    assert read.day == day
