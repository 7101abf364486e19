"""Kappa beside a table with hidden counts: it is worked out from them, and none of them may be worked out from it."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from random import Random

import pytest

from screener.clinic.intervals import Estimate, kappa
from screener.clinic.shown_kappa import shown_kappa, tells_of_step
from screener.clinic.small_cells import FEWEST, ShownTable, is_few, shown_table

Table = list[list[int]]
SIZE = 4
SEEDS = 180
PLACES = list(product(range(SIZE), repeat=2))
TWO_OF_51: Table = [[30, 0, 0, 7], [0, 0, 0, 0], [0, 0, 0, 0], [2, 0, 0, 12]]


def _drawn(seed: int) -> Table:
    draw = Random(seed)  # noqa: S311 - no secret
    table = [[0] * SIZE for _ in range(SIZE)]
    for place in range(SIZE):
        table[place][place] = draw.choice([0, 6, 14, 30])
    for _ in range(draw.randint(0, 3)):
        row, column = draw.sample(range(SIZE), 2)
        table[row][column] = draw.choice([1, 2, 6, 9])
    return table


def _told(table: Table) -> tuple[ShownTable, tuple[str, ...]]:
    found = kappa(table)
    return shown_table(table), tuple(
        f"{each:.2f}" for each in (found.value, found.low, found.high)
    ) if found else ()


def _all_that_look_so(table: Table) -> Iterator[Table]:
    """Yield every table that looks the same, kappa with it: what somebody tries out who has the time."""
    shown, _ = told = _told(table)
    hidden = [(row, column) for row, column in PLACES if shown.cells[row][column] is None]
    on, off = [one for one in hidden if one[0] == one[1]], [one for one in hidden if one[0] != one[1]]
    many = [sum(table[row][column] for row, column in some) for some in (on, off)]
    for some_on, some_off in product(
        *(combinations_with_replacement(*one) for one in zip((on, off), many, strict=True))
    ):
        lie = Counter([*some_on, *some_off])
        other = [
            [lie[row, column] if (row, column) in hidden else table[row][column] for column in range(SIZE)]
            for row in range(SIZE)
        ]
        if max(lie.values(), default=0) < FEWEST and _told(other) == told:
            yield other


def test_a_kappa_that_one_table_alone_can_have_is_not_shown() -> None:
    assert list(_all_that_look_so(TWO_OF_51)) == [TWO_OF_51]
    assert shown_kappa(TWO_OF_51, shown_table(TWO_OF_51)) is None


def _few(table: Table) -> list[tuple[int, int]]:
    return [(row, column) for row, column in PLACES if is_few(table[row][column])]


def _is_shown_beside_few(table: Table) -> bool:
    shown = shown_table(table)
    return bool(_few(table)) and not shown.held_back and shown_kappa(table, shown) is not None


BESIDE_FEW = [table for table in map(_drawn, range(SEEDS)) if _is_shown_beside_few(table)]


@pytest.mark.parametrize("table", BESIDE_FEW, ids=str)
def test_no_count_of_a_few_follows_from_a_kappa_that_is_shown(table: Table) -> None:
    possible = list(_all_that_look_so(table))
    assert all(len({other[row][column] for other in possible}) > 1 for row, column in _few(table))


def test_a_kappa_is_shown_where_nobody_is_among_few_and_where_they_may_lie_otherwise() -> None:
    assert BESIDE_FEW
    plain = [[20, 5], [10, 15]]
    assert shown_kappa(plain, shown_table(plain)) == Estimate(0.4, 0.15, 0.65)
    many = [[34, 3, 4, 12], [1, 15, 0, 0], [1, 2, 5, 0], [0, 0, 0, 3]]
    assert shown_kappa(many, shown_table(many)) is not None
    assert shown_kappa([[1, 0], [0, 1]], shown_table([[1, 0], [0, 1]])) is None


def test_a_few_of_a_step_follow_from_the_kappa_of_all_unless_they_may_lie_otherwise() -> None:
    assert not tells_of_step([[20, 5], [10, 15]], [[5, 0], [0, 0]])
    assert tells_of_step([[20, 5], [10, 15]], [[3, 0], [0, 2]])
    assert not tells_of_step([[2000, 500], [1000, 1500]], [[3, 0], [0, 2]])
