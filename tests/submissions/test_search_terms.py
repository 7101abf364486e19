import pytest

from screener.submissions.content import Contact
from screener.submissions.search_terms import Kind, name_term, spellings_of_name, terms, words_of_name

SAME = [
    ("Zoë Quixote", "ZOE QUIXOTE"),
    ("Zoë Quixote", "Quixote, Zoe"),
    ("  Zoe   Quixote ", "Zoe Quixote"),
    ("Ana María López-García", "lopez garcia ana maria"),
    ("Sean O’Brien", "sean obrien"),
    ("Sean O'Brien", "Sean O’Brien"),
    (
        "Ka\N{MODIFIER LETTER TURNED COMMA}iulani Ka\N{MODIFIER LETTER APOSTROPHE}ahumanu",
        "Ka'iulani Ka’ahumanu",
    ),
    ("Sean O\N{FULLWIDTH APOSTROPHE}Brien", "Sean O\N{PRIME}Brien"),
    ("Sean O\N{ACUTE ACCENT}Brien", "Sean O'Brien"),
    ("Straße", "strasse"),
    ("Søren Åberg", "Soren Aberg"),
    ("Łukasz Żółw", "lukasz zolw"),
    ("\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}va", "Éva"),
    ("李 小龍", "小龍 李"),
    ("Zoe Q.", "zoe q"),
]
OTHERS = [("Zoe Quixote", "Zoe"), ("Zoe Quixote", "Zoe Quixot"), ("Zoe Zoe", "Zoe"), ("Ann Lee", "Annlee")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_name_written_in_another_way_is_the_same_term(one: str, other: str) -> None:
    assert name_term(one) == name_term(other)
    assert name_term(one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_name_is_another_term(one: str, other: str) -> None:
    assert name_term(one) != name_term(other)


@pytest.mark.parametrize("nothing", ["", " ", "-", "'’", ". ,"])
def test_what_has_no_letter_is_no_name(nothing: str) -> None:
    assert name_term(nothing) is None


def test_a_contact_is_found_by_all_that_a_caller_may_say() -> None:
    contact = Contact(
        name="Zoë Q. Quixote",
        phone="+19135550123;ext=4256",
        email="Zoe@Example.org",
        date_of_birth="1956-04-28",
        own_name="Ann-Marie O’Brien",
    )
    assert terms(contact) == (
        (Kind.PHONE, "+19135550123"),
        (Kind.LAST_FOUR, "0123"),
        (Kind.EMAIL, "zoe@example.org"),
        (Kind.BORN, "1956-04-28"),
        (Kind.NAME, "q quixote zoe"),
        (Kind.WORD, "zoe"),
        (Kind.WORD, "quixote"),
        (Kind.CARER, "ann marie obrien"),
        (Kind.CARER_WORD, "ann"),
        (Kind.CARER_WORD, "marie"),
        (Kind.CARER_WORD, "obrien"),
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ana María López-García", ("ana", "maria", "lopez", "garcia")),
        ("Zoe Zoe Q", ("zoe",)),
        ("李 小龍", ("李", "小龍")),
        ("J. R.", ()),
        ("", ()),
    ],
)
def test_a_name_is_found_by_each_of_its_words_but_an_initial(name: str, words: tuple[str, ...]) -> None:
    assert words_of_name(name) == words


def test_what_was_not_given_is_nothing_to_be_found_by() -> None:
    assert terms(Contact()) == ()
    assert terms(Contact(email="a@example.org")) == ((Kind.EMAIL, "a@example.org"),)


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Ann Example", [("ann", "example")]),
        ("Tom O'Neill", [("tom", "oneill"), ("tom", "neill")]),
        ("o neill", [("neill",), ("oneill",)]),
        ("'", []),
    ],
)
def test_a_name_with_an_apostrophe_is_looked_for_as_others_write_it(
    name: str, spellings: list[tuple[str, ...]]
) -> None:
    assert list(spellings_of_name(name)) == spellings
