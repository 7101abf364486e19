"""The body as the rule sees it: parts a person can mark, regions that are counted, and which regions touch.

Regions: Albanese et al. 2013, Mov Disord 28:863-873, doi 10.1002/mds.25475 ("upper or lower cranial region, the
cervical region, the larynx, the trunk, the upper or lower limbs").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """A side of the body, always the person's own."""

    LEFT = "left"
    RIGHT = "right"


class BodyPart(StrEnum):
    """A part of the body as a person can point at it, before any side."""

    UPPER_FACE = "upper_face"
    LOWER_FACE = "lower_face"
    JAW_TONGUE = "jaw_tongue"
    LARYNX = "larynx"
    NECK = "neck"
    TRUNK = "trunk"
    SHOULDER = "shoulder"
    ARM = "arm"
    HAND = "hand"
    LEG = "leg"
    FOOT = "foot"


class Region(StrEnum):
    """A body region as the 2013 consensus counts them; a limb of each side is one region."""

    UPPER_CRANIAL = "upper_cranial"
    LOWER_CRANIAL = "lower_cranial"
    LARYNX = "larynx"
    CERVICAL = "cervical"
    TRUNK = "trunk"
    LEFT_UPPER_LIMB = "left_upper_limb"
    RIGHT_UPPER_LIMB = "right_upper_limb"
    LEFT_LOWER_LIMB = "left_lower_limb"
    RIGHT_LOWER_LIMB = "right_lower_limb"


UPPER_LIMB = {Side.LEFT: Region.LEFT_UPPER_LIMB, Side.RIGHT: Region.RIGHT_UPPER_LIMB}
LOWER_LIMB = {Side.LEFT: Region.LEFT_LOWER_LIMB, Side.RIGHT: Region.RIGHT_LOWER_LIMB}

MIDLINE_REGION = {
    BodyPart.UPPER_FACE: Region.UPPER_CRANIAL,
    BodyPart.LOWER_FACE: Region.LOWER_CRANIAL,
    BodyPart.JAW_TONGUE: Region.LOWER_CRANIAL,
    BodyPart.LARYNX: Region.LARYNX,
    BodyPart.NECK: Region.CERVICAL,
    BodyPart.TRUNK: Region.TRUNK,
}
LIMB_REGION = {
    BodyPart.SHOULDER: UPPER_LIMB,
    BodyPart.ARM: UPPER_LIMB,
    BodyPart.HAND: UPPER_LIMB,
    BodyPart.LEG: LOWER_LIMB,
    BodyPart.FOOT: LOWER_LIMB,
}
WITHOUT_SIDE = frozenset({BodyPart.LARYNX})


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part and the side it was marked on; no side on a midline part means both sides or the middle."""

    part: BodyPart
    side: Side | None = None

    def __str__(self) -> str:
        return f"{self.side}_{self.part}" if self.side else str(self.part)


def _every_mark() -> Iterable[MarkedPart]:
    for part in BodyPart:
        if part not in LIMB_REGION:
            yield MarkedPart(part)
        if part not in WITHOUT_SIDE:
            yield from (MarkedPart(part, side) for side in Side)


MARKS: dict[str, MarkedPart] = {str(mark): mark for mark in _every_mark()}
"""Every written form of a mark, such as ``neck``, ``left_hand`` or ``right_lower_face``."""

UNSIDED_MARKS: tuple[str, ...] = tuple(
    written for written, mark in MARKS.items() if mark.side is None or mark.part in LIMB_REGION
)
"""The sixteen marks of the body picture: midline parts without a side, limb parts with theirs."""


def parse(written: str) -> MarkedPart:
    """Read the written form of a mark.

    Raises ``ValueError`` that names the word: an unknown part, a limb without a side, a larynx with one.
    """
    try:
        return MARKS[written]
    except KeyError:
        if written in LIMB_REGION:
            raise ValueError(f"{written!r} needs a side: left_{written} or right_{written}") from None
        if written.partition("_")[2] in WITHOUT_SIDE:
            raise ValueError(f"{written!r}: the larynx has no side") from None
        raise ValueError(f"{written!r} is not a part of the body that can be marked") from None


class Strength(StrEnum):
    """How firmly the literature says that two regions are next to each other."""

    NAMED = "a source names this pair"
    CONTAINED = "a wider pair contains it"
    WEAK = "a wider pair contains it, weakly"
    BACKGROUND = "background: a neurologist should confirm"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two regions that count as next to each other, and on what ground."""

    one: Region
    other: Region
    ground: str
    strength: Strength


_WIDER = "cranial and cervical together (EFNS; Adv Genet 2012;79:35)"
_SPREAD = "craniocervical spread (Dystonia UK)"
_AXIAL = "axial and limb together (Fahn's brachial and crural forms)"
_EFNS = "EFNS table in Charlesworth 2013 (Brain 136:2017)"

NEIGHBOURS: tuple[Neighbours, ...] = (
    Neighbours(Region.UPPER_CRANIAL, Region.LOWER_CRANIAL, "cranial dystonia (2013)", Strength.NAMED),
    Neighbours(
        Region.LEFT_UPPER_LIMB, Region.RIGHT_UPPER_LIMB, "bi-brachial dystonia (2013)", Strength.NAMED
    ),
    Neighbours(Region.CERVICAL, Region.LEFT_UPPER_LIMB, _EFNS, Strength.NAMED),
    Neighbours(Region.CERVICAL, Region.RIGHT_UPPER_LIMB, _EFNS, Strength.NAMED),
    Neighbours(Region.CERVICAL, Region.TRUNK, "segmental axial dystonia (Jabbari 1992)", Strength.NAMED),
    Neighbours(Region.LOWER_CRANIAL, Region.CERVICAL, _WIDER, Strength.CONTAINED),
    Neighbours(
        Region.UPPER_CRANIAL,
        Region.CERVICAL,
        f"{_WIDER}; in 487 people eyelid dystonia spread first to the neck in 22.4 % (Berman 2020)",
        Strength.WEAK,
    ),
    Neighbours(Region.LOWER_CRANIAL, Region.LARYNX, _SPREAD, Strength.CONTAINED),
    Neighbours(Region.LARYNX, Region.CERVICAL, _SPREAD, Strength.CONTAINED),
    Neighbours(Region.TRUNK, Region.LEFT_UPPER_LIMB, _AXIAL, Strength.BACKGROUND),
    Neighbours(Region.TRUNK, Region.RIGHT_UPPER_LIMB, _AXIAL, Strength.BACKGROUND),
    Neighbours(Region.TRUNK, Region.LEFT_LOWER_LIMB, _AXIAL, Strength.BACKGROUND),
    Neighbours(Region.TRUNK, Region.RIGHT_LOWER_LIMB, _AXIAL, Strength.BACKGROUND),
    Neighbours(
        Region.LEFT_LOWER_LIMB,
        Region.RIGHT_LOWER_LIMB,
        "segmental: limbs, brachial or crural (CETRAM, University of Santiago de Chile); the closest pair of all in 1,618 people (Younce et al. 2023, Dystonia 2:11305)",
        Strength.NAMED,
    ),
)
"""Regions next to each other. The pairs are symmetric; any pair that is not listed is not next to each other."""
