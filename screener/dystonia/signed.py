"""Which clinical rows a neurologist has signed, and how many wait for it."""

from dataclasses import dataclass

from screener.body.anatomy import NEIGHBOURS
from screener.body.caveats import CAVEATS
from screener.body.patterns import PATTERNS
from screener.dystonia.open_points import OPEN_POINTS
from screener.dystonia.red_flags import RED_FLAGS
from screener.dystonia.safety import EMERGENCIES

ROWS: tuple[str, ...] = (
    *(f"card: {sign.id}" for sign in EMERGENCIES),
    *(f"flag: {flag.id}" for flag in RED_FLAGS),
    *(f"pattern: {pattern.id}" for pattern in PATTERNS),
    *(f"neighbours: {pair.one} {pair.other}" for pair in NEIGHBOURS),
    *(f"caveat: {caveat.id}" for caveat in CAVEATS),
    *(f"open point: {point.id}" for point in OPEN_POINTS),
)
"""Every clinical row of the sign-off pack that has an id of its own."""

SIGNED: frozenset[str] = frozenset()
"""Those of ``ROWS`` that were signed as they stand: add one when the pack comes back, take it away when its row changes."""


@dataclass(frozen=True, slots=True)
class Signed:
    """How many rows there are, and how many of them are not signed."""

    rows: int
    unsigned: int


def standing(signed: frozenset[str] = SIGNED) -> Signed:
    """Return where the signing stands. Raises ``ValueError`` for a signature under no row."""
    if unknown := signed.difference(ROWS):
        raise ValueError(f"signed, and no row: {', '.join(sorted(unknown))}")
    return Signed(len(ROWS), len(ROWS) - len(signed))
