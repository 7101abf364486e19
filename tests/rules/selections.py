"""Selections of marks for the tests: all unsided ones, small sided ones, drawn ones, and the mirror."""

from functools import cache
from itertools import combinations

from hypothesis import strategies as st

from screener.rules import Classification, classify

MIDLINE = ("upper_face", "lower_face", "jaw_tongue", "larynx", "neck", "trunk")
LIMBS = tuple(
    f"{side}_{limb}" for limb in ("shoulder", "arm", "hand", "leg", "foot") for side in ("left", "right")
)
PICTURE = (*MIDLINE, *LIMBS)
"""The sixteen marks of the body picture, written again."""

EVERY_MARK = (
    *PICTURE,
    *(f"{side}_{part}" for part in MIDLINE if part != "larynx" for side in ("left", "right")),
)
"""All twenty-six written marks."""

REPRESENTATIVE = {
    "upper_cranial": "upper_face",
    "lower_cranial": "lower_face",
    "larynx": "larynx",
    "cervical": "neck",
    "trunk": "trunk",
    "left_upper_limb": "left_hand",
    "right_upper_limb": "right_hand",
    "left_lower_limb": "left_foot",
    "right_lower_limb": "right_foot",
}
"""A mark that lies in the region, whatever else is marked."""

_MIRROR = {"left": "right", "right": "left"}


def mirrored(word: str) -> str:
    """Return a mark or a region with left and right exchanged."""
    side, _, rest = word.partition("_")
    return f"{_MIRROR[side]}_{rest}" if side in _MIRROR else word


def marks_in(mask: int) -> tuple[str, ...]:
    """Return the marks of the picture whose bits are set in ``mask``."""
    return tuple(mark for bit, mark in enumerate(PICTURE) if mask >> bit & 1)


@cache
def every_unsided() -> tuple[Classification, ...]:
    """Return the answer for each of the 65,536 selections; the index is the mask of its marks."""
    return tuple(classify(marks_in(mask)) for mask in range(2 ** len(PICTURE)))


def small_sided(most: int) -> tuple[tuple[str, ...], ...]:
    """Return every selection of at most ``most`` marks, sided ones included."""
    return tuple(chosen for size in range(most + 1) for chosen in combinations(EVERY_MARK, size))


sided = st.frozensets(st.sampled_from(EVERY_MARK), max_size=len(EVERY_MARK))
"""Any selection of marks, sided ones included."""
