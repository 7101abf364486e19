"""The rule: which pattern do the marked parts make? It sorts marks; it never says that anyone has dystonia.

Sources: "Types of dystonia" (The University of Kansas Health System) and Albanese et al. 2013, Mov Disord 28:863-873,
doi 10.1002/mds.25475. Marks become regions (``footprint``), the first pattern that holds is the answer (``patterns``),
and every point on which specialists differ goes with it (``caveats``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from screener.body.anatomy import MIDLINE_REGION, BodyPart, Neighbours, Region, Side
from screener.body.caveats import caveats_of
from screener.body.footprint import LEGS, Footprint, Touched, touched
from screener.body.patterns import Distribution, pattern_of

RULES_VERSION = "2.3.0"
"""Stored with every result. A changed region, neighbour, pattern, caveat or red flag bumps it."""

_BOTH, *_ONE = _SIDES = ("", *(f"{side}_" for side in Side))
_SIDED = frozenset(part for part in MIDLINE_REGION if part is not BodyPart.LARYNX)

__all__ = [
    "RULES_VERSION",
    "Classification",
    "Distribution",
    "Reason",
    "classify",
    "parts_whose_side_matters",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """A step on the way to the answer (``advice`` has the words), with the neighbour pairs that it leaned on."""

    id: str
    neighbours: tuple[Neighbours, ...] = ()


@dataclass(frozen=True, slots=True)
class Classification:
    """The pattern of the marked parts; ``regions`` and ``caveats`` (ids) are in the order of their tables.

    ``distribution`` is ``None`` when nothing is marked. ``generalized`` is a note on top of multifocal.
    """

    distribution: Distribution | None
    generalized: bool
    regions: tuple[Region, ...]
    reasons: tuple[Reason, ...]
    caveats: tuple[str, ...]
    rules_version: str = RULES_VERSION


def classify(parts: Iterable[str]) -> Classification:
    """Sort the marked parts, given in their written form (``neck``, ``left_hand``), into a pattern.

    The order and number of equal marks do not matter. Raises ``ValueError`` that names the word for an unknown part,
    a limb without a side, or a larynx with one.
    """
    return _classify(touched(parts))


@lru_cache(maxsize=4096)
def parts_whose_side_matters(parts: frozenset[str]) -> frozenset[str]:
    """Return the marked midline parts (without sides) for which one side alone could change the answer or a caveat.

    ``parts`` are unsided marks of midline parts and sided ones of limbs. A part is among them when, for some sides of the
    other midline parts, its left, its right or both give another pattern or other caveats.
    """
    midline = sorted(part for part in parts if part in _SIDED)
    limbs = parts - set(midline)
    answers = {
        sides: _what_changes(
            classify(limbs | {f"{side}{part}" for side, part in zip(sides, midline, strict=True)})
        )
        for sides in product(_SIDES, repeat=len(midline))
    }
    return frozenset(
        part
        for place, part in enumerate(midline)
        if any(
            answers[sides] != answers[(*sides[:place], other, *sides[place + 1 :])]
            for sides in answers
            if sides[place] == _BOTH
            for other in _ONE
        )
    )


def _what_changes(found: Classification) -> tuple[object, ...]:
    return found.distribution, found.generalized, found.caveats


# Many selections of marks touch the same regions, and the answer depends on nothing else.
@lru_cache(maxsize=4096)
def _classify(found: Touched) -> Classification:
    footprint = Footprint.of(found)
    pattern = pattern_of(footprint)
    reasons = [Reason(pattern.id, footprint.neighbours() if pattern.id == "all_connected" else ())]
    if pattern.generalized:
        reasons.append(Reason("no_leg_marked" if footprint.regions.isdisjoint(LEGS) else "leg_marked"))
    if found.shoulder_with_neck:
        reasons.append(Reason("shoulder_with_neck"))
    return Classification(
        distribution=pattern.distribution,
        generalized=pattern.generalized,
        regions=tuple(footprint.sides),
        reasons=tuple(reasons),
        caveats=tuple(caveat.id for caveat in caveats_of(footprint, pattern)),
    )
