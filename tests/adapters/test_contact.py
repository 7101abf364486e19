"""Phone numbers, email addresses and dates of birth as people type them."""

from datetime import date, timedelta

import pytest

from screener.adapters.contact import Letters, NoAreaCode, PerhapsMeant, dialled, email_address, phone_number
from screener.adapters.dates import TwoDays, TwoFigures, date_of_birth

TODAY = date(2026, 4, 28)

PHONES = [
    ("913-588-1227", "+19135881227"),
    ("(913) 588-1227", "+19135881227"),
    ("9135881227", "+19135881227"),
    ("1 913 588 1227", "+19135881227"),
    ("+1 913.588.1227", "+19135881227"),
    ("  913 588 1227  ", "+19135881227"),
    ("913\u2013588\u20131227", "+19135881227"),
    ("\uff19\uff11\uff13 588 1227", "+19135881227"),
    ("+52 55 1234 5678", "+525512345678"),
    ("+44 20 7946 0018", "+442079460018"),
    ("+49 30 123456", "+4930123456"),
    ("913-555-0123 x45", "+19135550123;ext=45"),
    ("(913) 555-0123 ext. 45", "+19135550123;ext=45"),
    ("913 555 0123 extension 0045", "+19135550123;ext=0045"),
    ("+19135550123;ext=45", "+19135550123;ext=45"),
    ("800-555-0123", "+18005550123"),
]
WITH_WORDS = [
    "588-1227 mom",
    "555-0123 mom",
    "5881227 cel",
    "913-555-0123 home",
    "913-KUHS-1227",
    "913 555 0123 ext. mom",
]
WITHOUT_AREA_CODE = ["588-1227", "5881227", "555 0123"]
NO_PHONES = [
    "0000000000",
    "1234567890",
    "111-111-1111",
    "123-456-7890",
    "+10000000000",
    "",
    " ",
    "call me",
    "12",
    "913",
    "588122",
    "+",
    "+1",
    "9" * 30,
    "9" * 400,
    "+999 123 456 789",
    "a@b.cd",
    "\0",
    "900-555-1234",
    "+1 (900) 555-1234",
    "1-900-555-1234 x45",
    "+44 909 879 0000",
]

EMAILS = [
    ("ann@example.org", "ann@example.org"),
    ("  Ann.Example+x@Example.ORG ", "Ann.Example+x@example.org"),
    ("zoe\u0308@example.org", "zo\u00eb@example.org"),
    ("o'brien@example.org", "o'brien@example.org"),
    ("a@" + ".".join(["b" * 60] * 3) + ".org", "a@" + ".".join(["b" * 60] * 3) + ".org"),
]
BLANKS_AND_MARKS = [
    *(
        "maria@example.com.",
        "maria@example.com,",
        "maria@example.com;",
        "Maria <maria@example.com>",
        "<maria@example.com>",
    ),
    *(
        "maria @example.com",
        "maria@ example.com",
        "maria@example. com",
        "mailto:maria@example.com",
        " maria@example.com .",
    ),
]
NO_EMAILS = [
    "",
    "ann",
    "ann@",
    "@example.org",
    "ann@example",
    "ann@@example.org",
    "ann@example..org",
    "ann@example.org, bob@example.org",
    "ann@example.org\nBcc: bob@example.org",
    "ann\0@example.org",
    "a" * 250 + "@example.org",
    "9" * 400,
    "913-588-1227",
]

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
    ("5/4/1956", "1956-05-04"),
    ("4/28/2026", "2026-04-28"),
    ("1/1/1896", "1896-01-01"),
]
NO_DATES = [
    "",
    "yesterday",
    "1956",
    "0/1/1956",
    "4/0/1956",
    "4/31/1956",
    "2/29/1957",
    "2/29/1900",
    "February 30, 1956",
    "Febtober 3, 1956",
    "3 de Febtubre de 1956",
    "31 de abril de 1956",
    "de abril de 1956",
    "4/28/56",
    "4/28",
    "4/29/2026",
    "12/31/1895",
    "4/28/9999",
    "0000-04-28",
    "-1956-04-28",
    "4/28/1956 extra",
    "9" * 400,
    "/".join(["9" * 400] * 3),
    "4/28/" + "9" * 400,
    "April " + "9" * 400 + ", 1956",
    "\0",
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


@pytest.mark.parametrize(("typed", "number"), PHONES)
def test_a_phone_number_is_kept_in_its_international_form(typed: str, number: str) -> None:
    assert phone_number(typed) == number


@pytest.mark.parametrize(("typed", "address"), EMAILS)
def test_an_email_address_is_kept_in_its_normal_form(typed: str, address: str) -> None:
    assert email_address(typed) == address


@pytest.mark.parametrize(("typed", "born"), DATES)
def test_a_date_of_birth_is_kept_as_year_month_day(typed: str, born: str) -> None:
    assert date_of_birth(typed, TODAY) == born


@pytest.mark.parametrize("typed", NO_PHONES)
def test_what_is_no_phone_number_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^not a phone number$") as raised:
        phone_number(typed)
    assert raised.value.__cause__ is None


@pytest.mark.parametrize("typed", NO_EMAILS)
def test_what_is_no_email_address_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^not an email address$") as raised:
        email_address(typed)
    assert raised.value.__cause__ is None


@pytest.mark.parametrize("typed", NO_DATES)
def test_what_is_no_date_of_birth_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^not a date( of birth)?$") as raised:
        date_of_birth(typed, TODAY)
    assert raised.value.__cause__ is None


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name_and_its_short_name_in_both_languages(month: int) -> None:
    born = date(1956, month, 7)
    for layout in ("%B %d, %Y", "%b %d %Y"):
        assert date_of_birth(born.strftime(layout), TODAY) == born.isoformat()
    spanish = SPANISH_MONTHS[month - 1]
    for written in (f"7 de {spanish} de 1956", f"7 {spanish[:3]} 1956", f"{spanish} 7, 1956"):
        assert date_of_birth(written, TODAY) == born.isoformat()


def test_every_day_of_a_leap_year_is_read() -> None:
    for day in range(366):
        born = date(1956, 1, 1) + timedelta(days=day)
        assert date_of_birth(f"{born.month}/{born.day}/{born.year}", TODAY) == born.isoformat()


@pytest.mark.parametrize("typed", WITH_WORDS)
def test_a_word_beside_a_number_is_not_dialled_as_letters(typed: str) -> None:
    with pytest.raises(Letters):
        phone_number(typed)


@pytest.mark.parametrize("typed", WITHOUT_AREA_CODE)
def test_a_local_number_is_told_that_its_area_code_is_missing(typed: str) -> None:
    with pytest.raises(NoAreaCode):
        phone_number(typed)


@pytest.mark.parametrize("typed", BLANKS_AND_MARKS)
def test_blanks_names_and_marks_around_an_address_are_taken_away(typed: str) -> None:
    assert email_address(typed) == "maria@example.com"


@pytest.mark.parametrize("typed", ["ann@gmail.con", "ann@gmial.com", "Ann@Gmail.Con"])
def test_a_slip_in_the_name_of_a_provider_is_asked_about(typed: str) -> None:
    with pytest.raises(PerhapsMeant) as asked:
        email_address(typed)
    assert asked.value.address.lower() == "ann@gmail.com"


@pytest.mark.parametrize("typed", ["5/4/1956", "05041956", "5-4-1956"])
def test_where_people_write_the_day_first_two_days_are_asked_about(typed: str) -> None:
    with pytest.raises(TwoDays) as asked:
        date_of_birth(typed, TODAY, month_first=False)
    assert asked.value.days == (date(1956, 5, 4), date(1956, 4, 5))


@pytest.mark.parametrize("typed", ["28/4/1956", "4/4/1956", "5 de abril de 1956", "1956-04-05"])
def test_what_fits_one_day_is_not_asked_about_anywhere(typed: str) -> None:
    assert date_of_birth(typed, TODAY, month_first=False) == date_of_birth(typed, TODAY)


@pytest.mark.parametrize("typed", ["4/28/56", "28 April 56", "4-28-01"])
def test_a_year_of_two_figures_is_told_apart(typed: str) -> None:
    with pytest.raises(TwoFigures):
        date_of_birth(typed, TODAY)


def test_an_extension_is_dialled_after_a_pause() -> None:
    assert dialled("+19135550123;ext=45") == "+19135550123,45"
    assert dialled("+19135550123") == "+19135550123"
