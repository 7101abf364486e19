"""A side is asked for where it can change the answer: compared with every way to mark the sides, by the second rule."""

from itertools import combinations, product

from screener.rules import parts_whose_side_matters
from tests.rules import by_the_letter
from tests.rules.selections import MIDLINE, mirrored

LIMBS = ("left_shoulder", "left_arm", "left_hand", "left_leg", "right_arm", "right_leg")
SIDED = tuple(part for part in MIDLINE if part != "larynx")
SIDES = ("", "left_", "right_")


def _answer(marks: frozenset[str]) -> tuple[object, ...]:
    return *by_the_letter.pattern(by_the_letter.regions_of(marks)), frozenset(by_the_letter.caveats(marks))


def _by_brute_force(parts: frozenset[str]) -> set[str]:
    midline = [part for part in SIDED if part in parts]
    rest = parts - set(midline)
    answers = {
        sides: _answer(rest | {side + part for side, part in zip(sides, midline, strict=True)})
        for sides in product(SIDES, repeat=len(midline))
    }
    return {
        part
        for place, part in enumerate(midline)
        for sides, answer in answers.items()
        if answers[(*sides[:place], "", *sides[place + 1 :])] != answer
    }


def _selections() -> list[frozenset[str]]:
    marks = (*MIDLINE, *LIMBS)
    return [frozenset(chosen) for size in range(len(marks) + 1) for chosen in combinations(marks, size)]


def test_the_parts_whose_side_is_asked_are_those_of_brute_force() -> None:
    selections = _selections()
    assert len(selections) == 4_096
    assert [parts for parts in selections if parts_whose_side_matters(parts) != _by_brute_force(parts)] == []


def test_left_and_right_are_asked_alike() -> None:
    for parts in _selections():
        mirror = frozenset(mirrored(mark) for mark in parts)
        assert parts_whose_side_matters(parts) == parts_whose_side_matters(mirror)


def test_the_face_alone_is_asked_and_the_neck_only_beside_an_arm_and_a_leg_of_one_side() -> None:
    assert parts_whose_side_matters(frozenset({"upper_face"})) == {"upper_face"}
    assert parts_whose_side_matters(frozenset({"neck"})) == set()
    assert parts_whose_side_matters(frozenset({"neck", "trunk", "left_arm"})) == set()
    assert parts_whose_side_matters(frozenset({"neck", "left_arm", "left_leg"})) == {"neck"}
    assert parts_whose_side_matters(frozenset({"trunk", "left_arm", "left_leg"})) == {"trunk"}
