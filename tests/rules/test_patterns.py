# ruff: noqa: FBT001
"""The rule by explicit examples: regions, patterns and the reasons that come with them."""

import pytest

from screener.body.anatomy import MARKS, Region
from screener.body.footprint import Footprint, touched
from screener.body.patterns import PATTERNS, pattern_of
from screener.rules import RULES_VERSION, classify
from tests.examples import MARKED_REGION, SORTED


def _reasons(marks: str) -> list[str]:
    return [reason.id for reason in classify(marks.split()).reasons]


@pytest.mark.parametrize(("mark", "region"), MARKED_REGION)
def test_a_mark_alone_lies_in_its_region_and_is_focal(mark: str, region: str) -> None:
    result = classify([mark])
    assert result.regions == (region,)
    assert result.distribution == "focal"


@pytest.mark.parametrize(("marks", "distribution", "generalized", "pattern"), SORTED)
def test_the_first_pattern_that_holds_is_the_answer_and_the_first_reason(
    marks: str, distribution: str | None, generalized: bool, pattern: str
) -> None:
    result = classify(marks.split())
    assert (result.distribution, result.generalized) == (distribution, generalized)
    assert result.reasons[0].id == pattern


def test_the_patterns_are_tried_in_the_order_of_the_specification() -> None:
    assert [pattern.id for pattern in PATTERNS] == [pattern for *_, pattern in SORTED]


def test_every_pattern_names_its_source() -> None:
    assert all(pattern.source for pattern in PATTERNS)


def test_the_last_pattern_holds_for_anything() -> None:
    assert PATTERNS[-1].holds(Footprint({}, hand=False))
    assert pattern_of(Footprint({}, hand=False)) is PATTERNS[0]


@pytest.mark.parametrize(
    ("marks", "distribution", "generalized"),
    [
        ("left_hand left_arm", "focal", False),
        ("lower_face jaw_tongue", "focal", False),
        ("left_shoulder right_shoulder", "segmental", False),
        ("neck left_shoulder right_shoulder", "focal", False),
        ("neck left_shoulder left_leg", "multifocal", False),
        ("left_neck left_shoulder left_arm left_leg", "hemidystonia", False),
        ("left_neck right_shoulder left_arm left_leg", "multifocal", False),
        ("left_arm left_leg left_lower_face left_trunk", "hemidystonia", False),
        ("left_arm left_leg right_lower_face", "multifocal", False),
        ("left_arm left_leg larynx", "multifocal", False),
        ("left_arm left_leg right_foot", "multifocal", False),
        ("left_arm left_leg trunk", "multifocal", True),
        ("left_arm left_leg right_trunk", "multifocal", True),
        ("left_trunk left_leg left_neck", "multifocal", True),
        ("left_trunk left_leg", "segmental", False),
        ("upper_face lower_face larynx neck left_hand right_hand", "segmental", False),
        ("upper_face lower_face left_hand right_hand", "multifocal", False),
        ("left_hand right_hand left_foot right_foot", "multifocal", False),
    ],
)
def test_each_clause_of_the_rule_has_an_example(marks: str, distribution: str, generalized: bool) -> None:
    result = classify(marks.split())
    assert (result.distribution, result.generalized) == (distribution, generalized)


def test_a_segmental_answer_names_the_neighbour_pairs_it_leaned_on() -> None:
    (reason,) = classify(["upper_face", "neck", "left_hand"]).reasons
    assert [{pair.one, pair.other} for pair in reason.neighbours] == [
        {Region.CERVICAL, Region.LEFT_UPPER_LIMB},
        {Region.UPPER_CRANIAL, Region.CERVICAL},
    ]


def test_any_other_answer_names_no_pair() -> None:
    for marks in ("", "neck", "left_hand left_foot", "neck trunk left_hand", "neck left_hand left_foot"):
        assert all(reason.neighbours == () for reason in classify(marks.split()).reasons)


def test_a_generalized_answer_says_whether_a_leg_is_among_the_regions() -> None:
    assert _reasons("neck trunk left_hand") == ["trunk_and_two_others", "no_leg_marked"]
    assert _reasons("neck trunk left_foot") == ["trunk_and_two_others", "leg_marked"]
    assert _reasons("left_hand right_hand left_foot") == ["not_all_connected"]


def test_a_shoulder_beside_the_neck_is_said_to_count_with_the_neck() -> None:
    assert _reasons("neck left_shoulder") == ["one_region", "shoulder_with_neck"]
    assert _reasons("left_neck right_shoulder") == ["one_region", "shoulder_with_neck"]
    assert _reasons("neck left_arm") == ["all_connected"]
    assert _reasons("left_shoulder") == ["one_region"]


def test_a_midline_mark_without_a_side_touches_both_sides_and_a_limb_only_its_own() -> None:
    footprint = Footprint.of(touched(["neck", "left_shoulder", "left_hand", "right_trunk"]))
    assert footprint.sides == {
        Region.CERVICAL: {"left", "right"},
        Region.TRUNK: {"right"},
        Region.LEFT_UPPER_LIMB: {"left"},
    }


def test_the_rule_set_has_a_version_that_goes_with_every_result() -> None:
    assert classify([]).rules_version == RULES_VERSION == "2.3.0"


def test_a_mark_is_written_with_its_side_first() -> None:
    assert [str(mark) for mark in MARKS.values()] == list(MARKS)
