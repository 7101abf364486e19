"""Email addresses as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.adapters.email_addresses import (
    Blank,
    DotTooMany,
    NoAt,
    NoEnding,
    PerhapsMeant,
    TwoAddresses,
    email_address,
    email_address_as_typed,
)
from tests.adapters.refusing import refused

EMAILS = [
    ("ann@example.org", "ann@example.org"),
    ("  Ann.Example+x@Example.ORG ", "Ann.Example+x@example.org"),
    (
        "\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
        "\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
    ),
    ("ann@mail.com", "ann@mail.com"),
    ("ann@ymail.com", "ann@ymail.com"),
    ("ann@gmail\uff0ecom", "ann@gmail.com"),
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
        "maria@example.com (work)",
        "“maria@example.com”",
        "«maria@example.com»",
        '"maria@example.com"',
        "Maria (mom) <maria@example.com>.",
        "MAILTO:maria@example.com?subject=Hi",
        "my email is maria@example.com",
        "Correo electrónico: maria@example.com",
        "maria@example.com!",
        "maria@example.com/",
        "maria@example.com \U0001f642",
        "¿maria@example.com?",
        "* maria@example.com",
        "e-mail:maria@example.com",
        "maria@example.com <maria@example.com>",
        "maria@example.com, Maria@example.com",
        "Maria Perez (maria@example.com)",
        "Maria [maria@example.com]",
        "maria [at] example [dot] com",
        "maria(at)example.com",
        "maria [arroba] example.com",
        "\uff4d\uff41\uff52\uff49\uff41\uff20example\uff0ecom",
    ),
]
MEANT = [
    ("ann@gmail.con", "ann@gmail.com", "ann@gmail.con"),
    ("ann@hotmail.con.mx", "ann@hotmail.com.mx", "ann@hotmail.con.mx"),
    ("ann@example.ogr.uk", "ann@example.org.uk", "ann@example.ogr.uk"),
    ("ann@gmial.com", "ann@gmail.com", "ann@gmial.com"),
    ("ann@Gmail.Con", "ann@gmail.com", "ann@gmail.con"),
    ("ann@gmai.com", "ann@gmail.com", "ann@gmai.com"),
    ("ann@gmaill.com", "ann@gmail.com", "ann@gmaill.com"),
    ("ann@gmail.co", "ann@gmail.com", "ann@gmail.co"),
    ("ann@gmail.comm", "ann@gmail.com", "ann@gmail.comm"),
    ("ann@hotmial.com", "ann@hotmail.com", "ann@hotmial.com"),
    ("ann@outlok.com", "ann@outlook.com", "ann@outlok.com"),
    ("ann@example.con", "ann@example.com", "ann@example.con"),
    ("ann@icould.com", "ann@icloud.com", "ann@icould.com"),
    ("ann@hotamil.com", "ann@hotmail.com", "ann@hotamil.com"),
    ("ann@gmail.com.com", "ann@gmail.com", "ann@gmail.com.com"),
    ("ann@gmail.org", "ann@gmail.com", "ann@gmail.org"),
    ("ann@gmail.c", "ann@gmail.com", "ann@gmail.c"),
    ("ann@sbcglobal.com", "ann@sbcglobal.net", "ann@sbcglobal.com"),
    ("zoe\u0308@example.org", "zoe@example.org", "zo\u00eb@example.org"),
    ("josé@gmail.con", "jose@gmail.com", "josé@gmail.con"),
    ("peña@peña.mx", "pena@pena.mx", "peña@peña.mx"),
    ("ann@example.edi", "ann@example.edu", "ann@example.edi"),
    ("ann@example.ney", "ann@example.net", "ann@example.ney"),
    ("ann@example;com", "ann@example.com", ""),
    ("ann@example:com", "ann@example.com", ""),
    ("Ann AT gmail DOT com", "Ann@gmail.com", ""),
    ("ann@gmail", "ann@gmail.com", ""),
    ("ann,lee@example.org", "ann.lee@example.org", ""),
    ("ann;lee@gmail,con", "ann.lee@gmail.com", ""),
    ("ann@example com", "ann@example.com", ""),
    ("ann @example com.mx", "ann@example.com.mx", ""),
    ("www.ann@example.org", "ann@example.org", "www.ann@example.org"),
    ("ann@example.0rg", "ann@example.org", "ann@example.0rg"),
    ("ann@gmail,com", "ann@gmail.com", ""),
    ("ann@example,org", "ann@example.org", ""),
    ("ann@gmail..com", "ann@gmail.com", ""),
    ("ann at gmail dot com", "ann@gmail.com", ""),
    ("ann arroba gmail punto com", "ann@gmail.com", ""),
]
NAMED = [
    ("ann.example.org", NoAt),
    ("ann@example.org, bob@example.org", TwoAddresses),
    ("ann@@example.org", TwoAddresses),
    ("ann@example.org\nBcc: bob@example.org", TwoAddresses),
    ("ann smith@example.org", Blank),
    ("ann@example", NoEnding),
    ("ann@example.c", NoEnding),
    ("ann@example.n3t", NoEnding),
    ("Ann Lee ann@example.org", Blank),
    ("ann@example..org", DotTooMany),
    ("ann..lee@example.org", DotTooMany),
    ("ann.@example.org", DotTooMany),
]
NO_EMAILS = [
    "",
    "ann",
    "ann@",
    "@example.org",
    "ann\0@example.org",
    "a" * 250 + "@example.org",
    "9" * 400,
    "<" * 400,
    "\U0001f600@example.org",
    "ann\U0001f600@example.org",
    "913-588-1227",
]


@pytest.mark.parametrize(("typed", "address"), EMAILS)
def test_an_email_address_is_kept_in_its_normal_form(typed: str, address: str) -> None:
    assert email_address(typed) == address


@pytest.mark.parametrize("typed", BLANKS_AND_MARKS)
def test_blanks_names_and_marks_around_an_address_are_taken_away(typed: str) -> None:
    assert email_address(typed) == "maria@example.com"


@pytest.mark.parametrize(("typed", "meant", "as_written"), MEANT)
def test_a_slip_of_the_finger_is_asked_about_and_may_be_right(
    typed: str, meant: str, as_written: str
) -> None:
    with pytest.raises(PerhapsMeant) as asked:
        email_address(typed)
    assert (asked.value.address, asked.value.as_written) == (meant, as_written)


@pytest.mark.parametrize(("typed", "mistake"), NAMED)
def test_each_mistake_has_a_name_and_none_repeats_the_address(typed: str, mistake: type[ValueError]) -> None:
    with pytest.raises(ValueError, match=r"^not an email address$") as raised:
        email_address(typed)
    assert type(raised.value) is mistake


@pytest.mark.parametrize("typed", NO_EMAILS)
def test_what_is_no_email_address_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^not an email address$") as raised:
        email_address(typed)
    assert (type(raised.value), raised.value.__cause__) == (ValueError, None)


def test_staff_sign_in_with_the_address_they_have() -> None:
    assert email_address_as_typed("ann@kumc.ed") == "ann@kumc.ed"
    assert email_address_as_typed("zoë@example.org") == "zoë@example.org"
    with pytest.raises(ValueError, match=r"^not an email address$"):
        email_address_as_typed("ann@gmail")


@given(st.text(max_size=120))
def test_whatever_is_typed_is_an_address_or_none(typed: str) -> None:
    with refused("not an email address"):
        assert email_address_as_typed(typed).count("@") == 1
