"""What holds of all 65,536 selections of unsided marks; they are classified once."""

from collections import Counter
from hashlib import sha256

from screener.body.anatomy import UNSIDED_MARKS, Region
from screener.rules import Classification, Distribution, classify
from tests.rules import by_the_letter
from tests.rules.selections import PICTURE, every_unsided, marks_in, mirrored

BIT = {mark: 1 << bit for bit, mark in enumerate(PICTURE)}

COUNTED: dict[tuple[Distribution | None, bool], int] = {
    (None, False): 1,
    (Distribution.FOCAL, False): 30,
    (Distribution.HEMIDYSTONIA, False): 42,
    (Distribution.SEGMENTAL, False): 1_111,
    (Distribution.MULTIFOCAL, False): 31_614,
    (Distribution.MULTIFOCAL, True): 32_738,
}


def test_the_picture_has_sixteen_marks() -> None:
    assert set(UNSIDED_MARKS) == set(PICTURE)
    assert len(UNSIDED_MARKS) == len(PICTURE) == 16


def test_every_selection_has_an_answer() -> None:
    assert len(every_unsided()) == 65_536
    assert {result.distribution for result in every_unsided()} == {None, *Distribution}


def test_there_is_no_pattern_if_and_only_if_nothing_is_marked() -> None:
    assert [mask for mask, result in enumerate(every_unsided()) if result.distribution is None] == [0]


def test_one_region_is_focal_and_more_than_one_never_is() -> None:
    for result in every_unsided():
        assert (len(result.regions) == 1) == (result.distribution is Distribution.FOCAL)


def test_generalized_is_multifocal_with_the_trunk_and_two_other_regions() -> None:
    for result in every_unsided():
        if result.generalized:
            assert result.distribution is Distribution.MULTIFOCAL
            assert Region.TRUNK in result.regions
            assert len(result.regions) >= 3


def test_the_trunk_and_two_other_regions_are_generalized_or_hemidystonia() -> None:
    for result in every_unsided():
        if Region.TRUNK in result.regions and len(result.regions) >= 3:
            assert result.generalized or result.distribution is Distribution.HEMIDYSTONIA


def test_the_mirror_image_has_the_mirrored_answer() -> None:
    image_of = [BIT[mirrored(mark)] for mark in PICTURE]
    for mask, result in enumerate(every_unsided()):
        mask_of_image = sum(image for bit, image in enumerate(image_of) if mask >> bit & 1)
        image = every_unsided()[mask_of_image]
        assert {mirrored(region) for region in image.regions} == set(result.regions)
        assert _beside_regions(image) == _beside_regions(result)


def _beside_regions(result: Classification) -> tuple[object, ...]:
    reasons = tuple((reason.id, len(reason.neighbours)) for reason in result.reasons)
    return result.distribution, result.generalized, result.caveats, reasons


def test_adding_a_mark_makes_many_regions_focal_only_where_the_neck_absorbs_both_shoulders() -> None:
    """The specification makes this one exception: shoulders count with the neck when the neck is marked."""
    exceptions = [
        (marks_in(mask), mark)
        for mask, result in enumerate(every_unsided())
        for mark, bit in BIT.items()
        if not mask & bit
        and len(result.regions) > 1
        and every_unsided()[mask | bit].distribution is Distribution.FOCAL
    ]
    assert exceptions == [(("left_shoulder", "right_shoulder"), "neck")]


def test_adding_a_mark_never_loses_a_region_but_the_arms_whose_shoulders_the_neck_absorbs() -> None:
    for mask, result in enumerate(every_unsided()):
        for mark, bit in BIT.items():
            lost = set(result.regions) - set(every_unsided()[mask | bit].regions)
            if lost:
                assert mark == "neck"
                assert lost <= {Region.LEFT_UPPER_LIMB, Region.RIGHT_UPPER_LIMB}


def test_the_regions_are_in_the_order_of_their_table_and_each_is_there_once() -> None:
    order = {region: index for index, region in enumerate(Region)}
    for result in every_unsided():
        places = [order[region] for region in result.regions]
        assert places == sorted(set(places))


def test_a_second_implementation_by_the_letter_agrees_on_every_selection() -> None:
    known: dict[tuple[tuple[str, ...], bool], tuple[str | None, bool, set[str]]] = {}
    for mask, result in enumerate(every_unsided()):
        marks = marks_in(mask)
        regions = by_the_letter.regions_of(marks)
        key = (tuple(sorted(regions)), "left_hand" in marks or "right_hand" in marks)
        if key not in known:
            known[key] = (*by_the_letter.pattern(regions), by_the_letter.caveats(marks))
        assert set(result.regions) == set(regions)
        assert (result.distribution, result.generalized, set(result.caveats)) == known[key]


def test_the_distribution_of_each_selection_is_that_of_rules_1() -> None:
    """Rules 2 added caveats and moved no answer: the digest was taken of rules 1.0.0."""
    answers = (
        f"{result.distribution or ''}{'+' if result.generalized else ''}" for result in every_unsided()
    )
    assert sha256("\n".join(answers).encode()).hexdigest() == (
        "7363a8e66b792844fcde6058f72772b8fde6473932e7fcecae048c326b88bc13"
    )


def test_the_count_of_each_answer_is_the_recorded_one() -> None:
    """A changed row moves these figures: bump RULES_VERSION and write them anew."""
    counted = Counter((result.distribution, result.generalized) for result in every_unsided())
    assert counted == COUNTED


def test_the_order_and_the_number_of_equal_marks_do_not_matter() -> None:
    for mask in range(0, 2 ** len(PICTURE), 97):
        marks = marks_in(mask)
        assert classify(marks[::-1]) == classify(marks * 2) == every_unsided()[mask]
