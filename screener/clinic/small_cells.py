"""What of a count may be shown so that no small group of people can be told from it, not by subtraction either.

A count of 1 to ``FEWEST`` - 1 people is never shown, nor what it follows from. Nobody is in an empty group, so that 0 hides
nothing by itself; in a table it is hidden with the small counts, because it would narrow them down.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

FEWEST = 5
"""The fewest people about whom a figure is shown."""
_ANY = 10**9
"""More people than there are."""
_NOTHING: tuple[None, ...] = (None,)
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Share:
    """So many people of so many."""

    number: int
    of: int

    @property
    def shown(self) -> bool:
        """Whether neither the people nor the others are a small group."""
        return self.of >= FEWEST and not is_few(self.number) and not is_few(self.of - self.number)


def is_few(number: int) -> bool:
    """Tell whether so many are a group too small to be told of."""
    return 0 < number < FEWEST


def shown_groups(groups: Mapping[_Key, Share]) -> dict[_Key, Share | None]:
    """Return the shares of groups that together are everybody, ``None`` where one is hidden.

    One that is hidden would follow from the others and the whole, so that more are hidden until what is hidden, taken
    together, may be shown itself and is more than one group.
    """
    hidden = {key for key, share in groups.items() if not share.shown}
    by_size = sorted(groups.keys() - hidden, key=lambda key: groups[key].of)
    while hidden and by_size and (len(hidden) == 1 or not _together(groups, hidden).shown):
        hidden.add(by_size.pop(0))
    return {key: None if key in hidden else share for key, share in groups.items()}


def _together(groups: Mapping[_Key, Share], keys: set[_Key]) -> Share:
    return Share(sum(groups[key].number for key in keys), sum(groups[key].of for key in keys))


def shown_part(part: Share, whole: Share) -> Share | None:
    """Return the share of a group whose rest is in no other group, ``None`` where the group or its rest is hidden."""
    rest = Share(whole.number - part.number, whole.of - part.of)
    return part if part.shown and (rest.shown or not rest.of) else None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A square table of counts as it may be shown: ``None`` stands for a cell or figure that is hidden.

    ``totals`` are those of the rows; ``agreed`` are the people on the diagonal, of all. ``held_back`` are cells of
    ``FEWEST`` or more that are hidden for the sake of others, or all cells where not even this is told.
    """

    cells: tuple[tuple[int | None, ...], ...]
    totals: tuple[int | None, ...]
    agreed: Share | None
    total: int | None
    held_back: frozenset[tuple[int, int]] = frozenset()


def shown_table(table: Sequence[Sequence[int]]) -> ShownTable:
    """Return as much of a table of counts as leaves every hidden count of people open.

    What goes first are the row totals, the smallest first; then cells of the diagonal, so that the figure on it can stay;
    then that figure; then cells, the smallest first; and last of all the total.
    """
    total = sum(map(sum, table))
    cells = tuple(tuple(count if count >= FEWEST else None for count in row) for row in table)
    totals = tuple(sum(row) if _hidden_in(row) >= FEWEST else None for row in table)
    diagonal = Share(sum(row[place] for place, row in enumerate(table)), total)
    tried = ShownTable(cells, totals, diagonal if diagonal.shown else None, total)
    return next(shown for shown in _less_and_less(tried) if not _tells_too_much(shown, table))


def _hidden_in(row: Sequence[int]) -> int:
    return sum(count for count in row if count < FEWEST)


def _less_and_less(table: ShownTable) -> Iterator[ShownTable]:
    without_agreed = replace(table, agreed=None)
    if table.agreed:
        yield from _fewer_totals(table)
        yield from _fewer_cells(replace(table, totals=_NOTHING * len(table.cells)), diagonal=True)
    yield from _fewer_totals(without_agreed)
    yield from _fewer_cells(replace(without_agreed, totals=_NOTHING * len(table.cells)), diagonal=False)
    yield nothing_of(table)


def nothing_of(table: ShownTable) -> ShownTable:
    """Return a table of which nothing is shown any more, not even who was counted."""
    places = frozenset((row, column) for row, column, count in _places(table) if count is not None)
    nothing = tuple(_NOTHING * len(table.cells) for _ in table.cells)
    return ShownTable(nothing, _NOTHING * len(table.cells), None, None, table.held_back | places)


def _fewer_totals(table: ShownTable) -> Iterator[ShownTable]:
    yield table
    for _, row in sorted((total, row) for row, total in enumerate(table.totals) if total is not None):
        totals = tuple(None if place == row else total for place, total in enumerate(table.totals))
        table = replace(table, totals=totals)
        yield table


def _fewer_cells(table: ShownTable, *, diagonal: bool) -> Iterator[ShownTable]:
    shown = ((count, row, column) for row, column, count in _places(table) if count is not None)
    for _, row, column in sorted(shown):
        if row == column or not diagonal:
            cells = [list(counts) for counts in table.cells]
            cells[row][column] = None
            held_back = table.held_back | {(row, column)}
            table = replace(table, cells=tuple(map(tuple, cells)), held_back=held_back)
            yield table


def _places(table: ShownTable) -> Iterator[tuple[int, int, int | None]]:
    for row, counts in enumerate(table.cells):
        for column, count in enumerate(counts):
            yield row, column, count


def _tells_too_much(shown: ShownTable, table: Sequence[Sequence[int]]) -> bool:
    return any(
        len(possible(shown, (row, column))) == 1
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        if is_few(count)
    )


@lru_cache(maxsize=4096)  # tables that look the same are asked about in turn
def possible(shown: ShownTable, place: tuple[int, int]) -> tuple[int, ...]:
    """Return what a hidden small count can be for all that is shown, tried out by somebody who knows how cells are hidden."""
    return tuple(count for count in range(FEWEST) if _is_possible(shown, place, count))


@dataclass(frozen=True, slots=True)
class _Range:
    low: int
    high: int

    def __add__(self, other: "_Range") -> "_Range":
        return _Range(self.low + other.low, self.high + other.high)

    def less_from(self, total: int) -> "_Range":
        return _Range(total - self.high, total - self.low)

    def __and__(self, other: "_Range") -> "_Range":
        return _Range(max(self.low, other.low), min(self.high, other.high))


_ZERO = _Range(0, 0)


def _is_possible(shown: ShownTable, place: tuple[int, int], count: int) -> bool:
    # What is told of a cell are the sums of its row and of the diagonal, or of what is off it. So each row is two numbers,
    # its diagonal cell and the rest of it; where the row's total is told, one of them follows from the other.
    tied, tied_total, free_on, free_off = _ZERO, 0, _ZERO, _ZERO
    for row, total in enumerate(shown.totals):
        on, off = _ZERO, _ZERO
        for column, seen in enumerate(shown.cells[row]):
            cell = _Range(count, count) if (row, column) == place else _range(shown, (row, column), seen)
            on, off = (on + cell, off) if row == column else (on, off + cell)
        if total is None:
            free_on, free_off = free_on + on, free_off + off
        else:
            on = on & off.less_from(total)
            if on.low > on.high:
                return False
            tied, tied_total = tied + on, tied_total + total
    if shown.agreed:
        off_it = shown.agreed.of - shown.agreed.number
        tied = tied & free_on.less_from(shown.agreed.number)
        tied = tied & _Range(free_off.low + tied_total - off_it, free_off.high + tied_total - off_it)
        return tied.low <= tied.high
    left = free_on + free_off
    return shown.total is None or left.low <= shown.total - tied_total <= left.high


def _range(shown: ShownTable, place: tuple[int, int], seen: int | None) -> _Range:
    if seen is not None:
        return _Range(seen, seen)
    return _Range(FEWEST, _ANY) if place in shown.held_back else _Range(0, FEWEST - 1)
