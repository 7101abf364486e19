"""Caveats: where specialists differ about a pattern. Each is shown to the clinician with its source."""

from collections.abc import Callable
from dataclasses import dataclass

from screener.body.anatomy import LOWER_LIMB, UPPER_LIMB, Region
from screener.body.footprint import ARMS, FACE, LEGS, Footprint
from screener.body.patterns import Distribution, Pattern

_THREE = 3


@dataclass(frozen=True, slots=True)
class Caveat:
    """A row: when it applies, why specialists differ, where that is written, and whether the patient hears of it."""

    id: str
    applies: Callable[[Footprint, Pattern], bool]
    why: str
    source: str
    for_patient: bool = False


def _hemi_or_generalized(footprint: Footprint, pattern: Pattern) -> bool:
    return (
        Region.TRUNK in footprint.regions
        and footprint.arm_and_leg_side is not None
        and pattern.distribution is not Distribution.HEMIDYSTONIA
    )


def _hemi_with_midline(footprint: Footprint, _: Pattern) -> bool:
    midline = footprint.regions - ARMS - LEGS
    return (
        footprint.arm_and_leg_side is not None
        and Region.TRUNK not in midline
        and any(len(footprint.sides[region]) > 1 for region in midline)
    )


def _wide_without_trunk(footprint: Footprint, _: Pattern) -> bool:
    regions = footprint.regions
    return Region.TRUNK not in regions and (
        (regions >= LEGS and not regions.isdisjoint(ARMS))
        or (regions >= ARMS and not regions.isdisjoint(LEGS))
    )


def _one_sided_face_and_arm(footprint: Footprint, _: Pattern) -> bool:
    side = footprint.face_side
    return side is not None and footprint.regions - FACE == {UPPER_LIMB[side]}


def _exactly(*regions: Region) -> Callable[[Footprint, Pattern], bool]:
    return lambda footprint, _: footprint.regions == set(regions)


CAVEATS: tuple[Caveat, ...] = (
    Caveat(
        "hemi_or_generalized",
        _hemi_or_generalized,
        "The trunk with an arm and a leg of one side meets the definitions of hemidystonia and of generalized dystonia.",
        "Albanese et al. 2013, Mov Disord 28:863",
        for_patient=True,
    ),
    Caveat(
        "hemi_with_midline",
        _hemi_with_midline,
        "An arm and a leg of one side with a part in the middle: hemidystonia with a midline part, or multifocal.",
        "Albanese et al. 2013, Mov Disord 28:863",
        for_patient=True,
    ),
    Caveat(
        "wide_without_trunk",
        _wide_without_trunk,
        "EFNS and patient organisations call this generalized; the 2013 consensus asks for the trunk.",
        "EFNS scheme in Charlesworth et al. 2013, Brain 136:2017; Albanese et al. 2013, Mov Disord 28:863",
        for_patient=True,
    ),
    Caveat(
        "generalized_without_legs",
        lambda footprint, pattern: pattern.generalized and footprint.regions.isdisjoint(LEGS),
        "Generalized without a leg: older schemes need a leg and would say segmental.",
        "Bhidayasiri & Tarsy, Segmental Dystonia Treated with Deep Brain Stimulation; Albanese et al. 2013",
    ),
    Caveat(
        "trunk_and_both_legs",
        _exactly(Region.TRUNK, *LEGS),
        "The trunk and both legs: it is open whether two legs count as two sites.",
        "Albanese et al. 2013, Mov Disord 28:863; Dystonia Europe, Types of Dystonia",
    ),
    Caveat(
        "three_or_more_neighbours",
        lambda footprint, pattern: (
            pattern.distribution is Distribution.SEGMENTAL and len(footprint.regions) >= _THREE
        ),
        "Three or more regions next to each other: Dystonia UK says multifocal.",
        "Dystonia UK, Segmental and multifocal",
    ),
    Caveat(
        "cranial",
        _exactly(Region.UPPER_CRANIAL, Region.LOWER_CRANIAL),
        "Upper and lower face together (Meige syndrome): some sources say focal.",
        "MDS Abstracts, Meige syndrome serial cases; Albanese et al. 2013",
    ),
    Caveat(
        "neck_and_larynx",
        _exactly(Region.CERVICAL, Region.LARYNX),
        "In 1258 people labelled focal cervical dystonia, 28.3 % had signs outside the neck.",
        "Kilic-Berkmen et al. 2022, Mov Disord Clin Pract",
    ),
    Caveat(
        "eyes_and_neck",
        _exactly(Region.UPPER_CRANIAL, Region.CERVICAL),
        "Eyes and neck are the weakest neighbour pair: only wider pairs in the sources contain it.",
        "EFNS scheme; Adv Genet 2012;79:35",
    ),
    Caveat(
        "one_sided_face_and_arm",
        _one_sided_face_and_arm,
        "Face and arm of one side: hemidystonia by the letter of the 2013 consensus, multifocal elsewhere.",
        "Albanese et al. 2013, Mov Disord 28:863",
        for_patient=True,
    ),
    Caveat(
        "one_sided_face",
        lambda footprint, pattern: (
            pattern.distribution is Distribution.FOCAL and footprint.face_side is not None
        ),
        "One side of the face only: one-sided face twitching is more often hemifacial spasm.",
        "specialist background; to be confirmed by a neurologist",
        for_patient=True,
    ),
    Caveat(
        "one_leg",
        lambda footprint, pattern: (
            pattern.distribution is Distribution.FOCAL and footprint.regions <= frozenset(LOWER_LIMB.values())
        ),
        "One leg only: in adults over half had another cause. A prompt visit is suggested.",
        "McKeon et al. 2008, PMID 18329318",
    ),
)


def caveats_of(footprint: Footprint, pattern: Pattern) -> tuple[Caveat, ...]:
    """Return every caveat that applies, in the order of the table."""
    return tuple(caveat for caveat in CAVEATS if caveat.applies(footprint, pattern))
