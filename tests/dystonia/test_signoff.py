"""The sign-off pack leaves no clinical row out, and says of each where it comes from."""

import pytest

from screener.body.anatomy import NEIGHBOURS
from screener.body.caveats import CAVEATS
from screener.body.patterns import PATTERNS
from screener.dystonia import DYSTONIA, signoff
from screener.dystonia.open_points import OPEN_POINTS
from screener.dystonia.patient_words import patient_words
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES
from screener.questionnaire.wording import Voice
from screener.rules import RULES_VERSION, classify


@pytest.fixture(scope="module")
def made() -> dict[str, tuple[signoff.Item, ...]]:
    """The chapters by title, with a language that shouts in place of Spanish."""
    return {chapter.title: chapter.items for chapter in signoff.chapters(str.upper)}


def test_every_row_of_every_table_is_there_once(made: dict[str, tuple[signoff.Item, ...]]) -> None:
    card, flags, patterns, neighbours, caveats, thresholds, points, spanish = made.values()
    assert [item.id for item in card] == [sign.id for sign in EMERGENCIES]
    assert [item.id for item in flags] == [flag.id for flag in RED_FLAGS]
    assert [item.id for item in patterns] == [pattern.id for pattern in PATTERNS]
    assert len({item.id for item in neighbours}) == len(NEIGHBOURS)
    assert [item.id for item in caveats] == [caveat.id for caveat in CAVEATS]
    assert {item.source for item in thresholds} == {"ours"}
    assert [item.id for item in points] == [point.id for point in OPEN_POINTS]
    texts = {item.source.removeprefix("English: ") for item in spanish}
    assert texts == {
        text.said(voice, str) for _, text in patient_words() for voice in (Voice.SELF, Voice.CHILD)
    }
    assert len(spanish) == len(texts), "each is there once"
    assert all(item.says.isupper() for item in spanish)


def test_every_row_has_a_source_and_the_rule_confirms_each_example(
    made: dict[str, tuple[signoff.Item, ...]],
) -> None:
    items = [item for items in made.values() for item in items]
    assert all(item.says and item.source and item.strength for item in items)
    for item in made["Caveats: where specialists differ"]:
        marks = [mark.replace(" ", "_") for mark in item.example.split(", ")]
        assert item.id in classify(marks).caveats


def test_a_strength_says_whether_a_source_decides_it(made: dict[str, tuple[signoff.Item, ...]]) -> None:
    strengths = {item.id: item.strength for item in made["Red flags"]}
    assert strengths["adult_one_leg"] == "a source says so"
    assert strengths["child"] == "partly ours"
    assert strengths["new_this_week"] == "none: no source decides it"
    assert {item.strength for item in made["Open points: what no source decides"]} == {
        "none: no source decides it"
    }


def test_an_open_point_is_named_for_each_question_that_nobody_has_settled() -> None:
    assert all(point.today and point.why and point.example for point in OPEN_POINTS)
    assert {"medicine_not_sure", "bladder_and_arms", "device_not_sure", "fast_at_unknown_time"} <= {
        point.id for point in OPEN_POINTS
    }


def test_a_flag_says_for_how_many_selections_it_may_be_raised(
    made: dict[str, tuple[signoff.Item, ...]],
) -> None:
    reach = {item.id: item.reach for item in made["Red flags"]}
    assert all(reach.values())
    assert reach["adult_one_leg"].startswith("6 of 65,536")


def test_the_patterns_share_all_selections_among_them(made: dict[str, tuple[signoff.Item, ...]]) -> None:
    reach = [
        int(item.reach.split(" ")[0].replace(",", ""))
        for item in made["Patterns, in the order in which they are tried"]
    ]
    assert sum(reach) == 2**16
    assert reach[0] == 1


def test_the_title_names_what_is_signed() -> None:
    assert signoff.title() == f"Sign-off: questionnaire {DYSTONIA.version}, rules {RULES_VERSION}"


def test_a_row_without_a_small_example_is_a_fault() -> None:
    with pytest.raises(ValueError, match="example"):
        signoff._example(lambda _: False)  # noqa: SLF001
