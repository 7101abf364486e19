"""Cohen's kappa as it may be shown beside a table with hidden counts: it is worked out from them, so that it can tell them.

Two of 51 people who are hidden in a table of six words can lie in 435 ways, and no two of these need have the same kappa.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from screener.clinic.intervals import Estimate, kappa
from screener.clinic.small_cells import FEWEST, ShownTable, is_few, shown_table

_Counts = Sequence[Sequence[int]]
_Place = tuple[int, int]
_Moves = Mapping[_Place, int]
_DIGITS = 2


def shown_kappa(counts: _Counts, shown: ShownTable) -> Estimate | None:
    """Return kappa of the table, rounded; ``None`` where a hidden count of a few would follow from it, or where it is none."""
    if shown.agreed is None:
        return None
    free = {(row, column) for row, column in _places(counts) if shown.cells[row][column] is None}
    for place in _few(counts):
        others = (
            _moved(counts, moves) for moves in _moves(counts, place, free) if _fits(counts, shown, moves)
        )
        if not any(_rounded(other) == _rounded(counts) and shown_table(other) == shown for other in others):
            return None
    return _rounded(counts)


def _fits(counts: _Counts, shown: ShownTable, moves: _Moves) -> bool:
    by_row = Counter[int]()
    for (row, _), by in moves.items():
        by_row[row] += by
    kept = all(shown.totals[row] is None or not by for row, by in by_row.items())
    return kept and all(
        (counts[place[0]][place[1]] + by >= FEWEST) == (place in shown.held_back)
        for place, by in moves.items()
    )


def tells_of_step(counts: _Counts, step: _Counts) -> bool:
    """Tell whether a count of a few in ``step``, some of a table, follows from kappa of the table for who knows it without them."""
    return not all(
        any(
            _rounded(counts) == _rounded(_moved(counts, moves))
            for moves in _moves(step, place, {*_places(step)})
        )
        for place in _few(step)
    )


def _rounded(counts: _Counts) -> Estimate | None:
    found = kappa(counts)
    # There is no nought with a sign.
    return found and Estimate(*(round(each, _DIGITS) + 0.0 for each in (found.value, found.low, found.high)))


def _places(counts: _Counts) -> Iterator[_Place]:
    return product(range(len(counts)), range(len(counts)))


def _few(counts: _Counts) -> list[_Place]:
    return [(row, column) for row, column in _places(counts) if is_few(counts[row][column])]


def _moves(counts: _Counts, place: _Place, free: set[_Place]) -> Iterator[_Moves]:
    """Yield how people may lie otherwise: as many in all and on the diagonal, more or fewer at ``place``.

    They are somewhere else, or, so that rows and columns keep their sums, pairs have changed places.
    """
    row, column = place
    alike = sorted(one for one in free - {place} if (one[0] == one[1]) == (row == column))
    kinds: list[dict[_Place, int]] = [{place: -1, one: 1} for one in alike]
    for other in alike:
        corners = (row, other[1]), (other[0], column)
        if len({place, other, *corners}) == len((place, other, *corners)) and {*corners} <= {*alike}:
            kinds.append({place: -1, other: -1, **dict.fromkeys(corners, 1)})
    for times, moves in product((1, -1, 2, -2, 3, -3), kinds):
        found = {one: times * by for one, by in moves.items()}
        if all(counts[one[0]][one[1]] + by >= 0 for one, by in found.items()):
            yield found


def _moved(counts: _Counts, moves: _Moves) -> list[list[int]]:
    moved = [list(row) for row in counts]
    for (row, column), by in moves.items():
        moved[row][column] += by
    return moved
