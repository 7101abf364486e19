"""From marks to regions: which regions hold a mark, and on which sides."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from screener.body.anatomy import (
    LIMB_REGION,
    LOWER_LIMB,
    MARKS,
    MIDLINE_REGION,
    NEIGHBOURS,
    UPPER_LIMB,
    BodyPart,
    Neighbours,
    Region,
    Side,
    parse,
)

Places = frozenset[tuple[Region, Side]]
"""Regions with the sides touched in them; a midline mark without a side touches both."""


class Touched(NamedTuple):
    """What marks touch, and the two things about them that no region can tell."""

    places: Places
    shoulder_with_neck: bool
    """A shoulder was counted with the neck."""
    hand: bool
    """A hand is marked."""


FACE = frozenset({Region.UPPER_CRANIAL, Region.LOWER_CRANIAL})
ARMS = frozenset(UPPER_LIMB.values())
LEGS = frozenset(LOWER_LIMB.values())

_OPPOSITE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
_NECK = frozenset(written for written, mark in MARKS.items() if mark.part is BodyPart.NECK)
_HANDS = frozenset(written for written, mark in MARKS.items() if mark.part is BodyPart.HAND)
_SHOULDERS = {written: mark for written, mark in MARKS.items() if mark.part is BodyPart.SHOULDER}


def _touched_by(written: str) -> Places:
    mark = MARKS[written]
    sides = frozenset(Side) if mark.side is None else {mark.side}
    region_on = LIMB_REGION.get(mark.part)
    return frozenset((region_on[side] if region_on else MIDLINE_REGION[mark.part], side) for side in sides)


_TOUCHED = {written: _touched_by(written) for written in MARKS}
_TOUCHED_BESIDE_THE_NECK = _TOUCHED | {
    written: frozenset((Region.CERVICAL, side) for side in Side if side is mark.side)
    for written, mark in _SHOULDERS.items()
}
"""2013: "by convention the shoulder can be included as well as the neck" - when the neck itself is marked."""


def touched(parts: Iterable[str]) -> Touched:
    """Return what the written marks touch. Raises ``ValueError`` that names the first word that is not a mark."""
    marks = frozenset(parts)
    neck = not marks.isdisjoint(_NECK)
    table = _TOUCHED_BESIDE_THE_NECK if neck else _TOUCHED
    try:
        places = frozenset[tuple[Region, Side]]().union(*[table[written] for written in marks])
    except KeyError as unknown:
        parse(unknown.args[0])
        raise
    return Touched(places, neck and not marks.isdisjoint(_SHOULDERS), not marks.isdisjoint(_HANDS))


@dataclass(frozen=True)
class Footprint:
    """The marked regions, each with the sides it was marked on, and whether a hand is among the marks."""

    sides: dict[Region, frozenset[Side]]
    hand: bool

    @classmethod
    def of(cls, found: Touched) -> "Footprint":
        """Group what was touched by region, in the order in which the regions are listed."""
        sides: dict[Region, set[Side]] = {}
        for region, side in found.places:
            sides.setdefault(region, set()).add(side)
        return cls({region: frozenset(sides[region]) for region in Region if region in sides}, found.hand)

    @property
    def regions(self) -> frozenset[Region]:
        """Every region that holds a mark."""
        return frozenset(self.sides)

    def only_on(self, side: Side, among: frozenset[Region]) -> bool:
        """Tell whether each marked region of ``among`` was marked on ``side`` alone."""
        return all(self.sides[region] == {side} for region in self.regions & among)

    @property
    def arm_and_leg_side(self) -> Side | None:
        """The side with an arm and a leg marked while the other side has neither."""
        for side, other in _OPPOSITE.items():
            limbs = {UPPER_LIMB[side], LOWER_LIMB[side]}
            if limbs <= self.regions and self.regions.isdisjoint({UPPER_LIMB[other], LOWER_LIMB[other]}):
                return side
        return None

    @property
    def face_side(self) -> Side | None:
        """The one side on which all marked face regions were marked, if the face is marked on one side only."""
        return next((side for side in Side if self.regions & FACE and self.only_on(side, FACE)), None)

    def neighbours(self) -> tuple[Neighbours, ...]:
        """Return the pairs of marked regions that are next to each other."""
        return tuple(pair for pair in NEIGHBOURS if {pair.one, pair.other} <= self.regions)

    def connected(self) -> bool:
        """Tell whether the marked regions form one whole, each reached from any other over neighbours."""
        pairs = [{pair.one, pair.other} for pair in self.neighbours()]
        reached = set(list(self.regions)[:1])
        for _ in self.regions:
            reached = reached.union(*(pair for pair in pairs if pair & reached))
        return reached == self.regions
