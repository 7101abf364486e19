"""A side is asked for where it can change the answer: compared with every way to mark the sides, by the second rule.

All 65,536 selections are tried, or their mirror: left and right are alike to both rules, as ``test_invariants`` and
``test_left_and_right_are_asked_alike`` say. The second rule reads of the limbs which regions they lie in, with the neck and without it, and
whether a hand is among them, and of two selections with the same of these it says the same: the work on sides is shared so.
"""

from functools import cache
from itertools import chain, combinations, product

from screener.rules import parts_whose_side_matters
from tests.rules import by_the_letter
from tests.rules.selections import LIMBS, MIDLINE, mirrored

SIDED = tuple(part for part in MIDLINE if part != "larynx")
SIDES = ("", "left_", "right_")
Read = tuple[frozenset[tuple[str, frozenset[str]]], bool]


def _selections(marks: tuple[str, ...]) -> list[frozenset[str]]:
    sizes = range(len(marks) + 1)
    return [frozenset(chosen) for chosen in chain.from_iterable(combinations(marks, size) for size in sizes)]


def _read(marks: frozenset[str]) -> Read:
    """Return all that the second rule reads of marks."""
    regions = by_the_letter.regions_of(marks)
    hand = any(by_the_letter.split(mark)[1] == "hand" for mark in marks)
    return frozenset((region, frozenset(sides)) for region, sides in regions.items()), hand


_answers: dict[Read, tuple[object, ...]] = {}


def _answer(marks: frozenset[str]) -> tuple[object, ...]:
    read = _read(marks)
    if read not in _answers:
        pattern = by_the_letter.pattern(by_the_letter.regions_of(marks))
        _answers[read] = (*pattern, frozenset(by_the_letter.caveats(marks)))
    return _answers[read]


def _by_brute_force(midline: frozenset[str], limbs: frozenset[str]) -> frozenset[str]:
    places = [part for part in SIDED if part in midline]
    rest = limbs | (midline - set(places))
    answers = {
        sides: _answer(rest | {side + part for side, part in zip(sides, places, strict=True)})
        for sides in product(SIDES, repeat=len(places))
    }
    return frozenset(
        part
        for place, part in enumerate(places)
        for sides, answer in answers.items()
        if answers[(*sides[:place], "", *sides[place + 1 :])] != answer
    )


def _alike(limbs: frozenset[str]) -> tuple[Read, Read]:
    return _read(limbs), _read(limbs | {"neck"})


def _mirror(marks: frozenset[str]) -> frozenset[str]:
    return frozenset(mirrored(mark) for mark in marks)


def test_the_parts_whose_side_is_asked_are_those_of_brute_force_for_every_selection() -> None:
    first_alike: dict[tuple[Read, Read], frozenset[str]] = {}

    @cache
    def expected(midline: frozenset[str], limbs: frozenset[str]) -> frozenset[str]:
        return _by_brute_force(midline, limbs)

    every = _selections(LIMBS)
    half = [limbs for limbs in every if sorted(limbs) <= sorted(_mirror(limbs))]
    assert {*half, *map(_mirror, half)} == {*every}
    wrong = [
        sorted(midline | limbs)
        for limbs in half
        for midline in _selections(MIDLINE)
        if parts_whose_side_matters(midline | limbs)
        != expected(midline, first_alike.setdefault(_alike(limbs), limbs))
    ]
    assert wrong == []


def test_left_and_right_are_asked_alike() -> None:
    for limbs in _selections(LIMBS)[::31]:
        for midline in _selections(MIDLINE)[::5]:
            mirror = midline | _mirror(limbs)
            assert parts_whose_side_matters(midline | limbs) == parts_whose_side_matters(mirror)


def test_the_face_alone_is_asked_and_the_neck_only_beside_an_arm_and_a_leg_of_one_side() -> None:
    assert parts_whose_side_matters(frozenset({"upper_face"})) == {"upper_face"}
    assert parts_whose_side_matters(frozenset({"neck"})) == set()
    assert parts_whose_side_matters(frozenset({"neck", "trunk", "left_arm"})) == set()
    assert parts_whose_side_matters(frozenset({"neck", "left_arm", "left_leg"})) == {"neck"}
    assert parts_whose_side_matters(frozenset({"trunk", "left_arm", "left_leg"})) == {"trunk"}
