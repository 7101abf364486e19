"""Ages as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.adapters.ages import HowLongAgo, NoNumber, TwoAges, YearInsteadOfAge, age_in_years
from screener.adapters.look_alikes import LetterForFigure
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
    *(("38ish", 38), ("38 or so", 38), ("38!", 38), ("38y 6m", 38), ("18 m", 1), ("38 anios", 38)),
    *(("forty", 40), ("Forty-two", 42), ("forty two", 42), ("treinta y ocho", 38), ("treintaiocho", 38)),
    *(("veintis\u00e9is a\u00f1os", 26), ("a los cuarenta", 40), ("two", 2), ("seis meses", 0)),
    *(("forties", 45), ("late thirties", 38), ("in my teens", 15), ("cuarentas", 45), ("30-something", 35)),
    *(("a finales de los 30", 38), ("principios de los cuarenta", 42), ("treinta y pico", 35)),
    *(("un a\u00f1o y medio", 1), ("a year and a half", 1), ("half a year", 0), ("a few months", 0)),
    *(("less than a year", 0), ("menos de 1 a\u00f1o", 0), ("under 18 months", 1), ("under 5", 4)),
    *(("turned 38", 38), ("when I turned 38", 38), ("al cumplir 38", 38), ("38 when it began", 38)),
    *(("30 o así", 30), ("30 y algo", 35), ("30 plus", 30), ("in my 80s", 85), ("60s", 65), ("38º", 38)),
    *(
        ("as a baby", 0),
        ("as an infant", 0),
        (".5", 0),
        ("about .5", 0),
        ("½ year", 0),
        ("2y3m", 2),
        ("- 38", 38),
    ),
    *(("im 38", 38), ("Shes 38 now", 38), ("hes in his 40s", 45)),
    *(("I guess 38", 38), ("not sure, 38", 38), ("no sé, 38", 38), ("38 por ahí", 38), ("pushing 40", 40)),
    *(("38 yeras", 38), ("38 yesr old", 38), ("38 aos", 38), ("40 y tantos", 45), ("forty-odd", 45)),
    *(("diez y ocho años", 18), ("veinte y uno", 21), ("one hundred and two", 102), ("ciento dos", 102)),
    *(("I'm 12", 12), ("He’s 40", 40), ("she's 38 now", 38), ("I'd say 45", 45), ("tengo 38 años", 38)),
    *(
        ("38 this month", 38),
        ("38 este mes", 38),
        ("upper 40s", 48),
        ("45 give or take", 45),
        ("this is 38", 38),
    ),
    *(("38 this year", 38), ("I am 38 now", 38), ("38 last birthday", 38), ("38 años cumplidos", 38)),
    *(("38 (38)", 38), ("thirty-eight (38)", 38), ("2 años con 6 meses", 2), ("a los noventa", 90)),
    *(("ya tenía 50", 50), ("apenas 50", 50), ("yo tendría unos 50", 50), ("a eso de los 40", 40)),
    *(("recién cumplidos 50", 50), ("cumpliendo 50", 50), ("andaba por los 50", 50), ("rondando los 50", 50)),
    *(("un mes de nacido", 0), ("3 meses de nacida", 0), ("18 meses de nacido", 1), ("un añito", 1)),
    *(("on my 50th birthday", 50), ("sixtyfive", 65), ("30 años o así", 30), ("38 years old now", 38)),
    *(("She’s 6 months now", 0), ("he is 2 years now", 2), ("since 38 years old", 38)),
    *(("in 40s", 45), ("a los 98", 98), ("about 98", 98), ("desde los 38 años", 38), ("since 38", 38)),
    *(("m\u00e1s o menos 38", 38), ("cuando ten\u00eda 38", 38), ("desde que nac\u00ed", 0)),
]
NO_AGES = [
    "",
    "38 apples",
    "-5",
    "5th",
    "9" * 400,
    "9 " * 30,
    "s",
    "'",
    "43m",
    "½",
    "not sure",
    "38 in the neck",
]


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
        ("before 1998", YearInsteadOfAge),
        ("'85", YearInsteadOfAge),
        ("in the 80s", YearInsteadOfAge),
        ("late 90's", YearInsteadOfAge),
        ("en los 80", YearInsteadOfAge),
        ("los ochentas", YearInsteadOfAge),
        ("los noventa", YearInsteadOfAge),
        ("años 90", YearInsteadOfAge),
        ("year 1998", YearInsteadOfAge),
        ("march 1998", YearInsteadOfAge),
        ("38 in 1998", YearInsteadOfAge),
        ("born 1956", YearInsteadOfAge),
        ("3o", LetterForFigure),
        ("3O", LetterForFigure),
        ("l8", LetterForFigure),
        ("forty or fifty", TwoAges),
        ("10 years ago", HowLongAgo),
        ("ten years ago", HowLongAgo),
        ("hace 10 años", HowLongAgo),
        ("for 3 weeks", HowLongAgo),
        ("this year", HowLongAgo),
        ("this month", HowLongAgo),
        ("last year", HowLongAgo),
        ("el año pasado", HowLongAgo),
        ("a year ago", HowLongAgo),
        ("2 yrs back", HowLongAgo),
        ("2 years now", HowLongAgo),
        ("about 2 years now", HowLongAgo),
        ("2 años ahora", HowLongAgo),
        ("tengo 2 años así", HowLongAgo),
        ("tengo 2 años con", HowLongAgo),
        ("2 years with it", HowLongAgo),
        ("2 years since it began", HowLongAgo),
        ("dos años desde que empezó", HowLongAgo),
        ("since 2 years", HowLongAgo),
        ("desde 2 años", HowLongAgo),
        ("llevo dos años", HowLongAgo),
        ("ya van 2 años", HowLongAgo),
        ("had it 2 years", HowLongAgo),
        ("it has been 6 months", HowLongAgo),
        ("in 98", YearInsteadOfAge),
        ("en el 98", YearInsteadOfAge),
        ("desde el 98", YearInsteadOfAge),
        ("back in 98", YearInsteadOfAge),
        ("as a child", NoNumber),
        ("de niño", NoNumber),
        ("n/a", NoNumber),
    ],
)
def test_each_mistake_has_words_of_its_own(typed: str, mistake: type[ValueError]) -> None:
    with pytest.raises(mistake):
        age_in_years(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_age_or_none(typed: str) -> None:
    with refused("not an age"):
        assert age_in_years(typed) >= 0


@pytest.mark.parametrize("age", range(200))
def test_figures_alone_are_what_they_are_with_a_word_beside_them(age: int) -> None:
    assert age_in_years(str(age)) == age_in_years(f"about {age}") == age
