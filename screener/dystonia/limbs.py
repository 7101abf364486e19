"""Which limbs are marked, as conditions: an arm, a leg, and one side alone."""

from screener.questionnaire.conditions import Chose, Condition, Not, all_of, any_of, chose


def _limb(side: str, *parts: str) -> Chose:
    return chose("body-parts", *(f"{side}_{part}" for part in parts))


def arm(side: str) -> Chose:
    """Say that a part of the arm of this side is marked."""
    return _limb(side, "shoulder", "arm", "hand")


def leg(side: str) -> Chose:
    """Say that a part of the leg of this side is marked."""
    return _limb(side, "leg", "foot")


def _without(other: str, *limbs: Condition) -> Condition:
    return all_of(*limbs, Not(arm(other)), Not(leg(other)))


ARM_AND_LEG_OF_ONE_SIDE = any_of(
    _without("right", arm("left"), leg("left")),
    _without("left", arm("right"), leg("right")),
)
_FACE = chose("body-parts", "upper_face", "lower_face", "jaw_tongue")
ONE_SIDED = any_of(
    ARM_AND_LEG_OF_ONE_SIDE,
    _without("right", _FACE, arm("left")),
    _without("left", _FACE, arm("right")),
)
"""An arm and a leg, or the face and an arm, of one side, and no limb of the other."""
