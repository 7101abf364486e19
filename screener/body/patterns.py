"""The patterns, in the order in which they are tried: the first one that holds is the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from screener.body.anatomy import Region
from screener.body.footprint import Footprint


class Distribution(StrEnum):
    """The four patterns that the clinic's page names."""

    FOCAL = "focal"
    SEGMENTAL = "segmental"
    MULTIFOCAL = "multifocal"
    HEMIDYSTONIA = "hemidystonia"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of the rule: what it is called, when it holds, what it answers."""

    id: str
    distribution: Distribution | None
    generalized: bool
    holds: Callable[[Footprint], bool]
    source: str


def _one_side_only(footprint: Footprint) -> bool:
    side = footprint.arm_and_leg_side
    return side is not None and footprint.only_on(side, footprint.regions)


def _trunk_and_two_others(footprint: Footprint) -> bool:
    return Region.TRUNK in footprint.regions and len(footprint.regions) > 2  # noqa: PLR2004 - the trunk is the third


_2013 = "Albanese et al. 2013"
_CLINIC = "The University of Kansas Health System, Types of dystonia"

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "nothing_marked",
        None,
        generalized=False,
        holds=lambda footprint: not footprint.regions,
        source="nothing to sort",
    ),
    Pattern(
        "one_region",
        Distribution.FOCAL,
        generalized=False,
        holds=lambda footprint: len(footprint.regions) == 1,
        source=f"{_CLINIC}: affects 1 part of the body; {_2013}: one body region",
    ),
    Pattern(
        "one_side_only",
        Distribution.HEMIDYSTONIA,
        generalized=False,
        holds=_one_side_only,
        source=f"{_CLINIC}: a leg and arm on 1 side of the body; {_2013}: more regions restricted to one body side",
    ),
    Pattern(
        "trunk_and_two_others",
        Distribution.MULTIFOCAL,
        generalized=True,
        holds=_trunk_and_two_others,
        source=f"{_2013}: generalized is the trunk and at least two other sites",
    ),
    Pattern(
        "all_connected",
        Distribution.SEGMENTAL,
        generalized=False,
        holds=Footprint.connected,
        source=f"{_CLINIC}: at least 2 body parts next to each other; {_2013}: two or more contiguous regions",
    ),
    Pattern(
        "not_all_connected",
        Distribution.MULTIFOCAL,
        generalized=False,
        holds=lambda _: True,
        source=f"{_CLINIC}: at least 2 body parts; {_2013}: two non-contiguous regions, or more",
    ),
)


def pattern_of(footprint: Footprint) -> Pattern:
    """Return the first pattern that holds; the last one always does."""
    return next(pattern for pattern in PATTERNS if pattern.holds(footprint))
