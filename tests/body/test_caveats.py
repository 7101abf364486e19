import pytest

from screener.body.caveats import CAVEATS
from screener.rules import classify
from tests.examples import WITH_CAVEAT

ALSO = {
    "hemi_or_generalized": ["trunk right_hand right_foot", "left_trunk right_hand right_foot", "left_trunk left_arm left_leg", "trunk left_arm left_leg neck"],
    "hemi_with_midline": ["larynx right_hand right_foot", "lower_face left_arm left_leg left_neck", "right_neck left_arm left_leg"],
    "one_sided_midline": ["right_trunk right_hand right_foot", "left_trunk left_neck left_shoulder left_arm left_leg"],
    "early_spread": ["left_shoulder left_foot", "left_upper_face left_hand left_leg"],
    "wide_without_trunk": ["left_leg right_leg neck", "left_foot right_foot larynx", "left_hand right_hand left_foot", "left_hand right_hand left_foot right_foot neck"],
    "generalized_without_legs": ["neck trunk lower_face", "trunk left_hand right_hand"],
    "trunk_and_one_limb": ["left_trunk right_hand", "trunk left_shoulder", "trunk right_leg right_foot"],
    "symmetric_limbs": ["left_hand right_shoulder", "left_foot left_leg right_leg"],
    "neck_and_upper_arm": ["left_neck left_shoulder left_arm", "neck right_shoulder left_arm"],
    "trunk_and_both_legs": ["left_trunk left_foot right_leg"],
    "three_or_more_neighbours": ["lower_face larynx neck", "neck left_hand right_hand", "upper_face lower_face larynx neck"],
    "cranial": ["upper_face jaw_tongue", "left_upper_face right_lower_face"],
    "neck_and_larynx": ["neck left_shoulder larynx", "left_neck larynx"],
    "eyes_and_neck": ["upper_face neck right_shoulder", "left_upper_face right_neck"],
    "one_sided_face_and_arm": ["right_upper_face right_jaw_tongue right_shoulder"],
    "one_sided_face": ["left_lower_face left_jaw_tongue", "right_jaw_tongue", "left_upper_face left_lower_face"],
    "one_leg": ["right_foot", "right_leg"],
}  # fmt: skip
"""More marks that have the caveat."""

NEAR_MISSES = {
    "hemi_or_generalized": [
        "trunk left_arm right_leg",
        "trunk left_arm left_leg right_hand",
        "trunk left_arm left_leg right_foot",
        "neck left_arm left_leg",
        "trunk left_arm",
    ],
    "hemi_with_midline": [
        "left_neck left_arm left_leg",
        "neck left_arm right_leg",
        "neck trunk left_arm left_leg",
        "left_arm left_leg",
        "neck left_arm left_leg right_hand",
        "neck left_shoulder left_leg",
    ],
    "one_sided_midline": [
        "left_arm left_leg",
        "left_upper_face left_arm left_leg",
        "neck left_arm left_leg",
        "left_neck left_arm",
        "right_trunk left_arm left_leg",
    ],
    "early_spread": ["left_hand right_foot", "neck left_hand left_foot", "left_hand", ""],
    "wide_without_trunk": [
        "left_leg right_leg right_arm trunk",
        "left_leg right_leg",
        "left_leg neck",
        "left_hand right_hand neck",
        "left_hand left_foot",
        "left_hand right_foot",
    ],
    "generalized_without_legs": ["neck trunk left_arm left_foot", "neck trunk", "neck left_arm right_arm"],
    "trunk_and_one_limb": [
        "trunk left_hand left_leg",
        "trunk neck left_hand",
        "trunk",
        "trunk neck left_shoulder",
    ],
    "symmetric_limbs": ["left_hand right_foot", "left_hand right_hand neck", "left_hand", "left_leg"],
    "neck_and_upper_arm": [
        "neck left_arm left_hand",
        "neck left_hand",
        "neck left_arm right_arm",
        "neck left_arm larynx",
        "neck left_shoulder",
        "neck left_leg",
        "left_arm",
    ],
    "trunk_and_both_legs": ["trunk left_leg", "left_leg right_leg", "trunk left_leg right_leg neck"],
    "three_or_more_neighbours": ["neck larynx", "upper_face left_arm right_leg", "neck trunk left_arm"],
    "cranial": ["lower_face jaw_tongue", "upper_face lower_face neck", "upper_face"],
    "neck_and_larynx": ["neck larynx jaw_tongue", "left_shoulder larynx", "neck", "larynx"],
    "eyes_and_neck": ["lower_face neck", "upper_face lower_face neck", "upper_face left_shoulder"],
    "one_sided_face_and_arm": [
        "left_lower_face right_hand",
        "lower_face left_hand",
        "left_lower_face left_hand left_foot",
        "left_lower_face left_hand left_neck",
        "left_lower_face right_upper_face left_hand",
        "left_lower_face left_hand right_hand",
        "left_lower_face left_foot",
        "left_neck left_hand",
        "left_lower_face",
    ],
    "one_sided_face": [
        "upper_face",
        "left_upper_face right_upper_face",
        "left_lower_face right_jaw_tongue",
        "left_upper_face left_neck",
        "left_upper_face larynx",
        "left_neck",
        "left_hand",
    ],
    "one_leg": ["left_leg right_leg", "left_hand", "left_leg neck", "left_leg left_hand", ""],
}
"""Marks that miss the caveat by one clause."""

FOR_THE_PATIENT = {
    "hemi_or_generalized",
    "hemi_with_midline",
    "one_sided_midline",
    "wide_without_trunk",
    "generalized_without_legs",
    "one_sided_face_and_arm",
    "one_sided_face",
}


def test_each_caveat_has_its_example_in_the_order_of_the_table() -> None:
    assert [caveat.id for caveat in CAVEATS] == [caveat for caveat, _ in WITH_CAVEAT]
    assert ALSO.keys() == NEAR_MISSES.keys() == {caveat.id for caveat in CAVEATS}


@pytest.mark.parametrize(
    ("caveat", "marks"),
    [*WITH_CAVEAT, *((caveat, marks) for caveat, rows in ALSO.items() for marks in rows)],
)
def test_marks_that_meet_every_clause_have_the_caveat(caveat: str, marks: str) -> None:
    assert caveat in classify(marks.split()).caveats


@pytest.mark.parametrize(
    ("caveat", "marks"), [(caveat, marks) for caveat, rows in NEAR_MISSES.items() for marks in rows]
)
def test_marks_that_miss_one_clause_have_not(caveat: str, marks: str) -> None:
    assert caveat not in classify(marks.split()).caveats


@pytest.mark.parametrize(
    ("marks", "caveats"),
    [
        ("left_arm right_arm trunk right_lower_face", ("generalized_without_legs",)),
        ("trunk larynx left_arm left_leg", ("hemi_or_generalized",)),
        ("neck left_hand", ()),
        ("left_hand left_foot", ("early_spread",)),
    ],
)
def test_a_result_has_every_caveat_that_applies_and_no_other(marks: str, caveats: tuple[str, ...]) -> None:
    assert classify(marks.split()).caveats == caveats


def test_the_patient_hears_of_those_that_the_specification_marks() -> None:
    assert {caveat.id for caveat in CAVEATS if caveat.for_patient} == FOR_THE_PATIENT


def test_every_caveat_says_why_and_where_it_is_written() -> None:
    assert all(caveat.why and caveat.source for caveat in CAVEATS)
