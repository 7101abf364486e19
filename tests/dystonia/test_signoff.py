"""The sign-off pack leaves no clinical row out, and says of each where it comes from."""

import pytest

from screener.body.anatomy import NEIGHBOURS
from screener.body.caveats import CAVEATS
from screener.body.patterns import PATTERNS
from screener.dystonia import signoff
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES
from screener.questionnaire.conditions import ALWAYS, Below, Condition, Not, all_of, any_of, chose, only
from screener.rules import classify


@pytest.fixture(scope="module")
def made() -> dict[str, tuple[signoff.Item, ...]]:
    """The chapters by title, with a language that shouts in place of Spanish."""
    return {chapter.title: chapter.items for chapter in signoff.chapters(str.upper)}


def test_every_row_of_every_table_is_there_once(made: dict[str, tuple[signoff.Item, ...]]) -> None:
    card, flags, patterns, neighbours, caveats, thresholds, spanish = made.values()
    assert [item.id for item in card] == [sign.id for sign in EMERGENCIES]
    assert [item.id for item in flags] == [flag.id for flag in RED_FLAGS]
    assert [item.id for item in patterns] == [pattern.id for pattern in PATTERNS]
    assert len({item.id for item in neighbours}) == len(NEIGHBOURS)
    assert [item.id for item in caveats] == [caveat.id for caveat in CAVEATS]
    assert {item.source for item in thresholds} == {"ours"}
    assert len(spanish) > len(card) + len(flags)
    assert all(item.says.isupper() for item in spanish)


def test_every_row_has_a_source_and_the_rule_confirms_each_example(
    made: dict[str, tuple[signoff.Item, ...]],
) -> None:
    assert all(item.says and item.source for items in made.values() for item in items)
    for item in made["Caveats: where specialists differ"]:
        marks = [mark.replace(" ", "_") for mark in item.example.split(", ")]
        assert item.id in classify(marks).caveats


def test_the_patterns_share_all_selections_among_them(made: dict[str, tuple[signoff.Item, ...]]) -> None:
    reach = [
        int(item.reach.split(" ")[0].replace(",", ""))
        for item in made["Patterns, in the order in which they are tried"]
    ]
    assert sum(reach) == 2**16
    assert reach[0] == 1


def test_the_title_names_what_is_signed() -> None:
    assert signoff.title() == "Sign-off: questionnaire 2.2.0, rules 2.1.0"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (ALWAYS, "always"),
        (chose("q", "a_b", "c"), "q is a b or c"),
        (chose("q", "a", "b", at_least=2), "q is at least 2 of a or b"),
        (only("q", "a"), "q is nothing but a"),
        (Not(Below("age", 18)), "not (age is below 18)"),
        (all_of(chose("q", "a"), any_of(chose("r", "b"), chose("s", "c"))), "q is a and (r is b or s is c)"),
    ],
)
def test_a_condition_is_read_in_words(condition: Condition, words: str) -> None:
    assert signoff.in_words(condition) == words


def test_a_row_without_a_small_example_is_a_fault() -> None:
    with pytest.raises(ValueError, match="example"):
        signoff._example(lambda _: False)  # noqa: SLF001
