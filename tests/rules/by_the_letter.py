"""The rule a second time, written naively from sections 3 to 5 of the clinical specification.

It shares nothing with ``screener``: words in, words out. Where it and the heart disagree, one of them is wrong.
"""

from collections.abc import Collection, Iterable

SIDES = ("left", "right")
REGION_OF = {
    "upper_face": "upper_cranial",
    "lower_face": "lower_cranial",
    "jaw_tongue": "lower_cranial",
    "larynx": "larynx",
    "neck": "cervical",
    "trunk": "trunk",
}
LIMB_OF = {"shoulder": "upper", "arm": "upper", "hand": "upper", "leg": "lower", "foot": "lower"}

NEXT_TO = (
    ("upper_cranial", "lower_cranial"),
    ("left_upper_limb", "right_upper_limb"),
    ("cervical", "left_upper_limb"),
    ("cervical", "right_upper_limb"),
    ("cervical", "trunk"),
    ("lower_cranial", "cervical"),
    ("upper_cranial", "cervical"),
    ("lower_cranial", "larynx"),
    ("larynx", "cervical"),
    ("trunk", "left_upper_limb"),
    ("trunk", "right_upper_limb"),
    ("trunk", "left_lower_limb"),
    ("trunk", "right_lower_limb"),
    ("left_lower_limb", "right_lower_limb"),
)
ALL_REGIONS = (
    "upper_cranial",
    "lower_cranial",
    "larynx",
    "cervical",
    "trunk",
    "left_upper_limb",
    "right_upper_limb",
    "left_lower_limb",
    "right_lower_limb",
)

Sided = dict[str, set[str]]


def split(mark: str) -> tuple[str, str]:
    """Return the side (or an empty text) and the part of a mark."""
    side, _, part = mark.partition("_")
    return (side, part) if side in SIDES else ("", mark)


def regions_of(marks: Iterable[str]) -> Sided:
    """Section 3: the regions, each with its sides."""
    split_marks = [split(mark) for mark in marks]
    neck = any(part == "neck" for _, part in split_marks)
    found: Sided = {}
    for side, part in split_marks:
        if part == "shoulder" and neck:
            region = "cervical"
        elif part in LIMB_OF:
            region = f"{side}_{LIMB_OF[part]}_limb"
        else:
            region = REGION_OF[part]
        found.setdefault(region, set()).update({side} if side else SIDES)
    return found


def _arm_and_leg(regions: Sided) -> str:
    """Return the side that has its arm and its leg while the other has neither, or an empty text."""
    for side, other in (SIDES, SIDES[::-1]):
        both = f"{side}_upper_limb" in regions and f"{side}_lower_limb" in regions
        if both and f"{other}_upper_limb" not in regions and f"{other}_lower_limb" not in regions:
            return side
    return ""


def _all_connect(regions: Sided) -> bool:
    group = {next(iter(regions))}
    growing = True
    while growing:
        growing = False
        for one, other in NEXT_TO:
            if one in regions and other in regions and (one in group) != (other in group):
                group |= {one, other}
                growing = True
    return group == set(regions)


def pattern(regions: Sided) -> tuple[str | None, bool]:
    """Section 4: the distribution and whether it is also called generalized."""
    if not regions:
        return None, False
    if len(regions) == 1:
        return "focal", False
    side = _arm_and_leg(regions)
    if side and all(sides == {side} for sides in regions.values()):
        return "hemidystonia", False
    if "trunk" in regions and len(regions) >= 3:
        return "multifocal", True
    return ("segmental" if _all_connect(regions) else "multifocal"), False


def _one_side_of(regions: Sided, among: tuple[str, ...]) -> str:
    sides = [regions[region] for region in among if region in regions]
    return next((side for side in SIDES if sides and all(each == {side} for each in sides)), "")


def caveats(marks: Collection[str]) -> set[str]:
    """Section 5: where specialists differ."""
    regions = regions_of(marks)
    hand = any(split(mark)[1] == "hand" for mark in marks)
    distribution, generalized = pattern(regions)
    only = set(regions)
    arms = only & {"left_upper_limb", "right_upper_limb"}
    legs = only & {"left_lower_limb", "right_lower_limb"}
    midline = only - arms - legs
    face_side = _one_side_of(regions, ("upper_cranial", "lower_cranial"))
    one_side = bool(_arm_and_leg(regions))
    trunk = "trunk" in only
    applies = {
        "hemi_or_generalized": trunk and one_side,
        "hemi_with_midline": not trunk
        and one_side
        and any(regions[each] != {_arm_and_leg(regions)} for each in midline),
        "one_sided_midline": distribution == "hemidystonia" and ("cervical" in only or trunk),
        "early_spread": distribution == "hemidystonia",
        "wide_without_trunk": not trunk
        and ((len(legs) == 2 and len(only) > 2) or (len(arms) == 2 and bool(legs))),
        "generalized_without_legs": generalized and not legs,
        "trunk_and_one_limb": trunk and len(arms | legs) == 1 and len(only) == 2,
        "symmetric_limbs": only in ({*arms}, {*legs}) and len(only) == 2,
        "neck_and_upper_arm": "cervical" in only and len(arms) == 1 and len(only) == 2 and not hand,
        "trunk_and_both_legs": only == {"trunk", "left_lower_limb", "right_lower_limb"},
        "three_or_more_neighbours": distribution == "segmental" and len(only) >= 3,
        "cranial": only == {"upper_cranial", "lower_cranial"},
        "neck_and_larynx": only == {"cervical", "larynx"},
        "eyes_and_neck": only == {"upper_cranial", "cervical"},
        "one_sided_face_and_arm": bool(face_side)
        and only - {"upper_cranial", "lower_cranial"} == {f"{face_side}_upper_limb"},
        "one_sided_face": bool(face_side) and only <= {"upper_cranial", "lower_cranial"},
        "one_leg": distribution == "focal" and len(legs) == 1,
    }
    return {caveat for caveat, holds in applies.items() if holds}
