from itertools import combinations

import pytest

from screener.body.anatomy import NEIGHBOURS, Neighbours, Region, Strength
from screener.rules import classify
from tests.examples import NEXT_TO_EACH_OTHER
from tests.rules import by_the_letter
from tests.rules.selections import REPRESENTATIVE, mirrored

FAR = [
    pair for pair in combinations(Region, 2) if {*pair} not in [{row.one, row.other} for row in NEIGHBOURS]
]


def test_there_are_fourteen_pairs_and_none_stands_there_twice() -> None:
    pairs = {frozenset({row.one, row.other}) for row in NEIGHBOURS}
    assert len(NEIGHBOURS) == len(pairs) == 14
    assert all(len(pair) == 2 for pair in pairs)
    assert pairs == {frozenset(pair) for pair in by_the_letter.NEXT_TO}


@pytest.mark.parametrize(("one", "other"), NEXT_TO_EACH_OTHER)
def test_two_neighbours_are_segmental_whichever_is_named_first(one: str, other: str) -> None:
    result = classify([one, other])
    assert result.distribution == "segmental"
    assert classify([other, one]) == result


@pytest.mark.parametrize("row", NEIGHBOURS, ids=lambda row: f"{row.one}-{row.other}")
def test_each_row_of_the_table_makes_its_two_regions_segmental_for_its_own_reason(row: Neighbours) -> None:
    result = classify([REPRESENTATIVE[row.one], REPRESENTATIVE[row.other]])
    assert result.distribution == "segmental"
    assert result.reasons[0].neighbours == (row,)


@pytest.mark.parametrize(("one", "other"), FAR)
def test_any_other_two_regions_are_multifocal_or_arm_and_leg_of_one_side(one: str, other: str) -> None:
    arm_and_leg = {one, other} in (
        {"left_upper_limb", "left_lower_limb"},
        {"right_upper_limb", "right_lower_limb"},
    )
    result = classify([REPRESENTATIVE[one], REPRESENTATIVE[other]])
    assert result.distribution == ("hemidystonia" if arm_and_leg else "multifocal")
    assert not result.generalized


def test_the_other_pairs_are_twenty_two() -> None:
    assert len(FAR) == 22


@pytest.mark.parametrize(
    "marks",
    [
        "upper_face larynx",
        "upper_face left_hand",
        "upper_face left_foot",
        "lower_face right_arm",
        "jaw_tongue right_leg",
        "neck left_leg",
        "neck right_foot",
        "left_hand right_foot",
        "right_arm left_leg",
    ],
)
def test_pairs_that_a_source_names_as_not_next_to_each_other_are_multifocal(marks: str) -> None:
    assert classify(marks.split()).distribution == "multifocal"


def test_each_pair_states_its_ground_and_how_firm_it_is() -> None:
    assert all(row.ground for row in NEIGHBOURS)
    firm = [(row.one, row.other) for row in NEIGHBOURS if row.strength is Strength.NAMED]
    assert len(firm) == 6
    (weak,) = [row for row in NEIGHBOURS if row.strength is Strength.WEAK]
    assert {weak.one, weak.other} == {Region.UPPER_CRANIAL, Region.CERVICAL}
    assert sum(row.strength is Strength.CONTAINED for row in NEIGHBOURS) == 3
    assert sum(row.strength is Strength.BACKGROUND for row in NEIGHBOURS) == 4


def test_the_table_is_the_same_in_the_mirror() -> None:
    pairs = {frozenset({row.one, row.other}): (row.ground, row.strength) for row in NEIGHBOURS}
    for (one, other), said in ((sorted(pair), said) for pair, said in pairs.items()):
        assert pairs[frozenset({Region(mirrored(one)), Region(mirrored(other))})] == said
