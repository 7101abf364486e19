"""What holds of sided selections: all of up to four marks, and drawn ones of any size."""

from collections.abc import Collection
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from screener.body.anatomy import MARKS, Region
from screener.rules import Classification, Distribution, classify
from tests.drawing import steadily
from tests.rules import by_the_letter
from tests.rules.selections import EVERY_MARK, mirrored, sided, small_sided


def _agrees_by_the_letter(marks: Collection[str], result: Classification) -> bool:
    regions = by_the_letter.regions_of(marks)
    return (
        set(result.regions) == set(regions)
        and (result.distribution, result.generalized) == by_the_letter.pattern(regions)
        and set(result.caveats) == by_the_letter.caveats(marks)
    )


def test_there_are_twenty_six_written_marks() -> None:
    assert set(MARKS) == set(EVERY_MARK)
    assert len(EVERY_MARK) == 26


def test_a_second_implementation_by_the_letter_agrees_on_all_of_up_to_four_sided_marks() -> None:
    selections = small_sided(4)
    assert len(selections) == 17_902
    assert [marks for marks in selections if not _agrees_by_the_letter(marks, classify(marks))] == []


def test_the_distribution_of_up_to_four_sided_marks_is_that_of_rules_1() -> None:
    """The digest was taken of rules 1.0.0."""
    answers = (
        f"{' '.join(marks)} {result.distribution or ''}{'+' if result.generalized else ''}"
        for marks in small_sided(4)
        for result in [classify(marks)]
    )
    assert sha256("\n".join(answers).encode()).hexdigest() == (
        "05b5637bf165961bc9bff908604233ae5648eed0188214417faaf788db3fedeb"
    )


@steadily(400)
@given(sided)
def test_a_second_implementation_by_the_letter_agrees_on_any_sided_marks(marks: frozenset[str]) -> None:
    assert _agrees_by_the_letter(marks, classify(marks))


@steadily(200)
@given(sided, st.data())
def test_the_order_and_the_number_of_equal_sided_marks_do_not_matter(
    marks: frozenset[str], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(sorted(marks)))
    again = data.draw(st.lists(st.sampled_from(sorted(marks)))) if marks else []
    assert classify([*shuffled, *again]) == classify(sorted(marks))


@steadily(200)
@given(sided)
def test_the_mirror_image_of_sided_marks_has_the_mirrored_answer(marks: frozenset[str]) -> None:
    result, image = classify(marks), classify(map(mirrored, marks))
    assert {mirrored(region) for region in image.regions} == set(result.regions)
    assert (image.distribution, image.generalized, image.caveats) == (
        result.distribution,
        result.generalized,
        result.caveats,
    )


@steadily(200)
@given(sided)
def test_any_sided_answer_keeps_the_rules_own_promises(marks: frozenset[str]) -> None:
    result = classify(marks)
    assert (result.distribution is None) == (not marks)
    assert (len(result.regions) == 1) == (result.distribution is Distribution.FOCAL)
    assert not result.generalized or Region.TRUNK in result.regions


def test_adding_a_sided_mark_makes_many_regions_focal_only_where_the_neck_absorbs_both_shoulders() -> None:
    exceptions = {
        (frozenset(marks), mark)
        for marks in small_sided(3)
        if len(classify(marks).regions) > 1
        for mark in EVERY_MARK
        if classify((*marks, mark)).distribution is Distribution.FOCAL
    }
    shoulders = frozenset({"left_shoulder", "right_shoulder"})
    assert exceptions == {(shoulders, neck) for neck in ("neck", "left_neck", "right_neck")}


@steadily(300)
@given(sided, st.sampled_from(EVERY_MARK))
def test_adding_any_sided_mark_to_many_regions_is_never_focal_but_for_that_exception(
    marks: frozenset[str], mark: str
) -> None:
    if len(classify(marks).regions) > 1 and marks != {"left_shoulder", "right_shoulder"}:
        assert classify(marks | {mark}).distribution is not Distribution.FOCAL


@steadily(100)
@given(sided, st.sampled_from(["upper_face", "lower_face", "jaw_tongue", "neck", "trunk"]))
def test_both_sides_of_a_midline_part_are_the_same_as_no_side(marks: frozenset[str], part: str) -> None:
    assert classify(marks | {f"left_{part}", f"right_{part}"}) == classify(marks | {part})
