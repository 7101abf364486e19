"""Caveats: where specialists differ about a pattern. Each is shown to the clinician with its source."""

from collections.abc import Callable
from dataclasses import dataclass

from screener.body.anatomy import UPPER_LIMB, Region
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


def _hemi_or_generalized(footprint: Footprint, _: Pattern) -> bool:
    return Region.TRUNK in footprint.regions and footprint.arm_and_leg_side is not None


def _hemi_with_midline(footprint: Footprint, _: Pattern) -> bool:
    side = footprint.arm_and_leg_side
    midline = footprint.regions - ARMS - LEGS
    return side is not None and Region.TRUNK not in midline and not footprint.only_on(side, midline)


def _one_sided_midline(footprint: Footprint, pattern: Pattern) -> bool:
    return _hemidystonia(footprint, pattern) and not footprint.regions.isdisjoint(
        {Region.CERVICAL, Region.TRUNK}
    )


def _hemidystonia(_: Footprint, pattern: Pattern) -> bool:
    return pattern.distribution is Distribution.HEMIDYSTONIA


def _wide_without_trunk(footprint: Footprint, _: Pattern) -> bool:
    regions = footprint.regions
    return Region.TRUNK not in regions and (
        regions > LEGS or (regions >= ARMS and not regions.isdisjoint(LEGS))
    )


def _trunk_and_one_limb(footprint: Footprint, _: Pattern) -> bool:
    limbs = footprint.regions & (ARMS | LEGS)
    return len(limbs) == 1 and footprint.regions - limbs == {Region.TRUNK}


def _neck_and_upper_arm(footprint: Footprint, _: Pattern) -> bool:
    arms = footprint.regions & ARMS
    return len(arms) == 1 and footprint.regions - arms == {Region.CERVICAL} and not footprint.hand


def _one_sided_face_and_arm(footprint: Footprint, _: Pattern) -> bool:
    side = footprint.face_side
    return side is not None and footprint.regions - FACE == {UPPER_LIMB[side]}


def _exactly(*regions: Region) -> Callable[[Footprint, Pattern], bool]:
    return lambda footprint, _: footprint.regions == set(regions)


_2013 = "Albanese et al. 2013, Mov Disord 28:863"

CAVEATS: tuple[Caveat, ...] = (
    Caveat(
        "hemi_or_generalized",
        _hemi_or_generalized,
        "The trunk with an arm and a leg of one side meets the definitions of hemidystonia and of generalized dystonia. That a trunk is one-sided is the person's own word.",
        _2013,
        for_patient=True,
    ),
    Caveat(
        "hemi_with_midline",
        _hemi_with_midline,
        "An arm and a leg of one side with a part in the middle or of the other side: hemidystonia with a midline part, or multifocal. Overflow to the jaw is described.",
        f"{_2013}; JAMA Neurol 2023",
        for_patient=True,
    ),
    Caveat(
        "one_sided_midline",
        _one_sided_midline,
        "Hemidystonia here rests on a neck or trunk that was marked on one side only. Nobody can tell for sure whether their own neck is one-sided.",
        "ours; to be confirmed by a neurologist",
        for_patient=True,
    ),
    Caveat(
        "early_spread",
        _hemidystonia,
        "With a lesion on the other side of the brain, hemidystonia. In a young person without one it may be the beginning of a wider form: an arm and a leg are also called multifocal.",
        "Orphanet, ORPHA:256",
    ),
    Caveat(
        "wide_without_trunk",
        _wide_without_trunk,
        "EFNS and patient organisations call this generalized; the 2013 consensus asks for the trunk.",
        f"EFNS scheme in Charlesworth et al. 2013, Brain 136:2017; {_2013}",
        for_patient=True,
    ),
    Caveat(
        "generalized_without_legs",
        lambda footprint, pattern: pattern.generalized and footprint.regions.isdisjoint(LEGS),
        "Generalized without a leg: older schemes need a leg and would say segmental, all the more where no limb is marked at all.",
        "Bhidayasiri & Tarsy, Segmental Dystonia Treated with Deep Brain Stimulation; Albanese et al. 2013",
        for_patient=True,
    ),
    Caveat(
        "trunk_and_one_limb",
        _trunk_and_one_limb,
        "The trunk and one limb: sources say segmental (runner's dystonia), generalized (a textbook), or focal of the trunk (with a shoulder alone).",
        "Neupsy Key, Hyperkinetic movement disorder: idiopathic torsion dystonia; runner's dystonia in case reports",
    ),
    Caveat(
        "trunk_and_both_legs",
        _exactly(Region.TRUNK, *LEGS),
        "The trunk and both legs: it is open whether two legs count as two sites.",
        f"{_2013}; Dystonia Europe, Types of Dystonia",
    ),
    Caveat(
        "symmetric_limbs",
        lambda footprint, _: footprint.regions in (ARMS, LEGS),
        "Both arms alone, or both legs alone: some see a subtype of its own, symmetric multifocal.",
        "Younce et al. 2023, Dystonia 2:11305",
    ),
    Caveat(
        "neck_and_upper_arm",
        _neck_and_upper_arm,
        "The neck and an arm without its hand: a series of 1,000 keeps neck, shoulders and upper arms as one group, and would say focal.",
        "LeDoux et al. 2016, Neurol Genet 2:e69",
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
        "Eyes and neck are the weakest neighbour pair, and yet, after the mouth, where eyelid dystonia spreads most often.",
        "EFNS scheme; Adv Genet 2012;79:35; Berman et al. 2020",
    ),
    Caveat(
        "one_sided_face_and_arm",
        _one_sided_face_and_arm,
        "Face and arm of one side: hemidystonia by the letter of the 2013 consensus, multifocal elsewhere.",
        _2013,
        for_patient=True,
    ),
    Caveat(
        "one_sided_face",
        lambda footprint, _: footprint.regions <= FACE and footprint.face_side is not None,
        "One side of the face only: one-sided face twitching is more often hemifacial spasm.",
        "ours; to be confirmed by a neurologist",
        for_patient=True,
    ),
    Caveat(
        "one_leg",
        lambda footprint, pattern: pattern.distribution is Distribution.FOCAL and footprint.regions <= LEGS,
        "One leg only: in adults over half had another cause. A prompt visit is suggested.",
        "McKeon et al. 2008, PMID 18329318",
    ),
)


def caveats_of(footprint: Footprint, pattern: Pattern) -> tuple[Caveat, ...]:
    """Return every caveat that applies, in the order of the table."""
    return tuple(caveat for caveat in CAVEATS if caveat.applies(footprint, pattern))
