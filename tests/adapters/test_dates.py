"""Dates of birth as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.adapters import months
from screener.adapters.dates import (
    LongAgo,
    NoSuchDay,
    NotYet,
    PartMissing,
    TwoDays,
    TwoFigures,
    date_of_birth,
)
from screener.adapters.look_alikes import LetterForFigure
from tests.adapters.refusing import refused

TODAY = date(2026, 4, 28)

DATES = [
    ("4/28/1956", "1956-04-28"),
    ("04/28/1956", "1956-04-28"),
    ("4-28-1956", "1956-04-28"),
    ("4.28.1956", "1956-04-28"),
    ("4 28 1956", "1956-04-28"),
    ("4 / 28 / 1956", "1956-04-28"),
    ("1956-04-28", "1956-04-28"),
    ("1956-4-28", "1956-04-28"),
    ("  4/28/1956\n", "1956-04-28"),
    ("April 28, 1956", "1956-04-28"),
    ("april 28 1956", "1956-04-28"),
    ("APR 28, 1956", "1956-04-28"),
    ("Apr. 28, 1956", "1956-04-28"),
    ("April 28th, 1956", "1956-04-28"),
    ("May 1st 2000", "2000-05-01"),
    ("March 3rd, 1999", "1999-03-03"),
    ("February 29, 1956", "1956-02-29"),
    ("2/29/2000", "2000-02-29"),
    ("Sept. 3, 1999", "1999-09-03"),
    ("28 April 1956", "1956-04-28"),
    ("28 de abril de 1956", "1956-04-28"),
    ("28 abril 1956", "1956-04-28"),
    ("28 DE ABRIL DEL 2000", "2000-04-28"),
    ("abril 28, 1956", "1956-04-28"),
    ("Abril 28 de 1956", "1956-04-28"),
    ("1 de enero de 1970", "1970-01-01"),
    ("1ro de mayo de 1970", "1970-05-01"),
    ("1.º de mayo de 1970", "1970-05-01"),
    ("primero de mayo de 1970", "1970-05-01"),
    ("May the first, 1970", "1970-05-01"),
    ("3 sept. 1999", "1999-09-03"),
    ("3 de setiembre de 1999", "1999-09-03"),
    ("04281956", "1956-04-28"),
    ("28041956", "1956-04-28"),
    ("19560428", "1956-04-28"),
    ("28-Apr-1956", "1956-04-28"),
    ("1956/04/28", "1956-04-28"),
    ("1956 Apr 28", "1956-04-28"),
    ("April 28,1956", "1956-04-28"),
    ("4/28/1956.", "1956-04-28"),
    ("4\u201328\u20131956", "1956-04-28"),
    ("\uff14/28/1956", "1956-04-28"),
    ("28/4/1956", "1956-04-28"),
    ("13/1/1956", "1956-01-13"),
    ("28 mar 1956", "1956-03-28"),
    ("martes 28 de marzo de 1956", "1956-03-28"),
    ("mar. 3 de abril de 1956", "1956-04-03"),
    ("Tuesday, March 28th, 1956", "1956-03-28"),
    ("the 28th of April, 1956", "1956-04-28"),
    ("1 er mayo 1970", "1970-05-01"),
    ("4\\28\\1956", "1956-04-28"),
    ("4|28|1956", "1956-04-28"),
    ("28-IV-1956", "1956-04-28"),
    ("28. April 1956", "1956-04-28"),
    ("4281956", "1956-04-28"),
    ("DOB: 4/28/1956", "1956-04-28"),
    ("nacido el 28 de abril de 1956", "1956-04-28"),
    ("28/abr/1956", "1956-04-28"),
    ("1956 28 April", "1956-04-28"),
    ("día 28 mes 4 año 1956", "1956-04-28"),
    ("4/28/2026", "2026-04-28"),
    ("1/1/1896", "1896-01-01"),
    ("“4/28/1956”", "1956-04-28"),
    ("4·28·1956", "1956-04-28"),
    ("4\u204428\u20441956?", "1956-04-28"),
    ("\U0001f382 4/28/1956", "1956-04-28"),
    ("1956\u5e744\u670828\u65e5", "1956-04-28"),
    ("1956/28/04", "1956-04-28"),
    ("1° de mayo de 1970", "1970-05-01"),
    ("uno de mayo de 1970", "1970-05-01"),
    ("veintiocho de abril de 1956", "1956-04-28"),
    ("treinta y uno de mayo de 1956", "1956-05-31"),
    ("April twenty-eighth, 1956", "1956-04-28"),
    ("the second of May 1970", "1970-05-02"),
    ("Apr281956", "1956-04-28"),
    ("0 4 2 8 1 9 5 6", "1956-04-28"),
    ("04/28/ 19 56", "1956-04-28"),
    ("Febuary 3 1956", "1956-02-03"),
    ("28 Apirl 1956", "1956-04-28"),
    ("3 de setiemre de 1956", "1956-09-03"),
    ("1956-04-28T00:00:00Z", "1956-04-28"),
    ("4/28/1956 12:00 AM", "1956-04-28"),
    ("D.O.B. 04/28/1956", "1956-04-28"),
    ("Mi fecha de nacimiento es 28/4/1956", "1956-04-28"),
    ("fecha de nac.: 28/04/1956", "1956-04-28"),
    ("1o de mayo de 1970", "1970-05-01"),
    ("1o. mayo 1970", "1970-05-01"),
    ("28oct1956", "1956-10-28"),
    ("Jul 4,1956", "1956-07-04"),
    ("April fifth, nineteen fifty-six", "1956-04-05"),
    ("April 5 nineteen hundred fifty six", "1956-04-05"),
    ("April 5, two thousand and one", "2001-04-05"),
    ("cinco de abril de mil novecientos cincuenta y seis", "1956-04-05"),
    ("abril cinco mil novecientos cincuenta y seis", "1956-04-05"),
    ("5 de abril de dos mil uno", "2001-04-05"),
    ("diez y ocho de abril de 1956", "1956-04-18"),
    ("1ero de mayo de 1970", "1970-05-01"),
    ("5to de mayo de 1970", "1970-05-05"),
    ("Thurs., April 5, 1956", "1956-04-05"),
    ("Tues April 3 1956", "1956-04-03"),
    ("sabado 7 de abril de 1956", "1956-04-07"),
    ("miercoles 4 de abril de 1956", "1956-04-04"),
    ("dia 5 mes 4 ano 1956", "1956-04-05"),
    ("Month 4, day 5, year 1956", "1956-04-05"),
    ("día 4, mes 5, año 1956", "1956-05-04"),
    ("I was born on April 28, 1956", "1956-04-28"),
    ("28 d abril d 1956", "1956-04-28"),
    ("5 del 4 del 1956", "1956-04-05"),
    ("el 5 del mes 4 de 1956", "1956-04-05"),
    ("the 4th of the 5th, 1956", "1956-05-04"),
    ("April 5 in the year 1956", "1956-04-05"),
    ("0428 1956", "1956-04-28"),
    ("04-281956", "1956-04-28"),
    ("428 1956", "1956-04-28"),
    ("4/28/1956 4/28/1956", "1956-04-28"),
    ("April 28, 19 56", "1956-04-28"),
    ("28-I-1956", "1956-01-28"),
    ("F. de nac.: 28/4/1956", "1956-04-28"),
    ("F. Nac. 28/4/1956", "1956-04-28"),
    ("cumplo el 28 de abril de 1956", "1956-04-28"),
    ("28/04/1956 (70 años)", "1956-04-28"),
    ("28/04/1956, 70 años", "1956-04-28"),
    ("April 28, 1956 (age 70)", "1956-04-28"),
    ("4/28/1956 - 70 years old", "1956-04-28"),
    ("5 de mallo de 1970", "1970-05-05"),
    ("5 de henero de 1970", "1970-01-05"),
]
NO_DATES = [
    "",
    "yesterday",
    "x",
    "Febtober 3, 1956",
    "3 de Febtubre de 1956",
    "4/28/1956 extra",
    "9" * 400,
    "/".join(["9" * 400] * 3),
    "4/28/" + "9" * 400,
    "April " + "9" * 400 + ", 1956",
    "\0",
    "1/2/3/1956",
    "April 2B 1956",
    "4/2 O/1956",
    "4/28/1956 4/29/1956",
    "70 años",
    "(70 años)",
    "1121956",
]
NAMED = [
    ("4/31/1956", NoSuchDay),
    ("2/29/1957", NoSuchDay),
    ("2/29/1900", NoSuchDay),
    ("February 30, 1956", NoSuchDay),
    ("31 de abril de 1956", NoSuchDay),
    ("13/13/1956", NoSuchDay),
    ("0/1/1956", NoSuchDay),
    ("0000-04-28", NoSuchDay),
    ("4/29/2026", NotYet),
    ("4/28/2030", NotYet),
    ("4/28/9999", NotYet),
    ("12/31/1895", LongAgo),
    ("4/28/56", TwoFigures),
    ("28 April 56", TwoFigures),
    ("4-28-01", TwoFigures),
    ("042856", TwoFigures),
    ("560428", TwoFigures),
    ("5 de abril del 56", TwoFigures),
    ("56-04-28", TwoFigures),
    ("4/28/195", TwoFigures),
    ("4/28/19566", TwoFigures),
    ("4/31/56", NoSuchDay),
    ("4/28", PartMissing),
    ("April 28", PartMissing),
    ("28 de abril", PartMissing),
    ("April 1956", PartMissing),
    ("1956", PartMissing),
    ("1O/28/1956", LetterForFigure),
    ("4/2O/1956", LetterForFigure),
    ("4/28/195O", LetterForFigure),
    ("l2/3/1956", LetterForFigure),
    ("2O de abril de 1956", LetterForFigure),
    ("1o/5/1970", LetterForFigure),
]
SPANISH_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


@pytest.mark.parametrize(("typed", "born"), DATES)
def test_a_date_of_birth_is_kept_as_year_month_day(typed: str, born: str) -> None:
    assert date_of_birth(typed, TODAY) == born


@pytest.mark.parametrize("typed", NO_DATES)
def test_what_is_no_date_of_birth_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^not a date$") as raised:
        date_of_birth(typed, TODAY)
    assert (type(raised.value), raised.value.__cause__) == (ValueError, None)


@pytest.mark.parametrize(("typed", "mistake"), NAMED)
def test_each_mistake_has_a_name_and_none_repeats_the_date(typed: str, mistake: type[ValueError]) -> None:
    with pytest.raises(ValueError, match=r"^not a date$") as raised:
        date_of_birth(typed, TODAY)
    assert type(raised.value) is mistake


@pytest.mark.parametrize("typed", ["5/4/1956", "05041956", "5-4-1956", "05.04.1956", "\uff15/4/1956"])
def test_where_two_days_fit_both_are_asked_about(typed: str) -> None:
    with pytest.raises(TwoDays) as asked:
        date_of_birth(typed, TODAY)
    assert asked.value.days == (date(1956, 5, 4), date(1956, 4, 5))


def test_figures_without_marks_that_fit_two_days_are_asked_about() -> None:
    with pytest.raises(TwoDays) as asked:
        date_of_birth("1111956", TODAY)
    assert asked.value.days == (date(1956, 1, 11), date(1956, 11, 1))


@pytest.mark.parametrize("typed", ["5/I/1956", "I/5/1956"])
def test_a_letter_that_may_be_a_one_or_the_first_month_is_asked_about(typed: str) -> None:
    with pytest.raises(TwoDays) as asked:
        date_of_birth(typed, TODAY)
    assert set(asked.value.days) == {date(1956, 1, 5), date(1956, 5, 1)}


@pytest.mark.parametrize("typed", ["4/4/1956", "5/4/2026"])
def test_what_fits_one_day_that_has_come_is_not_asked_about(typed: str) -> None:
    assert date_of_birth(typed, TODAY).endswith(("-04-04", "-04-05"))


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name_and_its_short_name_in_both_languages(month: int) -> None:
    born = date(1956, month, 7)
    for layout in ("%B %d, %Y", "%b %d %Y"):
        assert date_of_birth(born.strftime(layout), TODAY) == born.isoformat()
    spanish = SPANISH_MONTHS[month - 1]
    for written in (f"7 de {spanish} de 1956", f"7 {spanish[:3]} 1956", f"{spanish} 7, 1956"):
        assert date_of_birth(written, TODAY) == born.isoformat()


@given(st.integers(0, 365), st.booleans())
def test_every_day_of_a_leap_year_is_read_or_asked_about(day: int, month_first: bool) -> None:  # noqa: FBT001
    born = date(1956, 1, 1) + timedelta(days=day)
    one, other = (born.month, born.day) if month_first else (born.day, born.month)
    typed = f"{one}/{other}/{born.year}"
    if born.day > 12 or born.day == born.month:
        assert date_of_birth(typed, TODAY) == born.isoformat()
        return
    with pytest.raises(TwoDays) as asked:
        date_of_birth(typed, TODAY)
    assert asked.value.days[not month_first] == born


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_day_that_has_come_or_no_date(typed: str) -> None:
    with refused("not a date"):
        assert date(1896, 1, 1) <= date.fromisoformat(date_of_birth(typed, TODAY)) <= TODAY


def test_one_more_language_is_read_too_and_takes_no_month_from_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = {name: months.month(name) for name in ("mar", "jun", "enero", "sept", "febuary")}
    months.every_month.cache_clear()
    monkeypatch.setattr(months, "LOCALES", (*months.LOCALES, "he", "fi"))
    assert months.month("נובמבר") == 11
    assert months.month("marraskuu") == 11
    assert {name: months.month(name) for name in known} == known
    months.every_month.cache_clear()
