"""When the side of a midline part is asked, as FHIRPath.

The program asks the rule itself, over all sides that the parts can have. A renderer cannot: it gets the shape of the
rule's answer, which a test holds against the rule.
"""

from screener.body.anatomy import LIMB_REGION, MARKS, MIDLINE_REGION, UPPER_LIMB, BodyPart, Side
from screener.body.footprint import FACE

_MIDLINE_BUT_FACE = ("neck", "trunk")


def _any_of(codes: str, marks: list[str]) -> str:
    return f"{codes}.intersect({' | '.join(repr(mark) for mark in marks)}).exists()"


def _limb(codes: str, side: Side, *, upper: bool) -> str:
    parts = [part for part, regions in LIMB_REGION.items() if (regions is UPPER_LIMB) is upper]
    marks = [written for written, mark in MARKS.items() if mark.side is side and mark.part in parts]
    shoulder = f"{side}_{BodyPart.SHOULDER}"
    if not upper:
        return _any_of(codes, marks)
    # Beside a marked neck a shoulder counts with it, and is no arm.
    arm = _any_of(codes, [mark for mark in marks if mark != shoulder])
    return f"({arm} or ({_any_of(codes, [shoulder])} and {_any_of(codes, ['neck'])}.not()))"


def side_matters(part: str, codes: str) -> str:
    """Return the expression that tells whether the side of ``part`` could matter; ``codes`` gives the marked parts."""
    arm = {side: _limb(codes, side, upper=True) for side in Side}
    leg = {side: _limb(codes, side, upper=False) for side in Side}
    sides = ((Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.LEFT))
    # Any shoulder of the other side is against it: beside a neck it puts the neck on both sides.
    cases = [
        f"({arm[one]} and {leg[one]} and ({arm[two]} or {leg[two]} or {_any_of(codes, [f'{two}_shoulder'])}).not())"
        for one, two in sides
    ]
    if MIDLINE_REGION[BodyPart(part)] in FACE:
        no_leg = f"({leg[Side.LEFT]} or {leg[Side.RIGHT]}).not()"
        one_arm = f"({arm[Side.LEFT]} and {arm[Side.RIGHT]}).not()"
        cases.append(f"({_any_of(codes, list(_MIDLINE_BUT_FACE))}.not() and {no_leg} and {one_arm})")
    return f"({_any_of(codes, [part])} and {_any_of(codes, ['larynx'])}.not() and ({' or '.join(cases)}))"
