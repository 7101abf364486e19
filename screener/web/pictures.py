"""What the body picture shows: marks with their sides, and the views that show them. How it is drawn: `macros/picture.html`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from screener.body.anatomy import MARKS, UNSIDED_MARKS

WHOLE = ""
"""The side of a mark that fills its part: both sides, the middle, or a limb."""

_LIMBS = frozenset(mark for mark in UNSIDED_MARKS if MARKS[mark].side is not None)
_FACE = frozenset({"upper_face", "lower_face", "jaw_tongue"})
_HEAD = _FACE | {"larynx", "neck"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of marks; ``sides`` has each of the sixteen that is marked, with its side or ``WHOLE``.

    ``shades`` has an opacity from 0 to 1 for parts that are counted. With ``answered_on`` the style sheet mirrors boxes;
    with ``halves`` it can do so for one side of a part in the middle.
    """

    sides: Mapping[str, str] = field(default_factory=dict)
    shades: Mapping[str, float] = field(default_factory=dict)
    answered_on: bool = False
    halves: bool = False
    limbs: Collection[str] = _LIMBS
    places: bool = False
    """Whether it is drawn with a place for each part, to be printed (``screener/web/drawn.py``)."""

    @property
    def views(self) -> tuple[str, ...]:
        """The views that show the marks, the most telling first: the head alone where nothing else is marked."""
        marked = self.sides.keys()
        if marked and marked <= _HEAD and marked != {"neck"}:
            return ("head",)
        return ("front", "back", "head") if marked & _FACE else ("front", "back")

    @property
    def first_views(self) -> tuple[str, ...]:
        """The two views that a result has room for, or the one that there is."""
        return self.views[:2]

    @property
    def one_sided(self) -> bool:
        """Whether a mark is on one side of a part in the middle: then the head too says which side is which."""
        return any(side != WHOLE for side in self.sides.values())


EMPTY = Picture()
ANSWERED_ON = Picture(answered_on=True)
EXAMINED = Picture(answered_on=True, halves=True)


def picture_of(parts: Collection[str]) -> Picture:
    """Return the picture of marked parts, such as ``neck``, ``left_hand`` or ``right_neck``."""
    sides: dict[str, str] = {}
    for part in parts:
        if part in UNSIDED_MARKS:
            sides[part] = WHOLE
        else:
            side, _, mark = part.partition("_")
            sides[mark] = side if sides.get(mark, side) == side else WHOLE
    return Picture(sides)


def shaded(shades: Mapping[str, float]) -> Picture:
    """Return the picture of how often each part was marked."""
    return Picture(shades=shades)
